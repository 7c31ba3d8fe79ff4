"""Stored payment, fulfilment, headline and sums equal a fresh computation (invariants 3, 5, 6)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, case, exists, func, or_, select

from models.log import events
from models.money import money
from models.orders import order_lines, orders
from models.shipments import shipment_lines, shipments
from models.statuses import LOCKED, Confirmation, Fulfilment, MoneyKind, Payment, Shipping
from workflows import derive
from workflows.checker.look import Chunk, Look
from workflows.checker.problem import OVER, Check, Problem, any_of, changed_orders, found_any, lately, listed, o
from workflows.orders.copying import SOURCE
from workflows.spoken import counted

_BOOKED_BY = ("PaymentArrived", "MarkPaid")  #: commands that book one received row each
_COLLECTED_BY = ("Deliver", "PickUp")  #: those that book one when their event tells of money received
_BEFORE = frozenset(Confirmation) - LOCKED - {Confirmation.CONFIRMED}


def _has(table: Any) -> ColumnElement[bool]:
    return exists(select(1).where(table.c.shop_id == o.shop_id, table.c.order_id == o.id).correlate(orders))


_sum = (
    select(
        func.coalesce(func.sum(order_lines.c.quantity * order_lines.c.unit_minor - order_lines.c.discount_minor), 0)
    )
    .where(order_lines.c.shop_id == o.shop_id, order_lines.c.order_id == o.id)
    .correlate(orders)
    .scalar_subquery()
)

_CHECKS: tuple[Check, ...] = (
    (6, _sum != o.lines_minor, "has another sum of lines than its products come to"),
    (6, o.total_minor < 0, "has a total of less than nothing"),
    (5, o.refunded_minor > o.received_minor, "had more sent back than came in"),
    (
        6,
        ~_has(money)
        & (
            (o.payment != case((o.total_minor <= 0, Payment.PAID.value), else_=Payment.UNPAID.value))
            | (o.received_minor != 0)
            | (o.refunded_minor != 0)
        ),
        "has no money rows and another payment status than that says",
    ),
    (
        6,
        ~_has(shipments)
        & (
            o.shipping.is_not(None)
            | (o.headline != o.confirmation)
            | (
                o.fulfilment
                != case((o.confirmation.in_(sorted(LOCKED)), Fulfilment.CANCELLED.value), else_="UNFULFILLED")
            )
        ),
        "has no parcel and other words than its confirmation says",
    ),
    (3, _has(shipments) & o.confirmation.in_(sorted(_BEFORE)), "has a parcel and was never confirmed"),
)
_ORDERS = any_of(changed_orders(), _CHECKS)


def problems(look: Look) -> Iterator[Problem]:
    """Most orders by one statement; those with money or parcels one by one."""
    yield from found_any(look, _ORDERS, _CHECKS)
    if look.concerns(_PAID, _MONEY, _BOOKED):
        for chunk in look.chunks(_PAID):
            yield from _payments(chunk)
    if look.concerns(_SENT, _LINES, _PARCELS, _UNITS):
        for chunk in look.chunks(_SENT):
            yield from _parcels(chunk)


def _of_orders(changed: Select[Any], table: Table, columns: str) -> Select[Any]:
    """What a fresh computation looks at; whole rows would take three times as long."""
    return select(*(table.c[name] for name in ("order_id", *columns.split()))).where(listed(table, changed))


_moved = and_(lately, or_(_has(money), _has(shipments)))
_PAID = select(o.id, o.ref, o.source, o.payment, o.total_minor, o.received_minor, o.refunded_minor).where(_moved)
_MONEY = _of_orders(_PAID, money, "id kind state amount_minor by")
_BOOKED = _of_orders(_PAID, events, "command data").where(events.c.command.in_(_BOOKED_BY + _COLLECTED_BY))
_SENT = select(o.id, o.ref, o.confirmation, o.fulfilment, o.headline, o.shipping).where(_moved)
_LINES = _of_orders(_SENT, order_lines, "id quantity")
_PARCELS = _of_orders(_SENT, shipments, "id status shipped_at position")
_UNITS = _of_orders(_SENT, shipment_lines, "shipment_id line_id quantity back sent_back")


def _rows(chunk: Chunk, statement: Select[Any]) -> dict[UUID, list[Any]]:
    """The rows of each of these orders."""
    by_order: dict[UUID, list[Any]] = {}
    for row in chunk.rows(statement):
        by_order.setdefault(row.order_id, []).append(row)
    return by_order


def _payments(chunk: Chunk) -> Iterator[Problem]:
    rows, told = _rows(chunk, _MONEY), _rows(chunk, _BOOKED)
    for order in chunk.orders:
        booked = [row for row in told.get(order.id, []) if row.command in _BOOKED_BY or row.data.get("received")]
        yield from _paid(order, rows.get(order.id, []), len(booked))


def _parcels(chunk: Chunk) -> Iterator[Problem]:
    lines, parcels, units = (_rows(chunk, statement) for statement in (_LINES, _PARCELS, _UNITS))
    for order in chunk.orders:
        sent: dict[UUID, list[Any]] = {}
        for unit in units.get(order.id, []):
            sent.setdefault(unit.shipment_id, []).append(unit)
        held = [derive.Parcel(parcel, sent.get(parcel.id, [])) for parcel in parcels.get(order.id, [])]
        yield from _sent(order, lines.get(order.id, []), held)


def _paid(order: Any, rows: list[Any], booked: int) -> Iterator[Problem]:
    said = (order.payment, order.received_minor, order.refunded_minor)
    fresh = (derive.payment(rows, order.total_minor), derive.received(rows), derive.refunded(rows))
    if said != fresh:
        yield Problem(6, order.id, f"{order.ref} says {_pay(*said)}, its money rows say {_pay(*fresh)}")
    is_ours = order.source == SOURCE  # no money came in with it: what it has was reported here
    reported = sum(row.kind is MoneyKind.RECEIVED and (row.by != order.source or is_ours) for row in rows)
    if reported != booked:
        yield Problem(5, order.id, f"{order.ref} has {reported} received rows, {booked} were reported")


def _pay(payment: Payment, received: int, refunded: int) -> str:
    return f"{payment} with {received} received and {refunded} sent back"


def _sent(order: Any, lines: list[Any], parcels: list[derive.Parcel]) -> Iterator[Problem]:
    ordered = {line.id: line.quantity for line in lines}
    fulfilment = derive.fulfilment(order.confirmation, ordered, parcels)
    if order.fulfilment is not fulfilment:
        yield Problem(6, order.id, f"{order.ref} says {order.fulfilment}, its parcels say {fulfilment}")
    # The switch may have been the other way when the order last moved: either headline will do.
    fresh = (derive.headline(order.confirmation, ordered, parcels, confirmation_locks=lock) for lock in (True, False))
    if order.headline not in fresh:
        yield Problem(6, order.id, f"{order.ref} says {order.headline}, its parcels say something else")
    if order.shipping is not derive.newest(parcels):
        yield Problem(6, order.id, f"{order.ref} shows {order.shipping} for its newest parcel")
    yield from _too_many(order, ordered, parcels)
    yield from _never_sent(order, ordered, parcels)


def _too_many(order: Any, ordered: dict[UUID, int], parcels: list[derive.Parcel]) -> Iterator[Problem]:
    """Units in live parcels never exceed what was ordered, line by line."""
    for line_id, quantity in derive.in_parcels(parcels).items():
        if quantity > ordered.get(line_id, 0):
            more = f"{counted(quantity, 'unit')} of {ordered.get(line_id, 0)} ordered"
            yield Problem(3, order.id, f"{order.ref} has more in its parcels than was ordered: {more}")


def _never_sent(order: Any, ordered: dict[UUID, int], parcels: list[derive.Parcel]) -> Iterator[Problem]:
    """Nothing of an order that is over still waits for its first parcel."""
    sent = Counter[UUID]()
    for parcel in parcels:
        if parcel.live or parcel.shipment.status is Shipping.RETURNED:
            sent.update({unit.line_id: unit.quantity for unit in parcel.lines})
    if order.headline in OVER and any(units > sent[line_id] for line_id, units in ordered.items()):
        yield Problem(6, order.id, f"{order.ref} says {order.headline} and has units that were never sent")
