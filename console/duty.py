"""What goes on wherever one is: the order at hand stays claimed while somebody works, promised calls are announced.

Nothing here knows a screen; the app looks every few seconds and says on the screen in front what comes of it.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from console import text
from console.seat import Seat
from models.clock import zone
from workflows.spoken import counted

if TYPE_CHECKING:
    from models.orders import Order
    from workflows.views import OrderRow

RENEW = timedelta(minutes=1)  #: between two renewals of a claim
BEFORE = timedelta(minutes=10)  #: how early a promised call is announced
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class Duty:
    """One person's, from signing in to signing out."""

    seat: Seat
    _active: bool = False
    _renewed: datetime = _NEVER
    _told: set[tuple[UUID, datetime, bool]] = field(default_factory=set)

    def touched(self) -> None:
        """Somebody is at work."""
        self._active = True

    async def keep(self, order: "Order", *, talking: bool) -> str:
        """Renew the claim when somebody worked since, or talks. One that ran out is taken back if nobody was faster.

        The sentence when it is lost; else nothing.
        """
        from workflows.calls import queue
        from workflows.calls.claims import ClaimOrder
        from workflows.errors import Refused

        by, now = self.seat.actor, self.seat.now
        if not (self._active or talking) or now - self._renewed < RENEW:
            return ""
        self._active, self._renewed = False, now
        if await self.seat.write(lambda work: queue.renew(work, order, by)):
            return ""
        try:
            await self.seat.perform(order.id, ClaimOrder())
        except Refused as problem:
            return f"{order.ref} is not yours any more: {problem}."
        return ""

    async def promised(self, at_hand: UUID | None) -> tuple[str, bool]:
        """What is said about the next promised call, once before and once when it is due; and whether it is."""
        from workflows.views import next_promise, promised_before

        by = self.seat.actor.id
        assert by is not None, "only people sit at a desk"
        row = await self.seat.read(lambda work: next_promise(work, by, within=BEFORE))
        if row is None or row.id == at_hand or row.appointment_at is None:
            return "", False
        is_due = row.appointment_at <= self.seat.now
        told = (row.id, row.appointment_at, is_due)
        if told in self._told:
            return "", is_due
        self._told.add(told)
        at = row.appointment_at
        earlier = await self.seat.read(lambda work: promised_before(work, by, at)) if is_due else 0
        return self._sentence(row, at, is_due, earlier), is_due

    def _sentence(self, row: "OrderRow", at: datetime, is_due: bool, earlier: int) -> str:
        clock = text.clock(at, zone(self.seat.desk.shop.zone))
        if is_due:
            turn = f"it comes up after {counted(earlier, 'earlier promise')}" if earlier else "it comes up next"
            return f"{row.ref} {row.customer}: the call you promised for {clock} is due; {turn}."
        minutes = max(1, round((at - self.seat.now).total_seconds() / 60))
        return f"{row.ref} {row.customer}: you promised a call at {clock}, in {minutes} min."
