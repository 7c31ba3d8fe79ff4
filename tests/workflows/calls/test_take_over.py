"""A supervisor takes an order over from somebody."""

import pytest

from tests.support.clock import TestClock
from tests.support.ledger import last_event, number
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.calls import queue
from workflows.calls.claims import Release, TakeOver
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    done = desk.perform(made.id, TakeOver(), by=samia).order
    assert (done.claimed_by, done.claim_no) == (samia.id, 2)
    assert last_event(desk, made).command == "TakeOver"
    held = number(desk, made.phone)
    assert held is not None
    assert held.held_by == samia.id


def test_the_agent_is_fenced_off(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    mine = desk.next_order(by=amina)
    assert mine is not None
    desk.perform(made.id, TakeOver(), by=samia)
    assert not desk.write(lambda work: queue.renew(work, mine, amina))
    with pytest.raises(Refused, match="Samia is on this order until 11:10"):
        desk.perform(made.id, NoAnswer(), by=amina)
    with pytest.raises(Refused, match="you do not have this order"):
        desk.perform(made.id, Release(), by=amina)


def test_an_order_that_nobody_has_is_just_opened(desk: Desk, samia: Actor) -> None:
    with pytest.raises(Refused, match="nobody else has this order; just open it"):
        desk.perform(an_order(desk).id, TakeOver(), by=samia)


def test_ones_own_order_needs_no_taking_over(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=samia)
    with pytest.raises(Refused, match="nobody else has this order; just open it"):
        desk.perform(made.id, TakeOver(), by=samia)


def test_a_claim_that_ran_out_needs_no_taking_over(desk: Desk, clock: TestClock, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    clock.forward(minutes=10)
    with pytest.raises(Refused, match="nobody else has this order; just open it"):
        desk.perform(made.id, TakeOver(), by=samia)


def test_an_agent_asks_a_supervisor(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="'Take the order over' is done by a supervisor here, not by an agent"):
        desk.perform(made.id, TakeOver(), by=amina)
