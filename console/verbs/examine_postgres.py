"""What `codesk doctor` looks at on PostgreSQL: release and the settings that keep what was committed."""

from collections.abc import Iterator

from sqlalchemy import Connection

from console.verbs.examine import Check, wants
from models.database import Database

_SETTINGS = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def checks(database: Database) -> Iterator[Check]:
    """One check after the other."""
    yield from database.read(_settings)


def _settings(connection: Connection) -> list[Check]:
    release = connection.exec_driver_sql("SHOW server_version").scalar()
    found = {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in _SETTINGS}
    return [
        Check("driver", True, f"PostgreSQL {release}, psycopg"),
        *(wants(name, found[name], wanted, "a power cut would lose orders") for name, wanted in _SETTINGS.items()),
    ]
