"""Counting the shelf, and freeing what is held for nothing: stock changes without an order (domain.md 9, adjust).

A product that nobody has counted yet cannot run short; its first count ends that.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select, update

from models.catalogue import Product, StockMove, products, stock_moves
from models.orders import orders
from models.statuses import Headline, Move, Role
from workflows.actors import STAFF, Actor
from workflows.errors import Invalid, NotFound, Refused
from workflows.products import named
from workflows.roster import still_here
from workflows.shop import chronicle
from workflows.spoken import counted
from workflows.work import Work

_COUNTERS = STAFF | {Role.SYSTEM}
_p, _m, _o = products.c, stock_moves.c, orders.c


def count(work: Work, product: Product, on_hand: int, reason: str, *, by: Actor) -> Product:
    """Set what lies on the shelf, in units; the ledger keeps the difference and the reason."""
    _may_adjust(work, by)
    if on_hand < 0:
        raise Invalid(f"{on_hand} units cannot lie on a shelf")
    (now,) = work.shelf.take([product.id])
    difference, before = on_hand - now.on_hand, now.on_hand
    work.shelf.change(now.id, on_hand=difference)
    if not now.counted:
        now.counted = True
        mine = (_p.shop_id == work.shop.id, _p.id == now.id)
        work.connection.execute(update(products).where(*mine).values(counted=True))
    work.add(stock_moves, _row(work, now, reason, by, on_hand=difference))
    facts = {"product": now.key, "before": before, "after": on_hand, "reason": reason}
    chronicle.tell(work, "CountStock", facts, by=by)
    return now


def free(work: Work, product: Product, units: int, reason: str, *, by: Actor) -> Product:
    """Free units that stayed reserved for parcels which nobody will send: `release_stock_on_cancel` off (CODSPOT).

    What an open order holds is its own to free or to send.
    """
    _may_adjust(work, by)
    (now,) = work.shelf.take([product.id])
    if units <= 0:
        raise Invalid(f"{units} units cannot be freed; give one or more")
    idle = max(now.reserved - held_by_open(work, now.id), 0)
    if units > idle:
        raise Refused(f"{now.title}: only {counted(idle, 'unit')} can be freed; open orders hold the rest")
    facts = {"product": now.key, "before": now.reserved, "after": now.reserved - units, "reason": reason}
    work.shelf.change(now.id, reserved=-units)
    for order_id, line_id, some in _shared_out(work, now.id, units):
        row = _row(work, now, reason, by, reserved=-some)
        row.order_id, row.line_id = order_id, line_id
        work.add(stock_moves, row)
    chronicle.tell(work, "FreeStock", facts, by=by)
    return now


_IDLE = (
    select(_m.order_id, _m.line_id, func.sum(_m.reserved_change))
    .join_from(stock_moves, orders, and_(_o.shop_id == _m.shop_id, _o.id == _m.order_id))
    .where(
        _m.shop_id == bindparam("shop"),
        _m.product_id == bindparam("product"),
        _o.headline.in_((Headline.CANCELLED, Headline.FAKE)),
    )
    .group_by(_m.order_id, _m.line_id)
    .having(func.sum(_m.reserved_change) > 0)
    .order_by(_m.order_id, _m.line_id)
)


def _shared_out(work: Work, product_id: UUID, units: int) -> Iterator[tuple[UUID | None, UUID | None, int]]:
    """Whose units are freed, oldest orders first: one that is sent after all then knows what it holds no more."""
    for order_id, line_id, held in work.connection.execute(_IDLE, {"shop": work.shop.id, "product": product_id}):
        some = min(int(held), units)
        if some:
            yield order_id, line_id, some
        units -= some
    if units:
        yield None, None, units


_HELD = (
    select(func.coalesce(func.sum(_m.reserved_change), 0))
    .join_from(stock_moves, orders, and_(_o.shop_id == _m.shop_id, _o.id == _m.order_id))
    .where(
        _m.shop_id == bindparam("shop"),
        _m.product_id == bindparam("product"),
        _o.headline.not_in((Headline.CANCELLED, Headline.FAKE)),
    )
)


def held_by_open(work: Work, product_id: UUID) -> int:
    """Units of a product that orders hold which may still be sent, or may free them by themselves."""
    held: int = work.connection.scalar(_HELD, {"shop": work.shop.id, "product": product_id}) or 0
    return held


def _may_adjust(work: Work, by: Actor) -> None:
    still_here(work, by)
    if by.role not in _COUNTERS:
        raise Refused(f"{by.role.value}s may not change stock; ask the warehouse or a supervisor")


def _row(work: Work, product: Product, reason: str, by: Actor, *, on_hand: int = 0, reserved: int = 0) -> StockMove:
    return StockMove(
        work.shop.id,
        work.new_id(),
        product.id,
        None,
        None,
        None,
        Move.ADJUST,
        abs(on_hand or reserved),
        on_hand,
        reserved,
        reason,
        by.name,
        work.now,
    )


def find(work: Work, name: str) -> Product:
    """The product of that SKU or title; NotFound says where to look."""
    found = named(work, name)
    if found is None:
        raise NotFound(f"there is no product {name!r} in this shop; `codesk stock` lists them all")
    return found


def everything(work: Work) -> list[Product]:
    """All products, by title."""
    statement = select(products).where(_p.shop_id == work.shop.id).order_by(_p.title, _p.id)
    return [Product(*row) for row in work.connection.execute(statement)]
