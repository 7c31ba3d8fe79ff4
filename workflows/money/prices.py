"""What was paid for each line and each unit of an order: pure sums in minor units (domain.md 12).

The total that the customer pays is split without a rest: the delivery charge first, everything else over the lines
in proportion to what they come to after their own discounts. So an order's own discount and its tax are in the
price of every unit, and all refunds together can never be more than the total.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from models.orders import Line, Order


def shipping_of(order: Order) -> int:
    """The delivery charge, as far as the total covers it: a discount may have eaten part of it."""
    return min(order.shipping_minor, order.total_minor)


def paid_for(order: Order, lines: Sequence[Line]) -> list[int]:
    """What was paid for each line, in the lines' order; together exactly the total less the delivery charge."""
    nets = [line.quantity * line.unit_minor - line.discount_minor for line in lines]
    return shares(order.total_minor - shipping_of(order), nets if sum(nets) else [line.quantity for line in lines])


def shares(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in parts as large as their weights, without a rest; rounded so that their sums never run away."""
    whole = sum(weights)
    marks = [0, *(amount * upto // whole for upto in accumulate(weights))] if whole else [0] * (len(weights) + 1)
    return [high - low for low, high in pairwise(marks)]


def worth(paid: int, quantity: int, gone: int, units: int) -> int:
    """What `units` more units of a line come to after `gone` others; its last unit takes the odd minor units."""
    return _first(paid, quantity, gone + units) - _first(paid, quantity, gone)


def _first(paid: int, quantity: int, units: int) -> int:
    """The price of the first so many units of a line."""
    return paid if units >= quantity else units * (paid // quantity)
