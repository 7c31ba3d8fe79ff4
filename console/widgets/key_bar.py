"""The keys that work here, on one line. One widget, because a widget for each key is slow and leaks."""

from collections.abc import Iterator, Mapping, Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from console.keymap import Bound
from console.keys import shown
from console.widgets.lines import Bar

GAP = 2  #: cells between two keys
HELP = "desk.keys"  #: stands at the right end, whatever does not fit


class KeyBar(Bar):
    """Actions with their keys. What cannot be done now is dim; the key still answers with the reason."""

    DEFAULT_CSS = """
    KeyBar { background: $surface; color: $foreground; }
    """

    class Pressed(Message):
        """An action was clicked; the screen does what its key would do."""

        def __init__(self, bar: "KeyBar", id: str) -> None:
            super().__init__()
            self.bar = bar
            self.action_id = id

        @property
        def control(self) -> "KeyBar":
            """The bar."""
            return self.bar

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._bound: tuple[Bound, ...] = ()
        self._reasons: Mapping[str, str] = {}

    def offer(self, bound: Sequence[Bound], reasons: Mapping[str, str] | None = None) -> None:
        """The actions of a place, most important first; `reasons` by id for those that cannot be done now."""
        here = tuple(one for one in bound if one.action.bar and one.keys)
        if (here, reasons or {}) != (self._bound, self._reasons):
            self._bound, self._reasons = here, dict(reasons or {})
            self.changed()

    def reason(self, id: str) -> str | None:
        """Why an action cannot be done now; None when it can."""
        return self._reasons.get(id)

    def line(self, width: int) -> Content:
        """As many as fit, then the key that shows all of them."""
        line, end = Content(""), 0
        for column, one in self._drawn(width):
            line = Content.assemble(line, " " * (column - end), self._hint(one))
            end = column + _size(one)
        return line

    def _hint(self, one: Bound) -> Content:
        """A bold key and its label; what cannot be done is dim all over."""
        key, label = shown(one.keys[0]), f" {one.action.label}"
        if one.action.id in self._reasons:
            return Content.styled(key + label, "$foreground-muted")
        return Content.assemble((key, "bold $text-accent"), label)

    def _drawn(self, width: int) -> Iterator[tuple[int, Bound]]:
        """Each action that fits with the column where it starts."""
        last = next((one for one in self._bound if one.action.id == HELP), None)
        room = width - (_size(last) + GAP if last else 0)
        column = 1
        for one in (one for one in self._bound if one is not last):
            if column + _size(one) > room:
                break
            yield column, one
            column += _size(one) + GAP
        if last:
            yield max(width - _size(last) - 1, 0), last

    def on_click(self, event: events.Click) -> None:
        """A click is the key."""
        for column, one in self._drawn(self.size.width):
            if column <= event.x < column + _size(one):
                self.post_message(self.Pressed(self, one.action.id))


def _size(one: Bound) -> int:
    return len(shown(one.keys[0])) + 1 + len(one.action.label)
