"""What an agent with an empty queue may expect: when the next order falls due, and who waits for a call-back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, literal, or_, select, union_all

from models.clock import zone
from models.customers import numbers
from models.orders import LANE_APPOINTMENT, LANE_MISSING, orders
from workflows.actors import Actor
from workflows.work import Work

_o, _n = orders.c, numbers.c
PROBED = 20  #: orders of a lane that are looked at: enough to find one that is not blocked longer than another
CAP = 99  #: call-backs that are counted


@dataclass(frozen=True, slots=True)
class Outlook:
    """Nothing is due; this is what comes."""

    next_at: datetime | None  #: when the next order falls due for this agent; None when none waits
    missed: int  #: call-backs that nobody made in time, up to CAP
    waiting: int  #: orders whose time has come but whose number was called too lately, up to PROBED of a lane


def _lane(number: int) -> Any:
    """The first orders of one lane that nobody holds, with the block on their number."""
    joined = orders.outerjoin(numbers, and_(_n.shop_id == _o.shop_id, _n.phone == _o.phone))
    free = or_(_o.claimed_until.is_(None), _o.claimed_until <= bindparam("at"))
    columns = (_o.lane, _o.due_at, _o.zone, _o.assigned_to, _o.assigned_until, _o.appointment_by, _n.blocked_until)
    lane = _o.lane == literal(number, literal_execute=True)
    found = select(*columns).select_from(joined).where(_o.shop_id == bindparam("shop"), lane, _o.due_at.is_not(None))
    return select(found.where(free).order_by(_o.due_at).limit(PROBED).subquery())


_PROBES = union_all(*(_lane(number) for number in range(LANE_APPOINTMENT, LANE_MISSING + 1)))
_MISSED = select(func.count()).select_from(
    select(literal(1))
    .where(_o.shop_id == bindparam("shop"), _o.appointment_at.is_not(None), _o.appointment_at <= bindparam("missed"))
    .limit(CAP)
    .subquery()
)


def outlook(work: Work, by: Actor) -> Outlook:
    """What comes next for an agent whose queue is empty."""
    found = work.connection.execute(_PROBES, {"shop": work.shop.id, "at": work.now}).all()
    times = [_offered(work, row, by) for row in found]
    missed = {"shop": work.shop.id, "missed": work.now - work.policy.missed_after}
    return Outlook(
        next_at=min(times, default=None),
        missed=work.connection.scalar(_MISSED, missed) or 0,
        waiting=sum(1 for row in found if row.due_at <= work.now),
    )


def _offered(work: Work, row: Any, by: Actor) -> datetime:
    """When *next order* would offer it to this agent: free, in calling hours, theirs or nobody's."""
    at: datetime = max(_waits(work, row, by))
    if row.lane == LANE_APPOINTMENT:
        return at
    return work.policy.calling_hours.next_open(at, zone(row.zone))


def _waits(work: Work, row: Any, by: Actor) -> Iterator[datetime]:
    yield from (row.due_at, work.now)
    if row.lane == LANE_APPOINTMENT:
        if row.appointment_by != by.id:
            yield row.due_at + work.policy.missed_after
        return
    if row.blocked_until is not None:
        yield row.blocked_until
    if row.assigned_to not in (None, by.id) and row.assigned_until is not None:
        yield row.assigned_until
