"""What the desk has to say, in full, on as many lines as that takes; no pop-ups over the work."""

from typing import Literal

from textual.content import Content
from textual.timer import Timer

from console.text import clean
from console.widgets.lines import Lines, folded

Kind = Literal["info", "warn", "error"]
SIGNS: dict[Kind, tuple[str, str]] = {
    "info": ("", "$foreground"),
    "warn": ("! ", "$text-warning"),
    "error": ("!! ", "bold $text-error"),
}  #: what stands in front of each kind, so that it needs no colour
LIMIT = 1_000  #: characters of one sentence


class StatusLine(Lines):
    """Says one thing at a time: for some seconds, or until the next key."""

    DEFAULT_CSS = """
    StatusLine { min-height: 1; padding: 0 1; background: $background; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._kind: Kind = "info"
        self._timer: Timer | None = None

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text

    def say(self, text: str, kind: Kind = "info", *, seconds: float | None = None) -> None:
        """Say a sentence until the next key, or for some seconds whatever is pressed."""
        self._stop()
        self._text, self._kind = clean(text, LIMIT), kind
        if seconds is not None:
            self._timer = self.set_timer(seconds, self.clear)
        self.changed()

    def key_pressed(self) -> None:
        """The screen passes every key on before it acts: what stood until then goes."""
        if self._timer is None:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._stop()
        if self._text:
            self._text = ""
            self.changed()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def lines(self, width: int) -> list[Content]:
        """The sign of its kind and the sentence, folded between words; an empty line when nothing is said."""
        sign, style = SIGNS[self._kind]
        return (
            [Content.styled(line, style) for line in folded(sign + self._text, width)] if self._text else [Content()]
        )
