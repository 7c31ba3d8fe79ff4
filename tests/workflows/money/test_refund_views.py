"""Refunds to make: money of orders that were called off, came back or were paid twice; refunds that are not sent."""

from models.statuses import Method, Reason
from tests.support.arriving import DUE, delivered, sent, walked
from tests.support.clock import TestClock
from tests.support.shop import an_order
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import Cancel, MarkFake
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import MarkPaid, PaymentArrived
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.views.refunds import to_make, to_send


def test_money_of_orders_that_were_called_off_is_owed(desk: Desk, amina: Actor, samia: Actor) -> None:
    cancelled, fake, kept, _ = [an_order(desk) for _ in range(4)]
    for order in (cancelled, fake, kept):
        desk.perform(order.id, MarkPaid(Minor(100000), order.ref), by=samia)
    desk.perform(cancelled.id, Cancel(Reason.PRICE), by=amina)
    desk.perform(fake.id, MarkFake(), by=amina)
    found = desk.read(to_make)
    assert [(one.ref, one.left_minor, one.confirmation) for one in found] == [
        (cancelled.ref, 100000, "CANCELLED"),
        (fake.ref, 100000, "FAKE"),
    ]
    assert desk.read(lambda work: to_make(work, after=found[0].key)) == found[1:]
    desk.perform(cancelled.id, RefundOrder(adjustment=Minor(40000)), by=samia)
    desk.perform(fake.id, RefundOrder(adjustment=Minor(100000)), by=samia)
    assert [(one.ref, one.left_minor) for one in desk.read(to_make)] == [(cancelled.ref, 60000)]


def test_money_of_an_order_that_came_back_is_owed(desk: Desk) -> None:
    order = sent(desk, method=Method.ONLINE, paid_minor=DUE)
    assert desk.read(to_make) == []
    walked(desk, order.id, [ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 1)))])
    assert [(one.ref, one.left_minor, one.fulfilment) for one in desk.read(to_make)] == [(order.ref, DUE, "RETURNED")]
    walked(desk, order.id, [RefundOrder(adjustment=Minor(DUE))])
    assert desk.read(to_make) == []


def test_what_was_paid_beyond_the_total_is_owed(desk: Desk) -> None:
    order = delivered(desk)
    desk.perform(order.id, PaymentArrived("cib", "late", Minor(100)), by=SYSTEM)
    assert [(one.ref, one.left_minor, one.fulfilment) for one in desk.read(to_make)] == [
        (order.ref, 100, "DELIVERED")
    ]
    walked(desk, order.id, [RefundOrder(adjustment=Minor(100))])
    assert desk.read(to_make) == []


def test_test_orders_are_left_out(desk: Desk, amina: Actor, samia: Actor) -> None:
    order = an_order(desk, is_test=True)
    desk.perform(order.id, MarkPaid(Minor(1000), "T"), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=amina)
    assert desk.read(to_make) == []
    desk.perform(order.id, RefundOrder(adjustment=Minor(1000)), by=samia)
    assert desk.read(to_send) == []


def test_refunds_wait_until_they_are_sent(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = an_order(desk, method=Method.ONLINE, gateway="cib", paid_minor=340000)
    for amount in (100, 200, 300):
        desk.perform(order.id, RefundOrder(adjustment=Minor(amount), note="sorry"), by=samia)
        clock.forward(seconds=1)
    desk.perform(order.id, RefundSent("CCP 9", 2), by=samia)
    found = desk.read(to_send)
    assert [(one.number, one.amount_minor, one.note, one.by) for one in found] == [
        (1, 100, "sorry", "Samia"),
        (3, 300, "sorry", "Samia"),
    ]
    assert (found[0].ref, found[0].method, found[0].gateway) == (order.ref, "ONLINE", "cib")
    assert desk.read(lambda work: to_send(work, after=found[0].refund_id)) == found[1:]


def test_a_fee_that_was_kept_is_not_owed(desk: Desk, amina: Actor, samia: Actor) -> None:
    order = an_order(desk)
    desk.perform(order.id, MarkPaid(Minor(100000), order.ref), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=amina)
    desk.perform(order.id, RefundOrder(adjustment=Minor(50000), fee=Minor(10000)), by=samia)
    assert [one.left_minor for one in desk.read(to_make)] == [50000]
    assert all(type(one.kept_minor) is int for one in desk.read(to_make))
    desk.perform(order.id, RefundOrder(adjustment=Minor(50000)), by=samia)
    assert desk.read(to_make) == []


def test_a_fee_that_was_kept_of_what_came_twice_is_not_owed(desk: Desk, samia: Actor) -> None:
    order = delivered(desk)
    desk.perform(order.id, PaymentArrived("cib", "late", Minor(DUE)), by=SYSTEM)
    desk.perform(order.id, RefundOrder(adjustment=Minor(DUE), fee=Minor(5000)), by=samia)
    assert desk.read(to_make) == []
