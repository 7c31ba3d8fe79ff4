"""What an empty queue waits for."""

from datetime import timedelta

from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.calls.assignment import Assign
from workflows.confirmation.axis import CallLater, NoAnswer
from workflows.desk import Desk
from workflows.views.outlook import Outlook, outlook


def seen(desk: Desk, by: Actor) -> Outlook:
    return desk.read(lambda work: outlook(work, by))


def test_it_works(desk: Desk, amina: Actor, clock: TestClock) -> None:
    first = shop.an_order(desk)
    desk.perform(first.id, NoAnswer(), by=amina)
    assert seen(desk, amina) == Outlook(clock() + timedelta(hours=2), missed=0, waiting=0)


def test_nothing_waits(desk: Desk, amina: Actor) -> None:
    assert seen(desk, amina) == Outlook(None, missed=0, waiting=0)


def test_the_time_lies_in_calling_hours(desk: Desk, amina: Actor, clock: TestClock) -> None:
    clock.forward(hours=10)
    shop.an_order(desk)
    assert seen(desk, amina) == Outlook(clock() + timedelta(hours=12), missed=0, waiting=1)


def test_an_order_that_a_colleague_holds_is_not_awaited(desk: Desk, amina: Actor, karim: Actor) -> None:
    shop.an_order(desk)
    assert desk.next_order(by=karim) is not None
    assert seen(desk, amina).next_at is None


def test_a_number_that_was_just_called_waits(desk: Desk, amina: Actor, karim: Actor, clock: TestClock) -> None:
    first, _ = (shop.an_order(desk, phone="0551 23 45 67") for _ in range(2))
    desk.perform(first.id, NoAnswer(), by=karim)
    assert seen(desk, amina) == Outlook(clock() + timedelta(hours=1), missed=0, waiting=1)


def test_another_agents_promise_is_offered_once_it_is_missed(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    first = shop.an_order(desk)
    at = clock() + timedelta(hours=1)
    desk.perform(first.id, CallLater(at), by=karim)
    assert seen(desk, karim).next_at == at
    assert seen(desk, amina).next_at == at + timedelta(minutes=15)
    clock.forward(hours=2)
    assert seen(desk, amina).missed == 1


def test_an_order_assigned_to_a_colleague_comes_when_the_hold_ends(
    desk: Desk, amina: Actor, samia: Actor, clock: TestClock
) -> None:
    first = shop.an_order(desk)
    desk.perform(first.id, Assign("Karim"), by=samia)
    assert seen(desk, amina).next_at == clock() + timedelta(days=1)
