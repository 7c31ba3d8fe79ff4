"""D1-D3: notes are added by everybody, and changed by their author or a supervisor."""

from uuid import UUID, uuid4

import pytest

from models.log import Note, notes
from models.statuses import Reason
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import order_events, rows
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders.remarks import AddNote, DeleteNote, EditNote


def only(desk: Desk) -> Note:
    (row,) = rows(desk, notes)
    return Note(*row)


def noted(desk: Desk, by: Actor) -> tuple[UUID, UUID]:
    """An order with one note; the ids of both."""
    order = shop.an_order(desk)
    desk.perform(order.id, AddNote("  Ring twice\nthen wait "), by=by)
    return order.id, only(desk).id


@pytest.mark.parametrize("name", ["Amina", "Samia", "Wali"])
def test_adding_works_for_everybody(desk: Desk, name: str) -> None:
    by = shop.person(desk, name)
    order_id, _ = noted(desk, by)
    note = only(desk)
    assert (note.order_id, note.author_id, note.author, note.text) == (order_id, by.id, name, "Ring twice\nthen wait")
    assert (note.at, note.edited_at, note.deleted) == (desk.clock(), None, False)


def test_a_note_may_be_added_to_a_colleagues_and_to_a_locked_order(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=karim)
    desk.perform(order.id, AddNote("mine too"), by=amina)
    desk.perform(order.id, Cancel(Reason.PRICE), by=karim)
    desk.perform(order.id, AddNote("she called back"), by=amina)
    assert len(rows(desk, notes)) == 2


def test_editing_works_and_the_event_keeps_the_old_text(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order_id, note_id = noted(desk, amina)
    clock.forward(minutes=1)
    desk.perform(order_id, EditNote(note_id, " Ring once "), by=amina)
    assert (only(desk).text, only(desk).edited_at) == ("Ring once", clock.now)
    assert order_events(desk, order_id)[-1].data["old text"] == "Ring twice\nthen wait"


def test_deleting_hides_and_the_event_keeps_the_text(desk: Desk, amina: Actor) -> None:
    order_id, note_id = noted(desk, amina)
    desk.perform(order_id, DeleteNote(note_id), by=amina)
    assert only(desk).deleted
    assert order_events(desk, order_id)[-1].data["old text"] == "Ring twice\nthen wait"


def test_a_supervisor_changes_anybodys_note(desk: Desk, amina: Actor, samia: Actor) -> None:
    order_id, note_id = noted(desk, amina)
    desk.perform(order_id, EditNote(note_id, "checked"), by=samia)
    desk.perform(order_id, DeleteNote(note_id), by=samia)
    assert (only(desk).text, only(desk).author, only(desk).deleted) == ("checked", "Amina", True)


def test_a_colleague_does_not(desk: Desk, amina: Actor, karim: Actor) -> None:
    order_id, note_id = noted(desk, amina)
    for command in (EditNote(note_id, "x"), DeleteNote(note_id)):
        with pytest.raises(Refused, match="this note is Amina's; only they or a supervisor may change it"):
            desk.perform(order_id, command, by=karim)


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_text_is_refused(desk: Desk, amina: Actor, text: str) -> None:
    order_id, note_id = noted(desk, amina)
    for command in (AddNote(text), EditNote(note_id, text)):
        with pytest.raises(Refused, match="the note is empty"):
            desk.perform(order_id, command, by=amina)


def test_a_note_of_another_order_and_a_deleted_one_are_refused(desk: Desk, amina: Actor) -> None:
    order_id, note_id = noted(desk, amina)
    other = shop.an_order(desk)
    with pytest.raises(Refused, match="this order has no notes"):
        desk.perform(other.id, EditNote(note_id, "x"), by=amina)
    with pytest.raises(Refused, match="there is no such note on this order"):
        desk.perform(order_id, DeleteNote(uuid4()), by=amina)
    desk.perform(order_id, DeleteNote(note_id), by=amina)
    with pytest.raises(Refused, match="this order has no notes"):
        desk.perform(order_id, EditNote(note_id, "x"), by=amina)
