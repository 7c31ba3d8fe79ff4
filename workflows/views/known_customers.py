"""Customers by what one knows of them: a name, a number, or the number of an order of theirs."""

from uuid import UUID

from sqlalchemy import and_, bindparam, select

from models.customers import Customer, customers
from models.orders import orders
from workflows.views.pages import page
from workflows.views.query import Query
from workflows.work import Work

LOOKED_AT = 50  #: newest orders that fit, among whose customers are the ones that are shown

_OF_ORDERS = (
    select(customers)
    .join(orders, and_(orders.c.shop_id == customers.c.shop_id, orders.c.customer_id == customers.c.id))
    .where(orders.c.shop_id == bindparam("shop"), orders.c.id.in_(bindparam("orders", expanding=True)))
    .order_by(orders.c.placed_at.desc(), orders.c.id)
)


def customers_like(work: Work, typed: str, *, besides: UUID, limit: int = 9) -> list[Customer]:
    """Customers whose orders are found by what was typed, newest order first; nobody when nothing was."""
    if not typed.strip():
        return []
    found = page(work, Query("all", typed), limit=LOOKED_AT).rows
    rows = work.connection.execute(_OF_ORDERS, {"shop": work.shop.id, "orders": [row.id for row in found]})
    by_id = {customer.id: customer for customer in (Customer(*row) for row in rows) if customer.id != besides}
    return list(by_id.values())[:limit]
