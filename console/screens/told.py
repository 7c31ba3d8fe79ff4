"""What one command came to on many orders of a list: in a sentence, and in what stays selected."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from console.data import many
from console.screens.outcomes.said import spoken
from console.widgets.order_table import OrderTable
from console.widgets.status_line import Kind
from workflows import views

if TYPE_CHECKING:
    from console.seat import Seat
    from workflows.orders.bulk import Result

NAMED = 50  #: refused orders that are looked up; the sentence names two


async def told(seat: "Seat", table: OrderTable, results: "Sequence[Result]", done: str) -> tuple[str, Kind]:
    """How many were `done`, and why not the others; those stay selected."""
    left = many.refused(results)
    rows = await seat.read(lambda work: views.rows(work, left[:NAMED]))
    table.select(table.selected & set(map(str, left)))
    refs = {order_id: row.ref for order_id, row in rows.items()}
    return spoken(many.sentence(results, done, refs)), "warn" if left else "info"
