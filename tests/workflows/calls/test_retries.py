"""When an order that nobody answered is called again (domain.md 10)."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.clock import MONDAY, TestClock
from tests.support.shop import an_order, policy
from workflows.actors import Actor
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk
from workflows.hours import CallingHours
from workflows.policy import NEXT_MORNING

TOMORROW_AT_NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  #: 09:00 in Algiers


def test_two_hours_then_four_then_the_next_morning(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    first = desk.perform(made.id, NoAnswer(), by=amina).order
    assert first.next_try_at == first.due_at == MONDAY + timedelta(hours=2)
    clock.forward(hours=2)
    second = desk.perform(made.id, NoAnswer(), by=amina).order
    assert second.next_try_at == MONDAY + timedelta(hours=6)
    clock.forward(hours=4)
    third = desk.perform(made.id, NoAnswer(), by=amina).order
    assert third.next_try_at == TOMORROW_AT_NINE


def test_the_last_wait_repeats(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    for _ in range(5):
        done = desk.perform(made.id, NoAnswer(), by=amina).order
        clock.forward(days=1)
    assert done.next_try_at == TOMORROW_AT_NINE + timedelta(days=4)


@pytest.mark.parametrize("hours", ["Mon-Sun 00:00-24:00", "Mon-Sun 00:00-02:00,09:00-20:00"])
def test_a_shop_that_calls_at_night_tries_again_in_the_morning(
    desk: Desk, clock: TestClock, amina: Actor, hours: str
) -> None:
    policy(desk, calling_hours=CallingHours.parse(hours), retry_after=(NEXT_MORNING,))
    assert desk.perform(an_order(desk).id, NoAnswer(), by=amina).order.next_try_at == TOMORROW_AT_NINE


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 11, 23, 16, 59, tzinfo=UTC), datetime(2026, 11, 23, 18, 59, tzinfo=UTC)),  # 19:59 there
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), TOMORROW_AT_NINE),  # 20:00 there: closed
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), TOMORROW_AT_NINE),
    ],
)
def test_a_try_never_falls_due_outside_calling_hours(
    desk: Desk, clock: TestClock, amina: Actor, now: datetime, then: datetime
) -> None:
    made = an_order(desk)
    clock.set(now)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.next_try_at == then


def test_closed_days_are_stepped_over(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, calling_hours="Mon-Thu 09:00-18:00; Sat 10:00-12:00")
    made = an_order(desk)
    clock.set(datetime(2026, 11, 26, 16, 30, tzinfo=UTC))  # Thursday 17:30
    saturday_at_ten = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.next_try_at == saturday_at_ten


def test_a_midday_break_is_stepped_over(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, calling_hours="Mon-Sun 09:00-12:30,14:00-20:00")
    made = an_order(desk)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.next_try_at == datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_the_hours_are_those_of_the_customers_zone(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk, phone="+819012345678")
    clock.set(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))  # 19:00 in Tokyo
    assert desk.perform(made.id, NoAnswer(), by=amina).order.next_try_at == datetime(2026, 11, 24, 0, tzinfo=UTC)


def test_the_shop_says_how_long_to_wait(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, retry_after="30 min, next morning")
    made = an_order(desk)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.next_try_at == MONDAY + timedelta(minutes=30)
    clock.forward(minutes=30)
    assert desk.perform(made.id, NoAnswer(), by=amina).order.next_try_at == TOMORROW_AT_NINE


def test_the_clock_change_of_the_customers_country_is_known(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, retry_after="next morning")
    made = an_order(desk, phone="+33612345678")
    clock.set(datetime(2026, 3, 28, 12, 0, tzinfo=UTC))  # the last day of winter time in Paris
    assert desk.perform(made.id, NoAnswer(), by=amina).order.next_try_at == datetime(2026, 3, 29, 7, tzinfo=UTC)
