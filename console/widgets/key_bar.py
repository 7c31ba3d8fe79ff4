"""The keys that work here, on one line or two. One widget, because a widget for each key is slow and leaks."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from console.keymap import Bound
from console.keys import shown
from console.widgets.lines import Lines

GAP = 2  #: cells between two keys
HELP = "desk.keys"  #: stands at the right end, whatever does not fit
MORE = "… "  #: stands before it where even two lines are too short

Drawn = tuple[int, Bound]  #: the column where it starts, and the action


class KeyBar(Lines):
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

    def lines(self, width: int) -> list[Content]:
        """Every action, then the key that shows all of them; a sign says so when some do not fit."""
        rows = self._rows(width)
        sign = MORE if sum(map(len, rows)) < len(self._bound) else ""
        return [self._line(row, sign) for row in rows]

    def _line(self, row: Sequence[Drawn], sign: str) -> Content:
        line = Content("")
        for column, one in row:
            before = sign if one.action.id == HELP else ""
            line = Content.assemble(line, " " * (column - len(before) - line.cell_length), before, self._hint(one))
        return line

    def _hint(self, one: Bound) -> Content:
        """A bold key and its label; what cannot be done is dim all over."""
        key, label = shown(one.keys[0]), f" {one.action.label}"
        if one.action.id in self._reasons:
            return Content.styled(key + label, "$foreground-muted")
        return Content.assemble((key, "bold $text-accent"), label)

    def _rows(self, width: int) -> list[list[Drawn]]:
        """One row if all fit beside the help, else two."""
        last = [(max(width - _size(one) - 1, 0), one) for one in self._bound if one.action.id == HELP]
        rest = [one for one in self._bound if one.action.id != HELP]
        beside = last[0][0] - len(MORE) - 1 if last else width
        row = _placed(rest, beside)
        if len(row) == len(rest):
            return [[*row, *last]]
        first = _placed(rest, width)
        return [first, [*_placed(rest[len(first) :], beside), *last]]

    def on_click(self, event: events.Click) -> None:
        """A click is the key."""
        rows = self._rows(self.size.width)
        for column, one in rows[event.y] if event.y < len(rows) else ():
            if column <= event.x < column + _size(one):
                self.post_message(self.Pressed(self, one.action.id))


def _placed(actions: Sequence[Bound], room: int) -> list[Drawn]:
    """As many as fit, each with its column."""
    row: list[Drawn] = []
    column = 1
    for one in actions:
        if column + _size(one) > room:
            break
        row.append((column, one))
        column += _size(one) + GAP
    return row


def _size(one: Bound) -> int:
    return len(shown(one.keys[0])) + 1 + len(one.action.label)
