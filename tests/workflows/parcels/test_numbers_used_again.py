"""A report about a number that was given to a second parcel, after the first was called off in the house."""

import pytest

from models.orders import Order
from models.statuses import Shipping
from tests.support.clock import TestClock
from tests.support.ledger import parcels_of
from tests.support.parcels import YALIDINE, at, courier
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.parcels.courier import CourierEvent, Kind, Outcome, Reported, take_in
from workflows.parcels.packing import MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.shipping import CancelShipment, CreateShipment

ALL = (Counted("ARG", 2), Counted("SOAP", 1))


@pytest.fixture
def again(desk: Desk, wali: Actor, clock: TestClock) -> Order:
    """Parcel 1 with the waybill Y-1 was called off, parcel 2 has it now."""
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("box broke", shipment=1), by=wali)
    clock.forward(minutes=5)
    desk.perform(made.id, CreateShipment(courier=YALIDINE), by=wali)
    desk.perform(made.id, MarkReady(waybill="Y-1", shipment=2), by=wali)
    return made


def say(desk: Desk, clock: TestClock, kind: Kind) -> Reported:
    """The courier reports on Y-1, a minute later."""
    clock.forward(minutes=1)
    return take_in(desk, CourierEvent(YALIDINE, "Y-1", f"e-{kind}", kind, desk.clock()))


def test_a_delivery_that_was_called_off_comes_back(desk: Desk, clock: TestClock, again: Order) -> None:
    told = [say(desk, clock, kind).outcome for kind in (Kind.PICKED_UP, Kind.CANCELLED, Kind.RETURNING)]
    assert told == [Outcome.APPLIED] * 3
    assert [one.status for one in parcels_of(desk, again)] == [Shipping.CANCELLED, Shipping.IN_RETURN]


def test_what_comes_behind_the_return_is_late(desk: Desk, wali: Actor, clock: TestClock, again: Order) -> None:
    for kind in (Kind.PICKED_UP, Kind.RETURNING):
        say(desk, clock, kind)
    desk.perform(again.id, ReceiveReturn(ALL, shipment=2), by=wali)
    assert say(desk, clock, Kind.IN_TRANSIT).outcome is Outcome.LATE
