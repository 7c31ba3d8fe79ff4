"""P3 and C4: money arrived; when it completes the total, the order confirms itself."""

from datetime import timedelta

import pytest

from models.statuses import Method, Reason, Role
from tests.support.clock import TestClock
from tests.support.ledger import appointments_of, attempts_of, messages, money_of, moves_of
from tests.support.shop import an_order, missing, policy
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.engine import Command, Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid, PaymentArrived, PaymentStarted

CHECKOUT = Actor(Role.CUSTOMER, "the shop's checkout")
GATEWAY = Actor(Role.GATEWAY, "cib")


def arrived(amount: int = 340000, reference: str = "p-1") -> PaymentArrived:
    """Money from a gateway."""
    return PaymentArrived("cib", reference, Minor(amount))


@pytest.mark.parametrize("actor", [GATEWAY, SYSTEM])
def test_it_works(desk: Desk, actor: Actor) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    done = desk.perform(made.id, arrived(), by=actor).order
    assert (done.confirmation, done.payment, done.received_minor) == ("CONFIRMED", "PAID", 340000)
    assert done.reserved
    assert sorted((row.kind, row.state) for row in money_of(desk, made)) == [
        ("ATTEMPT", "CLOSED"),
        ("RECEIVED", "DONE"),
    ]
    assert messages(desk, made) == ["confirmed", "payment received"]


def test_a_part_confirms_nothing(desk: Desk) -> None:
    made = missing(desk, method=Method.ONLINE)
    done = desk.perform(made.id, arrived(339999), by=GATEWAY).order
    assert (done.confirmation, done.payment) == ("MISSING", "PARTIALLY_PAID")
    assert desk.perform(made.id, arrived(1, "p-2"), by=GATEWAY).order.confirmation == "CONFIRMED"


@pytest.mark.parametrize("first", [NoAnswer(), "later"])
def test_it_ends_what_the_calls_had_begun(desk: Desk, clock: TestClock, amina: Actor, first: Command | str) -> None:
    made = an_order(desk, method=Method.ONLINE)
    later = CallLater(clock.now + timedelta(hours=1))
    desk.perform(made.id, first if isinstance(first, Command) else later, by=amina)
    done = desk.perform(made.id, arrived(), by=GATEWAY).order
    assert (done.confirmation, done.next_try_at, done.appointment_at, done.due_at) == ("CONFIRMED", None, None, None)
    assert {promise.state for promise in appointments_of(desk, made)} <= {"CLEARED"}


def test_it_frees_the_agent_who_was_on_it(desk: Desk, amina: Actor) -> None:
    made = an_order(desk, method=Method.ONLINE)
    desk.next_order(by=amina)
    assert desk.perform(made.id, arrived(), by=GATEWAY).order.claimed_by is None


def test_a_shop_that_asks_everybody_places_a_missing_order(desk: Desk) -> None:
    policy(desk, ask_customer="ALL")
    made = missing(desk, method=Method.ONLINE)
    done = desk.perform(made.id, arrived(), by=GATEWAY).order
    assert (done.confirmation, done.payment) == ("NEW", "PAID")
    assert done.due_at is not None
    assert messages(desk, made) == ["payment received", "placed"]


def test_a_shop_that_asks_everybody_leaves_an_open_order_where_it_is(desk: Desk, amina: Actor) -> None:
    policy(desk, ask_customer="ALL")
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, NoAnswer(), by=amina)
    assert desk.perform(made.id, arrived(), by=GATEWAY).order.confirmation == "NO_ANSWER"


def test_where_the_oms_confirms_the_status_is_not_edited(desk: Desk) -> None:
    policy(desk, oms="CONFIRM_API")
    made = missing(desk, method=Method.ONLINE)
    done = desk.perform(made.id, arrived(), by=GATEWAY).order
    assert (done.confirmation, done.payment) == ("MISSING", "PAID")


@pytest.mark.parametrize("end", [Cancel(Reason.PRICE), MarkFake()])
def test_money_for_a_locked_order_moves_the_payment_axis_alone(desk: Desk, amina: Actor, end: Command) -> None:
    made = an_order(desk, method=Method.ONLINE)
    locked = desk.perform(made.id, end, by=amina).order
    moves, told = moves_of(desk, made), messages(desk, made)
    done = desk.perform(made.id, arrived(), by=GATEWAY).order
    assert (done.payment, done.confirmation, done.fulfilment) == ("PAID", locked.confirmation, "CANCELLED")
    assert (moves_of(desk, made), messages(desk, made)) == (moves, told)


def test_money_after_the_confirmation_is_booked(desk: Desk, amina: Actor) -> None:
    made = an_order(desk, method=Method.TRANSFER)
    desk.perform(made.id, Confirm(), by=amina)
    done = desk.perform(made.id, arrived(), by=GATEWAY).order
    assert (done.payment, done.headline) == ("PAID", "CONFIRMED")


def test_one_payment_is_booked_once(desk: Desk) -> None:
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, arrived(100), by=GATEWAY)
    with pytest.raises(Refused, match="the payment p-1 was booked before"):
        desk.perform(made.id, arrived(100), by=GATEWAY)
    with pytest.raises(Refused, match="the payment p-1 was booked before"):
        desk.perform(an_order(desk).id, arrived(100), by=GATEWAY)


def test_a_payment_typed_by_hand_may_still_arrive_and_is_booked_once(desk: Desk, samia: Actor) -> None:
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, MarkPaid(reference="p-1", method=Method.ONLINE), by=samia)
    with pytest.raises(Refused, match="the payment p-1 was booked before"):
        desk.perform(made.id, arrived(), by=GATEWAY)
    assert [row.amount_minor for row in money_of(desk, made)] == [340000]


@pytest.mark.parametrize("amount", [0, -1])
def test_a_payment_of_nothing_is_none(desk: Desk, amount: int) -> None:
    with pytest.raises(Refused, match="the amount must be more than nothing"):
        desk.perform(an_order(desk).id, arrived(amount), by=GATEWAY)


def test_a_person_marks_an_order_paid_instead(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match="'A payment arrived' is done by the payment provider or codesk itself here"):
        desk.perform(made.id, arrived(), by=samia)
    assert attempts_of(desk, made) == []
