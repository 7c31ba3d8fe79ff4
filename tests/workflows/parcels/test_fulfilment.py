"""The worked examples of fulfilment, and the headline beside them, through real commands (domain.md 6, 7)."""

import pytest

from models.orders import Order
from models.statuses import Confirmation, Destination, Issue, Reason, Role, Shipping
from tests.support import shop
from tests.support.ledger import outbox_of
from tests.support.parcels import COURIER, at, confirmed, courier
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm, ConfirmByPin
from workflows.desk import Desk
from workflows.engine import RULES, Minor
from workflows.money.payment import MarkPaid, PaymentArrived
from workflows.orders.draft import DraftLine
from workflows.parcels.delivering import Deliver, PickUp
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.road import DeliveryFailed, InTransit, OutForDelivery, StartReturn
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units

OIL = "ARG"


def ordered(desk: Desk, units: int) -> Order:
    """A confirmed order of so many units."""
    return confirmed(
        desk, lines=(DraftLine("Argan oil", units, 100000, sku=OIL),), total_minor=units * 100000 + 40000
    )


def packed(desk: Desk, about: Order, units: int, position: int, by: Actor) -> None:
    desk.perform(about.id, CreateShipment((Units(OIL, units),), courier="Ali"), by=by)
    desk.perform(about.id, MarkReady(waybill=f"A-{position}", shipment=position), by=by)


def sent(desk: Desk, about: Order, units: int, position: int, by: Actor) -> None:
    packed(desk, about, units, position, by)
    desk.perform(about.id, HandOver(shipment=position), by=by)


def words(desk: Desk, about: Order) -> tuple[str, str]:
    now = shop.order(desk, about.id)
    assert desk.read(check) == []
    return now.fulfilment.value, now.headline.value


def test_three_delivered_one_sent_back(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 3)
    sent(desk, made, 3, 1, wali)
    desk.perform(made.id, Deliver(), by=wali)
    assert words(desk, made) == ("DELIVERED", "DELIVERED")
    desk.perform(made.id, ReturnAfterDelivery((Counted(OIL, 1),)), by=wali)
    assert words(desk, made) == ("PARTIALLY_RETURNED", "PARTIALLY_RETURNED")


def test_goods_that_came_back_again_and_again_do_not_stand_for_others_that_never_left(
    desk: Desk, wali: Actor
) -> None:
    made = confirmed(desk)  # two of oil, one of soap
    for position in (1, 2, 3):
        desk.perform(made.id, CreateShipment((Units("SOAP", 1),), courier="Ali"), by=wali)
        desk.perform(made.id, MarkReady(waybill=f"S-{position}", shipment=position), by=wali)
        desk.perform(made.id, HandOver(shipment=position), by=wali)
        desk.perform(made.id, ReceiveReturn((Counted("SOAP", 1),), shipment=position), by=wali)
    assert words(desk, made) == ("PARTIALLY_RETURNED", "CONFIRMED")
    desk.perform(made.id, CreateShipment((Units(OIL, 2),), courier="Ali"), by=wali)
    desk.perform(made.id, MarkReady(waybill="O-4", shipment=4), by=wali)
    desk.perform(made.id, HandOver(shipment=4), by=wali)
    desk.perform(made.id, ReceiveReturn((Counted(OIL, 2),), shipment=4), by=wali)
    assert words(desk, made) == ("RETURNED", "RETURNED")


def test_a_new_parcel_takes_units_that_never_left_before_those_that_came_back(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 2)
    for position in (1, 2):
        assert words(desk, made)[1] == "CONFIRMED"
        sent(desk, made, 1, position, wali)
        desk.perform(made.id, ReceiveReturn((Counted(OIL, 1),), shipment=position), by=wali)
    assert words(desk, made) == ("RETURNED", "RETURNED")
    assert not shop.order(desk, made.id).reserved


def test_two_delivered_one_refused_and_received(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 3)
    sent(desk, made, 2, 1, wali)
    sent(desk, made, 1, 2, wali)
    desk.perform(made.id, Deliver(shipment=1), by=wali)
    desk.perform(made.id, DeliveryFailed(Issue.REFUSED, shipment=2), by=wali)
    assert words(desk, made) == ("FULFILLED", "ISSUE")
    desk.perform(made.id, StartReturn("refused", shipment=2), by=wali)
    assert words(desk, made) == ("FULFILLED", "IN_RETURN")
    desk.perform(made.id, ReceiveReturn((Counted(OIL, 1),), shipment=2), by=wali)
    assert words(desk, made) == ("PARTIALLY_RETURNED", "PARTIALLY_RETURNED")


def test_one_refused_received_and_sent_again(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 1)
    sent(desk, made, 1, 1, wali)
    desk.perform(made.id, ReceiveReturn((Counted(OIL, 1),)), by=wali)
    assert words(desk, made) == ("RETURNED", "RETURNED")
    desk.perform(made.id, CreateShipment(), by=wali)
    assert words(desk, made) == ("UNFULFILLED", "CONFIRMED")


def test_one_ready_one_on_the_road(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 2)
    packed(desk, made, 1, 1, wali)
    sent(desk, made, 1, 2, wali)
    assert words(desk, made) == ("PARTIALLY_FULFILLED", "READY")


