"""Tables, bars and columns out of characters: they read the same without colours."""

from collections.abc import Sequence
from functools import singledispatch
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

from console.data.board import Bar, Bars, Beside, Columns, Grid, Page, Section, Title, Words, noted
from console.data.columns import GAP, Fit, fit
from console.text import cell, clean
from console.widgets.lines import Lines, folded, styled

FULL, LIGHT = "█", "░"
EIGHTHS = " ▏▎▍▌▋▊▉█"  #: from left to right
RISING = " ▁▂▃▄▅▆▇█"  #: from below
HEIGHT = 5  #: lines of a standing column
HALF = 34  #: cells that a half of the page needs
SOLID, FAINT = "$text-accent", "$foreground-muted"


class Board(Lines):
    """One page of numbers; showing the same page again paints nothing."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page = ()

    def show(self, page: Page) -> None:
        """Another page."""
        if page != self._page:
            self._page = page
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Section below section, an empty line before each title but the first."""
        found: list[Content] = []
        for section in self._page:
            found += [Content("")] if found and isinstance(section, (Title, Beside)) else []
            found += _halves(section, width) if isinstance(section, Beside) else drawn(section, width)
        return found


def _halves(section: Beside, width: int) -> list[Content]:
    """Side by side where both have room."""
    half = (width - 2 * GAP) // 2
    if half < HALF:
        return [*_stack(section.left, width), Content(""), *_stack(section.right, width)]
    lines = zip_longest(_stack(section.left, half), _stack(section.right, half), fillvalue=Content(""))
    return [Content.assemble(left.truncate(half, pad=True), " " * 2 * GAP, right) for left, right in lines]


def _stack(sections: Sequence[Section], width: int) -> list[Content]:
    return [line for section in sections for line in drawn(section, width)]


@singledispatch
def drawn(section: Section, width: int) -> list[Content]:
    """The lines of a section, none wider than `width` cells."""
    raise TypeError(f"{section!r} cannot be drawn")


@drawn.register
def _title(section: Title, width: int) -> list[Content]:
    return [styled(section.text, "bold").truncate(width, ellipsis=True)]


@drawn.register
def _words(section: Words, width: int) -> list[Content]:
    return [Content.styled(line, FAINT) for line in folded(section.text, width)]


@drawn.register
def _grid(section: Grid, width: int) -> list[Content]:
    """Titles, rows, the sum below a line, and what is to be known of the columns that fit."""
    fits = fit(section.columns, width)
    rows = [Content(_row(fits, row)) for row in section.rows]
    if section.has_sum:
        rows.insert(-1, Content.styled("─" * min(sum(one.width + GAP for one in fits) - GAP, width), FAINT))
    titles = Content.styled(_row(fits, [column.title for column in section.columns]), FAINT)
    note = noted(section.notes, [one.column.title for one in fits])
    return [titles, *rows, *(_words(Words(note), width) if note else ())]


def _row(fits: Sequence[Fit], cells: Sequence[str]) -> str:
    return (" " * GAP).join(cell(cells[one.index], one.width, one.column.align) for one in fits)


@drawn.register
def _bars(section: Bars, width: int) -> list[Content]:
    """Label, bar, figures; the labels and the figures each in a column of their own."""
    label = max((cell_len(clean(bar.label)) for bar in section.bars), default=0)
    figures = max((cell_len(bar.text) for bar in section.bars), default=0)
    label = max(min(label, width - figures - 2 * GAP - 4), 1)
    room, most = max(width - label - figures - 2 * GAP, 0), max((bar.whole for bar in section.bars), default=0)
    return [_bar(bar, label, room, figures, most) for bar in section.bars]


def _bar(bar: Bar, label: int, room: int, figures: int, most: int) -> Content:
    return Content.assemble(
        cell(bar.label, label),
        " " * GAP,
        _length(bar, room, most).truncate(room, pad=True),
        " " * GAP,
        cell(bar.text, figures, "right"),
    )


def _length(bar: Bar, room: int, most: int) -> Content:
    """The part solid and the rest light; to an eighth of a cell where there is only one."""
    if not most or not bar.whole:
        return Content("")
    if bar.part == bar.whole:
        eighths = max(round(8 * room * bar.part / most), 1)
        return Content.styled(FULL * (eighths // 8) + EIGHTHS[eighths % 8].strip(), SOLID)
    whole = max(round(room * bar.whole / most), 1)
    solid = min(max(round(room * bar.part / most), 1 if bar.part else 0), whole)
    return Content.assemble((FULL * solid, SOLID), (LIGHT * (whole - solid), FAINT))


@drawn.register
def _columns(section: Columns, width: int) -> list[Content]:
    """As many columns as fit, labels below."""
    shown = section.columns[: (width + 1) // 3]
    most = max((high for _, high in shown), default=0)
    lines = [
        Content.styled(" ".join(_slice(high, most, line) * 2 for _, high in shown), SOLID)
        for line in range(HEIGHT - 1, -1, -1)
    ]
    return [*lines, Content.styled(" ".join(cell(label, 2, "right") for label, _ in shown), FAINT)]


def _slice(high: int, most: int, line: int) -> str:
    """What a column shows on a line, counted from below; a little of it is seen however small it is."""
    eighths = max(round(8 * HEIGHT * high / most), 1 if high else 0) if most else 0
    return RISING[min(max(eighths - 8 * line, 0), 8)]
