"""Which packed parcels wait for which courier."""

from models.statuses import Destination, Method
from tests.support import packed as made
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import MarkPaid
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CreateShipment
from workflows.units import Units
from workflows.views.door import at_the_door, waiting


def refs(desk: Desk, courier: str) -> list[str]:
    """The orders whose parcels wait for a courier."""
    return [one.ref for one in desk.read(lambda work: at_the_door(work, courier))]


def test_packed_parcels_wait_for_their_courier_oldest_first(desk: Desk) -> None:
    first, second = made.packed(desk), made.packed(desk)
    made.packed(desk, courier="ZR Express")
    made.done(desk, made.packed(desk), HandOver())
    made.confirmed(desk)
    assert refs(desk, "Yalidine") == [first.ref, second.ref]
    assert desk.read(waiting) == {"Yalidine": 2, "ZR Express": 1}


def test_a_packed_parcel_waits_beside_one_that_is_not(desk: Desk) -> None:
    order = made.confirmed(desk)
    parts = (CreateShipment(lines=(Units(sku, 1),)) for sku in ("SOAP", "ARG"))
    made.done(desk, order, *parts, MarkReady("Yalidine", "YAL-1", shipment=2))
    assert refs(desk, "Yalidine") == [order.ref]


def test_what_came_in_since_is_not_asked_for_at_the_door(desk: Desk) -> None:
    made.done(desk, made.packed(desk), MarkPaid(Minor(300000), method=Method.TRANSFER))
    made.done(desk, made.packed(desk), MarkPaid(method=Method.TRANSFER))
    assert [one.cash_minor for one in desk.read(lambda work: at_the_door(work, "Yalidine"))] == [40000, 0]


def test_a_parcel_that_the_customer_picks_up_waits_for_nobody(desk: Desk) -> None:
    made.done(desk, made.confirmed(desk), CreateShipment(destination=Destination.PICKUP), MarkReady("Yalidine"))
    assert (refs(desk, "Yalidine"), desk.read(waiting)) == ([], {})
