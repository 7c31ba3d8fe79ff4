"""One settled statement, parcel by parcel."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from console.actions import Place
from console.data.cash import PARCELS, STATEMENT
from console.data.sheets import Asked, Sheet
from console.screens.tabbed import TabbedPlace
from console.text import dated
from console.widgets.bindings import bindings
from models.money import Remittance
from workflows.spoken import counted, money
from workflows.views.cash import StatementLine


class CashStatement(TabbedPlace):
    """Enter shows the order, escape goes back."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.STATEMENT)
    place = Place.STATEMENT
    name_ = "cash"

    def __init__(self, row: Remittance) -> None:
        super().__init__()
        self._row = row

    def sheets(self) -> Sequence[Sheet]:
        """Its parcels."""
        return (PARCELS,)

    def asked(self, tab: str) -> Asked:
        """Of this statement."""
        return STATEMENT, str(self._row.id)

    def about(self, tab: str) -> str:
        """What the statement says."""
        row = self._row
        fees = f"less {money(row.fees_minor, row.currency)} of fees" if row.fees_minor else ""
        sums = f"{money(row.received_minor, row.currency)} for {counted(row.parcels, 'parcel')}"
        begun = "" if row.finished_at else "interrupted: settle the same again to go on"
        parts = (
            row.courier,
            dated(date.fromisoformat(row.day)),
            row.reference,
            sums,
            fees,
            f"by {row.by}",
            row.note,
            begun,
        )
        return " · ".join(filter(None, parts))

    def opened(self, what: object) -> None:
        """The order of a parcel."""
        if isinstance(what, StatementLine):
            self.open_order(what.order_id)

    def action_back(self) -> None:
        """To the list of statements."""
        self.desk.pop_screen()

    def leave(self, onward: Callable[[], None]) -> None:
        """The statement is closed."""
        self.leave_below(onward)
