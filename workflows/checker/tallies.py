"""Counts equal what calls and events come to (invariant 6: what is stored equals a fresh computation)."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from models.columns import EPOCH
from models.tallies import NOBODY
from workflows.checker.look import Look
from workflows.checker.problem import Problem
from workflows.numbers.calendar import calendar
from workflows.numbers.recount import count, differing, stored
from workflows.roster import everyone
from workflows.spoken import counted
from workflows.tallies import CallKey, StepKey

_SHOWN = 10  #: differences that are told one by one
_MEND = "`codesk numbers --recount` counts them anew"


def problems(look: Look) -> Iterator[Problem]:
    """Calls, then steps; with `since` the days from that one on."""
    work, since = look.work, look.since
    first = calendar(work).midnight(since) if since > EPOCH else EPOCH
    kept, made = stored(work, calendar(work).local(first).toordinal() if since > EPOCH else 0), count(work, first)
    names = {person.id: person.name for person in everyone(work, only_active=False)}
    said = [_call(key, names, kept.calls.get(key), made.calls.get(key)) for key in differing(kept.calls, made.calls)]
    said += [_step(key, names, kept.steps.get(key), made.steps.get(key)) for key in differing(kept.steps, made.steps)]
    yield from (Problem(6, None, f"{sentence}; {_MEND}") for sentence in said[:_SHOWN])
    if len(said) > _SHOWN:
        yield Problem(6, None, f"{counted(len(said) - _SHOWN, 'more wrong count')}; {_MEND}")


def _call(key: CallKey, names: dict[UUID, str], kept: list[int] | None, made: list[int] | None) -> str:
    day, person, hour, nth = key
    calls, reached = kept or (0, 0)
    really, really_reached = made or (0, 0)
    return (
        f"calls of {_name(person, names)} on {date.fromordinal(day)} from {hour:02}:00, try {nth}:"
        f" {calls} with {reached} reached are counted, there were {really} with {really_reached}"
    )


def _step(key: StepKey, names: dict[UUID, str], kept: list[int] | None, made: list[int] | None) -> str:
    day, before, after, person, source = key
    orders, stood, seconds = kept or (0, 0, 0)
    really, really_stood, really_seconds = made or (0, 0, 0)
    return (
        f"steps from {before or 'nothing'} to {after} of {_name(person, names)} on {date.fromordinal(day)},"
        f" source {source}: {orders} are counted ({stood} stood {seconds} s),"
        f" there were {really} ({really_stood} stood {really_seconds} s)"
    )


def _name(person: UUID, names: dict[UUID, str]) -> str:
    return "nobody" if person == NOBODY else names.get(person, "somebody unknown")
