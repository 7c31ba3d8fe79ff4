"""Who is at work now, and on what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from models.calls import call_attempts
from models.clock import uuid7
from models.orders import orders
from models.shops import Person
from workflows.actors import CALLERS
from workflows.numbers.period import TODAY, named, span, today_of
from workflows.numbers.results import Result, by_agent
from workflows.roster import everyone
from workflows.work import Work

_o = orders.c
_a = call_attempts.c
_HELD = select(_o.claimed_by, _o.ref, _o.claimed_until).where(
    _o.shop_id == bindparam("shop"), _o.claimed_by.is_not(None), _o.claimed_until > bindparam("now")
)

_LAST = (
    select(_a.person_id, func.max(_a.at).label("at"))
    .where(_a.shop_id == bindparam("shop"), _a.id >= bindparam("first"))  # ids of calls sort by time
    .group_by(_a.person_id)
)


@dataclass(frozen=True, slots=True)
class AtWork:
    """Somebody who calls customers."""

    name: str
    order: str  #: the order they have, as people call it; empty when they have none
    until: datetime | None  #: when their claim ends unless they do something
    paused_at: datetime | None
    pause_reason: str
    seen_at: datetime | None  #: when they last did something, as far as it is known
    today: Result


def at_work(work: Work) -> list[AtWork]:
    """Agents and supervisors who work here: who has an order, then who is paused, then who was here last."""
    today = named(TODAY, today_of(work))
    held = {row.claimed_by: row for row in work.connection.execute(_HELD, {"shop": work.shop.id, "now": work.now})}
    first = uuid7(span(work, today)[0], bytes(10))
    dials = work.connection.execute(_LAST, {"shop": work.shop.id, "first": first})
    called = {row.person_id: row.at for row in dials}
    results = by_agent(work, today)
    found = [
        _one(work, person, held.get(person.id), called.get(person.id), results[person.name])
        for person in everyone(work)
        if person.role in CALLERS
    ]
    return sorted(found, key=lambda one: (not one.order, not one.paused_at, -_seconds(one.seen_at), one.name))


def _one(work: Work, person: Person, held: Any, called_at: datetime | None, today: Result) -> AtWork:
    renewed_at = held.claimed_until - work.policy.claim_for if held else None  # a lease is renewed by activity
    return AtWork(
        person.name,
        held.ref if held else "",
        held.claimed_until if held else None,
        person.paused_at,
        person.pause_reason,
        max(filter(None, (person.seen_at, called_at, renewed_at)), default=None),
        today,
    )


def _seconds(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
