"""What a customer still owes, in words that agree with what a courier is told to collect."""

from typing import Any

import pytest

from console.data.owing import may_still_pay, to_collect
from models.orders import Order
from models.statuses import CashState, Method, Reason, Shipping
from tests.support import parcels, shop
from tests.support.ledger import parcels_of
from workflows.actors import CHECKOUT, Actor
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import MarkPaid, PaymentStarted
from workflows.money.refunds import RefundOrder
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.shipping import CreateShipment
from workflows.views import Detail, detail

WHOLE = "DZD 3 400.00"


def found(desk: Desk, order: Order, by: Actor) -> Detail:
    return desk.read(lambda work: detail(work, order.id, by))


def collected(desk: Desk, order: Order, by: Actor) -> tuple[str, str]:
    return to_collect(found(desk, order, by))


def test_it_works(desk: Desk, samia: Actor) -> None:
    assert collected(desk, shop.an_order(desk), samia) == ("to collect (cash)", WHOLE)
    assert collected(desk, shop.missing(desk, method=Method.ONLINE), samia) == ("to pay online", WHOLE)
    paid = shop.an_order(desk, method=Method.ONLINE, paid_minor=340000)
    assert collected(desk, paid, samia) == ("paid, nothing to pay", "")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"payment_failed": True}, "the online payment failed"),
        ({"paid_minor": 100000}, "paid online in part"),
        ({}, "not paid online"),
    ],
)
def test_what_did_not_come_online_is_collected_at_the_door(
    desk: Desk, samia: Actor, wali: Actor, facts: dict[str, Any], why: str
) -> None:
    order = shop.an_order(desk, method=Method.ONLINE, gateway="CIB", **facts)
    before = collected(desk, order, samia)
    assert before[0] == f"to collect at the door ({why})"
    order = parcels.confirmed(desk, method=Method.ONLINE, gateway="CIB", **facts)
    desk.perform(order.id, CreateShipment(), by=wali)
    assert collected(desk, order, samia) == before
    (parcel,) = parcels_of(desk, order)
    assert parcel.cash_due_minor == order.total_minor - order.received_minor


def test_a_payment_under_way_is_told_before_an_order_is_locked(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk, method=Method.ONLINE, gateway="CIB")
    assert may_still_pay(found(desk, order, samia)) == ""
    desk.perform(order.id, PaymentStarted("CIB", "tx-1", Minor(340000)), by=CHECKOUT)
    assert collected(desk, order, samia) == ("to collect at the door (the online payment is under way)", WHOLE)
    said = "A payment is under way at CIB: the customer may still pay online."
    assert may_still_pay(found(desk, order, samia)) == said


def test_nothing_is_collected_for_an_order_that_is_over(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    assert collected(desk, order, samia) == ("nothing to collect", "")


def test_nothing_is_collected_for_what_is_on_its_way_back(desk: Desk, samia: Actor, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN)
    assert parcels_of(desk, order)[0].cash is CashState.VOID
    assert collected(desk, order, samia) == ("nothing to collect", "")
    desk.perform(order.id, ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 1))), by=wali)
    assert collected(desk, order, samia) == ("nothing to collect", "")


def test_what_is_kept_after_a_refund_is_told(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, MarkPaid(reference="VIR-1"), by=samia)
    desk.perform(order.id, RefundOrder(adjustment=Minor(40000)), by=samia)
    assert collected(desk, order, samia) == ("nothing to pay, the shop keeps", "DZD 3 000.00")
    desk.perform(order.id, RefundOrder(adjustment=Minor(300000)), by=samia)
    assert collected(desk, order, samia) == ("nothing to pay", "")
