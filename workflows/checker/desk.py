"""The desk: claims, the queue's columns, promises, attempts, phone numbers (invariant 8 and domain.md 10)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, false, func, or_, select

from models.calls import AppointmentState, appointments, call_attempts
from models.customers import numbers
from models.orders import (
    LANE_APPOINTMENT,
    LANE_MISSING,
    LANE_NEW,
    LANE_NO_ANSWER,
    LANE_NO_ANSWER_LAST,
    orders,
)
from models.statuses import CALLABLE, Confirmation, Outcome
from workflows.checker.look import Look
from workflows.checker.problem import Check, Problem, any_of, changed_orders, found_any, o

_n, _a, _c = numbers.c, appointments.c, call_attempts.c
_callable = and_(o.confirmation.in_(sorted(CALLABLE)), o.is_test.is_(false()), o.phone != "", o.phone_problem == "")
_claimed = and_(o.claimed_by.is_not(None), o.claimed_until.is_not(None))
_counted = LANE_NO_ANSWER + case((o.counted_attempts > 0, o.counted_attempts - 1), else_=0)
_lane = case(
    (o.confirmation == Confirmation.CALL_LATER, LANE_APPOINTMENT),
    (o.confirmation == Confirmation.NEW, LANE_NEW),
    (o.confirmation == Confirmation.MISSING, LANE_MISSING),
    (_counted > LANE_NO_ANSWER_LAST, LANE_NO_ANSWER_LAST),
    else_=_counted,
)
_earliest = case(
    (o.confirmation == Confirmation.CALL_LATER, o.appointment_at),
    else_=func.coalesce(o.next_try_at, o.placed_at),
)
_standing = (
    select(func.count())
    .where(_a.shop_id == o.shop_id, _a.order_id == o.id, _a.state == AppointmentState.SET)
    .correlate(orders)
    .scalar_subquery()
)
_promised_at = (
    select(func.min(_a.at))
    .where(_a.shop_id == o.shop_id, _a.order_id == o.id, _a.state == AppointmentState.SET)
    .correlate(orders)
    .scalar_subquery()
)
_reached = (Outcome.ANSWERED, Outcome.WRONG_NUMBER)


def _dials(*conditions: ColumnElement[bool]) -> Any:
    """Attempt rows of an order that meet a condition."""
    mine = (_c.shop_id == o.shop_id, _c.order_id == o.id)
    return select(func.count()).where(*mine, *conditions).correlate(orders).scalar_subquery()


_CHECKS: tuple[Check, ...] = (
    (8, o.claimed_by.is_not(None) != o.claimed_until.is_not(None), "has half a claim"),
    (8, and_(_claimed, o.confirmation.not_in(sorted(CALLABLE))), "is claimed, though nobody is to be called"),
    (8, and_(_claimed, o.due_at != o.claimed_until), "is claimed, but falls due before the lease ends"),
    (8, and_(~_callable, o.due_at.is_not(None)), "stands in the queue, though nobody may be called about it"),
    (8, and_(_callable, ~_claimed, o.due_at.is_(None)), "may be called and stands in no queue"),
    (8, and_(_callable, ~_claimed, o.lane != _lane), "stands in the wrong lane of the queue"),
    (8, and_(_callable, ~_claimed, o.due_at < _earliest), "falls due before its time"),
    (
        8,
        (o.confirmation == Confirmation.CALL_LATER) != o.appointment_at.is_not(None),
        "is to be called later without a time, or has a time and is not",
    ),
    (
        8,
        or_(_standing != case((o.appointment_at.is_(None), 0), else_=1), _promised_at != o.appointment_at),
        "has other promises than it shows",
    ),
    (8, o.counted_attempts > o.attempts, "counts more attempts than it had"),
    (8, _dials(_c.counted) > o.counted_attempts, "had more counted attempts than it says"),
    (8, _dials(_c.outcome.not_in(_reached)) > o.attempts, "had more attempts than it says"),
)

_ORDERS = any_of(changed_orders(), _CHECKS)

_other = orders.alias("other")
_SAME_NUMBER = (
    select(o.id, o.ref, _other.c.ref.label("other"), o.claimed_until, _other.c.claimed_until.label("until"))
    .join(
        _other,
        and_(
            _other.c.shop_id == o.shop_id,
            _other.c.claimed_by.is_not(None),
            _other.c.claimed_until > bindparam("now"),
            _other.c.claimed_by != o.claimed_by,
            _other.c.phone == o.phone,
        ),
    )
    .where(
        o.shop_id == bindparam("shop"),
        o.claimed_by.is_not(None),
        o.claimed_until > bindparam("now"),
        o.phone != "",
        o.id < _other.c.id,
    )
)
_HELD = (
    select(_n.phone, o.id)
    .select_from(
        numbers.outerjoin(
            orders,
            and_(
                o.shop_id == _n.shop_id,
                o.claimed_by.is_not(None),
                o.claimed_by == _n.held_by,
                o.claimed_until > bindparam("now"),
                o.phone == _n.phone,
            ),
        )
    )
    .where(
        _n.shop_id == bindparam("shop"),
        or_(
            _n.held_by.is_not(None) != _n.held_until.is_not(None),
            and_(_n.held_until > bindparam("now"), o.id.is_(None)),
        ),
    )
)


def problems(look: Look) -> Iterator[Problem]:
    """Orders, then phone numbers across orders."""
    yield from found_any(look, _ORDERS, _CHECKS)
    for order_id, ref, other, mine, theirs in look.broken(_SAME_NUMBER):
        # Further apart, one was over before the other began, and a clock that was set back has called it up again.
        if abs(mine - theirs) < look.work.policy.claim_for:
            yield Problem(8, order_id, f"{ref} and {other} have one number and are with two people")
    for phone, order_id in look.broken(_HELD):
        yield Problem(8, order_id, f"the number {phone} is held by nobody who works on it")
