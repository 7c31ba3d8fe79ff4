"""What the backlog shows beyond the list itself: tries so far, calls of the day, the next promise of mine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, bindparam, func, literal, literal_column, or_, select

from models.calls import Attempt, call_attempts
from models.clock import uuid7
from models.orders import LANE_APPOINTMENT, orders
from workflows.hours import PARTS
from workflows.views.rows import COLUMNS, OrderRow, shown
from workflows.work import Work

_a, _o = call_attempts.c, orders.c


@dataclass(frozen=True, slots=True)
class Tries:
    """How often and when an order was called."""

    counted: int
    enough: int | None  #: attempts after which cancelling is suggested; None when it never is
    tried: tuple[str, ...]  #: parts of the day
    untried: tuple[str, ...]
    last_at: datetime | None
    last_by: str  #: who called last
    age: timedelta  #: since it was placed


_OF_ORDERS = (
    select(call_attempts)
    .where(_a.shop_id == bindparam("shop"), _a.order_id.in_(bindparam("ids", expanding=True)))
    .order_by(_a.at)
)


def tries(work: Work, rows: Sequence[OrderRow]) -> dict[UUID, Tries]:
    """The tries of the orders of a page, by their id."""
    ids = [row.id for row in rows]
    found = work.connection.execute(_OF_ORDERS, {"shop": work.shop.id, "ids": ids}) if ids else ()
    last = {attempt.order_id: attempt for attempt in (Attempt(*row) for row in found)}
    return {row.id: _tries(work, row, last.get(row.id)) for row in rows}


def _tries(work: Work, row: OrderRow, last: Attempt | None) -> Tries:
    return Tries(
        counted=row.counted_attempts,
        enough=work.policy.suggest_cancel_after,
        tried=row.tried_parts,
        untried=tuple(part for part in PARTS if part not in row.tried_parts),
        last_at=last.at if last else None,
        last_by=last.person if last else "",
        age=work.now - row.placed_at,
    )


_CALLS = (
    select(func.count())
    .join_from(call_attempts, orders, and_(_o.shop_id == _a.shop_id, _o.id == _a.order_id))
    .where(
        _a.shop_id == bindparam("shop"),
        _a.id >= bindparam("first"),
        _a.person_id == bindparam("person"),
        ~_o.is_test,
    )
)


def calls_today(work: Work, person: UUID) -> int:
    """Calls that a person made since midnight in the shop's zone; test orders count nowhere."""
    today = work.now.astimezone(work.zone).date()
    first = uuid7(datetime.combine(today, time(), work.zone), bytes(10))  # ids of attempts sort by time
    parameters = {"shop": work.shop.id, "first": first, "person": person}
    return work.connection.execute(_CALLS, parameters).scalar_one()


_MINE = (
    select(literal_column("orders.appointment_at"), *COLUMNS)
    .select_from(orders)
    .where(
        _o.shop_id == bindparam("shop"),
        _o.appointment_at > bindparam("from"),
        _o.appointment_at <= bindparam("to"),
        _o.appointment_by == bindparam("person"),
    )
    .order_by(_o.appointment_at)
    .limit(1)
)


def next_promise(work: Work, person: UUID, *, within: timedelta = timedelta(minutes=15)) -> OrderRow | None:
    """The next call-back that a person promised, when it falls due soon or is due and not missed yet."""
    parameters = {
        "shop": work.shop.id,
        "from": work.now - work.policy.missed_after,
        "to": work.now + within,
        "person": person,
    }
    found = shown(work, work.connection.execute(_MINE, parameters))
    return found[0] if found else None


_BEFORE = select(func.count()).where(
    _o.shop_id == bindparam("shop"),
    _o.lane == literal(LANE_APPOINTMENT, literal_execute=True),
    _o.due_at < bindparam("before"),
    or_(_o.appointment_by == bindparam("person"), _o.appointment_at <= bindparam("missed")),
)


def promised_before(work: Work, person: UUID, at: datetime) -> int:
    """Promised calls that *next order* offers this person before one that is due at `at`."""
    parameters = {"shop": work.shop.id, "before": at, "person": person, "missed": work.now - work.policy.missed_after}
    return work.connection.execute(_BEFORE, parameters).scalar_one()
