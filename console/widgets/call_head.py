"""The line above the order at hand: which one, where it stands, how the call goes."""

from dataclasses import dataclass

from textual.content import Content

from console.styles.tones import TONES
from console.widgets.lines import Bar, spread, styled


@dataclass(frozen=True, slots=True)
class Head:
    """What the line shows; the parts on the right give way from the left when the screen is narrow."""

    ref: str = ""
    word: str = ""  #: the shop's word for where the order stands
    tone: str = ""
    facts: tuple[str, ...] = ()  #: behind the word: how long it waited, TEST
    call: str = ""  #: the call that is under way
    right: tuple[str, ...] = ()


class CallHead(Bar):
    """One line, no keys."""

    DEFAULT_CSS = """
    CallHead { background: $surface; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._head = Head()

    def show(self, head: Head) -> None:
        """Another order, or another minute."""
        if head != self._head:
            self._head = head
            self.changed()

    def line(self, width: int) -> Content:
        """Order on the left, call and claim on the right."""
        head = self._head
        left = [
            styled(head.ref, "bold"),
            Content("  "),
            styled(head.word, f"bold {TONES.get(head.tone, '')}".strip()),
        ]
        left += [styled(f" · {fact}") for fact in head.facts]
        right = Content.assemble(
            styled(head.call, "bold $text-accent"), styled(self._claim(width), "$foreground-muted")
        )
        return spread(Content.assemble(*left), right, width)

    def _claim(self, width: int) -> str:
        parts = [part for part in self._head.right if part]
        used = sum(len(part) + 3 for part in (self._head.ref, self._head.word, *self._head.facts, self._head.call))
        while parts and used + len(" · ".join(parts)) > width:
            parts.pop(0)
        return (" · " if self._head.call and parts else "") + " · ".join(parts)
