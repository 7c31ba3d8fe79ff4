"""D11: a supervisor gives orders to an agent, or takes them back."""

import pytest

from models.statuses import Reason
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.calls.assignment import Assign, Unassign
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.shop import people


def test_it_works(desk: Desk, samia: Actor, amina: Actor, karim: Actor) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    desk.perform(second.id, Assign("karim"), by=samia)
    mine, theirs = desk.next_order(by=karim), desk.next_order(by=amina)
    assert mine is not None
    assert theirs is not None
    assert (mine.id, theirs.id) == (second.id, first.id)


def test_others_are_offered_it_after_the_hold(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Assign("Karim"), by=samia)
    assert shop.order(desk, order.id).assigned_until == clock.forward(days=1)
    clock.forward(minutes=-1)
    assert desk.next_order(by=amina) is None
    clock.forward(minutes=1)
    held = desk.next_order(by=amina)
    assert held is not None
    assert held.id == order.id


def test_taking_it_back_works(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Assign("Karim"), by=samia)
    desk.perform(order.id, Unassign(), by=samia)
    assert desk.next_order(by=amina) is not None
    with pytest.raises(Refused, match="this order is assigned to nobody"):
        desk.perform(order.id, Unassign(), by=samia)


def test_it_may_be_given_to_somebody_else_and_anew_after_the_hold(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Assign("Karim"), by=samia)
    desk.perform(order.id, Assign("Amina"), by=samia)
    with pytest.raises(Refused, match="this order is Amina's already"):
        desk.perform(order.id, Assign("AMINA"), by=samia)
    clock.forward(days=1)
    desk.perform(order.id, Assign("Amina"), by=samia)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Nobody", "nobody named 'Nobody' works in this shop; people here: Amina, Karim, Samia, Wali"),
        ("Wali", "Wali works in the warehouse and calls nobody; choose an agent"),
    ],
)
def test_only_who_calls_gets_orders(desk: Desk, samia: Actor, name: str, sentence: str) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match=sentence):
        desk.perform(order.id, Assign(name), by=samia)


def test_who_is_deactivated_gets_no_orders(desk: Desk, samia: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    assert karim.id
    person = karim.id
    desk.write(lambda work: people.deactivate(work, person, by=samia))
    with pytest.raises(Refused, match="nobody named 'Karim'"):
        desk.perform(order.id, Assign("Karim"), by=samia)


def test_agents_do_not_assign(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="is done by a supervisor"):
        desk.perform(order.id, Assign("Amina"), by=amina)


def test_a_test_order_and_a_locked_order_are_refused(desk: Desk, samia: Actor) -> None:
    trial, order = shop.an_order(desk, is_test=True), shop.an_order(desk)
    with pytest.raises(Refused, match="this is a test order"):
        desk.perform(trial.id, Assign("Karim"), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    with pytest.raises(Refused, match="cancelled and locked"):
        desk.perform(order.id, Assign("Karim"), by=samia)
