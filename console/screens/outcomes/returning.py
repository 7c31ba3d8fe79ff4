"""Units that the customer sent back after delivery: fit and damaged ones of each line of a parcel (domain.md R1)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.screens.outcomes.carded import Card
from console.screens.outcomes.field import Field
from console.screens.outcomes.live import LiveForm
from console.screens.outcomes.refunding import LineRow
from workflows.engine import Command, applicable
from workflows.errors import Refused
from workflows.parcels.returning import Counted
from workflows.parcels.returns import ReturnAfterDelivery, at_the_customer
from workflows.units import name_of

if TYPE_CHECKING:
    from console.seat import Seat
    from workflows.case import Case
    from workflows.views import Detail

FIT, DAMAGED = "fit", "damaged"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units come back, and why that cannot be."""

    fit: int
    damaged: int
    problem: str | None


class ReturnForm(LiveForm[Counts]):
    """Tab through the counts, `enter`, and `enter` on the card."""

    def __init__(self, found: "Detail", request_id: str, seat: "Seat", shipment: int) -> None:
        self._shipment = shipment
        self._most = _out(found, shipment)
        self._rows = [
            LineRow(line, self._most[line.id], FIT, DAMAGED) for line in found.lines if self._most.get(line.id)
        ]
        self._reason = Field("reason", placeholder="why (may be left empty)")
        title = f"{found.order.ref} sent back, parcel {shipment}; enter shows what goes back in stock:"
        super().__init__(found, request_id, seat, [*self._rows, self._reason], title=title)

    def asked(self) -> ReturnAfterDelivery:
        """The count as it is typed."""
        counts = [(row, row.units(FIT), row.units(DAMAGED)) for row in self._rows]
        lines = tuple(
            Counted(name_of(row.line, self.found.lines), fit, bad) for row, fit, bad in counts if fit or bad
        )
        return ReturnAfterDelivery(lines, self._reason.value.strip(), shipment=self._shipment)

    def judge(self, case: "Case", command: Command) -> Counts:
        """Whether the rules take it."""
        assert isinstance(command, ReturnAfterDelivery)
        fit, damaged = (sum(getattr(one, kind) for one in command.lines) for kind in (FIT, DAMAGED))
        try:
            applicable(case, command)
        except Refused as problem:
            return Counts(fit, damaged, str(problem))
        return Counts(fit, damaged, None)

    def sums(self, judged: Counts) -> str:
        """`1 fit, back in stock; 1 damaged; 2 stay with the customer`."""
        stay = sum(self._most.values()) - judged.fit - judged.damaged
        return f"{judged.fit} fit, back in stock · {judged.damaged} damaged · {max(stay, 0)} stay with the customer"

    def card(self, command: Command, judged: Counts) -> Card:
        """What is counted in."""
        assert isinstance(command, ReturnAfterDelivery)
        titles = {name_of(line, self.found.lines): line.title for line in self.found.lines}
        read = [f"{titles[one.product]}: {one.fit} fit, {one.damaged} damaged" for one in command.lines]
        said = [*read, self.sums(judged), *filter(None, [command.reason])]
        return Card(said, "count it in", "Stock moves now; the money is a refund of its own.")


def _out(found: "Detail", shipment: int) -> "dict[object, int]":
    """Units of each line of the parcel that the customer has."""
    return {
        sent.line_id: at_the_customer(sent)
        for parcel in found.parcels
        if parcel.shipment.position == shipment
        for sent in parcel.lines
    }
