"""What every step adds to the counts: once, on the shop's own day, and for nobody's test."""

import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from models.database import Database
from models.statuses import Outcome, Reason
from models.tallies import NOBODY, CallTally, StepTally, call_tallies, step_tallies
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import CHECKOUT, Actor
from workflows.calls.attempts import LogCall
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.engine import perform
from workflows.orders import placing
from workflows.orders.bulk import end_together
from workflows.work import Work

DAY = date(2026, 11, 23).toordinal()


def calls(desk: Desk) -> list[CallTally]:
    return [CallTally(*row) for row in _rows(desk, call_tallies)]


def steps(desk: Desk) -> dict[tuple[str, str], StepTally]:
    """By the words of the step."""
    return {(row.before, row.after): row for row in (StepTally(*found) for found in _rows(desk, step_tallies))}


def _rows(desk: Desk, table: Any) -> list[Any]:
    ordered = select(table).order_by(*table.primary_key.columns)
    return desk.read(lambda work: list(work.connection.execute(ordered)))


def test_it_works(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    clock.forward(minutes=4)
    desk.perform(order.id, NoAnswer(), by=amina)
    clock.forward(hours=2)
    desk.perform(order.id, Confirm(), by=amina)
    assert amina.id is not None
    first, second = calls(desk)
    assert first == CallTally(desk.shop.id, DAY, amina.id, 11, 1, calls=1, reached=0)
    assert second == CallTally(desk.shop.id, DAY, amina.id, 13, 2, calls=1, reached=1)
    made = steps(desk)
    assert set(made) == {("", "NEW"), ("NEW", "NO_ANSWER"), ("NO_ANSWER", "CONFIRMED")}
    unanswered = made["NEW", "NO_ANSWER"]
    assert (unanswered.orders, unanswered.stood, unanswered.seconds) == (1, 1, 240)
    assert (unanswered.person_id, unanswered.source, unanswered.day) == (amina.id, "shopify", DAY)
    assert made["NO_ANSWER", "CONFIRMED"].seconds == 7200
    assert (made["", "NEW"].person_id, made["", "NEW"].stood) == (NOBODY, 0)


def test_a_step_that_leaves_the_headline_counts_no_step(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, LogCall(Outcome.BUSY), by=amina)
    assert set(steps(desk)) == {("", "NEW")}
    assert [row.calls for row in calls(desk)] == [1]


def test_days_are_the_shops_own(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    clock.set(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))  # half past midnight in Algiers
    desk.perform(order.id, NoAnswer(), by=amina)
    (row,) = calls(desk)
    assert (row.day, row.hour) == (DAY + 1, 0)
    assert steps(desk)["NEW", "NO_ANSWER"].day == DAY + 1


def test_test_orders_are_not_counted(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk, is_test=True)
    desk.perform(order.id, Confirm(), by=samia)
    assert (calls(desk), steps(desk)) == ([], {})


def test_a_repeated_request_counts_once(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    for _ in range(3):
        desk.perform(order.id, NoAnswer(), by=amina, request_id="the same")
    assert [row.calls for row in calls(desk)] == [1]
    assert steps(desk)["NEW", "NO_ANSWER"].orders == 1


def test_a_unit_that_is_undone_counts_nothing(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)

    def unit(work: Work) -> None:
        perform(work, order.id, NoAnswer(), by=amina, request_id="x")
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        desk.write(unit)
    assert calls(desk) == []
    assert set(steps(desk)) == {("", "NEW")}


def test_a_batch_costs_one_row(desk: Desk) -> None:
    drafts = [shop.a_draft(desk, external_id=str(n), ref=f"#{n}", phone=f"0551 00 {n:04}") for n in range(150)]
    desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT))
    assert [row.orders for row in steps(desk).values()] == [150]


def test_an_order_that_is_confirmed_at_once_never_stood_anywhere(desk: Desk) -> None:
    shop.policy(desk, ask_customer="NOBODY")
    shop.an_order(desk)
    confirmed = steps(desk)["NEW", "CONFIRMED"]
    assert (confirmed.orders, confirmed.stood, confirmed.seconds) == (1, 0, 0)
    assert confirmed.person_id == NOBODY


def test_a_call_that_settles_several_orders_is_one_call(desk: Desk, amina: Actor) -> None:
    orders = [shop.an_order(desk, phone="0551 99 99 01") for _ in range(2)]
    together = [(order.id, Cancel(Reason.PRICE)) for order in orders]
    seen = {order.id: order.version for order in orders}
    end_together(desk, together, seen=seen, by=amina, request_id="call")
    assert [row.calls for row in calls(desk)] == [1]
    assert steps(desk)["NEW", "CANCELLED"].orders == 2


def test_seats_that_work_at_the_same_time_lose_no_count(
    desk: Desk, database: Database, amina: Actor, karim: Actor
) -> None:
    orders = [shop.an_order(desk) for _ in range(12)]

    def work_off(seat: int, by: Actor) -> None:
        own = Desk(Database(database.url.render_as_string(hide_password=False)), desk.shop, desk.clock)
        for order in orders[seat::4]:
            own.perform(order.id, NoAnswer(), by=by)
        own.database.close()

    people = (amina, karim, amina, karim)
    threads = [threading.Thread(target=work_off, args=(seat, by)) for seat, by in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(row.calls for row in calls(desk)) == [6, 6]
    assert desk.read(check) == []
