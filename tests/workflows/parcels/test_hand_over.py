"""S4: the courier or driver has it."""

import pytest

from models.statuses import Destination, Method, Role, Shipping
from tests.support import shop
from tests.support.ledger import last_event, messages, product
from tests.support.parcels import COURIER, at, confirmed, courier, moved, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid, PaymentArrived
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CancelShipment, CreateShipment

GATEWAY = Actor(Role.GATEWAY, "cib")


def test_it_works(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    done = desk.perform(made.id, HandOver(), by=wali).order
    one = parcel(desk, made)
    assert (one.status, one.shipped_at, one.cash) == ("SHIPPED", desk.clock(), "DUE")
    assert (done.headline, done.fulfilment) == ("SHIPPED", "FULFILLED")
    assert last_event(desk, made).data | {"parcel": 1, "stood": "READY"} == last_event(desk, made).data
    assert "shipped" in messages(desk, made)
    assert desk.read(check) == []


def test_its_units_leave_the_shelf_once(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (0, 2)
    for _ in range(2):
        done = desk.perform(made.id, HandOver(), by=wali, request_id="once").order
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (-2, 0)
    assert [row for row in moved(desk, made) if row[0] == "ISSUE"] == [("ISSUE", 1, -1, -1), ("ISSUE", 2, -2, -2)]
    assert not done.reserved


def test_a_parcel_that_was_made_anew_issues_once(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("wrong box"), by=wali)
    desk.perform(made.id, MarkReady("Yalidine", "Y-2"), by=wali)
    desk.perform(made.id, HandOver(), by=wali)
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (-2, 0)
    assert desk.read(check) == []


def test_a_shop_that_reserves_nothing_issues_all_the_same(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, reserve_stock="NEVER")
    made = at(desk, Shipping.SHIPPED)
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (-2, 0)
    assert moved(desk, made) == [("ISSUE", 1, -1, 0), ("ISSUE", 2, -2, 0)]
    assert desk.read(check) == []


def test_a_test_order_moves_no_stock_and_no_cash(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED, is_test=True)
    assert (moved(desk, made), parcel(desk, made).cash) == ([], "NONE")
    assert desk.read(check) == []


def test_what_was_paid_online_is_not_collected(desk: Desk, wali: Actor) -> None:
    made = shop.an_order(desk, method=Method.ONLINE, paid_minor=340000)
    desk.perform(made.id, MarkReady("Yalidine", "Y-1"), by=wali)
    desk.perform(made.id, HandOver(), by=wali)
    assert (parcel(desk, made).cash, parcel(desk, made).cash_due_minor) == ("NONE", 0)


def test_what_was_paid_since_is_not_asked_for_again(desk: Desk, wali: Actor, samia: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, MarkPaid(Minor(300000)), by=samia)
    desk.perform(made.id, HandOver(), by=wali)
    assert (parcel(desk, made).cash, parcel(desk, made).cash_due_minor) == ("DUE", 40000)
    paid = at(desk, Shipping.READY, name="Ali")
    desk.perform(paid.id, PaymentArrived("cib", "p-1", Minor(340000)), by=GATEWAY)
    desk.perform(paid.id, HandOver(), by=wali)
    assert (parcel(desk, paid).cash, parcel(desk, paid).cash_due_minor) == ("NONE", 0)
    assert desk.read(check) == []


# The waybill (waybill_by).


@pytest.mark.parametrize(
    ("by", "destination", "needed"),
    [
        ("NEVER", Destination.LOCAL, False),
        ("NEVER", Destination.INTERNATIONAL, False),
        ("HAND_OVER", Destination.LOCAL, True),
        ("INTERNATIONAL_ONLY", Destination.LOCAL, False),
        ("INTERNATIONAL_ONLY", Destination.INTERNATIONAL, True),
    ],
)
def test_the_waybill(desk: Desk, wali: Actor, by: str, destination: Destination, needed: bool) -> None:
    shop.policy(desk, waybill_by=by)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(destination=destination, courier="Ali"), by=wali)
    desk.perform(made.id, MarkReady(), by=wali)
    if needed:
        with pytest.raises(Refused, match=r"type the waybill; in this shop a parcel .*leaves only with one"):
            desk.perform(made.id, HandOver(), by=wali)
    desk.perform(made.id, HandOver(waybill="A-1" if needed else ""), by=wali)
    assert parcel(desk, made).waybill == ("A-1" if needed else "")


def test_a_parcel_that_became_ready_under_another_rule_needs_one_now(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, waybill_by="NEVER")
    made = confirmed(desk)
    desk.perform(made.id, MarkReady("Ali"), by=wali)
    shop.policy(desk, waybill_by="READY")
    with pytest.raises(Refused, match="type the waybill; in this shop a parcel leaves only with one"):
        desk.perform(made.id, HandOver(), by=wali)


def test_a_waybill_of_another_parcel_is_refused(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, waybill_by="NEVER")
    at(desk, Shipping.READY)
    made = confirmed(desk)
    desk.perform(made.id, MarkReady("yalidine"), by=wali)
    with pytest.raises(Refused, match="the waybill Y-1 is on another parcel already"):
        desk.perform(made.id, HandOver("Y-1"), by=wali)


# Who.


def test_a_connected_couriers_first_scan_hands_it_over(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    with pytest.raises(Refused, match="Yalidine is connected and reports this step of parcel 1 itself"):
        desk.perform(made.id, HandOver(), by=wali)
    assert desk.perform(made.id, HandOver(), by=COURIER).order.headline == "SHIPPED"


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING])
def test_the_first_scan_may_come_before_it_was_marked_ready(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status, waybill="Y-1")
    with pytest.raises(Refused, match="not possible now"):
        desk.perform(made.id, HandOver(), by=wali)
    assert desk.perform(made.id, HandOver(), by=COURIER).order.headline == "SHIPPED"
    assert desk.read(check) == []


def test_a_pick_up_is_never_handed_over(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(destination=Destination.PICKUP), by=wali)
    desk.perform(made.id, MarkReady(), by=wali)
    for by in (wali, COURIER):
        with pytest.raises(Refused, match="the customer picks this parcel up; nobody drives it anywhere"):
            desk.perform(made.id, HandOver(), by=by)


@pytest.mark.parametrize("status", [Shipping.SHIPPED, Shipping.ISSUE, Shipping.DELIVERED, Shipping.CANCELLED])
def test_it_leaves_once(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    before = moved(desk, made)
    for by in (wali, COURIER):
        with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
            desk.perform(made.id, HandOver(), by=by)
    assert moved(desk, made) == before
