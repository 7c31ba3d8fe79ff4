"""S9 and P5: the customer has it, and paid."""

from datetime import timedelta

import pytest

from models.orders import Order
from models.statuses import Method, Role, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.ledger import last_event, messages, money_of
from tests.support.parcels import COURIER, at, confirmed, courier, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.cash import SettleCash
from workflows.money.payment import PaymentArrived, PaymentStarted
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CreateShipment
from workflows.units import Units

ROAD = [Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE]


def refused(desk: Desk, about: Order, command: Deliver | SettleCash, by: Actor) -> str:
    with pytest.raises(Refused) as refusal:
        desk.perform(about.id, command, by=by)
    return str(refusal.value)


@pytest.mark.parametrize("status", ROAD)
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    done = desk.perform(made.id, Deliver(), by=wali).order
    one = parcel(desk, made)
    assert (one.status, one.delivered_at, one.cash, one.collected_minor) == (
        "DELIVERED",
        desk.clock(),
        "COLLECTED",
        340000,
    )
    assert (done.headline, done.fulfilment, done.payment, done.received_minor) == (
        "DELIVERED",
        "DELIVERED",
        "PAID",
        340000,
    )
    assert "delivered" in messages(desk, made)
    assert desk.read(check) == []


def test_the_cash_is_booked_once(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    for _ in range(2):
        desk.perform(made.id, Deliver(), by=wali, request_id="once")
    (row,) = money_of(desk, made)
    assert (row.kind, row.method, row.amount_minor, row.gateway, row.note) == (
        "RECEIVED",
        "CASH",
        340000,
        "Yalidine",
        "parcel 1",
    )
    assert last_event(desk, made).data["received"] == 340000


def test_a_card_at_the_door_is_booked_as_one(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED, method=Method.CARD_ON_DELIVERY)
    desk.perform(made.id, Deliver(), by=wali)
    assert [row.method for row in money_of(desk, made)] == ["CARD_ON_DELIVERY"]


def test_a_paid_order_collects_nothing(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED, method=Method.ONLINE, paid_minor=340000)
    done = desk.perform(made.id, Deliver(), by=wali).order
    assert (done.payment, parcel(desk, made).cash) == ("PAID", "NONE")
    assert len(money_of(desk, made)) == 1
    assert desk.read(check) == []


def test_what_was_paid_on_the_way_is_not_collected(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    gateway = Actor(Role.GATEWAY, "cib")
    desk.perform(made.id, PaymentArrived("cib", "p-1", Minor(340000)), by=gateway)
    done = desk.perform(made.id, Deliver(), by=wali).order
    assert (done.received_minor, parcel(desk, made).cash, parcel(desk, made).collected_minor) == (340000, "VOID", 0)
    assert desk.read(check) == []


def test_a_payment_that_was_under_way_is_given_up(desk: Desk, samia: Actor, wali: Actor) -> None:
    made = shop.an_order(desk)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=Actor(Role.CUSTOMER, "checkout"))
    desk.perform(made.id, Confirm(), by=samia)
    desk.perform(made.id, MarkReady("Ali", "A-1"), by=wali)
    desk.perform(made.id, HandOver(), by=wali)
    desk.perform(made.id, Deliver(), by=wali)
    assert sorted(row.state for row in money_of(desk, made)) == ["CLOSED", "DONE"]


def test_of_a_split_each_parcel_brings_its_own(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("SOAP", 1),)), by=wali)
    desk.perform(made.id, CreateShipment(), by=wali)
    for position in (1, 2):
        desk.perform(made.id, MarkReady("Ali", f"A-{position}", shipment=position), by=wali)
        desk.perform(made.id, HandOver(shipment=position), by=wali)
    first = desk.perform(made.id, Deliver(shipment=1), by=wali).order
    assert (first.payment, first.fulfilment, first.received_minor) == ("PARTIALLY_PAID", "FULFILLED", 100000)
    second = desk.perform(made.id, Deliver(shipment=2), by=wali).order
    assert (second.payment, second.fulfilment, second.received_minor) == ("PAID", "DELIVERED", 340000)
    assert desk.read(check) == []


