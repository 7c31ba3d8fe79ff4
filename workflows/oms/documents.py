"""What the OMS reads: orders that are due, whole, as one document each (domain.md 13, H2 and H3)."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, tuple_

from models.orders import Line, Order, order_lines, orders
from models.statuses import Handoff
from workflows.errors import Invalid, NotFound
from workflows.work import Work

_o, _l = orders.c, order_lines.c
_DUE = (
    select(orders)
    .where(_o.shop_id == bindparam("shop"), _o.handoff == Handoff.DUE)
    .order_by(_o.placed_at, _o.id)
    .limit(bindparam("limit"))
)
_BEHIND = _DUE.where(
    tuple_(_o.placed_at, _o.id)
    > tuple_(
        select(_o.placed_at).where(_o.shop_id == bindparam("shop"), _o.id == bindparam("after")).scalar_subquery(),
        bindparam("after", type_=_o.id.type),
    )
)
_ONE = select(orders).where(_o.shop_id == bindparam("shop"), _o.id == bindparam("order"))
_LINES = (
    select(order_lines)
    .where(_l.shop_id == bindparam("shop"), _l.order_id.in_(bindparam("ids", expanding=True)))
    .order_by(_l.order_id, _l.position)
)

_SAID = (
    *("ref", "source", "external_id", "name", "email", "phone", "street", "city", "region", "postcode", "country"),
    *("currency", "lines_minor", "shipping_minor", "discount_minor", "tax_minor", "total_minor", "received_minor"),
    "note",
)


def due_orders(work: Work, *, after: UUID | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """Orders that the OMS has still to take, oldest first; it acknowledges each one with HandOffAccepted.

    `after` is the id of the last order of the page before.
    """
    if not 1 <= limit <= 1000:
        raise Invalid(f"{limit} orders at once are not given; ask for 1 to 1000")
    values: dict[str, object] = {"shop": work.shop.id, "limit": limit}
    if after is not None:
        values["after"] = after
    found = [Order(*row) for row in work.connection.execute(_DUE if after is None else _BEHIND, values)]
    return _documents(work, found)


def document(work: Work, order_id: UUID) -> dict[str, Any]:
    """One order as the OMS takes it: what an *oms.order* of the outbox is sent with."""
    found = work.connection.execute(_ONE, {"shop": work.shop.id, "order": order_id}).one_or_none()
    if found is None:
        raise NotFound("there is no such order in this shop")
    return _documents(work, [Order(*found)])[0]


def _documents(work: Work, found: list[Order]) -> list[dict[str, Any]]:
    lines: dict[UUID, list[Line]] = {}
    key = {"shop": work.shop.id, "ids": [order.id for order in found]}
    for row in work.connection.execute(_LINES, key) if found else ():
        lines.setdefault(row.order_id, []).append(Line(*row))
    return [_document(order, lines.get(order.id, [])) for order in found]


def _document(order: Order, lines: list[Line]) -> dict[str, Any]:
    said = {name: getattr(order, name) for name in _SAID}
    at = {"id": str(order.id), "placed_at": order.placed_at.isoformat()}
    words = {name: getattr(order, name).value for name in ("method", "payment", "confirmation")}
    sold = ("sku", "title", "quantity", "unit_minor", "discount_minor")
    return at | said | words | {"lines": [{name: getattr(line, name) for name in sold} for line in lines]}
