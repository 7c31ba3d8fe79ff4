"""The warehouse's columns: what is to be packed, for whom it goes where, and with which courier."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from console.data.columns import Column
from console.data.orders_source import Glance, line, place_of, worth
from console.data.rows import TableRow
from console.text import clean, span
from workflows.labels import word
from workflows.views.freight import Freight, freight

if TYPE_CHECKING:
    from workflows.views import OrderRow
    from workflows.work import Work

Cell = Callable[["OrderRow", Freight, Glance], str]

COLUMNS: tuple[tuple[Column, Cell], ...] = (
    (Column("Order", 8, keep="end"), lambda row, _freight, _: row.ref),
    (Column("Status", 16, min=10, tone=True), lambda row, _freight, _: word(row.headline)),
    (Column("Since", 7), lambda row, freight, glance: span(glance.now - freight.since)),
    (Column("Units", 5, align="right"), lambda _row, freight, _: str(freight.units)),
    (Column("Parcels", 7, align="right", hide=5), lambda _row, freight, _: str(freight.parcels or "")),
    (Column("Courier", 14, min=9, hide=2), lambda _row, freight, _: freight.courier),
    (Column("Waybill", 16, min=10, hide=3), lambda _row, freight, _: freight.waybill),
    (Column("Issue", 14, min=9, hide=4), lambda _row, freight, _: freight.issue.replace("-", " ")),
    (Column("Total", 13, align="right", hide=6), lambda row, _freight, glance: worth(row, glance)),
    (Column("City", 16, min=11), lambda row, _freight, glance: place_of(row, glance)),
    (Column("Customer", 24, min=12, flex=1), lambda row, _freight, _: row.customer),
)
LAYOUT = tuple(column for column, _ in COLUMNS)


def packing(work: "Work", rows: Sequence["OrderRow"]) -> list[TableRow]:
    """Orders as the lines of the warehouse's lists."""
    glance, known = Glance.of(work), freight(work, [row.id for row in rows])
    return [line(row, tuple(clean(cell(row, known[row.id], glance)) for _, cell in COLUMNS)) for row in rows]
