"""From what a person typed to one order: the ORDER of the command line."""

from uuid import UUID

from sqlalchemy import select

from models.orders import orders
from workflows.errors import NotFound, Refused
from workflows.views import search
from workflows.views.rows import OrderRow
from workflows.work import Work

SEARCH = "search with `codesk orders --search`"  #: how the command line looks for an order
_SHOWN = 5  #: candidates named in the sentence


def find(work: Work, text: str, search_by: str = SEARCH) -> UUID:
    """The order of a ref (with or without #), of our id, or of the other system's id.

    NotFound says what can be typed and how else to look (`search_by`); Refused names the candidates when it could
    be several.
    """
    meant = search.wanted(text, work.shop.country)
    by_id = _by_id(work, meant.text)
    if by_id is not None:
        return by_id
    found = search.by_refs(work, meant)
    exact = [order for order in found if order.ref in meant.refs]
    candidates = exact if len(exact) == 1 else found
    if not candidates:
        raise NotFound(f"there is no order {meant.text!r}; type its number, or {search_by}")
    if len(candidates) > 1:
        raise Refused(f"{meant.text!r} could be {_named(work, candidates)}; give the id")
    return candidates[0].id


def _by_id(work: Work, text: str) -> UUID | None:
    try:
        order_id = UUID(text)
    except ValueError:
        return None
    mine = (orders.c.shop_id == work.shop.id, orders.c.id == order_id)
    return work.connection.scalar(select(orders.c.id).where(*mine))


def _named(work: Work, candidates: list[OrderRow]) -> str:
    """Each with what tells it from the others: who ordered it and when, in the shop's zone, and where."""
    named = [
        f"{order.ref} of {order.customer or 'nobody'}, {order.placed_at.astimezone(work.zone):%Y-%m-%d %H:%M}, "
        f"{order.source} ({order.id})"
        for order in candidates[:_SHOWN]
    ]
    rest = len(candidates) - len(named)
    return "; ".join(named) + (f"; and {rest} more" if rest else "")
