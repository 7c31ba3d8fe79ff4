"""The systems that a shop's orders came from."""

from sqlalchemy import bindparam, func, select

from models.orders import orders
from workflows.work import Work

_NEXT = select(func.min(orders.c.source)).where(
    orders.c.shop_id == bindparam("shop"), orders.c.source > bindparam("after")
)  # one look into the index for each system, however many orders came from it


def sources(work: Work) -> list[str]:
    """Their names in order, as imports and gateways gave them."""
    found = [""]
    while name := work.connection.scalar(_NEXT, {"shop": work.shop.id, "after": found[-1]}):
        found.append(name)
    return found[1:]
