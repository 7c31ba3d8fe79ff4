"""Tries of the backlog, calls of the day, the next promise of mine."""

from datetime import timedelta

from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, NoAnswer
from workflows.desk import Desk
from workflows.views import Query, calls_today, next_promise, page, promised_before, rows, tries


def test_tries_say_how_often_when_and_by_whom(desk: Desk, amina: Actor, karim: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, NoAnswer(), by=amina)
    last = clock.forward(hours=3)
    desk.perform(order.id, NoAnswer(), by=karim)
    clock.forward(minutes=5)
    waiting = desk.read(lambda work: page(work, Query("backlog"))).rows
    found = desk.read(lambda work: tries(work, waiting))[order.id]
    assert (found.counted, found.enough) == (2, 3)
    assert (found.tried, found.untried) == (("morning", "midday"), ("evening", "weekend"))
    assert (found.last_at, found.last_by) == (last, "Karim")
    assert found.age == clock.now - order.placed_at


def test_no_page_has_no_tries(desk: Desk) -> None:
    assert desk.read(lambda work: tries(work, [])) == {}


def test_calls_are_counted_from_midnight_in_the_shops_zone(desk: Desk, amina: Actor, clock: TestClock) -> None:
    for _ in range(3):
        desk.perform(shop.an_order(desk).id, NoAnswer(), by=amina)
    desk.perform(shop.an_order(desk, is_test=True).id, NoAnswer(), by=amina)
    assert amina.id is not None
    mine = amina.id
    assert desk.read(lambda work: calls_today(work, mine)) == 3
    clock.forward(hours=13)
    assert desk.read(lambda work: calls_today(work, mine)) == 0


def test_a_promise_of_mine_is_announced_before_it_is_due(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, CallLater(clock.now + timedelta(hours=1)), by=amina)
    assert amina.id is not None
    assert karim.id is not None
    mine, his = amina.id, karim.id
    assert desk.read(lambda work: next_promise(work, mine)) is None
    clock.forward(minutes=50)
    soon = desk.read(lambda work: next_promise(work, mine))
    assert soon is not None
    assert soon.id == order.id
    assert desk.read(lambda work: next_promise(work, his)) is None
    clock.forward(minutes=25)
    assert desk.read(lambda work: next_promise(work, mine)) is None


def test_promises_that_come_up_before_mine_are_counted(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    assert amina.id is not None
    mine, begun = amina.id, clock.now
    for by, minutes in ((karim, 10), (amina, 20), (karim, 22), (amina, 30), (amina, 40)):
        desk.perform(shop.an_order(desk).id, CallLater(begun + timedelta(minutes=minutes)), by=by)
    clock.forward(minutes=30)
    at = begun + timedelta(minutes=30)
    assert desk.read(lambda work: promised_before(work, mine, at)) == 2  # Karim's first one was missed
    assert desk.read(lambda work: promised_before(work, mine, begun)) == 0


def test_rows_are_read_again_by_id(desk: Desk, amina: Actor) -> None:
    order, other = shop.an_order(desk), shop.an_order(desk)
    desk.perform(order.id, NoAnswer(), by=amina)
    seen = desk.read(lambda work: rows(work, [order.id, other.id, work.shop.id]))
    assert {row.id: row.label for row in seen.values()} == {order.id: "No answer", other.id: "New"}
    assert desk.read(lambda work: rows(work, [])) == {}
