"""The backlog's columns: how often, when and by whom an order was called, and what has not been tried yet."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from console.data.columns import Column
from console.data.orders_source import Glance, line, place_of, whose, worth
from console.data.rows import TableRow
from console.text import clean, span
from workflows import views

if TYPE_CHECKING:
    from workflows.views import OrderRow, Tries
    from workflows.work import Work

Cell = Callable[["OrderRow", "Tries", Glance], str]


def tried(tries: "Tries") -> str:
    """`2/3`: counted attempts of those after which cancelling is suggested; `2` where it never is."""
    return f"{tries.counted}/{tries.enough}" if tries.enough else str(tries.counted)


SHORT = {"morning": "am", "midday": "noon", "evening": "eve", "weekend": "weekend"}


def parts(names: Sequence[str]) -> str:
    """Parts of the day in short words: `am eve`."""
    return " ".join(SHORT[name] for name in names)


COLUMNS: tuple[tuple[Column, Cell], ...] = (
    (Column("Order", 14, min=8, keep="end"), lambda row, _tries, _: row.ref),
    (Column("Tries", 5), lambda _row, tries, _: tried(tries)),
    (Column("Advice", 7, tone=True), lambda row, _tries, _: "cancel?" if row.suggestion else ""),
    (Column("Tried", 19, hide=4), lambda _row, tries, _: parts(tries.tried)),
    (Column("Not yet", 19, hide=3), lambda _row, tries, _: parts(tries.untried)),
    (Column("Last", 9, hide=2), lambda _row, tries, glance: glance.at(tries.last_at)),
    (Column("Next", 9), lambda row, _tries, glance: glance.at(row.appointment_at or row.next_try_at)),
    (Column("Age", 9, min=8), lambda _row, tries, _: span(tries.age)),
    (Column("Worth", 13, align="right"), lambda row, _tries, glance: worth(row, glance)),
    (Column("Agent", 12, min=9, hide=5), lambda row, tries, glance: whose(row, glance) or tries.last_by),
    (Column("City", 16, min=12, hide=6), lambda row, _tries, glance: place_of(row, glance)),
    (Column("Customer", 24, min=13, flex=1), lambda row, _tries, _: row.customer),
)
LAYOUT = tuple(column for column, _ in COLUMNS)


def backlog(work: "Work", rows: Sequence["OrderRow"]) -> list[TableRow]:
    """Orders as the lines of the backlog."""
    glance, known = Glance.of(work), views.tries(work, rows)
    return [line(row, tuple(clean(cell(row, known[row.id], glance)) for _, cell in COLUMNS)) for row in rows]


def tries_of(row: TableRow) -> str:
    """What was tried and what was not, in words, from the cells of a line."""
    cells = {column.title: cell for column, cell in zip(LAYOUT, row.cells, strict=True)}
    said = (
        f"{cells['Order']} {cells['Tries']} {'try' if cells['Tries'] == '1' else 'tries'}",
        "suggests cancelling" if cells["Advice"] else "",
        f"tried {cells['Tried']}" if cells["Tried"] else "",
        f"not yet {cells['Not yet']}" if cells["Not yet"] else "",
        f"last {cells['Last']}" if cells["Last"] else "",
    )
    return " · ".join(filter(None, said))
