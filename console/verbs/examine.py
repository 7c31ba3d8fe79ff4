"""What `codesk doctor` looks at on every database: the machine's zone data, the version of the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version as version_of

from models import schema
from models.database import Database, DatabaseProblem


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str  #: what was found, and what to do where it is wrong


def machine() -> Iterator[Check]:
    """What every database stands on."""
    yield Check("zone data", True, f"tzdata {version_of('tzdata')}")


def version(database: Database) -> Check:
    """Whether the tables are those of this code."""
    try:
        schema.gate(database)
    except DatabaseProblem as problem:
        return Check("version", False, str(problem))
    return Check("version", True, schema.HEAD)


def wants(name: str, found: object, wanted: object, repair: str) -> Check:
    """A setting that has to have one value."""
    ok = str(found).lower() == str(wanted).lower()
    return Check(name, ok, str(found) if ok else f"{found}, not {wanted}; {repair}")
