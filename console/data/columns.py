"""Columns of a table as data, and how they share the width of the screen (no Textual here)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
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
    shown = list(enumerate(columns))
    while _least(shown) > room and (out := max(shown, key=lambda one: one[1].hide))[1].hide:
        shown.remove(out)
    widths = [column.least for _, column in shown]
    spare = room - _least(shown)
    for place, (_, column) in reversed(list(enumerate(shown))):  # names first, they stand last
        grown = max(min(spare, column.width - widths[place]), 0)
        widths[place] += grown
        spare -= grown
    widths = _shared(widths, [column.flex for _, column in shown], spare)
    if needed:
        used = [max(needed[index], cell_len(column.title)) for index, column in shown]
        widths = _lent(widths, [needed[index] for index, _ in shown], used)
    return tuple(Fit(index, column, width) for (index, column), width in zip(shown, widths, strict=True))


def _lent(widths: list[int], needed: list[int], used: list[int]) -> list[int]:
    """Names get first, they stand last; nothing changes where nothing is cut."""
    idle = sum(max(width - own, 0) for width, own in zip(widths, used, strict=True))
    lacks = [max(need - width, 0) for width, need in zip(widths, needed, strict=True)]
    for place in reversed(range(len(widths))):
        lacks[place] = min(lacks[place], idle)
        idle -= lacks[place]
    owed = sum(lacks)
    for place in reversed(range(len(widths))):
        given = min(max(widths[place] - used[place], 0), owed)
        widths[place] += lacks[place] - given
        owed -= given
    return widths


def _least(shown: Sequence[tuple[int, Column]]) -> int:
    return sum(column.least for _, column in shown) + GAP * max(len(shown) - 1, 0)


def _shared(widths: list[int], flex: list[int], spare: int) -> list[int]:
    """What is left over goes to flexible columns by their share; what lacks is taken from the last column."""
    if not widths:
        return widths
    if spare > 0 and any(flex):
        widths = [width + spare * share // sum(flex) for width, share in zip(widths, flex, strict=True)]
        spare -= sum(spare * share // sum(flex) for share in flex)
    last = widths[-1] + (spare if spare < 0 or flex[-1] else 0)
    return [*widths[:-1], max(last, 0)]
