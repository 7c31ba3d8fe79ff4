"""Lines that stand beside each other: `Product 1`, `Quantity 1`, `Product 2` … in one row."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from workflows.intake.fields import Field
from workflows.intake.group import Columns
from workflows.text import fold

_NUMBER = re.compile(r"(?:^|(?<= ))(\d{1,2})(?= |$)")


def numbered(header: Sequence[str], stems: Mapping[str, Field]) -> tuple[Columns, ...]:
    """One set of columns for each number, by the folded names without it; none unless a product is numbered."""
    slots: dict[int, dict[Field, tuple[int, ...]]] = defaultdict(dict)
    for place, name in enumerate(header):
        number, stem = apart(name)
        if number and (wanted := stems.get(stem)):
            slots[number].setdefault(wanted, (place,))
    naming = {Field.PRODUCT, Field.SKU}
    return tuple(slots[number] for number in sorted(slots) if naming & slots[number].keys())


def apart(name: str) -> tuple[int, str]:
    """The number in a column's name and the name without it: `Product Item 2 Name` is 2, `product item name`."""
    folded = fold(name)
    match = _NUMBER.search(folded)
    if match is None:
        return 0, folded
    return int(match[1]), " ".join((folded[: match.start()] + folded[match.end() :]).split())
