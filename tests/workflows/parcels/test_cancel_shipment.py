"""S11: called off before it left."""

import pytest

from models.statuses import Shipping
from tests.support import shop
from tests.support.ledger import outbox_of, product
from tests.support.parcels import AFTER_READY, COURIER, at, confirmed, courier, moved, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units

WRONG = CancelShipment("wrong box")


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING, Shipping.READY])
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    done = desk.perform(made.id, WRONG, by=wali).order
    assert (done.headline, done.fulfilment, done.shipping) == ("CONFIRMED", "UNFULFILLED", "CANCELLED")
    assert desk.read(check) == []


def test_what_is_held_stays_with_the_order(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    before = moved(desk, made)
    assert desk.perform(made.id, WRONG, by=wali).order.reserved
    assert moved(desk, made) == before
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (0, 2)


def test_goods_that_were_to_be_sent_again_are_held_no_more(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 1))), by=wali)
    desk.perform(made.id, CreateShipment(courier="Yalidine"), by=wali)
    assert shop.order(desk, made.id).reserved
    done = desk.perform(made.id, WRONG, by=wali).order
    assert (done.headline, done.reserved) == ("RETURNED", False)
    assert [product(desk, key).reserved for key in ("ARG", "SOAP")] == [0, 0]
    assert desk.read(check) == []


def test_of_goods_of_which_some_came_back_the_others_stay_held(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("SOAP", 1),), courier="Yalidine"), by=wali)
    desk.perform(made.id, MarkReady(waybill="Y-1"), by=wali)
    desk.perform(made.id, HandOver(), by=wali)
    desk.perform(made.id, ReceiveReturn((Counted("SOAP", 1),)), by=wali)
    desk.perform(made.id, CreateShipment(courier="Yalidine"), by=wali)
    done = desk.perform(made.id, WRONG, by=wali).order
    assert (done.headline, done.reserved) == ("CONFIRMED", True)
    assert [product(desk, key).reserved for key in ("ARG", "SOAP")] == [2, 0]
    assert desk.read(check) == []


def test_a_connected_courier_is_told(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    desk.perform(made.id, WRONG, by=wali)
    (call,) = [row for row in outbox_of(desk, made) if row.kind == "courier.cancel"]
    assert (call.recipient, call.payload["waybill"]) == ("Yalidine", "Y-1")


def test_a_shop_may_leave_connected_parcels_to_their_courier(desk: Desk, wali: Actor, samia: Actor) -> None:
    shop.policy(desk, staff_may_change_carrier_shipments=False)
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    for by in (wali, samia):
        with pytest.raises(Refused, match="Yalidine is connected; in this shop its parcels are changed only there"):
            desk.perform(made.id, WRONG, by=by)
    ours = at(desk, Shipping.READY, name="Ali")
    desk.perform(ours.id, WRONG, by=wali)


def test_where_confirmation_locks_it_ends_the_order_until_a_new_parcel_brings_it_back(
    desk: Desk, wali: Actor
) -> None:
    shop.policy(desk, cancel_after_confirm=False)
    made = at(desk, Shipping.READY)
    done = desk.perform(made.id, WRONG, by=wali).order
    assert (done.headline, done.confirmation) == ("CANCELLED", "CONFIRMED")
    back = desk.perform(made.id, CreateShipment(), by=wali).order
    assert (back.headline, back.shipping) == ("CONFIRMED", "CREATED")
    assert desk.read(check) == []


def test_marking_ready_brings_it_back_too(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, cancel_after_confirm=False)
    made = at(desk, Shipping.READY)
    desk.perform(made.id, WRONG, by=wali)
    assert desk.perform(made.id, MarkReady("Ali", "A-1"), by=wali).order.headline == "READY"


def test_it_needs_a_reason(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    with pytest.raises(Refused, match="type why"):
        desk.perform(made.id, CancelShipment(" "), by=wali)


@pytest.mark.parametrize("status", sorted(AFTER_READY))
def test_a_parcel_that_has_left_is_not_called_off(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
        desk.perform(made.id, WRONG, by=wali)
    assert parcel(desk, made).status is status


def test_no_courier_calls_a_parcel_off_before_it_has_it(desk: Desk) -> None:
    made = at(desk, Shipping.READY)
    with pytest.raises(Refused, match="is done by a supervisor or the warehouse here"):
        desk.perform(made.id, WRONG, by=COURIER)


def test_an_order_without_a_parcel_has_none_to_call_off(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="this order has no parcel yet"):
        desk.perform(confirmed(desk).id, WRONG, by=wali)