def test_one_ready_one_created(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 2)
    packed(desk, made, 1, 1, wali)
    assert words(desk, made) == ("UNFULFILLED", "CONFIRMED")
    desk.perform(made.id, CreateShipment(), by=wali)
    assert words(desk, made) == ("UNFULFILLED", "CONFIRMED")


def test_all_ready_is_dispatched(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 2)
    packed(desk, made, 1, 1, wali)
    packed(desk, made, 1, 2, wali)
    assert words(desk, made) == ("DISPATCHED", "READY")


def test_the_slowest_parcel_is_the_headline(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 3)
    for position in (1, 2, 3):
        sent(desk, made, 1, position, wali)
    desk.perform(made.id, Deliver(shipment=1), by=wali)
    desk.perform(made.id, OutForDelivery(shipment=2), by=wali)
    assert words(desk, made) == ("FULFILLED", "SHIPPED")
    desk.perform(made.id, InTransit(shipment=3), by=wali)
    assert words(desk, made) == ("FULFILLED", "IN_TRANSIT")
    desk.perform(made.id, DeliveryFailed(Issue.LOST, shipment=3), by=wali)
    assert words(desk, made) == ("FULFILLED", "ISSUE")


def test_some_delivered_some_picked_up(desk: Desk, wali: Actor) -> None:
    made = ordered(desk, 2)
    sent(desk, made, 1, 1, wali)
    desk.perform(made.id, CreateShipment(destination=Destination.PICKUP), by=wali)
    desk.perform(made.id, MarkReady(shipment=2), by=wali)
    desk.perform(made.id, PickUp(shipment=2), by=wali)
    assert words(desk, made) == ("FULFILLED", "SHIPPED")
    desk.perform(made.id, Deliver(shipment=1), by=wali)
    assert words(desk, made) == ("DELIVERED", "DELIVERED")


# Only people end an order.


def test_nothing_but_a_person_ends_an_order() -> None:
    people = {Role.AGENT, Role.SUPERVISOR}
    ends = {Confirmation.CANCELLED, Confirmation.FAKE}
    assert all(rule.who <= people for rows in RULES.values() for rule in rows if rule.to in ends)


def test_a_called_off_parcel_looks_cancelled_only_where_confirmation_locks(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, cancel_after_confirm=False)
    made = ordered(desk, 1)
    packed(desk, made, 1, 1, wali)
    desk.perform(made.id, CancelShipment("why"), by=wali)
    assert words(desk, made) == ("UNFULFILLED", "CANCELLED")
    assert shop.order(desk, made.id).confirmation is Confirmation.CONFIRMED


# Who decided that it ships (confirmed_by).


def test_the_person_who_confirmed_is_kept(desk: Desk, amina: Actor, samia: Actor) -> None:
    called = shop.an_order(desk)
    desk.perform(called.id, Confirm(), by=amina)
    paid = shop.an_order(desk)
    desk.perform(paid.id, MarkPaid(reference="T-1"), by=samia)
    assert [shop.order(desk, made.id).confirmed_by for made in (called, paid)] == [amina.id, samia.id]


def test_no_person_is_kept_where_none_decided(desk: Desk) -> None:
    shop.policy(desk, ask_customer="COD")
    online = shop.an_order(desk)
    desk.perform(online.id, PaymentArrived("cib", "p-1", Minor(340000)), by=Actor(Role.GATEWAY, "cib"))
    shop.policy(desk, ask_customer="NOBODY")
    unasked = shop.an_order(desk)
    for made in (online, unasked):
        now = shop.order(desk, made.id)
        assert (now.confirmation, now.confirmed_by) == ("CONFIRMED", None)


def test_a_pin_is_no_person(desk: Desk) -> None:
    shop.policy(desk, pin_confirmation=True)
    made = shop.an_order(desk)
    (pin,) = [str(row.payload["pin"]) for row in outbox_of(desk, made) if row.message == "pin"]
    desk.perform(made.id, ConfirmByPin(pin), by=Actor(Role.CUSTOMER, "the customer"))
    now = shop.order(desk, made.id)
    assert (now.confirmation, now.confirmed_by) == ("CONFIRMED", None)


def test_a_parcel_of_the_system_changes_nothing_of_that(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, create_shipment_on_confirm=True)
    made = shop.an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    now = shop.order(desk, made.id)
    assert (now.changed_by, now.confirmed_by) == (SYSTEM.name, amina.id)


@pytest.mark.parametrize("status", [Shipping.READY, Shipping.SHIPPED])
def test_a_supervisor_cancels_until_hand_over(desk: Desk, samia: Actor, status: Shipping) -> None:
    courier(desk, connected=True)
    made = at(desk, status)
    if status is Shipping.READY:
        assert desk.perform(made.id, Cancel(Reason.PRICE), by=samia).order.headline == "CANCELLED"
        assert desk.read(check) == []
    else:
        desk.perform(made.id, StartReturn("refused"), by=COURIER)
        assert "has left the building" in str(dict(desk.choices(made.id, samia))[Cancel])
