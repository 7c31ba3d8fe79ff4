"""Rows of a table as strips of exactly the screen's width, kept until they change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from console.data.columns import GAP, Column, fit
from console.data.rows import TableRow
from console.styles.tones import TONES
from console.text import cell

MARGIN = 4  #: cells left of the first column: cursor, selection, two cells of marks
KEPT = 2_000  #: strips that are kept
PARTS = ("header", "row", "cursor", "blurred", "selected", "gone", "foot", "error", "empty", *TONES)


@dataclass(frozen=True, slots=True)
class Look:
    """What the table adds to a row."""

    cursor: bool = False
    blurred: bool = False  #: keys go elsewhere
    selected: bool = False
    gone: bool = False  #: left the list, or belongs to a list that is being replaced

    @property
    def signs(self) -> str:
        """Two cells of the margin that say the same without colour."""
        return ("›" if self.cursor else " ") + ("✓" if self.selected else "–" if self.gone else " ")

    @property
    def part(self) -> str:
        """The style of the whole row."""
        if self.cursor:
            return "blurred" if self.blurred else "cursor"
        return "gone" if self.gone else "selected" if self.selected else "row"


class RowPainter:
    """Paints for one width and one theme; the table makes another when either changes."""

    def __init__(
        self, columns: Sequence[Column], width: int, style: Callable[[str], Style], needed: Sequence[int] = ()
    ) -> None:
        """`needed`: cells that each column's rows take."""
        self.width = width
        self.fits = fit(columns, max(width - MARGIN, 0), needed)
        self._style = cache(style)
        self._strips: dict[tuple[str, Look], tuple[TableRow, Strip]] = {}

    def row(self, row: TableRow, look: Look) -> Strip:
        """One row; the same strip again as long as the row is the same."""
        kept = self._strips.get((row.id, look))
        if kept and kept[0] == row:
            return kept[1]
        if len(self._strips) >= KEPT:
            self._strips.clear()
        strip = self._painted(row, look)
        self._strips[row.id, look] = (row, strip)
        return strip

    def header(self) -> Strip:
        """The titles over their columns."""
        titles = (cell(one.column.title, one.width, one.column.align) for one in self.fits)
        return self.line(" " * MARGIN + (" " * GAP).join(titles), "header")

    def line(self, text: str, part: str) -> Strip:
        """Any one line of text, cut and padded to the width."""
        return Strip([Segment(cell(text, self.width), self._style(part))], self.width)

    def _painted(self, row: TableRow, look: Look) -> Strip:
        base = self._style(look.part)
        toned = base + self._style(row.style) if row.style in TONES and look.part in ("row", "selected") else base
        parts = [(look.signs + cell(row.marks, 2), base)]
        for place, one in enumerate(self.fits):
            text = row.cells[one.index] if one.index < len(row.cells) else ""
            parts.append((" " * GAP if place else "", base))
            parts.append(
                (cell(text, one.width, one.column.align, one.column.keep), toned if one.column.tone else base)
            )
        return Strip(_joined(parts)).adjust_cell_length(self.width, base)


def _joined(parts: Iterable[tuple[str, Style]]) -> list[Segment]:
    """As few segments as there are changes of style, so that the terminal is sent less."""
    grouped = groupby((part for part in parts if part[0]), key=lambda part: part[1])
    return [Segment("".join(text for text, _ in group), style) for style, group in grouped]
