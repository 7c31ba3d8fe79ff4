"""C6: nobody picked up."""

from datetime import timedelta

import pytest

from models.statuses import Outcome, Reason
from tests.support.clock import TestClock
from tests.support.ledger import attempts_of, last_event, messages, number
from tests.support.shop import an_order, missing
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, NoAnswer(Outcome.BUSY, "engaged twice"), by=amina).order
    assert (done.confirmation, done.headline) == ("NO_ANSWER", "NO_ANSWER")
    assert (done.attempts, done.counted_attempts, done.counted_at) == (1, 1, clock.now)
    (dial,) = attempts_of(desk, made)
    assert (dial.outcome, dial.note, dial.person_id, dial.phone) == ("busy", "engaged twice", amina.id, made.phone)
    event = last_event(desk, made)
    assert (event.command, event.before, event.after, event.actor) == ("NoAnswer", "NEW", "NO_ANSWER", "Amina")


def test_no_message_is_sent(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    before = messages(desk, made)
    desk.perform(made.id, NoAnswer(), by=amina)
    assert messages(desk, made) == before


def test_the_claim_ends(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    done = desk.perform(made.id, NoAnswer(), by=amina).order
    assert (done.claimed_by, done.claimed_until) == (None, None)
    held = number(desk, made.phone)
    assert held is not None
    assert held.held_by is None


def test_a_missing_order_stays_missing(desk: Desk, amina: Actor) -> None:
    made = missing(desk)
    done = desk.perform(made.id, NoAnswer(), by=amina).order
    assert (done.confirmation, done.attempts) == ("MISSING", 1)
    assert done.next_try_at is not None


def test_a_missing_order_without_a_number_cannot_have_been_called(desk: Desk, amina: Actor) -> None:
    made = missing(desk, phone="12", email="y@example.com")
    with pytest.raises(Refused, match="'12' cannot be called; edit the order and type the right one"):
        desk.perform(made.id, NoAnswer(), by=amina)


def test_the_promise_is_cleared(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina)
    clock.forward(hours=1)
    done = desk.perform(made.id, NoAnswer(), by=amina).order
    assert (done.appointment_at, done.appointment_by) == (None, None)


def test_a_wrong_number_is_recorded_and_not_counted(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, NoAnswer(Outcome.WRONG_NUMBER), by=amina).order
    assert (done.attempts, done.counted_attempts, done.next_try_at, done.due_at) == (0, 0, None, None)
    assert [dial.outcome for dial in attempts_of(desk, made)] == ["wrong-number"]
    assert done.phone_problem == "wrong number; ask for the right one and type it in"


def test_an_order_with_a_wrong_number_is_not_dealt_again(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(Outcome.WRONG_NUMBER), by=amina)
    clock.forward(days=3)
    assert desk.next_order(by=amina) is None


def test_an_answered_call_is_not_a_no_answer(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match="somebody answered: confirm, call later, cancel or mark fake instead"):
        desk.perform(made.id, NoAnswer(Outcome.ANSWERED), by=amina)
    assert attempts_of(desk, made) == []


def test_an_order_that_a_colleague_has_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10; a supervisor may take it over"):
        desk.perform(made.id, NoAnswer(), by=amina)


def test_a_colleague_whose_time_ran_out_is_no_obstacle(
    desk: Desk, clock: TestClock, amina: Actor, karim: Actor
) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    clock.forward(minutes=10)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.claimed_by is None


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (Confirm(), "this order is already confirmed"),
        (Cancel(Reason.PRICE), "this order is cancelled and locked; copy it to a new order"),
        (MarkFake(), "this order is marked fake and locked; copy it to a new order"),
    ],
)
def test_a_settled_order_is_called_no_more(desk: Desk, amina: Actor, command: Confirm, sentence: str) -> None:
    made = an_order(desk)
    desk.perform(made.id, command, by=amina)
    with pytest.raises(Refused, match=sentence):
        desk.perform(made.id, NoAnswer(), by=amina)


def test_the_warehouse_does_not_call(desk: Desk, wali: Actor) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match="'No answer' is done by an agent or a supervisor here, not by the warehouse"):
        desk.perform(made.id, NoAnswer(), by=wali)
