"""The version of a database: made, checked at the door, and moved on by Alembic.

Alembic is imported only where something has to be migrated: a start on a current database reads one row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from models import (
    backup,
    calls,
    catalogue,
    customers,
    gateways,
    log,
    money,
    orders,
    outbox,
    shipments,
    shops,
    sqlite,
    statistics,
    tallies,
)
from models.database import Database, DatabaseProblem
from models.version import HEAD as HEAD

TABLES = (
    shops,
    customers,
    catalogue,
    orders,
    calls,
    money,
    shipments,
    log,
    outbox,
    gateways,
    tallies,
)  #: modules that add tables
SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 4_701_216_905_233_411  #: names the migration among PostgreSQL's advisory locks


def version(database: Database) -> str | None:
    """The version of a database; None when it is empty, DatabaseProblem when its tables are not ours."""
    return database.read(_version)


def _version(connection: Connection) -> str | None:
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if "alembic_version" not in names:
        raise DatabaseProblem("these tables are not codesk's; give --database an empty or a codesk database")
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def gate(database: Database) -> None:
    """Refuse, in a sentence, a SQLite that corrupts files and a database of another version than the code's."""
    _refuse_unsafe_sqlite(database)
    found = version(database)
    if found == HEAD:
        return
    if found is None:
        raise DatabaseProblem("this database is empty; make a shop in it with `codesk setup`")
    _refuse_newer(found)
    raise DatabaseProblem(f"this database is of version {found}, codesk needs {HEAD}; run `codesk upgrade`")


def _refuse_unsafe_sqlite(database: Database) -> None:
    build = sqlite.driver.sqlite_version_info
    if database.is_sqlite and not sqlite.is_safe(build):
        shown = ".".join(map(str, build))
        raise DatabaseProblem(f"SQLite {shown} can corrupt a shared file; install pysqlite3 or SQLite 3.51.3")


def _refuse_newer(found: str) -> None:
    if found > HEAD:
        raise DatabaseProblem(
            f"a newer codesk made this database (version {found}, this codesk knows {HEAD}); update codesk first"
        )


def create(database: Database) -> None:
    """Make every table of an empty database; nothing to do when it is current, refused when it is not."""
    _refuse_unsafe_sqlite(database)
    if version(database) is None:
        _migrate(database)
    gate(database)


def upgrade(database: Database, backups: Path, at: datetime) -> Path | None:
    """Move a database to the version of the code; on SQLite a verified backup into `backups` comes first.

    Gives the path of the backup, None where none was needed. All or nothing: a step that fails leaves the
    database as it was.
    """
    _refuse_unsafe_sqlite(database)
    found = version(database)
    if found == HEAD:
        return None
    _refuse_newer(found or "")
    copy = backup.backup(database, backups, at) if found and database.is_sqlite else None
    _migrate(database)
    return copy


def _migrate(database: Database) -> None:
    """Every step to the newest version, in one transaction, while nobody else writes."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with _alone(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _refuse_orphans(connection)
        if database.is_sqlite:
            statistics.write(connection)


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """A transaction of the only writer."""
    with database.writer.connect() as connection, _without_foreign_keys(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a column by copying its table: dropping the old one would delete the rows that refer to it.

    The switch works outside transactions only.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    file = connection.connection.driver_connection
    assert file is not None
    file.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        file.execute("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    """What SQLite did not watch while its foreign keys were off."""
    if connection.dialect.name != "sqlite":
        return
    if orphan := connection.execute(text("PRAGMA foreign_key_check")).first():
        raise DatabaseProblem(
            f"this would leave rows of {orphan[0]} without what they belong to; nothing was changed"
        )
