"""Lines and charges made to add up to the total that the customer pays.

Shops print totals; whether prices hold the tax, whether a discount is already inside, whether a price is one
piece's or the line's, their files do not say. What makes the sum come out exactly is taken for so. The total
stands in any case. What it holds beyond its parts is the delivery charge where the file names none, else it is
booked as tax on top; what its parts come to beyond it is a discount.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from workflows.intake.amounts import Price, divided, whole
from workflows.orders.draft import DraftLine

NAMELESS = "Unnamed product"  #: the line of an order whose products the file does not name


class Item(NamedTuple):
    """One line as the file gives it; money in minor units, prices perhaps finer."""

    title: str
    quantity: int = 1
    sku: str = ""
    unit: Price | None = None  #: of one piece, before `discount`
    net: Price | None = None  #: of the whole line, after discounts
    discount: int = 0
    sent: bool = True  #: False for a line that stayed behind when part of its order was sent


@dataclass(frozen=True, slots=True)
class Charges:
    """What stands on the order beside its lines, in minor units."""

    total: int | None = None
    subtotal: int | None = None
    shipping: int | None = None
    fees: int = 0
    discount: int = 0
    tax: int = 0

    @property
    def handling(self) -> int:
        """Delivery and fees together."""
        return (self.shipping or 0) + self.fees


@dataclass(frozen=True, slots=True)
class Sums:
    """lines + shipping + tax - discount == total, always."""

    lines: tuple[DraftLine, ...]
    shipping: int
    discount: int
    tax: int
    total: int


def add_up(items: list[Item], charges: Charges) -> Sums | None:
    """The reading of lines and charges that comes out; None when discounts exceed everything else."""
    items = items or [Item(NAMELESS)]
    total = _total(items, charges)
    reading = next((one for one in _readings(items, charges) if one.gap(total) == 0), None)
    return _closed(reading or _nearest(items, charges, total), total)


class _Reading(NamedTuple):
    """One way to read the order: these lines, with this much tax on top and this much taken off."""

    items: list[Item]
    nets: list[int]  #: what each line comes to
    charges: Charges
    tax: int
    discount: int

    def gap(self, total: int) -> int:
        """What the total holds beyond the parts."""
        return total - (sum(self.nets) + self.charges.handling + self.tax - self.discount)


def _total(items: list[Item], charges: Charges) -> int:
    """The file's total, else what its subtotal or its lines come to with the charges."""
    if charges.total is not None:
        return charges.total
    if charges.subtotal is not None:
        return charges.subtotal + charges.handling + charges.tax
    return sum(map(_net, _unrepeated(items))) + charges.handling + charges.tax - charges.discount


def _readings(items: list[Item], charges: Charges) -> Iterator[_Reading]:
    """Every reading that differs, the plainest first."""
    for lines in _line_readings(items):
        nets = [_net(item) for item in lines]
        for discount in dict.fromkeys((charges.discount, 0)):
            for tax in dict.fromkeys((charges.tax, 0)):
                yield _Reading(lines, nets, charges, tax, discount)


def _line_readings(items: list[Item]) -> Iterator[list[Item]]:
    yield items
    if len(once := _unrepeated(items)) < len(items):
        yield once
    if any(item.unit is not None and item.quantity > 1 for item in items):
        yield _whole_lines(items)


def _unrepeated(items: list[Item]) -> list[Item]:
    """The same row twice is one line: files repeat rows more often than shops repeat lines."""
    return list(dict.fromkeys(items)) if len(items) > 1 else items


def _whole_lines(items: list[Item]) -> list[Item]:
    """The price column read as the price of the whole line."""
    return [item if item.unit is None else item._replace(unit=None, net=item.unit) for item in items]


def _nearest(items: list[Item], charges: Charges, total: int) -> _Reading:
    """No reading comes out: the one with the smallest gap, tax and discount taken or left."""
    lines = _unrepeated(items)
    nets = [_net(item) for item in lines]
    pairs = ((charges.tax, charges.discount), (0, charges.discount), (charges.tax, 0))
    readings = [_Reading(lines, nets, charges, tax, discount) for tax, discount in pairs]
    return min(readings, key=lambda reading: abs(reading.gap(total)))


def _closed(reading: _Reading, total: int) -> Sums | None:
    if total < 0 or min(reading.nets) < 0:
        return None
    items, nets, gap = reading.items, reading.nets, reading.gap(total)
    if gap > 0:
        items, gap = _priced(items, gap)
        nets = [_net(item) for item in items]
    over = max(gap, 0)
    named = reading.charges.shipping is not None
    return Sums(
        tuple(map(_line, items, nets)),
        reading.charges.handling + (0 if named else over),
        reading.discount + max(-gap, 0),
        reading.tax + (over if named else 0),
        total,
    )


def _priced(items: list[Item], gap: int) -> tuple[list[Item], int]:
    """Lines without a price share what the total leaves for them, by pieces, the first taking the odd cents."""
    pieces = sum(item.quantity for item in items if _unpriced(item))
    if not pieces:
        return items, gap
    share, odd = divmod(gap, pieces)
    priced = []
    for item in items:
        if _unpriced(item):
            item, odd = item._replace(net=share * item.quantity + odd), 0
        priced.append(item)
    return priced, 0


def _unpriced(item: Item) -> bool:
    return item.unit is None and item.net is None


def _net(item: Item) -> int:
    """What the line comes to, rounded half up to whole minor units."""
    if item.net is not None:
        return whole(item.net)
    return whole((item.unit or 0) * item.quantity) - item.discount


def _line(item: Item, net: int) -> DraftLine:
    """A price finer than the smallest coin is rounded up and its line discounted back to the exact sum."""
    unit = item.unit
    if unit is None or unit * item.quantity < net:
        unit = divided(net, item.quantity)
    up = ceil(unit)
    return DraftLine(item.title, item.quantity, up, item.sku, up * item.quantity - net, item.sent)
