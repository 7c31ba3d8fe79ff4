"""What the cells of a column look like, whatever its name."""

import re
from collections.abc import Callable, Sequence

from workflows.intake.amounts import Unreadable, is_amount, quantity
from workflows.intake.dates import when
from workflows.intake.states import state_of
from workflows.text import digits, unguarded

_PHONE = re.compile(r"(?:p:|tel:)?[+(]?\d[\d\s().\-/]{6,24}")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+")
_SAMPLE = 200


class Cells:
    """The filled cells of one column, a sample of them."""

    def __init__(self, cells: Sequence[str]) -> None:
        filled = (digits(unguarded(cell)).strip() for cell in cells)
        self.filled = [cell for cell in filled if cell][:_SAMPLE]

    def share(self, looks: Callable[[str], bool]) -> float:
        """The part of the filled cells that looks so, 0 to 1; 0 for an empty column."""
        return sum(map(looks, self.filled)) / len(self.filled) if self.filled else 0.0

    @property
    def different(self) -> float:
        """The part of the filled cells that no other repeats."""
        return len(set(self.filled)) / len(self.filled) if self.filled else 0.0

    @property
    def counts_rows(self) -> bool:
        """Whether it only numbers the rows: 1, 2, 3."""
        return self.filled == [str(number) for number in range(1, len(self.filled) + 1)]


def phone_like(cell: str) -> bool:
    """Eight digits or more, written as numbers are dialled."""
    if _SHORTENED.fullmatch(cell):
        return True
    count = sum(c.isdigit() for c in cell)
    grouped = cell[0] in "+0(" or count >= 9
    return (
        8 <= count <= (24 if " " in cell or "/" in cell else 15)
        and grouped
        and _PHONE.fullmatch(cell) is not None
        and not date_like(cell)
    )


def dialled(cell: str) -> bool:
    """The same, and begun as only phone numbers are: barcodes and ids have as many digits."""
    return cell[0] in "+0(p" and phone_like(cell)


def email_like(cell: str) -> bool:
    """Something before and after one `@`."""
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", cell) is not None


def date_like(cell: str) -> bool:
    """A date that names its year."""
    if re.fullmatch(r"[\d.,]+", cell) and len(cell) < 8:
        return False
    try:
        when(cell, "UTC")
    except Unreadable:
        return False
    return True


def time_like(cell: str) -> bool:
    """A time of day alone: `10:15`, `9:05 pm`."""
    return re.fullmatch(r"\d{1,2}[:hH]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|[صم])?", cell, re.IGNORECASE) is not None


def amount_like(cell: str) -> bool:
    """An amount, its sign or word included."""
    return is_amount(cell)


def count_like(cell: str) -> bool:
    """A small whole number of pieces."""
    try:
        return quantity(cell) < 1000
    except Unreadable:
        return False


def code_like(cell: str) -> bool:
    """More of a number than of a name: `C1`, `10042`, `CUST-77`."""
    return " " not in cell and any(c.isdigit() for c in cell)


def house_like(cell: str) -> bool:
    """A house number: short, with a digit in it."""
    return len(cell) <= 8 and any(c.isdigit() for c in cell)


def state_like(cell: str) -> bool:
    """A word for where an order stands."""
    return state_of(cell) is not None
