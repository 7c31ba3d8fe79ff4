"""The backlog's *retry now*: due at once, within calling hours."""

from datetime import timedelta

import pytest

from models.statuses import Outcome
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.calls.again import RetryNow
from workflows.confirmation.axis import CallLater, NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, NoAnswer(), by=amina)
    clock.forward(minutes=61)
    assert desk.next_order(by=amina) is None
    desk.perform(order.id, RetryNow(), by=samia)
    held = desk.next_order(by=amina)
    assert held is not None
    assert held.id == order.id


def test_at_night_it_waits_for_the_morning(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    for _ in range(3):
        desk.perform(order.id, NoAnswer(), by=amina)
        clock.forward(hours=4)
    shop.policy(desk, calling_hours="Mon-Sun 10:00-20:00")
    desk.perform(order.id, RetryNow(), by=samia)
    due = shop.order(desk, order.id).due_at
    assert due is not None
    assert due.isoformat() == "2026-11-24T09:00:00+00:00"


def test_the_gap_of_the_number_stays(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, NoAnswer(), by=amina)
    desk.perform(order.id, RetryNow(), by=samia)
    assert desk.next_order(by=amina) is None


def test_refusals(desk: Desk, samia: Actor, amina: Actor, karim: Actor, clock: TestClock) -> None:
    order, wrong, later = shop.an_order(desk), shop.an_order(desk), shop.an_order(desk)
    with pytest.raises(Refused, match="this order is due already"):
        desk.perform(order.id, RetryNow(), by=samia)
    with pytest.raises(Refused, match="is done by a supervisor"):
        desk.perform(order.id, RetryNow(), by=amina)
    desk.perform(wrong.id, NoAnswer(Outcome.WRONG_NUMBER), by=amina)
    with pytest.raises(Refused, match="wrong number; ask for the right one"):
        desk.perform(wrong.id, RetryNow(), by=samia)
    desk.perform(later.id, CallLater(clock.now + timedelta(hours=3)), by=amina)
    with pytest.raises(Refused, match="is not possible while the order stands at call later"):
        desk.perform(later.id, RetryNow(), by=samia)
    held = desk.next_order(by=karim)
    assert held is not None
    with pytest.raises(Refused, match="Karim is on this order"):
        desk.perform(held.id, RetryNow(), by=samia)


def test_ones_own_order_is_called_instead(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    held = desk.next_order(by=samia)
    assert held is not None
    with pytest.raises(Refused, match="you have this order yourself; call now"):
        desk.perform(held.id, RetryNow(), by=samia)
