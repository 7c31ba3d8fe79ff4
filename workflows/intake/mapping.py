"""Which column of a file holds what, as a person sees it and as a map file keeps it."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from models.currencies import exponent
from workflows.intake.fields import LINES, Field
from workflows.intake.group import Columns
from workflows.intake.rows import FileProblem
from workflows.intake.text import fold

_ORDERS = {"day first": True, "month first": False}
_MARKS = (".", ",")


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
        places = {wanted: tuple(_place(header, wanted, name) for name in names) for wanted, names in self.columns}
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
        lines += [f"{wanted.value} = {_quoted(names)}" for wanted, names in self.columns]
        lines += ["", "[reading]"]
        lines += [f'decimal = "{self.decimal}"'] if self.decimal else []
        lines += [f'dates = "{"day" if self.day_first else "month"} first"'] if self.day_first is not None else []
        lines += [f'currency = "{self.currency}"'] if self.currency else []
        path.write_text("\n".join(lines) + "\n", "utf-8")


def load(path: Path) -> Mapping:
    """A map file. FileProblem names the key that is wrong."""
    try:
        text = path.read_text("utf-8-sig")
        content = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except OSError as error:
        raise FileProblem(f"{path.name} cannot be opened: {error.strerror or error}.") from None
    except (ValueError, RecursionError) as error:
        raise FileProblem(f"{path.name} is not a map file: {error}.") from None
    return _checked(path.name, content)


def _checked(name: str, content: object) -> Mapping:
    whole = _table(name, "the file", content)
    _known(name, whole, ("columns", "reading"), "a part of a map file")
    columns = _table(name, "columns", whole.get("columns", {}))
    reading = _table(name, "reading", whole.get("reading", {}))
    _known(name, columns, tuple(wanted.value for wanted in Field), "a field")
    _known(name, reading, ("decimal", "dates", "currency"), "a setting")
    if not columns:
        raise FileProblem(f'{name} names no columns: write lines such as order_number = "Order no" below [columns].')
    pairs = tuple((Field(key), _names(name, key, value)) for key, value in columns.items())
    decimal = _choice(name, "decimal", reading.get("decimal", ""), ("", *_MARKS))
    dates = _choice(name, "dates", reading.get("dates", ""), ("", *_ORDERS))
    return Mapping(pairs, decimal, _ORDERS.get(dates), _currency(name, reading.get("currency", "")))


def _table(name: str, key: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise FileProblem(f"{name}: {key} must hold names and values.")
    return value


def _known(name: str, table: dict[str, object], allowed: tuple[str, ...], what: str) -> None:
    for key in table:
        if key not in allowed:
            near = get_close_matches(key, allowed, 1)
            hint = f"; do you mean {near[0]!r}?" if near else f"; known are {', '.join(allowed)}."
            raise FileProblem(f"{name}: {key!r} is not {what}{hint}")


def _names(name: str, key: str, value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(one, str) for one in names) or not any(names):
        raise FileProblem(f"{name}: {key} must be a column's name in quotation marks, or a list of such names.")
    return tuple(names)


def _choice(name: str, key: str, value: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise FileProblem(f"{name}: {key} is {value!r}; it can be {' or '.join(map(repr, allowed[1:]))}.")
    return value


def _currency(name: str, value: object) -> str:
    try:
        exponent(str(value)) if value != "" else None
    except ValueError as error:
        raise FileProblem(f"{name}: currency: {error}.") from None
    return str(value).upper()


def _place(header: Sequence[str], wanted: Field, name: str) -> int:
    """The column of that name, -1 for the empty one."""
    if not name:
        return -1
    if name in header:
        return header.index(name)
    folded = [fold(column) for column in header]
    if fold(name) in folded:
        return folded.index(fold(name))
    raise FileProblem(f"{wanted.value} = {name!r}: the file has no such column; it has {', '.join(header)}.")


def _quoted(names: tuple[str, ...]) -> str:
    quoted = [json.dumps(name, ensure_ascii=False) for name in names]
    return quoted[0] if len(quoted) == 1 else f"[{', '.join(quoted)}]"
