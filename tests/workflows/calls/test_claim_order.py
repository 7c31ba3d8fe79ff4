"""Opening an order by hand to work on it."""

from datetime import timedelta

import pytest

from tests.support.clock import TestClock
from tests.support.ledger import events_of, number
from tests.support.shop import an_order, missing, order
from workflows.actors import Actor
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, ClaimOrder(), by=amina).order
    assert (done.claimed_by, done.claim_no) == (amina.id, 1)
    assert done.claimed_until == done.due_at == clock.now + timedelta(minutes=10)
    held = number(desk, made.phone)
    assert held is not None
    assert held.held_by == amina.id


def test_what_the_agent_had_before_goes_back(desk: Desk, amina: Actor, karim: Actor) -> None:
    first, second = an_order(desk), an_order(desk)
    desk.perform(first.id, ClaimOrder(), by=amina)
    desk.perform(second.id, ClaimOrder(), by=amina)
    assert order(desk, first.id).claimed_by is None
    assert [event.command for event in events_of(desk, first)] == ["PlaceOrder", "ClaimOrder", "Release"]
    found = desk.next_order(by=karim)
    assert found is not None
    assert found.id == first.id


def test_an_order_that_is_not_due_may_be_opened(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk, placed_at=clock.now + timedelta(days=1))
    assert desk.perform(made.id, ClaimOrder(), by=amina).order.claimed_by == amina.id


def test_an_order_that_cannot_be_called_stays_out_of_the_queue(
    desk: Desk, clock: TestClock, amina: Actor, karim: Actor
) -> None:
    made = missing(desk, phone="", email="y@example.com")
    assert desk.perform(made.id, ClaimOrder(), by=amina).order.due_at is None
    clock.forward(minutes=11)
    assert desk.next_order(by=karim) is None


def test_an_order_that_a_colleague_has_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10; a supervisor may take it over"):
        desk.perform(made.id, ClaimOrder(), by=amina)


def test_a_number_that_a_colleague_is_on_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    other = an_order(desk, phone=made.phone)
    desk.perform(made.id, ClaimOrder(), by=karim)
    with pytest.raises(Refused, match="a colleague is on this phone number right now"):
        desk.perform(other.id, ClaimOrder(), by=amina)


def test_the_other_orders_of_a_number_are_open_to_whoever_is_on_it(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    other = an_order(desk, phone=made.phone)
    desk.perform(made.id, ClaimOrder(), by=amina)
    assert desk.perform(other.id, ClaimOrder(), by=amina).order.claimed_by == amina.id


def test_a_settled_order_needs_no_claim(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="this order is already confirmed"):
        desk.perform(made.id, ClaimOrder(), by=amina)


def test_the_warehouse_does_not_call(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Take the order' is done by an agent or a supervisor here"):
        desk.perform(an_order(desk).id, ClaimOrder(), by=wali)
