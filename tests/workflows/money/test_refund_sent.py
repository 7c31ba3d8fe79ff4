"""P7: the money was sent at the bank or provider."""

import pytest

from models.money import refunds
from models.orders import Order
from models.statuses import Method, Reason
from tests.support.clock import TestClock
from tests.support.history import rows
from tests.support.ledger import money_of
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.views import refunds as views


@pytest.fixture
def made(desk: Desk, samia: Actor) -> Order:
    """An order with one refund to send."""
    order = an_order(desk)
    desk.perform(order.id, MarkPaid(reference="CCP 1"), by=samia)
    return desk.perform(order.id, RefundOrder(adjustment=Minor(100)), by=samia).order


def states(desk: Desk, made: Order) -> list[str]:
    return [row.state.value for row in money_of(desk, made) if row.kind == "REFUND"]


def test_it_works(desk: Desk, samia: Actor, made: Order) -> None:
    done = desk.perform(made.id, RefundSent(" CCP 9 "), by=samia).order
    assert (done.payment, done.refunded_minor) == ("PARTIALLY_REFUNDED", 100)
    (row,) = rows(desk, refunds)
    assert (row.sent_at, row.sent_by, row.sent_reference) == (desk.clock(), "Samia", "CCP 9")
    assert states(desk, made) == ["DONE"]


def test_one_of_several_is_named_by_its_number(desk: Desk, samia: Actor, made: Order) -> None:
    desk.clock.forward(seconds=1)  # type: ignore[attr-defined]
    desk.perform(made.id, RefundOrder(adjustment=Minor(200)), by=samia)
    with pytest.raises(Refused, match="the refunds 1 and 2 wait to be sent; name one by its number"):
        desk.perform(made.id, RefundSent("CCP 9"), by=samia)
    desk.perform(made.id, RefundSent("CCP 9", 2), by=samia)
    assert states(desk, made) == ["TODO", "DONE"]
    with pytest.raises(Refused, match="refund 2 does not wait to be sent; 1 does"):
        desk.perform(made.id, RefundSent("CCP 10", 2), by=samia)
    desk.perform(made.id, RefundSent("CCP 10"), by=samia)
    assert states(desk, made) == ["DONE", "DONE"]


def test_a_number_stays_when_the_clock_is_set_back(desk: Desk, samia: Actor, made: Order, clock: TestClock) -> None:
    clock.forward(hours=-1)
    desk.perform(made.id, RefundOrder(adjustment=Minor(200)), by=samia)
    waiting = desk.read(views.to_send)
    assert [(row.number, row.amount_minor) for row in waiting] == [(1, 100), (2, 200)]
    desk.perform(made.id, RefundSent("CCP 9", 1), by=samia)
    assert {row.amount_minor: row.state for row in money_of(desk, made) if row.kind == "REFUND"} == {
        100: "DONE",
        200: "TODO",
    }


def test_it_goes_back_the_way_the_last_money_came(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = an_order(desk)
    desk.perform(order.id, MarkPaid(Minor(1000), "CCP 1"), by=samia)
    clock.forward(hours=-1)
    desk.perform(order.id, MarkPaid(Minor(1000), "PI 1", method=Method.ONLINE), by=samia)
    desk.perform(order.id, RefundOrder(adjustment=Minor(100)), by=samia)
    (row,) = desk.read(views.to_send)
    assert row.method is Method.ONLINE


def test_it_works_on_a_locked_order(desk: Desk, amina: Actor, samia: Actor) -> None:
    order = an_order(desk)
    desk.perform(order.id, MarkPaid(Minor(100000), "CCP 1"), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=amina)
    desk.perform(order.id, RefundOrder(adjustment=Minor(100000)), by=samia)
    assert desk.perform(order.id, RefundSent("CCP 9"), by=samia).order.payment == "REFUNDED"


def test_without_a_reference_it_is_refused(desk: Desk, samia: Actor, made: Order) -> None:
    with pytest.raises(Refused, match="type the bank's or provider's reference, so that the refund can be found"):
        desk.perform(made.id, RefundSent("  "), by=samia)


def test_what_is_sent_is_sent(desk: Desk, samia: Actor, made: Order) -> None:
    desk.perform(made.id, RefundSent("CCP 9"), by=samia)
    with pytest.raises(Refused, match="no refund of this order waits to be sent"):
        desk.perform(made.id, RefundSent("CCP 9"), by=samia)


def test_an_agent_does_not_handle_money(desk: Desk, amina: Actor, made: Order) -> None:
    with pytest.raises(Refused, match="'Mark a refund as sent' is done by a supervisor here, not by an agent"):
        desk.perform(made.id, RefundSent("CCP 9"), by=amina)
