"""C7: the customer asked for another time."""

from datetime import timedelta

import pytest

from models.calls import AppointmentState
from tests.support.clock import TestClock
from tests.support.ledger import appointments_of, attempts_of, last_event
from tests.support.shop import an_order, missing, policy
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    at = clock.now + timedelta(hours=3, minutes=30)
    done = desk.perform(made.id, CallLater(at, "at work until two"), by=amina).order
    assert (done.confirmation, done.appointment_at, done.appointment_by) == ("CALL_LATER", at, amina.id)
    (promise,) = appointments_of(desk, made)
    assert (promise.at, promise.wall, promise.zone) == (at, "2026-11-23T14:30", "Africa/Algiers")
    assert (promise.note, promise.person, promise.state) == ("at work until two", "Amina", AppointmentState.SET)
    assert last_event(desk, made).data["at"] == at.isoformat()


def test_somebody_answered(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina).order
    assert [dial.outcome for dial in attempts_of(desk, made)] == ["answered"]
    assert (done.attempts, done.counted_attempts) == (0, 0)


def test_it_falls_due_at_that_time(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    at = clock.now + timedelta(hours=1)
    assert desk.perform(made.id, CallLater(at), by=amina).order.due_at == at


def test_the_customer_may_ask_for_a_time_outside_calling_hours(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    late = clock.now + timedelta(hours=12)
    assert desk.perform(made.id, CallLater(late), by=amina).order.due_at == late


def test_the_claim_ends(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    assert desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina).order.claimed_by is None


def test_a_waiting_try_is_over(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(), by=amina)
    assert desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina).order.next_try_at is None


def test_a_new_promise_replaces_the_earlier_one(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina)
    clock.forward(minutes=1)
    done = desk.perform(made.id, CallLater(clock.now + timedelta(hours=5)), by=karim).order
    assert [promise.state for promise in appointments_of(desk, made)] == ["REPLACED", "SET"]
    assert (done.appointment_at, done.appointment_by) == (clock.now + timedelta(hours=5), karim.id)


def test_another_outcome_clears_the_promise(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina)
    desk.perform(made.id, Confirm(), by=amina)
    assert [promise.state for promise in appointments_of(desk, made)] == ["CLEARED"]


@pytest.mark.parametrize("back", [timedelta(0), timedelta(minutes=1)])
def test_a_time_that_has_passed_is_refused(desk: Desk, clock: TestClock, amina: Actor, back: timedelta) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match=r"Mon 23 Nov 1\d:\d\d has passed; choose a later time"):
        desk.perform(made.id, CallLater(clock.now - back), by=amina)


def test_a_time_too_far_ahead_is_refused(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match="a call-back lies at most 14 days ahead"):
        desk.perform(made.id, CallLater(clock.now + timedelta(days=14, seconds=1)), by=amina)
    assert (
        desk.perform(made.id, CallLater(clock.now + timedelta(days=14)), by=amina).order.confirmation == "CALL_LATER"
    )


def test_the_shop_says_how_far(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, call_later_within="2 days")
    made = an_order(desk)
    with pytest.raises(Refused, match="a call-back lies at most 2 days ahead"):
        desk.perform(made.id, CallLater(clock.now + timedelta(days=3)), by=amina)


def test_a_missing_order_is_recovered_first(desk: Desk, clock: TestClock, amina: Actor) -> None:
    with pytest.raises(Refused, match="this order was never placed; recover it first"):
        desk.perform(missing(desk).id, CallLater(clock.now + timedelta(hours=1)), by=amina)


def test_an_order_that_a_colleague_has_is_left_alone(
    desk: Desk, clock: TestClock, amina: Actor, karim: Actor
) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10"):
        desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina)


def test_the_warehouse_does_not_call(desk: Desk, clock: TestClock, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Call later' is done by an agent or a supervisor here, not by the warehouse"):
        desk.perform(an_order(desk).id, CallLater(clock.now + timedelta(hours=1)), by=wali)
