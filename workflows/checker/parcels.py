"""Parcels: each left once, came back at most once, and its cash fits where it is (invariants 3, 4, 6, 9)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, or_, select

from models.catalogue import stock_moves
from models.orders import orders
from models.shipments import couriers, returns, shipment_lines, shipments
from models.statuses import ARRIVED, BEFORE_HAND_OVER, ROAD, CashState, Move, ReturnKind, RunBy, Shipping
from workflows.checker.look import Look
from workflows.checker.problem import Check, Problem, any_of, found_any, lately, o

_s, _l, _m, _b = shipments.c, shipment_lines.c, stock_moves.c, returns.c


def _sum(condition: ColumnElement[bool], column: Any) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, column), else_=0)), 0)


_MOVED = (
    select(
        _m.shipment_id,
        _m.line_id,
        _sum(_m.move == Move.ISSUE, _m.quantity).label("issued"),
        _sum(_m.move == Move.RETURN, _m.quantity).label("returned"),
        _sum(_m.move == Move.RELEASE, _m.quantity).label("released"),
    )
    .where(_m.shop_id == bindparam("shop"), _m.shipment_id.is_not(None))
    .group_by(_m.shipment_id, _m.line_id)
    .subquery()
)
_BACK = (
    select(
        _b.shipment_id,
        _b.line_id,
        func.sum(_b.fit).label("fit"),
        func.sum(_b.damaged + _b.lost).label("broken"),
        _sum(_b.kind == ReturnKind.REFUSED, _b.fit + _b.damaged + _b.lost).label("refused"),
        _sum(_b.kind == ReturnKind.SENT_BACK, _b.fit + _b.damaged + _b.lost).label("sent_back"),
    )
    .where(_b.shop_id == bindparam("shop"))
    .group_by(_b.shipment_id, _b.line_id)
    .subquery()
)


def _no(column: Any) -> ColumnElement[int]:
    return func.coalesce(column, 0)


_issued, _put_back, _released = _no(_MOVED.c.issued), _no(_MOVED.c.returned), _no(_MOVED.c.released)
_fit, _broken = _no(_BACK.c.fit), _no(_BACK.c.broken)

#: Every line of every parcel, with what stock and counts say of it.
_EVERY_UNIT = (
    select(o.id, o.ref)
    .select_from(
        orders.join(shipments, and_(_s.shop_id == o.shop_id, _s.order_id == o.id))
        .join(shipment_lines, and_(_l.shop_id == _s.shop_id, _l.shipment_id == _s.id))
        .outerjoin(_MOVED, and_(_MOVED.c.shipment_id == _s.id, _MOVED.c.line_id == _l.line_id))
        .outerjoin(_BACK, and_(_BACK.c.shipment_id == _s.id, _BACK.c.line_id == _l.line_id))
    )
    .where(lately)
)
_EVERY_PARCEL = (
    select(o.id, o.ref)
    .select_from(orders.join(shipments, and_(_s.shop_id == o.shop_id, _s.order_id == o.id)))
    .where(lately)
)

_ours = and_(~o.is_test, ~_s.from_import)
_left, _here_still = _s.shipped_at.is_not(None), _s.shipped_at.is_(None)
_is_back = _s.status == Shipping.RETURNED
_arrived = _s.status.in_(sorted(ARRIVED))
_waits, _on_road = _s.status.in_(sorted(BEFORE_HAND_OVER)), _s.status.in_(sorted(ROAD))
_ended = _s.status.in_((Shipping.CANCELLED, Shipping.IN_RETURN, Shipping.RETURNED))


def _cash(*states: CashState) -> ColumnElement[bool]:
    return _s.cash.in_(states)


_other = shipments.alias("other")
_numbered_twice = exists(
    select(1).where(
        _other.c.shop_id == _s.shop_id,
        _other.c.waybill == _s.waybill,
        _other.c.waybill != "",
        _other.c.id != _s.id,
        func.lower(_other.c.courier) == func.lower(_s.courier),
        or_(_other.c.status != Shipping.CANCELLED, _other.c.shipped_at.is_not(None)),
        ~_other.c.from_import,
    )
).correlate(shipments)

_known = exists(
    select(1).where(couriers.c.shop_id == _s.shop_id, func.lower(couriers.c.name) == func.lower(_s.courier))
).correlate(shipments)

_OF_UNITS: tuple[Check, ...] = (
    (4, and_(_ours, _left, _issued != _l.quantity), "did not issue exactly what a parcel left with"),
    (4, and_(_ours, _here_still, _issued != _broken), "issued units of a parcel that never left"),
    (4, and_(_s.from_import, _issued != 0), "issued units that had left before the stock was kept"),
    (4, _l.back + _l.sent_back > _l.quantity, "got more units of a parcel back than it had"),
    (4, or_(_l.quantity <= 0, _l.back < 0, _l.sent_back < 0), "has a parcel with fewer than no units"),
    (
        4,
        and_(~o.is_test, _left, _put_back != _fit),
        "put another number of returned units in stock than came",
    ),
    (4, and_(_here_still, _put_back != 0), "took units back that never left"),
    (4, and_(_left, _released != 0), "freed units of a parcel that had left"),
    (4, _is_back != (_l.back == _l.quantity), "has a parcel that is half returned"),
    (
        4,
        and_(~_s.from_import, or_(_no(_BACK.c.refused) != _l.back, _no(_BACK.c.sent_back) != _l.sent_back)),
        "counted another number of units back than its parcel says",
    ),
)
_OF_PARCELS: tuple[Check, ...] = (
    (6, and_(_waits, _left), "has a parcel that left and still waits to be handed over"),
    (6, and_(or_(_on_road, _arrived), _here_still), "has a parcel on the road that never left"),
    (6, and_(_s.status == Shipping.IN_RETURN, _here_still), "has a parcel coming back that never left"),
    (
        6,
        _arrived != _s.delivered_at.is_not(None),
        "has a parcel that arrived without a time, or has a time only",
    ),
    (6, and_(_waits, ~_cash(CashState.NONE)), "has cash on the road for a parcel that has not left"),
    (
        6,
        and_(_on_road, ~_cash(CashState.NONE, CashState.DUE)),
        "has other cash than a parcel on the road has",
    ),
    (6, and_(_ended, ~_cash(CashState.NONE, CashState.VOID)), "has cash for a parcel that nobody gets"),
    (
        6,
        or_(_s.cash_due_minor < 0, and_(_cash(CashState.DUE), _s.cash_due_minor == 0)),
        "has cash due that comes to nothing",
    ),
    (
        3,
        and_(~_s.from_import, or_(_s.status != Shipping.CANCELLED, _left), _numbered_twice),
        "has a parcel with the waybill of another one",
    ),
    (6, and_(_s.run_by == RunBy.COURIER, ~_known), "has a parcel of a connected courier that the shop does not have"),
    (
        6,
        and_(_ours, _on_road, _cash(CashState.NONE), _s.cash_due_minor > 0),
        "has a parcel on the road whose cash nobody expects",
    ),
)
_UNITS, _PARCELS = any_of(_EVERY_UNIT, _OF_UNITS), any_of(_EVERY_PARCEL, _OF_PARCELS)


def problems(look: Look) -> Iterator[Problem]:
    """Lines of parcels, then parcels, of the orders that changed."""
    yield from found_any(look, _UNITS, _OF_UNITS)
    yield from found_any(look, _PARCELS, _OF_PARCELS)
