"""The keys that work here, on one line or two. One widget, because a widget for each key is slow and leaks."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from console.widgets.hints import Hint
from console.widgets.lines import Lines

GAP = 2  #: cells between two keys
HELP = "desk.keys"  #: stands at the right end, whatever does not fit
MORE = "… "  #: stands before it where even two lines are too short

Drawn = tuple[int, Hint]  #: the column where it starts, and the key


class KeyBar(Lines):
    """Keys and what they do. What cannot be done now is dim; the key still answers with the reason."""

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
        self._hints: tuple[Hint, ...] = ()
        self._dim: frozenset[str] = frozenset()

    def offer(self, hints: Sequence[Hint], dim: Collection[str] = ()) -> None:
        """The keys of a place or a drawer, most important first; `dim` are the actions that cannot be done now."""
        now = (tuple(hints), frozenset(dim))
        if now != (self._hints, self._dim):
            self._hints, self._dim = now
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Every key, then the one that shows all of them; a sign says so when some do not fit."""
        rows = self._rows(width)
        sign = MORE if sum(map(len, rows)) < len(self._hints) else ""
        return [self._line(row, sign) for row in rows]

    def _line(self, row: Sequence[Drawn], sign: str) -> Content:
        line = Content("")
        for column, one in row:
            before = sign if one.id == HELP else ""
            line = Content.assemble(line, " " * (column - len(before) - line.cell_length), before, self._drawn(one))
        return line

    def _drawn(self, one: Hint) -> Content:
        """A bold key and its label; what cannot be done is dim all over."""
        if one.id in self._dim:
            return Content.styled(f"{one.key} {one.label}", "$foreground-muted")
        return Content.assemble((one.key, "bold $text-accent"), f" {one.label}")

    def _rows(self, width: int) -> list[list[Drawn]]:
        """One row if all fit beside the help, else two."""
        last = [(max(width - _size(one) - 1, 0), one) for one in self._hints if one.id == HELP]
        rest = [one for one in self._hints if one.id != HELP]
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
            if one.id and column <= event.x < column + _size(one):
                self.post_message(self.Pressed(self, one.id))


def _placed(hints: Sequence[Hint], room: int) -> list[Drawn]:
    """As many as fit, each with its column."""
    row: list[Drawn] = []
    column = 1
    for one in hints:
        if column + _size(one) > room:
            break
        row.append((column, one))
        column += _size(one) + GAP
    return row


def _size(one: Hint) -> int:
    return cell_len(one.key) + 1 + cell_len(one.label)
