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
    found = _meant(case.lines, name)
    if len(found) > 1:
        numbers = " and ".join(str(line.position) for line in found)
        raise Refused(f"lines {numbers} of this order are both {name.strip()!r}; name the line by its number")
    if not found:
        known = ", ".join(line.sku or line.title for line in case.lines)
        raise Refused(f"this order has no {name.strip()!r}; it has {known}")
    return found[0]


def _meant(lines: Sequence[Line], name: str) -> list[Line]:
    """The lines that a name could mean: a number is one only where no product is called so."""
    wanted = name.strip()
    called = [line for line in lines if wanted.casefold() in (line.sku.casefold(), line.title.casefold())]
    return called or [line for line in lines if wanted == str(line.position)]


def name_of(line: Line, lines: Sequence[Line]) -> str:
    """What means this line and no other of the order, as people read it: its number only where its product cannot."""
    names = (line.sku, line.title, str(line.position))
    return next((name for name in names if name and _meant(lines, name) == [line]), str(line.position))


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
