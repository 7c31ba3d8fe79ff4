"""Units in stock: held, freed, sent, taken back (`counting` counts them). Every change is a row of the ledger.

A product that nobody has counted yet cannot run short: a shop that imports its first orders would otherwise
not be able to confirm any of them. What an order holds is the sum of its own rows (domain.md 9).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import bindparam, func, select

from models.catalogue import StockMove, stock_moves
from models.orders import Line
from models.statuses import Move, Role
from workflows import derive
from workflows.case import Case
from workflows.policy import When

Count = tuple[int, int, int]  #: units fit for sale, damaged, lost

_m = stock_moves.c
_HELD = (
    select(_m.line_id, func.sum(_m.reserved_change))
    .where(_m.shop_id == bindparam("shop"), _m.order_id == bindparam("order"), _m.line_id.is_not(None))
    .group_by(_m.line_id)
)


def keeps_stock(case: Case) -> bool:
    """Whether this order holds stock at all: test orders never do."""
    return not case.order.is_test and case.policy.reserve_stock is not When.NEVER


def held(case: Case) -> Counter[UUID]:
    """Units of each line that the order holds: reserved, not released and not issued."""
    found: Counter[UUID] = Counter()
    for line_id, units in case.work.connection.execute(_HELD, case.key):
        found[line_id] += int(units)
    for move in case.work.pending(stock_moves):
        if move.order_id == case.order.id and move.line_id is not None:
            found[move.line_id] += move.reserved_change
    return found


def shortage(case: Case) -> list[str]:
    """What is missing to hold all units, as `2 of 5 Argan oil`; empty when nothing is."""
    return _missing(case, Counter({line.id: line.quantity for line in case.lines}))


def _missing(case: Case, units: Counter[UUID]) -> list[str]:
    wanted: Counter[UUID] = Counter()
    for line in case.lines:
        wanted[line.product_id] += units[line.id]
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
    for line in _lines(case):
        _move(case, line, Move.RESERVE, line.quantity, reserved=line.quantity)


def reserve_if_free(case: Case) -> None:
    """Hold all units, or mark the order short: too little stock does not refuse a new order (C2)."""
    if case.policy.reserve_stock is not When.PLACED or case.order.is_test:
        return
    if shortage(case):
        case.order.short = True
    else:
        reserve(case)


def reserve_again(case: Case) -> None:
    """Hold what a new parcel needs and the order does not hold any more: goods that came back are sent again (S1)."""
    if not keeps_stock(case):
        return
    needed = _unsent(case)
    needed.subtract(held(case))
    needed = +needed  # only what is missing
    if not needed:
        return
    case.order.short = bool(_missing(case, needed))
    for line in _lines(case):
        if needed[line.id]:
            _move(case, line, Move.RESERVE, needed[line.id], reserved=needed[line.id])
    case.order.reserved = True


def _unsent(case: Case) -> Counter[UUID]:
    """Units of each line that are to leave, or may: those that are out, arrived or came back are not among them."""
    gone = derive.in_parcels(parcel for parcel in case.parcels if parcel.left)
    back = derive.came_back(case.ordered, case.parcels)
    return Counter({line.id: line.quantity - gone[line.id] - back[line.id] for line in case.lines})


def release(case: Case) -> None:
    """Free the units that the order still holds."""
    if not case.order.reserved:
        return
    units = held(case) if case.parcels else Counter({line.id: line.quantity for line in case.lines})
    for line in _lines(case):
        if units[line.id] > 0:
            _move(case, line, Move.RELEASE, units[line.id], reserved=-units[line.id])
    case.order.reserved = False


def release_surplus(case: Case) -> None:
    """Free what a called-off parcel held of goods that had come back before; what never left stays held (S11)."""
    holding = held(case)
    surplus = holding - _unsent(case)
    if not surplus:
        return
    for line in _lines(case, surplus):
        _move(case, line, Move.RELEASE, surplus[line.id], reserved=-surplus[line.id])
    case.order.reserved = surplus.total() < holding.total()


def issue(case: Case, parcel: derive.Parcel) -> None:
    """The parcel's units leave the shelf, once; what was held of them is held no more (S4, S10)."""
    if case.order.is_test:
        return
    holding, sent = held(case), {row.line_id: row.quantity for row in parcel.lines}
    for line in _lines(case, sent):
        units = sent[line.id]
        ours = max(min(holding[line.id], units), 0)  # nothing of it was held in a shop that reserves nothing
        _move(case, line, Move.ISSUE, units, on_hand=-units, reserved=-ours, shipment=parcel.shipment.id)
        holding[line.id] -= ours
    case.order.reserved = any(units > 0 for units in holding.values())


def take_back(case: Case, parcel: derive.Parcel, counts: Mapping[UUID, Count]) -> None:
    """Units of a parcel that was counted in (S14), by the order's lines.

    What left the building comes back onto the shelf, also from a parcel that another system had sent: it lies there
    now. Of a parcel that never left, fit units are held no more; broken and missing ones leave the shelf for good.
    """
    if case.order.is_test:
        return
    holding = held(case)
    for line in _lines(case, counts):
        if parcel.left:
            _from_outside(case, parcel, line, counts[line.id])
        else:
            holding[line.id] -= _from_the_table(case, parcel, line, counts[line.id], holding[line.id])
    case.order.reserved = any(units > 0 for units in holding.values())


def _from_outside(case: Case, parcel: derive.Parcel, line: Line, count: Count) -> None:
    fit, damaged, lost = count
    shipment = parcel.shipment.id
    _move(case, line, Move.RETURN, fit, on_hand=fit, shipment=shipment)
    _move(case, line, Move.DAMAGED, damaged, shipment=shipment)
    _move(case, line, Move.LOST, lost, shipment=shipment)


def _from_the_table(case: Case, parcel: derive.Parcel, line: Line, count: Count, ours: int) -> int:
    """Gives how many units are held no more."""
    fit, damaged, lost = count
    shipment, free = parcel.shipment.id, max(min(fit, ours), 0)
    away = max(min(damaged + lost, ours - free), 0)
    _move(case, line, Move.RELEASE, free, reserved=-free, shipment=shipment)
    _move(case, line, Move.ISSUE, damaged + lost, on_hand=-damaged - lost, reserved=-away, shipment=shipment)
    _move(case, line, Move.DAMAGED, damaged, shipment=shipment)
    _move(case, line, Move.LOST, lost, shipment=shipment)
    return free + away


def _lines(case: Case, only: Iterable[UUID] | None = None) -> list[Line]:
    """Lines to move; their products are taken at once, so that two orders take them in one order."""
    wanted = None if only is None else set(only)
    lines = [line for line in case.lines if wanted is None or line.id in wanted]
    case.work.shelf.take([line.product_id for line in lines])
    return lines


def _move(
    case: Case,
    line: Line,
    move: Move,
    units: int,
    *,
    on_hand: int = 0,
    reserved: int = 0,
    shipment: UUID | None = None,
) -> None:
    """One row of the ledger, and the product moved with it; no units are no row."""
    if units == 0:
        return
    order, work = case.order, case.work
    work.shelf.change(line.product_id, on_hand=on_hand, reserved=reserved)
    row = StockMove(
        order.shop_id,
        work.new_id(),
        line.product_id,
        order.id,
        line.id,
        shipment,
        move,
        units,
        on_hand,
        reserved,
        "",
        case.actor.name,
        work.now,
    )
    work.add(stock_moves, row)
