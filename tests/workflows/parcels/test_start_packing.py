"""S2: somebody begins to pack."""

import pytest

from models.statuses import RunBy, Shipping
from tests.support import shop
from tests.support.ledger import events_of, parcels_of
from tests.support.parcels import YALIDINE, at, confirmed, courier, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.packing import StartPacking


def test_it_works(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.CREATED)
    done = desk.perform(made.id, StartPacking(), by=wali).order
    assert (done.headline, done.fulfilment, done.shipping) == ("PACKING", "UNFULFILLED", "PACKING")
    assert desk.read(check) == []


def test_an_order_without_a_parcel_gets_one_first(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    assert desk.perform(made.id, StartPacking(), by=wali).order.headline == "PACKING"
    assert [event.command for event in events_of(desk, made)][-2:] == ["CreateShipment", "StartPacking"]
    assert {event.actor for event in events_of(desk, made)[-2:]} == {"Wali"}
    assert desk.read(check) == []


def test_a_connected_couriers_parcel_is_packed_all_the_same(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    assert parcel(desk, made).run_by is RunBy.COURIER
    assert parcel(desk, made).courier == YALIDINE
    desk.perform(made.id, StartPacking(), by=wali)


@pytest.mark.parametrize("status", [Shipping.PACKING, Shipping.READY, Shipping.SHIPPED, Shipping.DELIVERED])
def test_it_begins_once(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    with pytest.raises(Refused, match=f"not possible now: parcel 1 stands at {status.value.lower()}"):
        desk.perform(made.id, StartPacking(), by=wali)
    assert len(parcels_of(desk, made)) == 1


def test_not_before_the_order_is_confirmed(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Start packing' is not possible while the order stands at new"):
        desk.perform(shop.an_order(desk).id, StartPacking(), by=wali)


def test_a_number_that_no_parcel_has_makes_none(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    with pytest.raises(Refused, match="this order has no parcel yet"):
        desk.perform(made.id, StartPacking(shipment=5), by=wali)
    assert parcels_of(desk, made) == []
