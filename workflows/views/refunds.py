"""Refunds to make: money of orders that were called off, came back or were paid twice; refunds that are not sent."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, BindParameter, Select, and_, bindparam, case, cast, func, select, text, tuple_

from models.money import money, refunds
from models.orders import orders
from models.statuses import FOR_NOTHING, Confirmation, Fulfilment, Method, MoneyKind
from workflows.work import Work

_o, _m, _f = orders.c, money.c, refunds.c
_SHOP: BindParameter[Any] = bindparam("shop")
_LIMIT: BindParameter[int] = bindparam("limit")


class Owed(NamedTuple):
    """An order of whose money more is here than it should keep."""

    placed_at: datetime
    order_id: UUID
    ref: str
    version: int
    customer: str
    confirmation: Confirmation
    fulfilment: Fulfilment
    total_minor: int
    received_minor: int
    refunded_minor: int
    kept_minor: int  #: fees that refunds left with the shop
    currency: str
    since: datetime  #: when it came to stand where it is

    @property
    def is_for_nothing(self) -> bool:
        """Whether nothing was sold: it was called off, or all of it came back."""
        return self.fulfilment in FOR_NOTHING

    @property
    def left_minor(self) -> int:
        """What is to be refunded."""
        sold = 0 if self.is_for_nothing else self.total_minor
        return self.received_minor - self.refunded_minor - self.kept_minor - sold

    @property
    def key(self) -> tuple[datetime, UUID]:
        """Where a page that ends here goes on."""
        return self.placed_at, self.order_id


# In the words of the index.
_TOO_MUCH = text(
    "orders.received_minor - orders.refunded_minor >"
    " CASE WHEN orders.fulfilment IN ('CANCELLED', 'RETURNED') THEN 0 ELSE orders.total_minor END"
)
_kept = (
    select(
        cast(func.coalesce(func.sum(_f.fee_minor), 0), BigInteger)
    )  # PostgreSQL sums whole numbers to decimal ones
    .where(_f.shop_id == _o.shop_id, _f.order_id == _o.id)
    .correlate(orders)
    .scalar_subquery()
)
_sold = case((_o.fulfilment.in_(sorted(FOR_NOTHING)), 0), else_=_o.total_minor)
_OWED: Select[Any] = (
    select(
        *(_o.placed_at, _o.id, _o.ref, _o.version, _o.name, _o.confirmation, _o.fulfilment),
        *(_o.total_minor, _o.received_minor, _o.refunded_minor, _kept, _o.currency, _o.headline_at),
    )
    .where(_o.shop_id == _SHOP, _TOO_MUCH, ~_o.is_test)
    .where(_o.received_minor - _o.refunded_minor - _kept > _sold)
    .order_by(_o.placed_at, _o.id)
    .limit(_LIMIT)
)
_BEYOND = tuple_(_o.placed_at, _o.id) > tuple_(
    bindparam("at", type_=_o.placed_at.type), bindparam("id", type_=_o.id.type)
)


def to_make(work: Work, *, after: tuple[datetime, UUID] | None = None, limit: int = 100) -> list[Owed]:
    """Orders of which nothing was sold and that have money left, or that were paid twice; the oldest first."""
    statement, values = _OWED, {"shop": work.shop.id, "limit": limit}
    if after is not None:
        statement, values = statement.where(_BEYOND), values | {"at": after[0], "id": after[1]}
    return [Owed(*row) for row in work.connection.execute(statement, values)]


class ToSend(NamedTuple):
    """A refund that was decided, and is to be sent at the bank or provider."""

    refund_id: UUID
    order_id: UUID
    number: int  #: of the refund within its order, as `RefundSent` takes it
    ref: str
    version: int
    customer: str
    amount_minor: int
    currency: str
    method: Method  #: how the money came
    gateway: str
    note: str
    by: str
    at: datetime


_other = money.alias("other")
_number = (
    select(func.count())
    .where(
        _other.c.shop_id == _f.shop_id,
        _other.c.order_id == _f.order_id,
        _other.c.kind == MoneyKind.REFUND,
        _other.c.id <= _f.id,
    )
    .correlate(refunds)
    .scalar_subquery()
)
_TO_SEND: Select[Any] = (
    select(
        *(_f.id, _f.order_id, _number, _o.ref, _o.version, _o.name, _m.amount_minor, _o.currency),
        *(_m.method, _m.gateway, _m.note, _m.by, _m.at),
    )
    .select_from(
        refunds.join(money, and_(_m.shop_id == _f.shop_id, _m.id == _f.id)).join(
            orders, and_(_o.shop_id == _f.shop_id, _o.id == _f.order_id)
        )
    )
    .where(_f.shop_id == _SHOP, _f.sent_at.is_(None), _f.id > bindparam("after", type_=_f.id.type), ~_o.is_test)
    .order_by(_f.id)
    .limit(_LIMIT)
)
_FIRST = UUID(int=0)


def to_send(work: Work, *, after: UUID = _FIRST, limit: int = 100) -> list[ToSend]:
    """Refunds that are not sent yet, the oldest first; after one by its id."""
    values = {"shop": work.shop.id, "after": after, "limit": limit}
    return [ToSend(*row) for row in work.connection.execute(_TO_SEND, values)]
