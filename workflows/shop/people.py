"""People: who works here, as what, and whether they take orders just now (domain.md 17).

Only supervisors change people, and whoever has the command line of the database itself. A shop is never left
without a supervisor. Every change is an event of the shop.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from models.shops import Person, people
from models.statuses import PEOPLE, Role
from workflows.actors import Actor, actor_of
from workflows.calls import queue
from workflows.calls.claims import Release
from workflows.engine import perform
from workflows.errors import Invalid, Refused
from workflows.roster import by_id, everyone, name_key, still_here
from workflows.shop import chronicle
from workflows.shop.naming import shown_name
from workflows.shop.permission import only_supervisors
from workflows.work import Work


def add(work: Work, name: str, role: Role, *, by: Actor) -> Person:
    """Let somebody work here; Refused when the name is taken. They choose a password at first sign-in."""
    only_supervisors(work, by, "add people")
    shown, role = _free_name(work, name), _role(role)
    person = Person(
        work.shop.id, work.new_id(), shown, name_key(shown), role, "", "", True, 0, None, None, "", work.now
    )
    work.add(people, person)
    chronicle.tell(work, "AddPerson", {"name": shown, "role": role.value}, by=by)
    return person


def rename(work: Work, person_id: UUID, name: str, *, by: Actor) -> Person:
    """Call a person something else; events of the past keep the old name."""
    only_supervisors(work, by, "rename people")
    person = by_id(work, person_id)
    shown = _free_name(work, name, person_id)
    changes = {"name": shown, "name_key": name_key(shown)}
    return change(work, person, "RenamePerson", {"before": person.name, "after": shown}, changes, by=by)


def change_role(work: Work, person_id: UUID, role: Role, *, by: Actor) -> Person:
    """Give a person other work; the last supervisor stays one."""
    only_supervisors(work, by, "change roles")
    person, role = by_id(work, person_id), _role(role)
    if role is not Role.SUPERVISOR:
        _another_supervisor(work, person)
    give_back(work, actor_of(person))
    facts = {"before": person.role.value, "after": role.value}
    return change(work, person, "ChangeRole", facts, {"role": role}, by=by)


def deactivate(work: Work, person_id: UUID, *, by: Actor) -> Person:
    """Let a person sign in no more. What they have goes back; their name stays in the history."""
    only_supervisors(work, by, "deactivate people")
    person = by_id(work, person_id)
    if not person.active:
        raise Refused(f"{person.name} is deactivated already")
    _another_supervisor(work, person)
    give_back(work, actor_of(person))
    return change(work, person, "DeactivatePerson", {}, {"active": False}, by=by)


def reactivate(work: Work, person_id: UUID, *, by: Actor) -> Person:
    """Let a person sign in again, with the password they had."""
    only_supervisors(work, by, "reactivate people")
    person = by_id(work, person_id)
    if person.active:
        raise Refused(f"{person.name} is active already")
    changes = {"active": True, "failed_tries": 0, "locked_until": None}
    return change(work, person, "ReactivatePerson", {}, changes, by=by)


def pause(work: Work, reason: str, *, by: Actor) -> Person:
    """Take no new orders for a while, and say why; the order at hand stays."""
    person, why = _acting(work, by), " ".join(reason.split())
    if not why:
        raise Invalid("say why you pause, such as lunch or training")
    if person.paused_at is not None:
        raise Refused(f"you are paused already ({person.pause_reason}); resume first")
    return change(work, person, "Pause", {"reason": why}, {"paused_at": work.now, "pause_reason": why}, by=by)


def resume(work: Work, *, by: Actor) -> Person:
    """Take orders again; the event keeps how long the pause was, in seconds."""
    person = _acting(work, by)
    if person.paused_at is None:
        raise Refused("you are not paused")
    seconds = max(0, int((work.now - person.paused_at).total_seconds()))  # the clock may have been set back
    facts = {"reason": person.pause_reason, "seconds": seconds}
    return change(work, person, "Resume", facts, {"paused_at": None, "pause_reason": ""}, by=by)


def give_back(work: Work, by: Actor) -> None:
    """Put the order a person holds back into the queue."""
    held = queue.current(work, by)
    if held is not None:
        perform(work, held.id, Release(), by=by, request_id=work.new_id().hex)


def change(
    work: Work, person: Person, command: str, facts: dict[str, Any], changes: dict[str, Any], *, by: Actor
) -> Person:
    """Store what changed about a person and write it down. `facts` never hold a secret."""
    mine = (people.c.shop_id == work.shop.id, people.c.id == person.id)
    work.connection.execute(update(people).where(*mine).values(changes))
    chronicle.tell(work, command, {"name": person.name} | facts, by=by)
    return replace(person, **changes)


def _acting(work: Work, by: Actor) -> Person:
    """The person who acts, in the role they have."""
    person = still_here(work, by)
    if person is None:
        raise Refused("only people are at work here")
    return person


def _role(role: Role) -> Role:
    if role not in PEOPLE:
        raise Invalid(f"{role.value} is not a role of people; choose one of {', '.join(PEOPLE)}")
    return role


def _free_name(work: Work, name: str, whose: UUID | None = None) -> str:
    """The name as it is shown; Invalid when it is empty or too long, Refused when somebody has it or had it."""
    shown = shown_name("a person", name)
    for person in everyone(work, only_active=False):
        if person.name_key == name_key(shown) and person.id != whose:
            before = "works here already; add an initial to tell them apart"
            raise Refused(f"somebody named {shown} {before if person.active else 'is deactivated; reactivate them'}")
    return shown


def _another_supervisor(work: Work, person: Person) -> None:
    """Refused when nobody else could supervise. Locks them all, so that two cannot demote each other at once."""
    mine = (people.c.shop_id == work.shop.id, people.c.role == Role.SUPERVISOR, people.c.active)
    ids = work.connection.scalars(select(people.c.id).where(*mine).order_by(people.c.id).with_for_update()).all()
    if list(ids) == [person.id]:
        raise Refused(f"{person.name} is the last supervisor; make somebody else one first")
