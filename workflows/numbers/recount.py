"""Counting everything anew from calls and events: what the checker compares with, and what a recount stores."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, false, func, literal_column, select, text

from models.bulk import add_up
from models.calls import call_attempts
from models.clock import uuid7
from models.columns import EPOCH
from models.log import events
from models.orders import orders
from models.tallies import call_tallies, step_tallies
from workflows.actors import Actor
from workflows.numbers.calendar import Calendar, calendar
from workflows.once import firsts
from workflows.shop import chronicle
from workflows.shop.permission import only_supervisors
from workflows.tallies import CallKey, Count, StepKey, call_rows, decider, seconds_between, step_rows
from workflows.work import Work

K = TypeVar("K", CallKey, StepKey)

_NEVER = datetime(9000, 1, 1, tzinfo=UTC)
_CHUNK = 500  #: orders that are looked at together
_o, _e, _a = orders.c, events.c, call_attempts.c

_ORDERS = (
    select(_o.id, _o.source, _o.confirmed_by)
    .where(
        _o.shop_id == bindparam("shop"),
        _o.id > bindparam("last"),
        _o.changed_at >= bindparam("since"),
        _o.is_test.is_(false()),
    )
    .order_by(_o.id)
    .limit(_CHUNK)
)
_STEPS = (
    select(_e.order_id, _e.at, _e.before, _e.after, _e.actor_id)
    .where(
        _e.shop_id == bindparam("shop"),
        _e.order_id.in_(bindparam("ids", expanding=True)),
        _e.before != _e.after,
    )
    .order_by(_e.order_id, _e.version)
)


def count(work: Work, first: datetime = EPOCH) -> Count:
    """Every call and step from `first` on, which is the start of a day of the shop."""
    made, days = Count(), calendar(work)
    _calls(work, made, days, first)
    _steps(work, made, days, first)
    return made


@lru_cache(maxsize=2)
def _dials(is_sqlite: bool) -> Select[Any]:
    """Calls by quarter of an hour: three million of them come to some ten thousand rows."""
    at = "at / 900000000" if is_sqlite else "CAST(floor(extract(epoch FROM at) / 900) AS bigint)"
    when: Any = literal_column(f"call_attempts.{at}" if is_sqlite else at).label("quarter")
    tests = select(_o.id).where(_o.shop_id == bindparam("shop"), literal_column("orders.is_test"))
    of_zone = (_a.at >= bindparam("from"), _a.at < bindparam("to"))
    mine = (_a.shop_id == bindparam("shop"), _a.id >= bindparam("first"), *of_zone, _a.order_id.not_in(tests))
    key = (when, _a.person_id, _a.nth, _a.outcome)
    return select(*key, func.count()).where(*mine).group_by(*key)


def _calls(work: Work, made: Count, days: Calendar, first: datetime) -> None:
    ends = (EPOCH, *days.since, _NEVER)
    for zone in range(len(days.zones)):
        span = {"first": uuid7(first, bytes(10)), "from": max(ends[zone], first), "to": ends[zone + 1]}
        for quarter, person, nth, outcome, times in work.connection.execute(
            _dials(work.is_sqlite),
            {"shop": work.shop.id} | span,  # ids of calls sort by time
        ):
            made.call(days.start((zone, quarter)), person, nth, outcome, times)


def _steps(work: Work, made: Count, days: Calendar, first: datetime) -> None:
    day_of = _Days(days)
    for order, steps in _changes(work, first):
        since: datetime | None = None
        are_first = firsts([(step.before, step.after) for step in steps])
        for (_, at, before, after, actor), is_first in zip(steps, are_first, strict=True):
            if at >= first:
                stood = seconds_between(since, at) if since and since < at else None
                person = decider(after, actor, order.confirmed_by)
                made.step((day_of(at), before, after, person, order.source), is_first, stood)
            since = at


def _changes(work: Work, first: datetime) -> Iterator[tuple[Any, list[Any]]]:
    """Orders that changed from then on, each with every change of its headline, oldest first."""
    last = UUID(int=0)
    while chunk := work.connection.execute(_ORDERS, {"shop": work.shop.id, "last": last, "since": first}).all():
        found: dict[UUID, list[Any]] = {}
        for step in work.connection.execute(_STEPS, {"shop": work.shop.id, "ids": [order.id for order in chunk]}):
            found.setdefault(step.order_id, []).append(step)
        yield from ((order, found.get(order.id, [])) for order in chunk)
        last = chunk[-1].id


class _Days:
    """The shop's day of an instant, looked up once for each quarter of an hour."""

    def __init__(self, days: Calendar) -> None:
        self._calendar = days
        self._known: dict[tuple[int, int], int] = {}

    def __call__(self, at: datetime) -> int:
        part = self._calendar.part(at)
        if part not in self._known:
            self._known[part] = self._calendar.local(at).toordinal()
        return self._known[part]


_c, _s = call_tallies.c, step_tallies.c
_CALL_ROWS = select(_c.day, _c.person_id, _c.hour, _c.nth, _c.calls, _c.reached).where(
    _c.shop_id == bindparam("shop"), _c.day >= bindparam("day")
)
_STEP_ROWS = select(_s.day, _s.before, _s.after, _s.person_id, _s.source, _s.orders, _s.stood, _s.seconds).where(
    _s.shop_id == bindparam("shop"), _s.day >= bindparam("day")
)


def stored(work: Work, day: int = 0) -> Count:
    """What is kept from that day on."""
    kept, key = Count(), {"shop": work.shop.id, "day": day}
    for *call, calls, reached in work.connection.execute(_CALL_ROWS, key):
        kept.calls[tuple(call)] = [calls, reached]
    for *step, made, stood, seconds in work.connection.execute(_STEP_ROWS, key):
        kept.steps[tuple(step)] = [made, stood, seconds]
    return kept


def differing(kept: dict[K, list[int]], made: dict[K, list[int]]) -> list[K]:
    """Keys whose counts are not what was made, in their order."""
    return sorted(key for key in kept.keys() | made.keys() if kept.get(key) != made.get(key))


def rebuild(work: Work, *, by: Actor) -> int:
    """Count everything anew and store that; how many rows were wrong. On PostgreSQL outcomes wait meanwhile."""
    only_supervisors(work, by, "count the numbers anew")
    if not work.is_sqlite:
        work.connection.execute(text("LOCK TABLE call_tallies, step_tallies IN EXCLUSIVE MODE"))
    before, made = stored(work), count(work)
    wrong = len(differing(before.calls, made.calls)) + len(differing(before.steps, made.steps))
    for table in (call_tallies, step_tallies):
        work.connection.execute(delete(table).where(table.c.shop_id == work.shop.id))
    add_up(work.connection, call_tallies, call_rows(work.shop.id, made))
    add_up(work.connection, step_tallies, step_rows(work.shop.id, made))
    chronicle.tell(work, "RecountNumbers", {"wrong": wrong}, by=by)
    return wrong
