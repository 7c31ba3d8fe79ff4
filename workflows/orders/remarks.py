"""Notes about an order, by and for people (D1-D3)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select, update

from models.log import Note, notes
from models.statuses import PEOPLE, Confirmation, Role
from workflows.case import Case
from workflows.engine import Command, Rule, rules
from workflows.work import first


@dataclass(frozen=True, slots=True)
class AddNote(Command):
    """Add a note."""

    done = "added a note to this order"

    text: str  #: what the others should know


@dataclass(frozen=True, slots=True)
class EditNote(Command):
    """Edit a note."""

    done = "edited a note of this order"

    note: UUID  #: which note
    text: str  #: what it should say


@dataclass(frozen=True, slots=True)
class DeleteNote(Command):
    """Delete a note."""

    done = "deleted a note of this order"

    note: UUID  #: which note


_STANDING = first(
    select(notes.c.id).where(
        notes.c.shop_id == bindparam("shop"), notes.c.order_id == bindparam("order"), ~notes.c.deleted
    )
)


def has_notes(case: Case) -> str | None:
    """Guard: there is a note to change."""
    return None if case.work.connection.scalar(_STANDING, case.key) else "this order has no notes"


def says_something(_case: Case, command: AddNote | EditNote) -> str | None:
    """Check: the text is not empty."""
    return None if command.text.strip() else "the note is empty; type something first"


def is_mine(case: Case, command: EditNote | DeleteNote) -> str | None:
    """Check: its author or a supervisor changes a note."""
    note = find(case, command.note)
    if note is None or note.deleted:
        return "there is no such note on this order"
    if case.actor.role is Role.SUPERVISOR or note.author_id == case.actor.id:
        return None
    return f"this note is {note.author}'s; only they or a supervisor may change it"


def find(case: Case, note_id: UUID) -> Note | None:
    """One note of the order."""
    mine = (notes.c.shop_id == case.order.shop_id, notes.c.id == note_id, notes.c.order_id == case.order.id)
    found = case.work.connection.execute(select(notes).where(*mine)).one_or_none()
    return Note(*found) if found else None


def add(case: Case, command: AddNote) -> None:
    """D1."""
    order, work = case.order, case.work
    row = Note(
        order.shop_id,
        work.new_id(),
        order.id,
        case.actor.id,
        case.actor.name,
        work.now,
        command.text.strip(),
        None,
        False,
    )
    work.add(notes, row)


_CHANGE = update(notes).where(notes.c.shop_id == bindparam("shop"), notes.c.id == bindparam("note"))


def edit(case: Case, command: EditNote) -> None:
    """D2: the old text stays in the event."""
    _keep_old(case, command.note)
    change = _CHANGE.values(text=command.text.strip(), edited_at=case.work.now)
    case.work.connection.execute(change, {"shop": case.order.shop_id, "note": command.note})


def delete(case: Case, command: DeleteNote) -> None:
    """D3: hidden, and kept in the event."""
    _keep_old(case, command.note)
    key = {"shop": case.order.shop_id, "note": command.note}
    case.work.connection.execute(_CHANGE.values(deleted=True), key)


def _keep_old(case: Case, note_id: UUID) -> None:
    note = find(case, note_id)
    case.facts["old text"] = note.text if note else ""


_ANY, _PEOPLE = frozenset(Confirmation), frozenset(PEOPLE)

rules(
    Rule("D1", AddNote, _ANY, _PEOPLE, checks=(says_something,), effects=(add,)),
    Rule("D2", EditNote, _ANY, _PEOPLE, guards=(has_notes,), checks=(says_something, is_mine), effects=(edit,)),
    Rule("D3", DeleteNote, _ANY, _PEOPLE, guards=(has_notes,), checks=(is_mine,), effects=(delete,)),
)
