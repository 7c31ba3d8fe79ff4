"""How many of which family, and how many weeks back: a shop with two years behind it and a morning ahead."""

from collections.abc import Iterator, Sequence
from random import Random

from models.shipments import shipments
from models.statuses import OPEN
from workflows.demo.families import Family
from workflows.demo.stamp import Batch

WEEKS = 104  #: two years
BATCH = 1500  #: families at once

#: How often a settled family is drawn: most of two years came from the system that the shop had before, in few rows.
_SENT_BEFORE = {"DELIVERED": 10, "RETURNED": 6}
_SENT_HERE = {"DELIVERED": 2, "RETURNED": 2}  #: others once


def batches(families: Sequence[Family], total: int, dice: Random) -> Iterator[Batch]:
    """Batches with `total` orders between them, the oldest first, so that numbers and ids rise with time."""
    serial = number = 1
    for weeks, drawn in _by_week(families, total, dice):
        for start in range(0, len(drawn), BATCH):
            part = tuple(drawn[start : start + BATCH])
            yield Batch(weeks, serial, number, part)
            serial += len(part)
            number += sum(len(families[index].orders) for index in part)


def _by_week(families: Sequence[Family], total: int, dice: Random) -> Iterator[tuple[int, list[int]]]:
    """Settled orders of all weeks, recent ones of the last two, open ones of this one."""
    open_, recent, settled = _kinds(families)
    waiting = min(max(total // 50, min(total // 2, 250)), total)
    moving = min(max(total // 33, min(total // 4, 120)), total - waiting)
    weeks: list[list[int]] = [[] for _ in range(WEEKS)]
    left = total
    for pool, count, reach in ((open_, waiting, 1), (recent, moving, 2)):
        drawn = _draw(families, pool, count, dice)
        left -= _orders(families, drawn)
        for index in drawn:
            weeks[dice.randrange(reach)].append(index)
    for index in _draw(families, settled, left, dice):
        weeks[dice.randrange(WEEKS)].append(index)
    for back in range(WEEKS - 1, -1, -1):
        dice.shuffle(weeks[back])
        yield back, weeks[back]


def _kinds(families: Sequence[Family]) -> tuple[list[int], list[int], list[int]]:
    """Families with an open order, with a parcel or a confirmed order under way, and with neither."""
    kinds: tuple[list[int], list[int], list[int]] = ([], [], [])
    for index, family in enumerate(families):
        if any(order["is_test"] for order in family.orders):
            continue
        kinds[_kind(family)].append(index)
    return kinds


_MOVING = frozenset(
    {"CONFIRMED", "PACKING", "READY", "SHIPPED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "ISSUE", "IN_RETURN"}
)
_OWED = frozenset({"DUE", "COLLECTED", "SHORT"})
_CASH, _FROM_IMPORT = (shipments.c.keys().index(name) for name in ("cash", "from_import"))


def _kind(family: Family) -> int:
    if any(order["confirmation"] in OPEN for order in family.orders):
        return 0
    if any(order["headline"] in _MOVING for order in family.orders):
        return 1
    return 1 if any(row.base[_CASH] in _OWED for row in family.rows if row.table == "shipments") else 2


def _draw(families: Sequence[Family], pool: Sequence[int], count: int, dice: Random) -> list[int]:
    """Families with exactly `count` orders between them."""
    if not pool:
        return []
    weights = [_weight(families[index]) for index in pool]
    singles = [index for index in pool if len(families[index].orders) == 1]
    drawn, left = [], count
    for index in dice.choices(pool, weights, k=count):
        if 0 < len(families[index].orders) <= left:
            drawn.append(index)
            left -= len(families[index].orders)
    return drawn + dice.choices(singles, k=left)


def _weight(family: Family) -> int:
    came = any(row.base[_FROM_IMPORT] for row in family.rows if row.table == "shipments")
    return (_SENT_BEFORE if came else _SENT_HERE).get(family.orders[0]["headline"], 1)


def _orders(families: Sequence[Family], drawn: Sequence[int]) -> int:
    return sum(len(families[index].orders) for index in drawn)
