"""Which column of a file holds what, as a person sees it and as a map file keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workflows.intake import mapfile
from workflows.intake.fields import LINES, Field
from workflows.intake.group import Columns
from workflows.text import fold

_ORDERS = {"day first": True, "month first": False}


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields and the columns they are read from.

    A field of the lines may name several columns, one per product of a row; an empty name skips that product.
    """

    columns: tuple[tuple[Field, tuple[str, ...]], ...]
    decimal: str = ""  #: `.` or `,`; empty means told from the amounts
    day_first: bool | None = None  #: None means told from the dates
    currency: str = ""  #: ISO 4217; empty means told from the amounts, else the shop's

    def text(self, header: Sequence[str]) -> str:
        """The mapping for people: one line per field, and the columns that nothing is read from."""
        width = max(len(wanted.label) for wanted, _ in self.columns)
        lines = [f"{wanted.label:<{width}} <- {', '.join(filter(None, names))}" for wanted, names in self.columns]
        used = {fold(name) for _, names in self.columns for name in names}
        left = [name for name in header if fold(name) not in used]
        return "\n".join([*lines, *([f"{'Not used':<{width}} :  {', '.join(left)}"] if left else [])])

    def located(self, header: Sequence[str]) -> tuple[Columns, tuple[Columns, ...]]:
        """Where the columns stand: those of the order, and those of each product. FileProblem for a missing one."""
        places = {
            wanted: tuple(mapfile.place(header, wanted.value, name) for name in names)
            for wanted, names in self.columns
        }
        found = {wanted: tuple(at for at in given if at >= 0) for wanted, given in places.items()}
        lines = {wanted: given for wanted, given in places.items() if wanted in LINES}
        count = max(map(len, lines.values()), default=0)
        slots = tuple(
            {wanted: (given[slot],) for wanted, given in lines.items() if slot < len(given) and given[slot] >= 0}
            for slot in range(count)
        )
        return found, slots

    def save(self, path: Path) -> None:
        """Write it as a map file, TOML."""
        dates = "" if self.day_first is None else f"{'day' if self.day_first else 'month'} first"
        reading = {"decimal": self.decimal, "dates": dates, "currency": self.currency}
        mapfile.save(path, self.columns, reading)


def load(path: Path) -> Mapping:
    """A map file. FileProblem names the key that is wrong."""
    name, settings = path.name, ("decimal", "dates", "currency")
    columns, reading = mapfile.load(
        path, [field.value for field in Field], "a field", settings, 'order_number = "Order no"'
    )
    decimal = mapfile.choice(name, "decimal", reading.get("decimal", ""), ("", *mapfile.MARKS))
    dates = mapfile.choice(name, "dates", reading.get("dates", ""), ("", *_ORDERS))
    pairs = tuple((Field(key), given) for key, given in columns.items())
    return Mapping(pairs, decimal, _ORDERS.get(dates), mapfile.currency(name, reading.get("currency", "")))
