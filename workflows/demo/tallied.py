"""The counts of a stamped shop: what each family adds, as often and as many weeks back as it is stamped."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from models import clock
from models.calls import call_attempts
from models.columns import EPOCH, MICROSECOND
from models.log import events
from workflows.demo.families import Family, Played, Raw, Stencil
from workflows.demo.stamp import WEEK, Batch
from workflows.once import Words, firsts
from workflows.tallies import Count, call_rows, decider, step_rows

_A = {name: place for place, name in enumerate(call_attempts.c.keys())}
_E = {name: place for place, name in enumerate(events.c.keys())}
_QUARTER = 900_000_000  #: microseconds; all of a quarter of an hour belongs to one hour and day


@dataclass(frozen=True, slots=True)
class _Call:
    """One dial of the template."""

    at: int  #: microseconds
    person: UUID | None
    nth: int
    outcome: str


@dataclass(frozen=True, slots=True)
class _Step:
    """One change of a headline in the template."""

    at: int
    words: Words
    is_first: bool
    person: UUID
    source: str
    stood: int | None


def rows(played: Played, batches: Iterable[Batch]) -> dict[str, list[Raw]]:
    """The rows of both tables, as SQLite stores them."""
    count, told = Count(), [(_calls(family), _steps(family)) for family in played.families]
    local = _clock(str(played.shop["zone"]))
    for weeks, stamped in _by_week(batches).items():
        for index, times in stamped.items():
            calls, steps = told[index]
            for call in calls:
                count.call(local((call.at - weeks * WEEK) // _QUARTER), call.person, call.nth, call.outcome, times)
            for step in steps:
                day = local((step.at - weeks * WEEK) // _QUARTER).toordinal()
                count.step((day, *step.words, step.person, step.source), step.is_first, step.stood, times)
    shop = UUID(bytes=played.shop["id"])
    return {"call_tallies": _raw(call_rows(shop, count)), "step_tallies": _raw(step_rows(shop, count))}


def _by_week(batches: Iterable[Batch]) -> dict[int, Counter[int]]:
    """How often each family is stamped so many weeks back."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for batch in batches:
        found[batch.weeks].update(batch.families)
    return found


def _clock(zone: str) -> Any:
    """The start of a quarter of an hour since 1970, on the shop's clock."""

    @cache
    def local(quarter: int) -> datetime:
        return (EPOCH + quarter * _QUARTER * MICROSECOND).astimezone(clock.zone(zone))

    return local


def _of(family: Family, table: str) -> Iterable[tuple[Stencil, dict[str, Any]]]:
    """The rows of a table that belong to real orders, each with its order."""
    own = ((one, family.orders[one.order]) for one in family.rows if one.table == table)
    return ((one, order) for one, order in own if not order["is_test"])


def _calls(family: Family) -> list[_Call]:
    found = [one.base for one, _ in _of(family, "call_attempts")]
    return [_Call(row[_A["at"]], _person(row[_A["person_id"]]), row[_A["nth"]], row[_A["outcome"]]) for row in found]


def _steps(family: Family) -> list[_Step]:
    """Events stand in the order of their chains."""
    steps: list[_Step] = []
    since: dict[int, int] = {}
    made: dict[int, list[Words]] = defaultdict(list)
    for one, order in _of(family, "events"):
        at, before, after = (one.base[_E[name]] for name in ("at", "before", "after"))
        if before != after:
            came = since.get(one.order, at)
            stood = (at - came) // 1_000_000 if came < at else None
            person = decider(after, _person(one.base[_E["actor_id"]]), _person(order["confirmed_by"]))
            made[one.order].append((before, after))
            steps.append(_Step(at, (before, after), firsts(made[one.order])[-1], person, order["source"], stood))
            since[one.order] = at
    return steps


def _person(stored: bytes | None) -> UUID | None:
    return UUID(bytes=stored) if stored else None


def _raw(found: list[Any]) -> list[Raw]:
    return [tuple(cell.bytes if isinstance(cell, UUID) else cell for cell in astuple(row)) for row in found]
