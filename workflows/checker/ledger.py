"""Stock: products equal the sums of their ledger, and every order holds what it says (invariants 4, 9)."""

from collections.abc import Iterator

from sqlalchemy import and_, bindparam, exists, func, or_, select

from models.catalogue import products, stock_moves
from models.orders import order_lines, orders
from models.statuses import Move
from workflows.checker.look import Look
from workflows.checker.problem import OVER, Check, Problem, any_of, changed_orders, found, found_any, lately, o
from workflows.spoken import counted

_p, _m = products.c, stock_moves.c

_SUMS = (
    select(
        _m.product_id,
        func.sum(_m.on_hand_change).label("on_hand"),
        func.sum(_m.reserved_change).label("reserved"),
    )
    .where(_m.shop_id == bindparam("shop"))
    .group_by(_m.product_id)
    .subquery()
)
_hand, _held = func.coalesce(_SUMS.c.on_hand, 0), func.coalesce(_SUMS.c.reserved, 0)
_PRODUCTS = (
    select(_p.title, _p.on_hand, _p.reserved, _hand.label("moved"), _held.label("held"))
    .select_from(products.outerjoin(_SUMS, _p.id == _SUMS.c.product_id))
    .where(
        _p.shop_id == bindparam("shop"),
        or_(_p.on_hand != _hand, _p.reserved != _held, _p.reserved < 0),
    )
)

#: What one row of each kind may do to on hand and reserved, per unit.
_EFFECTS = {
    Move.RESERVE: (0, 1),
    Move.RELEASE: (0, -1),
    Move.RETURN: (1, 0),
    Move.DAMAGED: (0, 0),
    Move.LOST: (0, 0),
}
_OFF = [
    and_(
        _m.move == move,
        or_(_m.on_hand_change != hand * _m.quantity, _m.reserved_change != held * _m.quantity),
    )
    for move, (hand, held) in _EFFECTS.items()
]
_ISSUED_OFF = and_(
    _m.move == Move.ISSUE,
    or_(_m.on_hand_change != -_m.quantity, _m.reserved_change > 0, _m.reserved_change < -_m.quantity),
)
_MOVES = select(_m.order_id, _m.move, _m.quantity).where(
    _m.shop_id == bindparam("shop"), or_(_m.quantity < 0, _ISSUED_OFF, *_OFF)
)

_of_order = and_(_m.shop_id == o.shop_id, _m.order_id == o.id)
_reserved = (
    select(func.coalesce(func.sum(_m.reserved_change), 0)).where(_of_order).correlate(orders).scalar_subquery()
)
_units = (
    select(func.coalesce(func.sum(order_lines.c.quantity), 0))
    .where(order_lines.c.shop_id == o.shop_id, order_lines.c.order_id == o.id)
    .correlate(orders)
    .scalar_subquery()
)

_was_freed = exists(select(1).where(_of_order, _m.move == Move.ADJUST).correlate(orders))  # by hand, after a count
_says_held = or_(
    and_(~o.reserved, _reserved != 0),
    and_(o.reserved, _reserved <= 0, ~_was_freed),
    and_(o.reserved, o.shipping.is_(None), _reserved != _units, ~_was_freed),
)

_CHECKS: tuple[Check, ...] = (
    (4, _says_held, "holds another number of units in stock than it says"),
    (4, and_(o.headline.in_(OVER), _reserved > 0), "is over and still holds units in stock"),
    (9, and_(o.is_test, exists(select(1).where(_of_order).correlate(orders))), "is a test order and moved stock"),
)
_ORDERS = any_of(changed_orders(), _CHECKS)

#: Units of one line that its order holds: never fewer than none, never more than were ordered.
_BY_LINE = (
    select(o.id, o.ref)
    .select_from(
        orders.join(stock_moves, _of_order).outerjoin(
            order_lines, and_(order_lines.c.shop_id == _m.shop_id, order_lines.c.id == _m.line_id)
        )
    )
    .where(lately)
    .group_by(o.id, o.ref, _m.line_id, order_lines.c.quantity)
    .having(
        or_(
            func.sum(_m.reserved_change) < 0,
            func.sum(_m.reserved_change) > func.coalesce(order_lines.c.quantity, 0),
        )
    )
)


def problems(look: Look) -> Iterator[Problem]:
    """Products first, then single moves, then orders."""
    for row in look.broken(_PRODUCTS):
        says, sums = f"{row.on_hand} on hand, {row.reserved} reserved", f"{row.moved} and {row.held}"
        yield Problem(4, None, f"{row.title}: {says}; its ledger sums to {sums}")
    for order_id, move, quantity in look.broken(_MOVES):
        yield Problem(4, order_id, f"a {move} of {counted(quantity, 'unit')} moved stock by another number")
    yield from found_any(look, _ORDERS, _CHECKS)
    yield from found(look, _BY_LINE, 4, "holds more units of a line than were ordered, or fewer than none")
