"""Columns of a table as data, and how they share the width of the screen (no Textual here)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, zip_longest
from typing import Literal

from rich.cells import cell_len

GAP = 2  #: empty cells between columns


@dataclass(frozen=True, slots=True)
class Column:
    """One column; names and addresses belong in the last one, with nothing to their right."""

    title: str
    width: int  #: cells that show everything as a rule
    min: int = 0  #: cells it can do with; 0 means `width`
    flex: int = 0  #: share of the room that is left over
    align: Literal["left", "right"] = "left"
    hide: int = 0  #: on a narrow screen the highest number goes first; 0 always stays
    keep: Literal["start", "end"] = "start"  #: which part is read where not all of it fits
    tone: bool = False  #: shown in the tone of its row
    whole: bool = False  #: a status, never cut: others give it what they do not use, or go, or are cut

    @property
    def least(self) -> int:
        """The fewest cells it takes."""
        return min(self.min or self.width, self.width)


@dataclass(frozen=True, slots=True)
class Fit:
    """A column that is shown: its place in the row and the cells it got."""

    index: int
    column: Column
    width: int


def needs(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> tuple[int, ...]:
    """Cells that each column takes to show everything in these rows."""
    texts = zip_longest(*rows, fillvalue="")
    widest = [max(map(cell_len, column), default=0) for column in texts]
    return tuple(widest[: len(columns)]) + (0,) * (len(columns) - len(widest))


def fit(columns: Sequence[Column], room: int, needed: Sequence[int] = ()) -> tuple[Fit, ...]:
    """The columns that fit `room` cells, gaps included; the last one takes what is left or gives what lacks.

    Where it is known what each of `columns` has `needed`, those with too little get what others do not use.
    """
    shown = [_Shown(*one) for one in zip(count(), columns, needed or (0,) * len(columns), strict=False)]
    lent = _spared if needed else _least
    while lent(shown) > room and (out := max(shown, key=_goes)).column.hide:
        shown.remove(out)
    widths = [one.column.least for one in shown]
    for goals in ([one.need * one.column.whole for one in shown], [one.column.width for one in shown]):
        widths = _grown(widths, goals, room - _gaps(shown) - sum(widths))
    widths = _shared(widths, [one.column.flex for one in shown], room - _gaps(shown) - sum(widths))
    if needed:
        widths = _lent(widths, shown)
    return tuple(Fit(one.index, one.column, width) for one, width in zip(shown, widths, strict=True))


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column of the table, and the cells that the widest of its values takes."""

    index: int
    column: Column
    need: int

    @property
    def used(self) -> int:
        """The cells that it cannot give away."""
        return max(self.need, cell_len(self.column.title))


def _goes(one: _Shown) -> tuple[bool, bool, int]:
    """The greatest goes first: one without a value, then the one that is needed least."""
    return one.column.hide > 0, not one.need, one.column.hide


def _gaps(shown: Sequence[_Shown]) -> int:
    return GAP * max(len(shown) - 1, 0)


def _least(shown: Sequence[_Shown]) -> int:
    return sum(one.column.least for one in shown) + _gaps(shown)


def _spared(shown: Sequence[_Shown]) -> int:
    """The least of all columns when each status is whole, as far as the others cannot give what it lacks."""
    owed = sum(max(one.need - one.column.least, 0) for one in shown if one.column.whole)
    idle = sum(max(one.column.least - one.used, 0) for one in shown)
    return _least(shown) + max(owed - idle, 0)


def _grown(widths: Sequence[int], goals: Sequence[int], spare: int) -> list[int]:
    """Towards their goals, as far as there is room; names first, they stand last."""
    grown = list(widths)
    for place in reversed(range(len(grown))):
        grown[place] += max(min(spare, goals[place] - grown[place]), 0)
        spare -= grown[place] - widths[place]
    return grown


def _lent(widths: list[int], shown: Sequence[_Shown]) -> list[int]:
    """A status gets first, then names, they stand last; nothing changes where nothing is cut."""
    spare = [max(width - one.used, 0) for width, one in zip(widths, shown, strict=True)]
    lacks = [max(one.need - width, 0) for width, one in zip(widths, shown, strict=True)]
    idle, owed = sum(spare), 0
    for place in sorted(range(len(shown)), key=lambda at: (shown[at].column.whole, at), reverse=True):
        lacks[place] = lacks[place] if shown[place].column.whole else min(lacks[place], max(idle - owed, 0))
        owed += lacks[place]
    for place in reversed(range(len(shown))):
        given = min(spare[place], owed)
        widths[place] += lacks[place] - given
        owed -= given
    return _shared(widths, [0] * len(widths), -owed)


def _shared(widths: list[int], flex: list[int], spare: int) -> list[int]:
    """What is left over goes to flexible columns by their share; what lacks is taken from the last column."""
    if not widths:
        return widths
    if spare > 0 and any(flex):
        widths = [width + spare * share // sum(flex) for width, share in zip(widths, flex, strict=True)]
        spare -= sum(spare * share // sum(flex) for share in flex)
    last = widths[-1] + (spare if spare < 0 or flex[-1] else 0)
    return [*widths[:-1], max(last, 0)]
