"""Giving an order back, and skipping it for now."""

from datetime import timedelta

import pytest

from tests.support.clock import TestClock
from tests.support.ledger import attempts_of, last_event, number
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.calls.claims import Release, Skip
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    done = desk.perform(made.id, Release(), by=amina).order
    assert (done.claimed_by, done.claimed_until, done.due_at) == (None, None, made.due_at)
    assert attempts_of(desk, made) == []
    held = number(desk, made.phone)
    assert held is not None
    assert held.held_by is None
    found = desk.next_order(by=karim)
    assert found is not None
    assert found.id == made.id


def test_a_claim_that_ran_out_may_still_be_given_back(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    clock.forward(minutes=11)
    assert desk.perform(made.id, Release(), by=amina).order.claimed_by is None


@pytest.mark.parametrize("command", [Release(), Skip()])
def test_only_ones_own_order_can_be_given_back(
    desk: Desk, amina: Actor, karim: Actor, command: Release | Skip
) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="you do not have this order"):
        desk.perform(made.id, command, by=amina)


@pytest.mark.parametrize("command", [Release(), Skip()])
def test_an_order_that_nobody_has_cannot_be_given_back(desk: Desk, amina: Actor, command: Release | Skip) -> None:
    with pytest.raises(Refused, match="you do not have this order"):
        desk.perform(an_order(desk).id, command, by=amina)


def test_a_skipped_order_waits_a_quarter_of_an_hour(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    done = desk.perform(made.id, Skip("speaks only Tamazight"), by=amina).order
    assert (done.claimed_by, done.due_at, done.confirmation) == (None, clock.now + timedelta(minutes=15), "NEW")
    assert last_event(desk, made).data["note"] == "speaks only Tamazight"
    assert desk.next_order(by=karim) is None
    clock.forward(minutes=15)
    assert desk.next_order(by=karim) is not None
