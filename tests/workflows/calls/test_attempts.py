"""Dials: which ones count, and what the shop learns from them (domain.md 10)."""

from datetime import UTC, datetime

import pytest

from models.statuses import Outcome
from tests.support.clock import TestClock
from tests.support.ledger import attempts_of, last_event, number
from tests.support.shop import an_order, policy
from workflows.actors import Actor
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk


@pytest.mark.parametrize("kind", [Outcome.NO_REPLY, Outcome.BUSY, Outcome.OFF, Outcome.VOICEMAIL])
def test_every_dial_that_reached_nobody_counts(desk: Desk, amina: Actor, kind: Outcome) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, NoAnswer(kind), by=amina).order
    assert (done.attempts, done.counted_attempts) == (1, 1)
    assert [dial.counted for dial in attempts_of(desk, made)] == [True]


def test_three_dials_in_ten_minutes_are_one_try(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    for _ in range(3):
        done = desk.perform(made.id, NoAnswer(), by=amina).order
        clock.forward(minutes=5)
    assert (done.attempts, done.counted_attempts) == (3, 1)
    assert [dial.counted for dial in attempts_of(desk, made)] == [True, False, False]


def test_a_dial_counts_from_half_an_hour_after_the_last_one_that_did(
    desk: Desk, clock: TestClock, amina: Actor
) -> None:
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(minutes=29, seconds=59)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.counted_attempts == 1
    clock.forward(seconds=1)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.counted_attempts == 2


def test_the_shop_says_how_far_apart(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, attempt_gap="10 min")
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(minutes=10)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.counted_attempts == 2


def test_a_wrong_number_does_not_count(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, NoAnswer(Outcome.WRONG_NUMBER), by=amina).order
    assert (done.attempts, done.counted_attempts, done.tried_parts) == (0, 0, "")
    assert [dial.counted for dial in attempts_of(desk, made)] == [False]


@pytest.mark.parametrize(
    ("at", "part"),
    [
        (datetime(2026, 11, 23, 10, 59, tzinfo=UTC), "morning"),  # 11:59 in Algiers
        (datetime(2026, 11, 23, 11, 0, tzinfo=UTC), "midday"),
        (datetime(2026, 11, 23, 15, 59, tzinfo=UTC), "midday"),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), "evening"),
        (datetime(2026, 11, 28, 10, 0, tzinfo=UTC), "weekend"),
        (datetime(2026, 11, 27, 23, 30, tzinfo=UTC), "weekend"),  # Saturday half past midnight there
    ],
)
def test_the_part_of_the_customers_day_is_kept(
    desk: Desk, clock: TestClock, amina: Actor, at: datetime, part: str
) -> None:
    made = an_order(desk)
    clock.set(at)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.tried_parts == part
    assert [dial.part for dial in attempts_of(desk, made)] == [part]


def test_the_shop_says_when_the_weekend_is(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, weekend="Fri, Sat")
    clock.set(datetime(2026, 11, 27, 10, tzinfo=UTC))
    assert desk.perform(an_order(desk).id, NoAnswer(), by=amina).order.tried_parts == "weekend"


# The suggestion to cancel.


def tried(desk: Desk, clock: TestClock, who: Actor, times: int) -> object:
    """What the event of the last of so many counted tries suggests."""
    made = an_order(desk)
    for _ in range(times):
        desk.perform(made.id, NoAnswer(), by=who)
        clock.forward(minutes=90)
    return last_event(desk, made).data.get("suggests cancelling")


def test_after_three_tries_the_screen_suggests_cancelling(desk: Desk, clock: TestClock, amina: Actor) -> None:
    assert tried(desk, clock, amina, 3) == (
        "3 attempts without an answer (morning, midday); not yet tried: evening, weekend"
    )


def test_it_suggests_nothing_before(desk: Desk, clock: TestClock, amina: Actor) -> None:
    assert tried(desk, clock, amina, 2) is None


def test_the_shop_says_after_how_many(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, suggest_cancel_after=1)
    assert str(tried(desk, clock, amina, 1)).startswith("1 attempt without an answer (morning)")


def test_a_shop_may_want_no_suggestions(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, suggest_cancel_after=None)
    assert tried(desk, clock, amina, 5) is None


def test_nothing_ever_cancels_by_itself(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    for _ in range(12):
        done = desk.perform(made.id, NoAnswer(), by=amina).order
        clock.forward(days=1)
    assert done.confirmation == "NO_ANSWER"


# The number.


def test_the_number_remembers_its_calls(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    other = an_order(desk, phone=made.phone)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(minutes=1)
    desk.perform(other.id, NoAnswer(), by=karim)
    row = number(desk, made.phone)
    assert row is not None
    assert (row.calls_today, row.day, row.last_called_at) == (2, "2026-11-23", clock.now)


def test_a_new_day_counts_anew(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(days=1)
    desk.perform(made.id, NoAnswer(), by=amina)
    row = number(desk, made.phone)
    assert row is not None
    assert (row.calls_today, row.day) == (1, "2026-11-24")


def test_a_call_does_not_end_a_colleagues_hold(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    other = an_order(desk, phone=made.phone)
    desk.next_order(by=amina)
    desk.perform(other.id, NoAnswer(), by=samia)
    row = number(desk, made.phone)
    assert row is not None
    assert row.held_by == amina.id
