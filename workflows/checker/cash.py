"""Money after delivery: refunds and their parts, statements and their parcels, where cash is (invariants 5, 9)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, case, func, or_, select

from models.money import money, refund_lines, refunds, remittance_lines, remittances
from models.orders import order_lines, orders
from models.shipments import shipments
from models.statuses import ARRIVED, ROAD, CashState, Method, MoneyKind, MoneyState
from workflows.checker.look import Look
from workflows.checker.problem import Check, Problem, any_of, found, found_any, lately, o

_f, _m, _s, _r, _l = refunds.c, money.c, shipments.c, remittances.c, remittance_lines.c
_shop: BindParameter[Any] = bindparam("shop")


def _of(table: Any) -> ColumnElement[bool]:
    """A row of the order at hand."""
    return and_(table.c.shop_id == o.shop_id, table.c.order_id == o.id)


def _sums(table: Any, key: str, *columns: str) -> Any:
    """Sums of a table's columns, and how many rows, by a key."""
    sums = [func.sum(table.c[name]).label(name) for name in columns]
    wanted = select(table.c[key], *sums, func.count().label("rows"))
    return wanted.where(table.c.shop_id == _shop).group_by(table.c[key]).subquery()


def _or_none(column: ColumnElement[Any]) -> ColumnElement[int]:
    return func.coalesce(column, 0)


# Refunds.

_back = _sums(refund_lines, "refund_id", "amount_minor")
_parts = _or_none(_back.c.amount_minor) + _f.shipping_minor + _f.adjustment_minor - _f.fee_minor
_REFUNDS = (
    select(o.id, o.ref)
    .select_from(
        orders.join(refunds, _of(refunds))
        .outerjoin(money, and_(_m.shop_id == _f.shop_id, _m.id == _f.id, _m.kind == MoneyKind.REFUND))
        .outerjoin(_back, _back.c.refund_id == _f.id)
    )
    .where(lately)
)
_BARE = (
    select(o.id, o.ref)
    .select_from(
        orders.join(money, and_(_of(money), _m.kind == MoneyKind.REFUND)).outerjoin(
            refunds, and_(_f.shop_id == _m.shop_id, _f.id == _m.id)
        )
    )
    .where(lately, _f.id.is_(None), or_(_m.state == MoneyState.TODO, _m.by != o.source))
)
_UNITS = (
    select(o.id, o.ref)
    .select_from(
        orders.join(refund_lines, _of(refund_lines)).outerjoin(
            order_lines,
            and_(order_lines.c.shop_id == refund_lines.c.shop_id, order_lines.c.id == refund_lines.c.line_id),
        )
    )
    .where(lately)
    .group_by(o.id, o.ref, refund_lines.c.line_id, order_lines.c.quantity)
    .having(func.sum(refund_lines.c.quantity) > _or_none(order_lines.c.quantity))
)
_SHIPPING = (
    select(o.id, o.ref)
    .select_from(orders.join(refunds, _of(refunds)))
    .where(lately)
    .group_by(o.id, o.ref, o.shipping_minor)
    .having(func.sum(_f.shipping_minor) > o.shipping_minor)
)
_is_sent = _f.sent_at.is_not(None)

# Cash.

_came = _sums(remittance_lines, "shipment_id", "received_minor")
_EVERY_PARCEL = (
    select(o.id, o.ref)
    .select_from(orders.join(shipments, _of(shipments)).outerjoin(_came, _came.c.shipment_id == _s.id))
    .where(lately)
)
_arrived = _s.status.in_(sorted(ARRIVED))
_counted = _s.cash.in_((CashState.RECONCILED, CashState.SHORT, CashState.WRITTEN_OFF))
_DIFFERENT = (CashState.SHORT, CashState.WRITTEN_OFF)

_at_the_door = and_(_of(money), _m.kind == MoneyKind.RECEIVED, _m.method.in_((Method.CASH, Method.CARD_ON_DELIVERY)))
_DRIVEN = (
    select(o.id, o.ref)
    .select_from(orders.join(shipments, _of(shipments)))
    .where(lately, or_(_s.cash == CashState.COLLECTED, _counted))
    .group_by(o.shop_id, o.id, o.ref)
    .having(
        func.sum(_s.collected_minor)
        > select(_or_none(func.sum(_m.amount_minor))).where(_at_the_door).correlate(orders).scalar_subquery(),
        func.sum(case((_s.from_import, 1), else_=0)) == 0,
    )
)

