"""Units in stock: held and freed (`counting` counts them). Every change is a row of the ledger (domain.md 9).

A product that nobody has counted yet cannot run short: a shop that imports its first orders would otherwise
not be able to confirm any of them.
"""

from collections import Counter
from uuid import UUID

from models.catalogue import StockMove, stock_moves
from models.orders import Line
from models.statuses import Move, Role
from workflows.case import Case
from workflows.policy import When


def keeps_stock(case: Case) -> bool:
    """Whether this order moves stock at all: test orders never do."""
    return not case.order.is_test and case.policy.reserve_stock is not When.NEVER


def shortage(case: Case) -> list[str]:
    """What is missing to hold all units, as `2 of 5 Argan oil`; empty when nothing is."""
    wanted: Counter[UUID] = Counter()
    for line in case.lines:
        wanted[line.product_id] += line.quantity
    found = [(product, product.on_hand - product.reserved) for product in case.work.shelf.take(wanted)]
    return [
        f"{max(free, 0)} of {wanted[product.id]} {product.title}"
        for product, free in found
        if product.counted and free < wanted[product.id]
    ]


def is_short(case: Case) -> str | None:
    """Guard: too little free stock; only a supervisor may insist (C8)."""
    return None if case.actor.role is Role.SUPERVISOR else short_sentence(case)


def short_sentence(case: Case) -> str | None:
    """What is missing, and who may go on all the same."""
    if case.order.reserved or not keeps_stock(case):
        return None
    missing = shortage(case)
    return f"too little free stock: {', '.join(missing)}; a supervisor may insist" if missing else None


def reserve(case: Case) -> None:
    """Hold all units of the order, once; it stays marked short where there were too few."""
    if case.order.reserved or not keeps_stock(case):
        return
    case.order.reserved, case.order.short = True, bool(shortage(case))
    _move_all(case, Move.RESERVE, 1)


def reserve_if_free(case: Case) -> None:
    """Hold all units, or mark the order short: too little stock does not refuse a new order (C2)."""
    if case.policy.reserve_stock is not When.PLACED or case.order.is_test:
        return
    if shortage(case):
        case.order.short = True
    else:
        reserve(case)


def release(case: Case) -> None:
    """Free the units that the order holds."""
    if not case.order.reserved:
        return
    _move_all(case, Move.RELEASE, -1)
    case.order.reserved = False


def _move_all(case: Case, move: Move, sign: int) -> None:
    """Every line; the products are taken at once, so that two orders take them in one order."""
    case.work.shelf.take([line.product_id for line in case.lines])
    for line in case.lines:
        _move(case, line, move, held=sign * line.quantity)


def _move(case: Case, line: Line, move: Move, *, held: int) -> None:
    """One row of the ledger, and the product moved with it."""
    order, work = case.order, case.work
    work.shelf.change(line.product_id, reserved=held)
    row = StockMove(
        order.shop_id,
        work.new_id(),
        line.product_id,
        order.id,
        line.id,
        None,
        move,
        line.quantity,
        0,
        held,
        "",
        case.actor.name,
        work.now,
    )
    work.add(stock_moves, row)
