"""Which column of a file holds what, as a person sees it and as a map file keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workflows.intake import mapfile
from workflows.intake.fields import LINES, Field
from workflows.intake.group import Columns
from workflows.intake.text import fold

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
        lines = ["# Which column holds what. Names are those of the file's first row.", "[columns]"]
        lines += [f"{wanted.value} = {mapfile.quoted(names)}" for wanted, names in self.columns]
        lines += ["", "[reading]"]
        lines += [f'decimal = "{self.decimal}"'] if self.decimal else []
        lines += [f'dates = "{"day" if self.day_first else "month"} first"'] if self.day_first is not None else []
        lines += [f'currency = "{self.currency}"'] if self.currency else []
        path.write_text("\n".join(lines) + "\n", "utf-8")


def load(path: Path) -> Mapping:
    """A map file. FileProblem names the key that is wrong."""
    name, whole = path.name, mapfile.content(path)
    mapfile.known(name, whole, ("columns", "reading"), "a part of a map file")
    columns = mapfile.table(name, "columns", whole.get("columns", {}))
    reading = mapfile.table(name, "reading", whole.get("reading", {}))
    mapfile.known(name, columns, tuple(wanted.value for wanted in Field), "a field")
    mapfile.known(name, reading, ("decimal", "dates", "currency"), "a setting")
    mapfile.some(name, columns, 'order_number = "Order no"')
    pairs = tuple((Field(key), mapfile.names(name, key, value)) for key, value in columns.items())
    decimal = mapfile.choice(name, "decimal", reading.get("decimal", ""), ("", *mapfile.MARKS))
    dates = mapfile.choice(name, "dates", reading.get("dates", ""), ("", *_ORDERS))
    return Mapping(pairs, decimal, _ORDERS.get(dates), mapfile.currency(name, reading.get("currency", "")))
