"""So many units of one line of an order, as people name them: by SKU, by title, or by the line's number."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.orders import Line
from workflows.case import Case
from workflows.errors import Refused


@dataclass(frozen=True, slots=True)
class Units:
    """Units of one line."""

    product: str  #: SKU or title; the line's number (1, 2, 3 …) where two lines have one product
    quantity: int


def line_named(case: Case, name: str) -> Line:
    """The line of that SKU, title or number; Refused says which there are."""
    wanted = name.strip()
    found = [line for line in case.lines if wanted.casefold() in (line.sku.casefold(), line.title.casefold())]
    if len(found) > 1:
        numbers = " and ".join(str(line.position) for line in found)
        raise Refused(f"lines {numbers} of this order are both {wanted!r}; name the line by its number")
    if not found:
        found = [line for line in case.lines if wanted == str(line.position)]
    if not found:
        raise Refused(
            f"this order has no {wanted!r}; it has {', '.join(line.sku or line.title for line in case.lines)}"
        )
    return found[0]


def each_once(case: Case, asked: Sequence[Units]) -> dict[int, Units]:
    """What was asked for, by the number of the line; Refused when a line is named twice or not at all."""
    by_line: dict[int, Units] = {}
    for units in asked:
        line = line_named(case, units.product)
        if line.position in by_line:
            raise Refused(f"{line.title} is named twice; name it once, with all its units")
        if units.quantity < 1:
            raise Refused(f"{line.title}: {units.quantity} units are none; leave the line out, or type 1 or more")
        by_line[line.position] = units
    return by_line