# Another amount.


def test_another_amount_needs_a_reason(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    said = refused(desk, made, Deliver(Minor(330000)), wali)
    assert said == "DZD 3 400.00 was due; type why another amount was paid"
    done = desk.perform(made.id, Deliver(Minor(330000), "no change"), by=wali).order
    assert (done.payment, parcel(desk, made).collected_minor) == ("PARTIALLY_PAID", 330000)
    assert last_event(desk, made).data["was due"] == 340000
    assert desk.read(check) == []


def test_a_courier_says_only_what_was_paid(desk: Desk) -> None:
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, Deliver(Minor(350000)), by=COURIER)
    assert (parcel(desk, made).collected_minor, shop.order(desk, made.id).payment) == (350000, "PAID")
    assert desk.read(check) == []


def test_nothing_paid_leaves_it_unpaid(desk: Desk, wali: Actor, samia: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    done = desk.perform(made.id, Deliver(Minor(0), "will pay tomorrow"), by=wali).order
    assert (done.payment, done.headline, parcel(desk, made).cash, money_of(desk, made)) == (
        "UNPAID",
        "DELIVERED",
        "VOID",
        [],
    )
    assert refused(desk, made, SettleCash(), samia) == (
        "nothing was collected for this parcel, so there is no cash to settle"
    )
    assert desk.read(check) == []


def test_less_than_nothing_is_refused(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    assert refused(desk, made, Deliver(Minor(-1), "x"), wali) == "an amount cannot be less than nothing"


# cash_paid_on_delivery off.


def test_where_payment_is_separate_nothing_is_booked(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, cash_paid_on_delivery=False)
    made = at(desk, Shipping.SHIPPED)
    done = desk.perform(made.id, Deliver(), by=wali).order
    assert (done.payment, done.fulfilment, parcel(desk, made).cash) == ("UNPAID", "DELIVERED", "DUE")
    assert money_of(desk, made) == []
    assert desk.read(check) == []


# Test orders, times, people.


def test_a_test_order_brings_no_cash(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED, is_test=True)
    assert refused(desk, made, Deliver(Minor(5), "x"), wali) == "no cash is collected for a test order"
    done = desk.perform(made.id, Deliver(), by=wali).order
    assert (done.headline, money_of(desk, made), parcel(desk, made).cash) == ("DELIVERED", [], "NONE")
    assert desk.read(check) == []


def test_it_may_be_told_later(desk: Desk, clock: TestClock, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    left = desk.clock()
    clock.forward(hours=5)
    noon = left + timedelta(hours=2)
    desk.perform(made.id, Deliver(at=noon), by=wali)
    assert parcel(desk, made).delivered_at == noon


def test_but_not_before_it_happened(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    hour = timedelta(hours=1)
    assert refused(desk, made, Deliver(at=desk.clock() + hour), wali).startswith("that time has not come yet")
    assert refused(desk, made, Deliver(at=desk.clock() - hour), wali).startswith("that is before the parcel left")


def test_a_connected_parcel_is_delivered_by_its_courier_only(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.OUT_FOR_DELIVERY)
    assert refused(desk, made, Deliver(), wali).startswith("Yalidine is connected and reports this step")
    assert desk.perform(made.id, Deliver(), by=COURIER).order.headline == "DELIVERED"


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.READY])
def test_a_missed_scan_hands_it_over_first(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status, waybill="Y-1")
    assert refused(desk, made, Deliver(), wali).startswith("not possible now")
    desk.perform(made.id, Deliver(), by=COURIER)
    assert (parcel(desk, made).shipped_at, parcel(desk, made).cash) == (desk.clock(), "COLLECTED")
    assert desk.read(check) == []


@pytest.mark.parametrize("status", [Shipping.DELIVERED, Shipping.CANCELLED, Shipping.IN_RETURN])
def test_from_elsewhere_it_is_refused(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    for by in (wali, COURIER):
        assert refused(desk, made, Deliver(), by).startswith("not possible now: parcel 1 stands at")
