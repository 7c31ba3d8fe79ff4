"""Which orders a payment provider is asked about (domain.md 13, M4).

Every MISSING order that used the provider, and every open one with a payment under way there. A missing order whose
payment was given up or failed is asked about for a month: a customer may try again where we are not told. Test orders
are asked about nowhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from models.money import Money, money
from models.orders import Order, orders
from models.statuses import CALLABLE, OPEN, Confirmation, Headline, MoneyKind, MoneyState, Payment
from workflows.work import Work

ASKED_FOR = timedelta(days=30)
_o, _m = orders.c, money.c


@dataclass(frozen=True, slots=True)
class Target:
    """One payment of an order to ask about, as it stood just before."""

    id: UUID
    ref: str
    external_id: str
    currency: str
    begun_at: datetime  #: the attempt, else the order
    attempt: UUID | None = None  #: the payment under way
    reference: str = ""  #: the provider's id of it
    gateway: str = ""  #: the provider, as the attempt spells it


def targets(work: Work, gateway: str) -> list[UUID]:
    """The ids of the orders to ask about, newest first."""
    mine = (_o.shop_id == work.shop.id, ~_o.is_test)
    under_way = _has_attempt(gateway, _m.state == MoneyState.OPEN)
    used_it = or_(func.lower(_o.gateway) == gateway.lower(), _has_attempt(gateway))
    young = _o.placed_at >= work.now - ASKED_FOR
    left = and_(_o.confirmation == Confirmation.MISSING, or_(under_way, and_(young, used_it)))
    open_ = and_(_o.payment.in_((Payment.IN_PROGRESS, Payment.PARTIALLY_PAID)), _o.headline.in_(_OPEN), under_way)
    found = [
        row
        for condition in (left, open_)  # each by its own index
        for row in work.connection.execute(select(_o.placed_at, _o.id).where(*mine, condition))
    ]
    return [row.id for row in sorted(found, reverse=True)]


_OPEN = [Headline(status.value) for status in OPEN]


def _has_attempt(gateway: str, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """The order began to pay there."""
    same = (_m.shop_id == _o.shop_id, _m.order_id == _o.id)
    there = (_m.kind == MoneyKind.ATTEMPT, func.lower(_m.gateway) == gateway.lower())
    return exists(select(1).where(*same, *there, *more).correlate(orders))


def read(work: Work, gateway: str, ids: list[UUID]) -> list[Target]:
    """These orders as they stand now, in the order of the ids, once for each payment that is under way there; those
    that moved on are left out.
    """
    mine = (_o.shop_id == work.shop.id, _o.id.in_(ids), _o.confirmation.in_(CALLABLE))
    found = {row.id: Order(*row) for row in work.connection.execute(select(orders).where(*mine))}
    begun = _attempts(work, gateway, ids)
    return [_target(found[id_], attempt) for id_ in ids if id_ in found for attempt in begun.get(id_, [None])]


def _attempts(work: Work, gateway: str, ids: list[UUID]) -> dict[UUID, list[Money | None]]:
    """The payments under way there, by order, oldest first: whoever presses pay twice begins two."""
    mine = (_m.shop_id == work.shop.id, _m.order_id.in_(ids), func.lower(_m.gateway) == gateway.lower())
    under_way = (_m.kind == MoneyKind.ATTEMPT, _m.state == MoneyState.OPEN)
    rows = work.connection.execute(select(money).where(*mine, *under_way).order_by(_m.at, _m.id))
    begun: dict[UUID, list[Money | None]] = {}
    for row in rows:
        begun.setdefault(row.order_id, []).append(Money(*row))
    return begun


def _target(order: Order, attempt: Money | None) -> Target:
    said = (order.id, order.ref, order.external_id, order.currency)
    if attempt is None:
        return Target(*said, order.placed_at)
    return Target(*said, attempt.at, attempt.id, attempt.reference, attempt.gateway)
