"""Signing in, unlocking, signing out, and choosing a password or PIN.

A password signs in; a PIN only unlocks the session that it opened. Where a person has no password the PIN signs
in; whoever has neither is let in once and asked to choose (the first supervisor of a new shop is such a person).

Every try is counted in the database before the secret is looked at, so that neither a restart nor ten consoles at
once give anybody more tries. Waits grow; after five wrong tries a PIN is no longer taken where there is a password.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from models.shops import Person, people
from workflows.actors import SYSTEM, Actor, actor_of
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.roster import by_id, by_name
from workflows.shop import chronicle, passwords
from workflows.shop.people import change, give_back
from workflows.shop.permission import only_supervisors
from workflows.work import Work

WAITS = tuple(timedelta(seconds=seconds) for seconds in (0, 0, 10, 30, 120, 300, 900))  #: after the n-th wrong try
PIN_TRIES = 5


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody is at the desk. `must_choose`: they have neither password nor PIN yet."""

    person: Person
    must_choose: bool


def sign_in(desk: Desk, name: str, secret: str = "") -> SignedIn:
    """Let somebody in by name; Refused when the secret is wrong or it is too early for another try."""
    person = desk.read(lambda work: by_name(work, name))
    _prove(desk, person, secret, [person.password or person.pin])
    entered = desk.write(lambda work: _entered(work, person.id))
    return SignedIn(entered, must_choose=not (entered.password or entered.pin))


def unlock(desk: Desk, person_id: UUID, secret: str) -> Person:
    """Let the person of a locked session go on, by PIN or password."""
    person = desk.read(lambda work: by_id(work, person_id))
    if not person.active:
        raise Refused(f"{person.name} does not work in this shop any more")
    pin = "" if person.password and person.failed_tries >= PIN_TRIES else person.pin
    _prove(desk, person, secret, [person.password, pin])
    return person


def sign_out(work: Work, *, by: Actor) -> None:
    """Leave the desk: the order at hand goes back to the queue."""
    give_back(work, by)
    chronicle.tell(work, "SignOut", {"name": by.name}, by=by)


def choose_password(desk: Desk, person_id: UUID, password: str, *, by: Actor, current: str = "") -> Person:
    """Set a password: one's own, proved by the current secret, or as a supervisor anybody else's."""
    person = _proven(desk, person_id, by, current)
    stored = passwords.hashed(passwords.good_password(password, person.name))
    return _store(desk, person_id, "SetPassword", {"password": stored}, by)


def choose_pin(desk: Desk, person_id: UUID, pin: str, *, by: Actor, current: str = "") -> Person:
    """Set a PIN, in the same way."""
    _proven(desk, person_id, by, current)
    return _store(desk, person_id, "SetPin", {"pin": passwords.hashed(passwords.good_pin(pin))}, by)


def _proven(desk: Desk, person_id: UUID, by: Actor, current: str) -> Person:
    """The person whose secret it is, who has proved it where it is their own."""
    person = desk.read(lambda work: by_id(work, person_id))
    if by.id == person_id:
        _prove(desk, person, current, [person.password, person.pin])
    return person


def _store(desk: Desk, person_id: UUID, command: str, secret: dict[str, Any], by: Actor) -> Person:
    """A new secret also ends the waits that the old one earned. Somebody else's is set by a supervisor."""
    changes = secret | {"failed_tries": 0, "locked_until": None}

    def unit(work: Work) -> Person:
        person = by_id(work, person_id)
        if by.id != person_id:
            only_supervisors(work, by, f"set the password or PIN of {person.name}")
        return change(work, person, command, {}, changes, by=by)

    return desk.write(unit)


def _prove(desk: Desk, person: Person, secret: str, hashes: list[str]) -> None:
    """Compare a secret outside any transaction, between counting the try and forgiving it."""
    if not (person.password or person.pin):
        return
    counted = desk.write(lambda work: _count_try(work, person.id))
    if any(passwords.matches(stored, secret) for stored in hashes):
        desk.write(lambda work: _forgive(work, person.id))
        return
    facts = {"name": person.name, "tries": counted.failed_tries}
    desk.write(lambda work: chronicle.tell(work, "WrongSecret", facts, by=SYSTEM))
    raise Refused(_wrong(desk, counted, hashes))


def _count_try(work: Work, person_id: UUID) -> Person:
    person = by_id(work, person_id)
    if left := _left(person, work.now):
        raise Refused(f"too many wrong tries; wait {_span(left)}")
    tries = person.failed_tries + 1
    until = work.now + wait if (wait := _wait(tries)) else None
    _update(work, person_id, {"failed_tries": tries, "locked_until": until})
    return replace(person, failed_tries=tries, locked_until=until)


def _left(person: Person, now: datetime) -> timedelta | None:
    """What is left of a wait; none where that is more than it was: then the clock was set back meanwhile."""
    left = person.locked_until - now if person.locked_until else timedelta()
    return left if timedelta() < left <= _wait(person.failed_tries) else None


def _wait(tries: int) -> timedelta:
    return WAITS[min(tries, len(WAITS)) - 1]


def _forgive(work: Work, person_id: UUID) -> None:
    _update(work, person_id, {"failed_tries": 0, "locked_until": None, "seen_at": work.now})


def _update(work: Work, person_id: UUID, changes: dict[str, Any]) -> None:
    mine = (people.c.shop_id == work.shop.id, people.c.id == person_id)
    work.connection.execute(update(people).where(*mine).values(changes))


def _entered(work: Work, person_id: UUID) -> Person:
    """Signing in ends a pause that was forgotten."""
    person = by_id(work, person_id)
    changes = {"seen_at": work.now, "paused_at": None, "pause_reason": ""}
    return change(work, person, "SignIn", {}, changes, by=actor_of(person))


def _wrong(desk: Desk, person: Person, hashes: list[str]) -> str:
    """What was wrong, and how long to wait."""
    secret = "password" if person.password else "PIN"
    asked = "; the PIN is not taken any more, type the password" if _pin_is_out(person, hashes) else ""
    wait = f"; wait {_span(person.locked_until - desk.clock())} before the next try" if person.locked_until else ""
    return f"that is not the {secret} of {person.name}{asked}{wait}"


def _pin_is_out(person: Person, hashes: list[str]) -> bool:
    return bool(person.password and person.pin) and len(hashes) > 1 and person.failed_tries >= PIN_TRIES


def _span(left: timedelta) -> str:
    """Whole seconds, or minutes when there are many; never `0 s`."""
    seconds = max(1, -int(-left.total_seconds() // 1))
    return f"{seconds} s" if seconds <= 120 else f"{-(-seconds // 60)} min"
