"""Call-backs, outcomes and lists of numbers, as a call centre's dialler has them (Vicidial)."""

from datetime import timedelta

import pytest

from models.statuses import Outcome
from tests.support.clock import TestClock
from tests.support.ledger import attempts_of
from tests.support.shop import an_order, order
from workflows.actors import Actor
from workflows.calls.do_not_call import DoNotCall
from workflows.confirmation.axis import CallLater, NoAnswer
from workflows.desk import Desk
from workflows.views import next_promise


def told(desk: Desk, who: Actor) -> str | None:
    """The call-back that somebody is told of."""
    assert who.id is not None
    person = who.id
    found = desk.read(lambda work: next_promise(work, person))
    return found.ref if found else None


def test_a_call_back_is_on_hold_until_its_time(desk: Desk, amina: Actor, karim: Actor, clock: TestClock) -> None:
    made = an_order(desk)
    desk.perform(made.id, CallLater(clock.now + timedelta(minutes=90)), by=amina)
    clock.forward(minutes=89)
    assert (desk.next_order(by=amina), desk.next_order(by=karim)) == (None, None)
    clock.forward(minutes=1)
    dealt = desk.next_order(by=amina)
    assert dealt is not None
    assert dealt.id == made.id


def test_a_call_back_of_one_agent_is_told_to_that_agent_alone(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    made = an_order(desk)
    at = clock.now + timedelta(minutes=30)
    desk.perform(made.id, CallLater(at), by=amina)
    clock.forward(minutes=30)
    assert desk.next_order(by=karim) is None
    assert (told(desk, amina), told(desk, karim)) == (made.ref, None)


def test_a_call_back_that_is_open_to_everybody_is_dealt_to_whoever_is_free(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    made = an_order(desk)
    desk.perform(made.id, CallLater(clock.now + timedelta(minutes=30)), by=amina)
    clock.forward(minutes=45)
    dealt = desk.next_order(by=karim)
    assert dealt is not None
    assert dealt.id == made.id


@pytest.mark.parametrize(
    "kind", [Outcome.NO_REPLY, Outcome.BUSY, Outcome.OFF, Outcome.VOICEMAIL, Outcome.WRONG_NUMBER]
)
def test_every_way_in_which_a_dial_ends_is_told_apart(desk: Desk, amina: Actor, kind: Outcome) -> None:
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(kind), by=amina)
    assert [dial.outcome for dial in attempts_of(desk, made)] == [kind]


def test_an_agent_who_leaves_without_a_result_loses_no_order(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    assert desk.next_order(by=karim) is None
    clock.forward(minutes=11)
    dealt = desk.next_order(by=karim)
    assert dealt is not None
    assert dealt.id == made.id
    assert order(desk, made.id).confirmation == "NEW"


def test_a_number_on_the_list_is_never_offered(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, DoNotCall("asked us not to"), by=samia)
    assert desk.next_order(by=amina) is None


def test_a_second_number_does_not_make_a_second_call(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    made = an_order(desk, other_phone="0770 11 22 33")
    desk.next_order(by=amina)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(minutes=61)
    assert (desk.next_order(by=amina), desk.next_order(by=karim)) == (None, None)
    clock.forward(minutes=60)
    dealt = desk.next_order(by=karim)
    assert dealt is not None
    assert (dealt.id, dealt.phone_other) == (made.id, "0770 11 22 33")
