"""Events that come twice or out of their order, as payment providers warn (Razorpay, Shopify, WooCommerce)."""

import pytest

from models.statuses import Method, Role
from tests.support.ledger import events_of, messages, money_of
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import PaymentArrived, PaymentFailed, PaymentStarted

CUSTOMER, GATEWAY = Actor(Role.CUSTOMER, "the customer"), Actor(Role.GATEWAY, "Razorpay")
CAPTURED = PaymentArrived("Razorpay", "pay_1", Minor(340000))


def test_the_same_event_twice_has_no_second_effect(desk: Desk) -> None:
    made = an_order(desk, method=Method.ONLINE)
    first = desk.perform(made.id, CAPTURED, by=GATEWAY, request_id="evt_1")
    before = (len(events_of(desk, made)), messages(desk, made))
    second = desk.perform(made.id, CAPTURED, by=GATEWAY, request_id="evt_1")
    assert (first.repeated, second.repeated) == (False, True)
    assert (len(events_of(desk, made)), messages(desk, made)) == before
    assert [row.amount_minor for row in money_of(desk, made)] == [340000]


def test_the_same_payment_in_another_event_is_refused_and_booked_once(desk: Desk) -> None:
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, CAPTURED, by=GATEWAY, request_id="evt_1")
    with pytest.raises(Refused, match="the payment pay_1 was booked before"):
        desk.perform(made.id, CAPTURED, by=GATEWAY, request_id="evt_2")


def test_an_earlier_state_that_comes_later_does_not_move_it_back(desk: Desk) -> None:
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("Razorpay", "order_1"), by=CUSTOMER)
    done = desk.perform(made.id, CAPTURED, by=GATEWAY).order
    assert (done.payment, done.confirmation) == ("PAID", "CONFIRMED")
    with pytest.raises(Refused):
        desk.perform(made.id, PaymentStarted("Razorpay", "order_1"), by=CUSTOMER)
    with pytest.raises(Refused, match="no payment is under way"):
        desk.perform(made.id, PaymentFailed("order_1"), by=GATEWAY)
