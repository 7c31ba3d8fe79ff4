"""The warehouse's columns: what is to be packed, for whom it goes where, and with which courier."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from console.data.columns import Column
from console.data.orders_source import Glance, line, place_of, worth
from console.data.reasons import came_back_for
from console.data.rows import TableRow
from console.text import clean, span
from models.statuses import Headline, Payment, Shipping
from workflows.views.freight import Freight, freight

if TYPE_CHECKING:
    from workflows.views import OrderRow
    from workflows.work import Work

Cell = Callable[["OrderRow", Freight, Glance], str]

_PARCELS = {status.value: status for status in Shipping}
_IN_THE_HOUSE = (Headline.CONFIRMED, Headline.PACKING, Headline.READY)


def _is_refunded(row: "OrderRow") -> bool:
    """All its money was sent back, and its goods are still here."""
    return row.payment is Payment.REFUNDED and row.headline in _IN_THE_HOUSE


def _stands(row: "OrderRow", _freight: Freight, glance: Glance) -> str:
    """The profile's word for the parcel that the order waits for; of the order itself where it has none."""
    parcel = _PARCELS.get(row.headline.value) if row.shipping else None
    said = glance.profile.parcel(parcel) if parcel else row.label
    return f"{said}, refunded" if _is_refunded(row) else said


def _taken_by(_row: "OrderRow", freight: Freight, _glance: Glance) -> str:
    return freight.courier or ("pickup" if freight.is_fetched else "")


def _why(_row: "OrderRow", freight: Freight, _glance: Glance) -> str:
    return came_back_for(freight.reason) if freight.reason else ""


COLUMNS: tuple[tuple[Column, Cell], ...] = (
    (Column("Order", 8, keep="end"), lambda row, _freight, _: row.ref),
    (Column("Status", 16, min=10, tone=True, whole=True), _stands),
    (Column("Placed", 9), lambda row, _freight, glance: glance.at(row.placed_at)),  # what the lists are sorted by
    (Column("Since", 7, hide=3), lambda row, freight, glance: span(glance.now - freight.since)),
    (Column("Units", 5, align="right"), lambda _row, freight, _: str(freight.units)),
    (Column("Parcels", 7, align="right", hide=5), lambda _row, freight, _: str(freight.parcels or "")),
    (Column("Courier", 14, min=9, hide=2), _taken_by),
    (Column("Waybill", 16, min=10, hide=3), lambda _row, freight, _: freight.waybill),
    (Column("Reason", 14, min=9, hide=4), _why),
    (Column("Total", 13, align="right", hide=6), lambda row, _freight, glance: worth(row, glance)),
    (Column("City", 16, min=11), lambda row, _freight, glance: place_of(row, glance)),
    (Column("Customer", 24, min=12, flex=1), lambda row, _freight, _: row.customer),
)
LAYOUT = tuple(column for column, _ in COLUMNS)
#: Where parcels come back, why they do goes before who brings them.
RETURNING = tuple(replace(column, hide=1) if column.title == "Reason" else column for column in LAYOUT)


def packing(work: "Work", rows: Sequence["OrderRow"]) -> list[TableRow]:
    """Orders as the lines of the warehouse's lists."""
    glance, known = Glance.of(work), freight(work, [row.id for row in rows])
    return [_line(row, known[row.id], glance) for row in rows]


def _line(row: "OrderRow", freight: Freight, glance: Glance) -> TableRow:
    shown = line(row, tuple(clean(cell(row, freight, glance)) for _, cell in COLUMNS))
    return replace(shown, style="trouble") if _is_refunded(row) else shown
