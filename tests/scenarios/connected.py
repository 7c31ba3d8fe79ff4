"""A connected courier: what it reports of its parcels, by their waybills."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from models.statuses import Issue, Role
from workflows.actors import Actor
from workflows.engine import Minor
from workflows.parcels.courier import CourierEvent, Kind, Outcome, report
from workflows.parcels.shipping import EditShipment

if TYPE_CHECKING:
    from tests.scenarios.day import Day

_EVENTS = count(1)


@dataclass
class Connected:
    """A delivery company whose platform talks to the desk."""

    day: Day
    name: str

    def numbers(self, ref: str, waybill: str) -> None:
        """The parcel is on its platform and has a number there."""
        edit = EditShipment(waybill=waybill)
        self.day.desk.perform(self.day.id(ref), edit, by=Actor(Role.COURIER, self.name))

    def scans(self, ref: str) -> None:
        """Its agent is at the shop's door."""
        self._says(ref, Kind.PICKED_UP)

    def moves(self, ref: str) -> None:
        """From hub to hub."""
        self._says(ref, Kind.IN_TRANSIT)

    def drives(self, ref: str) -> None:
        """On the way to the customer."""
        self._says(ref, Kind.OUT_FOR_DELIVERY)

    def delivers(self, ref: str, minor: int | None = None) -> None:
        """The customer has it, and paid."""
        self._says(ref, Kind.DELIVERED, amount=None if minor is None else Minor(minor))

    def fails(self, ref: str, reason: Issue) -> None:
        """The customer has it not."""
        self._says(ref, Kind.FAILED, reason=reason)

    def cancels(self, ref: str) -> None:
        """The delivery is called off on the road."""
        self._says(ref, Kind.CANCELLED, note="the customer asked for it")

    def turns_back(self, ref: str) -> None:
        """On the way back to the shop."""
        self._says(ref, Kind.RETURNING, note="nobody took it")

    def reports(self, ref: str, kind: Kind, **more: Any) -> Outcome:
        """Whatever it says, and what became of it."""
        waybill, now = self.day.parcels(ref)[-1].waybill, self.day.clock.now
        event = CourierEvent(self.name, waybill, f"e{next(_EVENTS)}", kind, now, **more)
        return self.day.desk.write(lambda work: report(work, event)).outcome

    def _says(self, ref: str, kind: Kind, **more: Any) -> None:
        assert self.reports(ref, kind, **more) is Outcome.APPLIED
