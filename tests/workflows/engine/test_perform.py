"""The one way in: requests repeated, orders changed by somebody else, history that shows an edit."""

import dataclasses
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from models.clock import uuid7
from models.log import notes
from models.statuses import Outcome, Reason
from tests.support.clock import MONDAY, TestClock
from tests.support.ledger import attempts_of, events_of, messages, put
from tests.support.parcels import split
from tests.support.shop import an_order, order, policy
from workflows.actors import Actor
from workflows.case import Case
from workflows.chain import chained
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.engine import RULES
from workflows.errors import Invalid, NotFound, Refused, Stale
from workflows.orders.contact import EditContact
from workflows.orders.remarks import AddNote, add
from workflows.parcels.packing import MarkReady


def test_it_works(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, NoAnswer(), by=amina, request_id="r-1")
    assert not done.repeated
    assert (done.order.version, done.order.changed_at, done.order.changed_by) == (2, clock.now, "Amina")
    assert order(desk, made.id) == done.order
    (event,) = done.events
    assert (event.request_id, event.version, event.role, event.actor_id) == ("r-1", 2, "agent", amina.id)
    assert events_of(desk, made)[-1] == event


def test_a_repeated_request_changes_nothing_and_gives_the_earlier_result(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    first = desk.perform(made.id, Confirm(), by=amina, request_id="r-1")
    again = desk.perform(made.id, Confirm(), by=amina, request_id="r-1")
    assert again.repeated
    assert (again.order, again.events) == (first.order, first.events)
    assert len(events_of(desk, made)) == 2
    assert len(attempts_of(desk, made)) == 1
    assert messages(desk, made) == ["confirmed", "placed"]


@pytest.mark.parametrize("other", [NoAnswer(note="rang"), NoAnswer(note="rang twice", kind=Outcome.BUSY), NoAnswer()])
def test_a_request_id_that_comes_with_other_input_is_not_the_same(desk: Desk, amina: Actor, other: NoAnswer) -> None:
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(note="rang twice"), by=amina, request_id="r-1")
    with pytest.raises(Invalid, match="the request id 'r-1' was used for something else; give each command its own"):
        desk.perform(made.id, other, by=amina, request_id="r-1")
    assert desk.perform(made.id, NoAnswer(note="rang twice"), by=amina, request_id="r-1").repeated


def test_a_request_id_of_one_parcel_is_not_anothers(desk: Desk, samia: Actor) -> None:
    made = split(desk, "Y-1", "Y-2")
    desk.perform(made.id, MarkReady(shipment=1), by=samia, request_id="r-1")
    with pytest.raises(Invalid, match="was used for something else"):
        desk.perform(made.id, MarkReady(shipment=2), by=samia, request_id="r-1")


def test_a_repeated_request_is_known_even_when_the_order_moved_on(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina, request_id="r-1", seen_version=1)
    desk.perform(made.id, Cancel(Reason.PRICE), by=samia)
    again = desk.perform(made.id, Confirm(), by=amina, request_id="r-1", seen_version=1)
    assert (again.repeated, again.order.confirmation) == (True, "CANCELLED")


@pytest.mark.parametrize(
    ("seconds", "ago"), [(12, "12 s"), (119, "119 s"), (120, "2 min"), (7199, "119 min"), (7200, "2 h")]
)
def test_a_stale_screen_learns_who_changed_what(
    desk: Desk, clock: TestClock, amina: Actor, samia: Actor, seconds: int, ago: str
) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    clock.forward(seconds=seconds)
    with pytest.raises(Stale, match=f"Amina confirmed this order {ago} ago; look at it again"):
        desk.perform(made.id, Cancel(Reason.PRICE), by=samia, seen_version=made.version)
    assert order(desk, made.id).confirmation == "CONFIRMED"


