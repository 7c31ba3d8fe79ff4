"""Marking delivered orders as paid, many at once, where delivering does not count as paying (domain.md 12, P4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from console.screens.outcomes.said import spoken
from models.statuses import CashState
from workflows.engine import Minor
from workflows.money.payment import MarkPaid
from workflows.orders.bulk import Wanted, perform_each
from workflows.spoken import counted, money
from workflows.views.cash import ParcelCash

if TYPE_CHECKING:
    from console.screens.busy import Said, Tell
    from console.screens.cash import Cash

COUNTED = "This cash counts as collected already; it is settled under To reconcile."
FINAL = "Marked as paid is booked: then the cash counts as collected, and is settled under To reconcile."
READ = 6  #: parcels that the card names
TOLD = 2  #: refusals that are told in full


@dataclass
class MarkingPaid:
    """What the customers paid at the door, for the parcels that were chosen."""

    screen: "Cash"
    parcels: Sequence[ParcelCash]

    def begin(self) -> None:
        """How is it known?"""
        self.parcels = [one for one in self.parcels if one.cash is CashState.DUE]
        if not self.parcels:
            self.screen.say(COUNTED, "warn")
            return
        title = f"Mark {counted(len(self.parcels), 'parcel')} as paid: how was it checked?"
        self.screen.ask.write(title, self._noted, placeholder="a remark that is kept, or enter")

    def _noted(self, text: str) -> None:
        note = text.strip()
        read = [f"{one.ref}  {money(one.cash_minor, one.currency)}  {one.customer}" for one in self.parcels[:READ]]
        left = len(self.parcels) - READ
        read += [f"and {left} more"] if left > 0 else []
        verb = "mark them as paid" if len(self.parcels) > 1 else "mark it as paid"
        self.screen.ask.agree("Mark as paid", read, verb, FINAL, lambda: self._go_ahead(note))

    def _go_ahead(self, note: str) -> None:
        self.screen.carry_out(lambda tell: self._mark(note, tell), "orders marked as paid")

    async def _mark(self, note: str, tell: "Tell") -> "Said":
        seat, request = self.screen.seat, self.screen.seat.desk.new_request()
        by, wanted = seat.actor, _wanted(self.parcels, note)
        results = await seat.call(lambda: perform_each(seat.desk, wanted, by=by, request_id=request, progress=tell))
        refs = {one.order_id: one.ref for one in self.parcels}
        refused = [f"{refs[one.order_id]}: {spoken(one.refusal)}" for one in results if one.refusal]
        self.screen.unselect("today")
        done = f"{counted(len(results) - len(refused), 'order')} marked as paid."
        return " ".join((done, *refused[:TOLD])), "warn" if refused else "info"


def _wanted(parcels: Sequence[ParcelCash], note: str) -> list[Wanted]:
    """An order is marked once, with what all of its parcels came to."""
    sums: dict[tuple[UUID, int], int] = {}
    for one in parcels:
        sums[one.order_id, one.version] = sums.get((one.order_id, one.version), 0) + one.cash_minor
    return [Wanted(*order, MarkPaid(Minor(minor), note=note)) for order, minor in sums.items()]
