"""Columns found by their names, for files whose names are known beforehand."""

from collections.abc import Mapping

from workflows.intake.fields import Field
from workflows.intake.rows import FileProblem
from workflows.text import fold

Names = Mapping[Field, str]  #: the names of each field's column, the preferred first, `|` between them


def located(header: tuple[str, ...], names: Names) -> dict[Field, tuple[int, ...]]:
    """Where each field's columns stand, in the order of preference; fields without a column are left out."""
    places = {fold(name): place for place, name in reversed(list(enumerate(header)))}
    found = {wanted: _places(places, spelled) for wanted, spelled in names.items()}
    _refuse_twins(header, {place for columns in found.values() for place in columns})
    return {wanted: columns for wanted, columns in found.items() if columns}


def _places(places: dict[str, int], spelled: str) -> tuple[int, ...]:
    folded = (fold(name) for name in spelled.split("|"))
    return tuple(dict.fromkeys(places[name] for name in folded if name in places))


def _refuse_twins(header: tuple[str, ...], used: set[int]) -> None:
    """A column that counts must not stand there twice: which of the two is meant nobody can tell."""
    for place in used:
        if f"{header[place]} (2)" in header:
            raise FileProblem(f"Two columns are called {header[place]!r}; rename or remove one of them.")
