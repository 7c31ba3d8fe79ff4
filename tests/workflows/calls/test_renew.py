"""A lease lasts as long as the agent is active, and is lost to nobody unseen."""

from datetime import timedelta

from models.orders import Order
from tests.support.clock import TestClock
from tests.support.ledger import number, put
from tests.support.shop import an_order, order
from workflows.actors import Actor
from workflows.calls import queue
from workflows.calls.claims import ClaimOrder, Release
from workflows.desk import Desk


def renew(desk: Desk, held: Order | None, who: Actor) -> bool:
    """One sign of life."""
    assert held is not None
    return desk.write(lambda work: queue.renew(work, held, who))


def test_it_works(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    held = desk.next_order(by=amina)
    clock.forward(minutes=9)
    assert renew(desk, held, amina)
    now = order(desk, made.id)
    assert now.claimed_until == now.due_at == clock.now + timedelta(minutes=10)
    clock.forward(minutes=9)
    assert desk.next_order(by=karim) is None


def test_the_number_is_held_as_long(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    held = desk.next_order(by=amina)
    clock.forward(minutes=9)
    renew(desk, held, amina)
    row = number(desk, made.phone)
    assert row is not None
    assert row.held_until == clock.now + timedelta(minutes=10)


def test_it_writes_no_event_and_moves_no_version(desk: Desk, amina: Actor) -> None:
    held = desk.next_order(by=amina) if an_order(desk) else None
    assert renew(desk, held, amina)
    assert held is not None
    assert order(desk, held.id).version == held.version


def test_a_lease_that_ran_out_is_lost(desk: Desk, clock: TestClock, amina: Actor) -> None:
    an_order(desk)
    held = desk.next_order(by=amina)
    clock.forward(minutes=10)
    assert not renew(desk, held, amina)


def test_a_lease_that_a_colleague_has_now_is_lost(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    an_order(desk)
    held = desk.next_order(by=amina)
    clock.forward(minutes=10)
    desk.next_order(by=karim)
    assert not renew(desk, held, amina)


def test_the_lease_of_an_earlier_claim_is_lost(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    held = desk.next_order(by=amina)
    desk.perform(made.id, Release(), by=amina)
    desk.perform(made.id, ClaimOrder(), by=amina)
    assert not renew(desk, held, amina)


def test_an_order_that_nobody_may_call_stays_out_of_the_queue(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk, phone="12")
    held = desk.perform(made.id, ClaimOrder(), by=amina).order
    clock.forward(minutes=5)
    assert renew(desk, held, amina)
    assert put(desk, made, tags="x").due_at is None