_CHECKS: tuple[tuple[int, Select[Any], str], ...] = (
    (
        5,
        _REFUNDS.where(or_(_m.id.is_(None), _m.amount_minor != _parts)),
        "has a refund of another sum than its parts",
    ),
    (5, _REFUNDS.where((_m.state == MoneyState.DONE) != _is_sent), "has a refund that is half sent"),
    (5, _BARE, "has a refund that says nothing of its parts"),
    (5, _UNITS, "had more units refunded than were ordered"),
    (5, _SHIPPING, "had more of its delivery charge refunded than was charged"),
    (5, _DRIVEN, "has more cash with its couriers than was paid at the door"),
)
_OF_PARCELS: tuple[Check, ...] = (
    (5, _s.remitted_minor != _or_none(_came.c.received_minor), "has cash that no statement tells of"),
    (5, _counted != (_or_none(_came.c.rows) > 0), "has cash that is counted without a statement"),
    (
        5,
        and_(_s.cash == CashState.RECONCILED, _s.remitted_minor != _s.collected_minor),
        "has settled cash that does not come to what was collected",
    ),
    (
        5,
        and_(_s.remitted_minor > _s.collected_minor, _came.c.rows > 1),
        "has cash that came again after it was counted",
    ),
    (
        5,
        and_(_s.cash.in_(_DIFFERENT), _s.remitted_minor == _s.collected_minor),
        "has a difference in its cash that is none",
    ),
    (
        5,
        and_(or_(_s.cash == CashState.COLLECTED, _counted), ~_arrived),
        "has collected cash for a parcel that did not arrive",
    ),
    (
        5,
        and_(_s.cash == CashState.DUE, ~_arrived, _s.status.not_in(sorted(ROAD))),
        "has cash due for a parcel that is not under way",
    ),
    (
        5,
        and_(_s.cash == CashState.DUE, _arrived, ~_s.from_import, o.received_minor >= o.total_minor),
        "has cash due at the door of a customer who has paid",
    ),
    (9, and_(o.is_test, _came.c.rows > 0), "is a test order and stands on a courier's statement"),
)
_PARCELS = any_of(_EVERY_PARCEL, _OF_PARCELS)

_told = _sums(remittance_lines, "remittance_id", "expected_minor", "received_minor")
_STATEMENTS = (
    select(_r.courier, _r.reference, _r.day)
    .select_from(remittances.outerjoin(_told, _told.c.remittance_id == _r.id))
    .where(
        _r.shop_id == _shop,
        or_(
            _r.expected_minor != _or_none(_told.c.expected_minor),
            _r.received_minor != _or_none(_told.c.received_minor),
            _r.parcels != _or_none(_told.c.rows),
        ),
    )
)
_HANDED = (
    select(o.id, o.ref, _s.courier, _s.driver, _r.courier.label("by"))
    .select_from(
        orders.join(shipments, _of(shipments))
        .join(remittance_lines, and_(_l.shop_id == _s.shop_id, _l.shipment_id == _s.id))
        .join(remittances, and_(_r.shop_id == _l.shop_id, _r.id == _l.remittance_id))
    )
    .where(lately, _r.courier != _s.courier)
)


def problems(look: Look) -> Iterator[Problem]:
    """Refunds, parcels, then statements as a whole."""
    for invariant, statement, sentence in _CHECKS:
        yield from found(look, statement, invariant, sentence)
    yield from found_any(look, _PARCELS, _OF_PARCELS)
    for one in look.broken(_HANDED):
        if (one.courier or one.driver).casefold() not in ("", one.by.casefold()):
            yield Problem(5, one.id, f"{one.ref} has cash on a statement of {one.by}, who did not have it")
    for row in look.broken(_STATEMENTS):
        name = f"the statement {row.reference} of {row.courier} for {row.day}".replace("  ", " ")
        yield Problem(5, None, f"{name} says other sums than its parcels")