def test_what_followed_by_itself_is_told_as_the_step_before(desk: Desk, amina: Actor, samia: Actor) -> None:
    policy(desk, create_shipment_on_confirm=True)
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Stale, match="Amina confirmed this order 0 s ago; look at it again"):
        desk.perform(made.id, Cancel(Reason.PRICE), by=samia, seen_version=made.version)


def test_what_was_seen_may_still_be_true(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    assert desk.perform(made.id, Confirm(), by=amina, seen_version=made.version).order.version == 2


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_text_that_no_database_keeps_is_refused_on_every_one(desk: Desk, amina: Actor, text: str) -> None:
    made = an_order(desk)
    for command in (AddNote(text), NoAnswer(note=text), EditContact(name=text)):
        with pytest.raises(Invalid, match="this text holds characters that cannot be kept; type it anew"):
            desk.perform(made.id, command, by=amina)
    assert order(desk, made.id) == made


def test_a_refused_command_leaves_nothing_behind(desk: Desk, amina: Actor) -> None:
    made = put(desk, an_order(desk), street="")
    with pytest.raises(Refused):
        desk.perform(made.id, Confirm(), by=amina, request_id="r-1")
    assert order(desk, made.id) == made
    assert len(events_of(desk, made)) == 1
    put(desk, made, street="12 rue Didouche")
    assert not desk.perform(made.id, Confirm(), by=amina, request_id="r-1").repeated


def test_an_order_that_is_not_there_is_not_found(desk: Desk, amina: Actor) -> None:
    with pytest.raises(NotFound, match="there is no such order in this shop"):
        desk.perform(uuid7(MONDAY), Confirm(), by=amina)


def test_steps_that_follow_are_the_systems_own(desk: Desk, samia: Actor) -> None:
    policy(desk, ask_customer="NOBODY")
    made = an_order(desk)
    assert [event.version for event in events_of(desk, made)] == [1, 2]
    assert [event.actor for event in events_of(desk, made)] == ["the shop's checkout", "codesk"]


def test_every_event_carries_the_hash_of_the_one_before(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk, customer="ياسمين")
    for _ in range(3):
        desk.perform(made.id, NoAnswer(note="sonne dans le vide ☎"), by=amina)
        clock.forward(hours=1)
    head = b""
    for event in events_of(desk, made):
        assert chained(dataclasses.replace(event), head).hash == event.hash
        head = event.hash


def test_an_edit_of_history_shows(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, NoAnswer(), by=amina)
    first, second = events_of(desk, made)
    forged = dataclasses.replace(second, actor="Karim")
    assert chained(forged, first.hash).hash != second.hash


def test_every_command_has_a_title_and_says_what_it_did() -> None:
    for command in RULES:
        assert command.title()
        assert command.done != "changed this order", command
        assert command.verb() == command.verb().lower()


def orphan(case: Case, command: AddNote) -> None:
    """An effect with a bug: its row hangs on nothing."""
    add(case, command)
    case.work.pending(notes)[-1].order_id = UUID(int=0)


def test_a_row_that_the_database_refuses_is_told_as_what_it_is(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = an_order(desk)
    monkeypatch.setitem(RULES, AddNote, [dataclasses.replace(row, effects=(orphan,)) for row in RULES[AddNote]])
    with pytest.raises(IntegrityError):
        desk.perform(made.id, AddNote("call her mother"), by=amina)
    assert len(events_of(desk, made)) == 1
    monkeypatch.undo()
    desk.perform(made.id, AddNote("call her mother"), by=amina)


def test_what_another_seat_wrote_at_the_same_moment_is_judged_again(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, tries = an_order(desk), iter((orphan, add))
    effects = (lambda case, command: next(tries)(case, command),)
    monkeypatch.setitem(RULES, AddNote, [dataclasses.replace(row, effects=effects) for row in RULES[AddNote]])
    assert not desk.perform(made.id, AddNote("call her mother"), by=amina).repeated
    assert len(events_of(desk, made)) == 2
