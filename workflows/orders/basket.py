"""What was ordered: products, quantities, prices, delivery charge, discount (D6).

The whole list is given anew. A product that is in the order keeps its price and its line discount unless others
are typed. Totals follow: tax in proportion to the lines, and whatever the order's own system had added on top of
them stays.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete

from models.currencies import LARGEST
from models.orders import Line, Order, order_lines
from models.statuses import CALLABLE, Confirmation
from workflows.actors import CALLERS
from workflows.calls.attempts import claim_free
from workflows.case import Case
from workflows.engine import Command, Minor, Rule, rules
from workflows.errors import Refused
from workflows.orders.draft import DraftLine
from workflows.products import named, resembling, unknown
from workflows.stock import ledger

MOST = 9_999  #: units of one line
Priced = Line | DraftLine


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line as it should be."""

    product: str  #: SKU or title
    quantity: int  #: units
    unit: Minor | None = None  #: price of one unit; None keeps the price it has in the order
    discount: Minor | None = None  #: off the whole line; None keeps what it has, as far as it fits


@dataclass(frozen=True, slots=True)
class EditLines(Command):
    """Edit the products."""

    done = "edited the products of this order"

    lines: tuple[LineChange, ...]  #: every line as it should be, in its order
    shipping: Minor | None = None  #: delivery charge
    discount: Minor | None = None  #: off the whole order


def is_usable(_case: Case, command: EditLines) -> str | None:
    """Check: at least one line, and every number makes sense."""
    return unusable(command.lines, command.shipping, command.discount)


def unusable(lines: Sequence[LineChange], *charges: int | None) -> str | None:
    """Why nobody can mean these lines and charges; None when somebody can."""
    if not lines:
        return "an order has at least one product; cancel it if the customer wants nothing"
    if not all(line.product.strip() for line in lines):
        return "name a product on every line, or leave the line out"
    amounts = [*charges, *(line.unit for line in lines)]
    if any(amount is not None and amount < 0 for amount in amounts):
        return "an amount cannot be less than nothing"
    wrong = next((line for line in lines if not 1 <= line.quantity <= MOST), None)
    return f"{wrong.product}: order 1 to {MOST} units, or leave the line out" if wrong else None


def is_priced(case: Case, command: EditLines) -> str | None:
    """Check: every product is known and has a price, and no discount is more than what it is taken off."""
    try:
        lines = drawn(case, command)
    except Refused as problem:
        return str(problem)
    shipping, tax = _or(command.shipping, case.order.shipping_minor), _tax(case.order, goods(lines))
    return overpriced(lines, shipping, command.discount or 0, tax)


def overpriced(lines: Sequence[Priced], shipping: int, discount: int, tax: int = 0) -> str | None:
    """Why an order cannot come to this: a discount beyond what it is taken off, or more than an import takes."""
    for line in lines:
        if not 0 <= line.discount_minor <= line.quantity * line.unit_minor:
            return f"{line.title}: the discount is more than the line"
    sums = (goods(lines), shipping, tax)
    if discount > sums[0] + shipping:
        return "the discount is more than the order"
    if max(*sums, sum(sums)) > LARGEST or any(line.quantity * line.unit_minor > LARGEST for line in lines):
        return "these amounts are more than an order can come to; look at the prices again"
    return None


def drawn(case: Case, command: EditLines) -> list[Line]:
    """The lines as they will be; Refused names a product that is unknown or has no price."""
    old = defaultdict(list)
    for line in case.lines:
        for name in {line.sku.strip(), line.title.strip().casefold()} - {""}:
            old[name].append(line)
    taken: set[UUID] = set()
    return [_drawn(case, wanted, position, old, taken) for position, wanted in enumerate(command.lines, 1)]


def _drawn(case: Case, wanted: LineChange, position: int, old: dict[str, list[Line]], taken: set[UUID]) -> Line:
    name = wanted.product.strip()
    mine = [line for line in (old.get(name) or old.get(name.casefold()) or []) if line.id not in taken]
    kept = mine[0] if mine else _fresh(case, wanted)
    taken.add(kept.id)
    unit = _or(wanted.unit, kept.unit_minor)
    fitting = min(kept.discount_minor, wanted.quantity * unit)
    discount = _or(wanted.discount, fitting)
    return Line(
        kept.shop_id,
        kept.id,
        kept.order_id,
        position,
        kept.product_id,
        kept.sku,
        kept.title,
        wanted.quantity,
        unit,
        discount,
    )


def _fresh(case: Case, wanted: LineChange) -> Line:
    """A product that is not in the order yet; it has no price of its own, so one is typed."""
    order, name = case.order, wanted.product.strip()
    product = named(case.work, name)
    if product is None:
        raise Refused(unknown(name, resembling(case.work, name)))
    if wanted.unit is None:
        raise Refused(f"{product.title} is new in this order; type its price")
    return Line(
        order.shop_id, case.work.new_id(), order.id, 0, product.id, product.sku, product.title, 0, wanted.unit, 0
    )


_DELETE = delete(order_lines).where(
    order_lines.c.shop_id == bindparam("shop"), order_lines.c.order_id == bindparam("order")
)


def edit(case: Case, command: EditLines) -> None:
    """D6: free what was held, write the new lines, hold anew."""
    before, total = told(case.lines), case.order.total_minor
    lines = drawn(case, command)
    case.work.shelf.take([line.product_id for line in (*case.lines, *lines)])  # all at once, as others take them
    ledger.release(case)
    _replace(case, lines)
    _total(case, command)
    case.order.short = False
    if case.order.confirmation is not Confirmation.MISSING:
        ledger.reserve_if_free(case)
    case.facts["before"] = {"lines": before, "total": total}
    case.facts["after"] = {"lines": told(lines), "total": case.order.total_minor}


def _replace(case: Case, lines: list[Line]) -> None:
    case.work.connection.execute(_DELETE, case.key)
    case.lines[:] = lines
    for line in lines:
        case.work.add(order_lines, line)


def _total(case: Case, command: EditLines) -> None:
    """Move the sums, and the total by as much as they moved."""
    order = case.order
    old = order.lines_minor + order.shipping_minor - order.discount_minor + order.tax_minor
    lines = goods(case.lines)
    order.tax_minor = _tax(order, lines)
    order.lines_minor = lines
    order.shipping_minor = _or(command.shipping, order.shipping_minor)
    most = lines + order.shipping_minor
    order.discount_minor = min(_or(command.discount, order.discount_minor), most)
    new = order.lines_minor + order.shipping_minor - order.discount_minor + order.tax_minor
    order.total_minor = max(order.total_minor + new - old, 0)


def _tax(order: Order, lines: int) -> int:
    """The tax when the lines come to so much: in proportion to what they came to."""
    return order.tax_minor * lines // order.lines_minor if order.lines_minor else 0


def told(lines: Sequence[Line]) -> list[Any]:
    """Lines as an event keeps them."""
    return [
        {"sku": line.sku, "title": line.title, "quantity": line.quantity, "unit": line.unit_minor} for line in lines
    ]


def goods(lines: Sequence[Priced]) -> int:
    """What lines come to, less their own discounts."""
    return sum(line.quantity * line.unit_minor - line.discount_minor for line in lines)


def _or(given: int | None, kept: int) -> int:
    return kept if given is None else given


rules(Rule("D6", EditLines, CALLABLE, CALLERS, None, (claim_free,), (is_usable, is_priced), (edit,)))
