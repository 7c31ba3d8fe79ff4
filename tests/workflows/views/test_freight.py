"""What the warehouse's lists say of an order as freight."""

import pytest

from models.orders import Order
from models.statuses import Shipping
from tests.support import parcels
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.views.freight import Freight, freight

ALL = (Counted("ARG", 2), Counted("SOAP", 1))


def seen(desk: Desk, order: Order) -> Freight:
    return desk.read(lambda work: freight(work, [order.id]))[order.id]


def test_it_works(desk: Desk) -> None:
    found = seen(desk, parcels.at(desk, Shipping.SHIPPED))
    assert (found.units, found.parcels, found.courier, found.waybill) == (3, 1, parcels.YALIDINE, "Y-1")
    assert found.reason == ""


def test_a_parcel_on_its_way_back_says_why_it_failed(desk: Desk) -> None:
    assert seen(desk, parcels.at(desk, Shipping.IN_RETURN)).reason == "refused"


@pytest.mark.parametrize(("said", "kept"), [("no-cash", "no-cash"), ("", "refused")])
def test_what_was_said_when_it_was_counted_in_counts(desk: Desk, wali: Actor, said: str, kept: str) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN)
    desk.perform(order.id, ReceiveReturn(ALL, said), by=wali)
    assert seen(desk, order).reason == kept


def test_the_last_return_after_delivery_says_why(desk: Desk, wali: Actor, clock: TestClock) -> None:
    order = parcels.at(desk, Shipping.DELIVERED)
    for reason in ("too small", "does not smell"):
        clock.forward(minutes=5)
        desk.perform(order.id, ReturnAfterDelivery((Counted("ARG", 1),), reason), by=wali)
    assert seen(desk, order).reason == "does not smell"
