"""The call queue: what an agent is dealt next, and the lease on it (domain.md 10). Claims by hand: `claims.py`.

The claim is one statement on both databases: an UPDATE of the first order found by one indexed probe per lane.
Ordering all lanes at once was 22 times slower as soon as call-backs lay in the future. The lease is the due
time; `claim_no` fences off an agent whose lease ran out.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy import case as sql_case

from models import clock
from models.customers import numbers
from models.log import events
from models.orders import (
    LANE_APPOINTMENT,
    LANE_MISSING,
    LANE_NEW,
    LANE_NO_ANSWER,
    LANE_NO_ANSWER_LAST,
    Order,
    orders,
)
from models.statuses import CALLABLE
from workflows.actors import CALLERS, Actor
from workflows.calls import phone_book
from workflows.calls.attempts import end_claim
from workflows.calls.claims import ClaimOrder, Release, lease_end
from workflows.calls.queueing import SKIP_FOR, enqueue
from workflows.case import Case, head_of, load
from workflows.engine import record, step
from workflows.errors import Invalid, Refused
from workflows.policy import NewFirst
from workflows.roster import AT_WORK, at_work
from workflows.work import Work, copy_of, first

_o = orders.c
_CALL_TRIES = 5  #: candidates tried when colleagues keep taking the same phone number


def _number_free(*, only_held: bool) -> ColumnElement[bool]:
    """No colleague is on the number; and, unless the customer asked for the call, it may be called now."""
    held = and_(numbers.c.held_until > bindparam("at"), numbers.c.held_by != bindparam("me"))
    blocked = numbers.c.do_not_call if only_held else numbers.c.blocked_until > bindparam("at")
    same = (numbers.c.shop_id == _o.shop_id, numbers.c.phone == _o.phone)
    return ~exists(literal(1)).where(*same, or_(held, blocked)).correlate(orders)


def _mine_or_unassigned() -> ColumnElement[bool]:
    """Assigned orders are kept for their agent until the hold ends."""
    return or_(_o.assigned_to.is_(None), _o.assigned_to == bindparam("me"), _o.assigned_until <= bindparam("at"))


def _arm(where: list[ColumnElement[bool]], *, newest: bool = False) -> Select[Any]:
    """One probe: the first order of a lane that is due."""
    due = and_(_o.shop_id == bindparam("shop"), _o.due_at <= bindparam("at"), *where)
    # The night's orders all fall due when the day opens: among them the time they were placed decides.
    order = (_o.due_at.desc(), _o.placed_at.desc()) if newest else (_o.due_at, _o.placed_at)
    probe = first(select(_o.id).where(due).order_by(*order)).with_for_update(skip_locked=True)
    return select(probe.subquery().c.id)


def _lane(number: int) -> ColumnElement[bool]:
    return _o.lane == literal(number, literal_execute=True)


def _open_zone(some_closed: bool) -> list[ColumnElement[bool]]:
    return [_o.zone.not_in(bindparam("closed", expanding=True))] if some_closed else []


def _arms(newest: bool, some_closed: bool) -> list[Select[Any]]:
    """Due appointments, mine first; then assigned, new, unanswered by attempts, missing."""
    owner = or_(_o.appointment_by == bindparam("me"), _o.appointment_at <= bindparam("missed"))
    callable_now = [_number_free(only_held=False), *_open_zone(some_closed)]
    general = [_mine_or_unassigned(), *callable_now]
    own = and_(_o.assigned_to == bindparam("me"), _o.assigned_until > bindparam("at"))
    unanswered = range(LANE_NO_ANSWER, LANE_NO_ANSWER_LAST + 1)
    return [
        _arm([_lane(LANE_APPOINTMENT), owner, _number_free(only_held=True)]),
        _arm([own, _o.lane > LANE_APPOINTMENT, *callable_now]),
        _arm([_lane(LANE_NEW), *general], newest=newest),
        *(_arm([_lane(number), *general]) for number in unanswered),
        _arm([_lane(LANE_MISSING), *general]),
    ]


@lru_cache(maxsize=8)
def _claim(newest: bool, some_closed: bool, all_closed: bool) -> Any:
    """The claim. At night only promised call-backs are dealt."""
    arms = _arms(newest, some_closed)[: 1 if all_closed else None]
    found = union_all(*arms).subquery() if len(arms) > 1 else arms[0].subquery()
    chosen = first(select(found.c.id)).scalar_subquery()
    named = (_o.shop_id == bindparam("shop"), _o.id == chosen, _o.confirmation.in_(sorted(CALLABLE)), AT_WORK)
    taken = {
        "claimed_by": bindparam("me"),
        "claimed_until": bindparam("lease"),
        "due_at": bindparam("lease"),
        "claim_no": _o.claim_no + 1,
    }
    return update(orders).where(*named).values(taken).returning(*orders.c)


def next_order(work: Work, *, by: Actor, request_id: str) -> Order | None:
    """The order an agent holds, or the next one, claimed; None when nothing is due; Refused while they are paused."""
    if by.id is None or by.role not in CALLERS:
        raise Refused("only agents and supervisors take orders")
    held = current(work, by)
    if held is not None:
        return held
    for attempt in range(_CALL_TRIES):
        case = _take_first(work, by)
        if case is None:
            at_work(work, by)
            return None
        if phone_book.hold(work, case.order.phone, by.id, lease_end(work)):
            record(case, ClaimOrder(), request_id, case.order.headline.value)
            return case.order
        _put_back(case, attempt)
    return None


def dealt_before(work: Work, request_id: str, by: Actor) -> Order | None:
    """The order that this request dealt; Invalid when the id was used for something else."""
    mine = (events.c.shop_id == work.shop.id, events.c.request_id == request_id)
    found = work.connection.execute(
        select(events.c.order_id, events.c.command, events.c.actor_id).where(*mine)
    ).first()
    if found is None:
        return None
    if (found.command, found.actor_id) != (ClaimOrder.__name__, by.id) or found.order_id is None:
        raise Invalid(f"the request id {request_id!r} was used for something else; give each command its own")
    return load(work, found.order_id, by)[0].order


def _take_first(work: Work, by: Actor) -> Case | None:
    closed = closed_zones(work)
    everywhere = len(closed) == len(zones(work))
    statement = _claim(work.policy.new_first is NewFirst.NEWEST, bool(closed), everywhere)
    parameters = {
        "shop": work.shop.id,
        "me": by.id,
        "role": by.role,
        "at": work.now,
        "lease": lease_end(work),
        "missed": work.now - work.policy.missed_after,
        "closed": closed,
    }
    found = work.connection.execute(statement, parameters).one_or_none()
    if found is None:
        return None
    order = Order(*found)
    return Case(work, order, by, head_of(work, order), saved=copy_of(order))


def _put_back(case: Case, attempt: int) -> None:
    """A colleague took the same number in this very moment: leave the order for a minute."""
    end_claim(case)
    later = case.work.now + (attempt + 1) * (SKIP_FOR / 15)
    enqueue(case.order, case.policy, later)
    case.save()


def zones(work: Work) -> list[str]:
    """Every zone in which customers of the shop live."""
    return list(dict.fromkeys([work.shop.zone, *work.shop.zones]))


def closed_zones(work: Work) -> list[str]:
    """The zones where nobody may be called now."""
    hours = work.policy.calling_hours
    return [name for name in zones(work) if not hours.is_open(work.now, clock.zone(name))]


_MINE = select(_o.id, _o.claimed_until).where(_o.shop_id == bindparam("shop"), _o.claimed_by == bindparam("me"))


def current(work: Work, by: Actor) -> Order | None:
    """The order an agent holds, if the lease has not run out."""
    found = work.connection.execute(_MINE, {"shop": work.shop.id, "me": by.id}).one_or_none()
    if found is None:
        return None
    case, _ = load(work, found.id, by)
    if case.order.claimed_by != by.id or case.order.claimed_until is None:
        return None  # taken over while we waited for the row
    if case.order.claimed_until > work.now:
        return case.order
    step(case, Release(), work.new_id().hex)
    return None


def renew(work: Work, order: Order, by: Actor) -> bool:
    """Extend the lease while the agent is active; False when it was lost to somebody else."""
    mine = (
        _o.shop_id == work.shop.id,
        _o.id == order.id,
        _o.claimed_by == by.id,
        _o.claim_no == order.claim_no,
        _o.claimed_until > work.now,
    )
    back_at = sql_case((_o.due_at.is_not(None), literal(lease_end(work), _o.due_at.type)))
    lease = {"claimed_until": lease_end(work), "due_at": back_at}
    if work.connection.execute(update(orders).where(*mine).values(lease)).rowcount != 1:
        return False
    return by.id is not None and phone_book.hold(work, order.phone, by.id, lease_end(work))
