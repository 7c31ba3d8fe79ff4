"""Logging a call that changes no status."""

import pytest

from models.statuses import Outcome
from tests.support.ledger import attempts_of, last_event, number
from tests.support.shop import an_order, missing
from workflows.actors import Actor
from workflows.calls.attempts import LogCall
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, LogCall(Outcome.ANSWERED, "asked for a photo"), by=amina).order
    assert (done.confirmation, done.attempts, done.due_at) == ("NEW", 0, made.due_at)
    assert [(dial.outcome, dial.note) for dial in attempts_of(desk, made)] == [("answered", "asked for a photo")]
    assert last_event(desk, made).command == "LogCall"


def test_a_missing_order_is_called_too(desk: Desk, amina: Actor) -> None:
    assert desk.perform(missing(desk).id, LogCall(Outcome.BUSY), by=amina).order.attempts == 1


def test_the_claim_and_the_hold_of_the_number_stay(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    held = desk.next_order(by=amina)
    assert held is not None
    done = desk.perform(made.id, LogCall(Outcome.BUSY), by=amina).order
    assert (done.claimed_by, done.claimed_until) == (amina.id, held.claimed_until)
    row = number(desk, made.phone)
    assert row is not None
    assert (row.held_by, row.held_until) == (amina.id, held.claimed_until)


def test_a_wrong_number_takes_the_order_out_of_the_queue(desk: Desk, amina: Actor) -> None:
    done = desk.perform(an_order(desk).id, LogCall(Outcome.WRONG_NUMBER), by=amina).order
    assert (done.confirmation, done.due_at) == ("NEW", None)
    assert done.phone_problem == "wrong number; ask for the right one and type it in"


def test_a_settled_order_is_called_no_more(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="this order is already confirmed"):
        desk.perform(made.id, LogCall(), by=amina)


def test_an_order_that_a_colleague_has_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10"):
        desk.perform(made.id, LogCall(), by=amina)


def test_the_warehouse_does_not_call(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Log a call' is done by an agent or a supervisor here, not by the warehouse"):
        desk.perform(an_order(desk).id, LogCall(), by=wali)
