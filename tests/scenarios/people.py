"""What people at their desks do, in the words of their work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from models.statuses import CashState, Issue, Method, Outcome, Reason
from workflows.actors import Actor
from workflows.calls.claims import Release
from workflows.confirmation.axis import CallLater, Cancel, Confirm, ConfirmByPin, MarkFake, NoAnswer, Recover
from workflows.desk import Desk
from workflows.engine import Command, Done, Minor
from workflows.errors import Refused
from workflows.money import remittance
from workflows.money.cash import WriteOffDifference
from workflows.money.payment import MarkPaid, PaymentArrived, PaymentFailed, PaymentStarted
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.money.remittance import Handed, Statement
from workflows.orders.remarks import AddNote
from workflows.parcels.delivering import Deliver, PickUp
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.road import CancelDelivery, DeliveryFailed, InTransit, OutForDelivery, StartReturn, TryAgain
from workflows.parcels.shipping import CancelShipment, CreateShipment, EditShipment, PrintLabel

if TYPE_CHECKING:
    from tests.scenarios.day import Day


@dataclass
class Person:
    """Somebody who acts, at a desk."""

    day: Day
    actor: Actor
    desk: Desk

    def does(self, ref: str, command: Command) -> Done:
        """Anything at all."""
        return self.desk.perform(self.day.id(ref), command, by=self.actor)

    def cannot(self, ref: str, command: Command) -> str:
        """The sentence that says why not; the order stays as it was."""
        before = self.day.now(ref).version
        with pytest.raises(Refused) as refused:
            self.does(ref, command)
        assert self.day.now(ref).version == before
        return str(refused.value)

    # Agents.

    def takes_next(self) -> str | None:
        """The order that the queue deals."""
        dealt = self.desk.next_order(by=self.actor)
        return dealt.ref if dealt else None

    def hears_nothing(self, ref: str, kind: Outcome = Outcome.NO_REPLY) -> None:
        """The phone rings, or does not."""
        self.does(ref, NoAnswer(kind))

    def promises(self, ref: str, at: datetime, note: str = "") -> None:
        """The customer wants to be called at another time."""
        self.does(ref, CallLater(at, note))

    def confirms(self, ref: str) -> None:
        """Products, total and address were read back."""
        self.does(ref, Confirm())

    def cancels(self, ref: str, reason: Reason, note: str = "") -> None:
        """Nobody wants it any more."""
        self.does(ref, Cancel(reason, note))

    def marks_fake(self, ref: str) -> None:
        """Nobody ever wanted it."""
        self.does(ref, MarkFake("made up"))

    def recovers(self, ref: str, method: Method | None = None) -> None:
        """A checkout that was left is placed after all."""
        self.does(ref, Recover(method))

    def lets_go(self, ref: str) -> None:
        """Somebody else may call."""
        self.does(ref, Release())

    def notes(self, ref: str, text: str) -> None:
        """A word for the colleagues."""
        self.does(ref, AddNote(text))

    # Customers and payment providers.

    def answers(self, ref: str, pin: str) -> None:
        """The customer answers the SMS."""
        self.does(ref, ConfirmByPin(pin))

    def begins_to_pay(self, ref: str, reference: str, gateway: str = "DirecPay") -> None:
        """The customer is at the provider's page."""
        self.does(ref, PaymentStarted(gateway, reference))

    def reports_paid(self, ref: str, reference: str, minor: int) -> None:
        """The provider has the money."""
        self.does(ref, PaymentArrived(self.actor.name, reference, Minor(minor)))

    def reports_failure(self, ref: str, reference: str) -> None:
        """The provider has not got the money."""
        self.does(ref, PaymentFailed(reference))

    # The warehouse.

    def creates(self, ref: str, **what: Any) -> None:
        """A parcel, of everything that is left unless said otherwise."""
        self.does(ref, CreateShipment(**what))

    def packs(self, ref: str, parcel: int = 0) -> None:
        """Picks, checks, packs."""
        self.does(ref, StartPacking(shipment=parcel))

    def readies(self, ref: str, courier: str = "", waybill: str = "", parcel: int = 0) -> None:
        """Packed, labelled, waiting."""
        self.does(ref, MarkReady(courier, waybill, shipment=parcel))

    def hands_over(self, ref: str, waybill: str = "", parcel: int = 0) -> None:
        """Out of the door."""
        self.does(ref, HandOver(waybill, shipment=parcel))

    def edits(self, ref: str, **what: Any) -> None:
        """Something about a parcel is put right."""
        self.does(ref, EditShipment(**what))

    def prints(self, ref: str) -> None:
        """The label of the parcel."""
        self.does(ref, PrintLabel())

    def calls_off(self, ref: str, reason: str, parcel: int = 0) -> None:
        """A parcel is not sent."""
        self.does(ref, CancelShipment(reason, shipment=parcel))

    def gives(self, ref: str, minor: int | None = None, parcel: int = 0) -> None:
        """The customer came to the counter."""
        self.does(ref, PickUp(None if minor is None else Minor(minor), shipment=parcel))

    def takes_back(self, ref: str, *lines: Counted, reason: str = "", parcel: int = 0) -> None:
        """The customer sent something back."""
        self.does(ref, ReturnAfterDelivery(lines, reason, shipment=parcel))

    def counts_in(self, ref: str, *lines: Counted, parcel: int = 0) -> None:
        """A parcel is back and opened."""
        self.does(ref, ReceiveReturn(lines, shipment=parcel))

    # On the road: couriers and drivers, and staff for what they run.

    def moves(self, ref: str, parcel: int = 0) -> None:
        """From hub to hub."""
        self.does(ref, InTransit(shipment=parcel))

    def drives(self, ref: str, driver: str = "", parcel: int = 0) -> None:
        """On the way to the customer."""
        self.does(ref, OutForDelivery(driver, shipment=parcel))

    def delivers(self, ref: str, minor: int | None = None, parcel: int = 0) -> None:
        """The customer has it; and paid what was due, unless said otherwise."""
        self.does(ref, Deliver(None if minor is None else Minor(minor), shipment=parcel))

    def fails(self, ref: str, reason: Issue, parcel: int = 0) -> None:
        """The customer has it not."""
        self.does(ref, DeliveryFailed(reason, shipment=parcel))

    def tries_again(self, ref: str, on: datetime | None = None) -> None:
        """Once more to the door."""
        self.does(ref, TryAgain(on))

    def turns_back(self, ref: str, reason: str, parcel: int = 0) -> None:
        """On the way back to the shop."""
        self.does(ref, StartReturn(reason, shipment=parcel))

    def stops(self, ref: str, reason: str) -> None:
        """The delivery is called off while the parcel is out."""
        self.does(ref, CancelDelivery(reason))

    # Money, by the supervisor.

    def marks_paid(
        self, ref: str, reference: str = "", minor: int | None = None, method: Method | None = None
    ) -> None:
        """The money was seen."""
        amount = None if minor is None else Minor(minor)
        self.does(ref, MarkPaid(amount, reference, method=method or Method.TRANSFER))

    def refunds(self, ref: str, **what: Any) -> None:
        """Money is to go back."""
        self.does(ref, RefundOrder(**what))

    def settles_cash(self, courier: str, *refs: str, short: Mapping[str, int] | None = None) -> None:
        """A courier or driver hands over what the customers paid, some of it less than was collected."""
        collected = {ref: self._collected(ref) for ref in refs}
        for ref, missing in (short or {}).items():
            collected[ref][1] -= missing
        amounts = [Handed(self.day.id(ref), *parcel) for ref, of in collected.items() for parcel in of.items()]
        statement = Statement(courier, self.day.clock.now.date(), tuple(amounts), self.desk.shop.currency)
        assert not remittance.settle(self.desk, statement, by=self.actor).refused

    def _collected(self, ref: str) -> dict[int, int]:
        """What was paid for each parcel, by its number."""
        parcels = self.day.parcels(ref)
        return {one.position: one.collected_minor for one in parcels if one.cash is CashState.COLLECTED}

    def gives_up(self, ref: str, note: str) -> None:
        """The rest of the cash will not come."""
        self.does(ref, WriteOffDifference(note))

    def sent_refund(self, ref: str, reference: str) -> None:
        """It went back, by hand at the provider."""
        self.does(ref, RefundSent(reference))
