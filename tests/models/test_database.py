"""The one way to the database: reads cannot write, writes are tried again where that may help."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from models import sqlite
from models.database import Database, DatabaseProblem, Unit, parse
from tests.support.databases import PostgresBench

COUNT = text("SELECT count(*) FROM shops")
EMPTY = text("DELETE FROM shops")
DROP_OTHERS = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_it_works(database: Database) -> None:
    assert database.write(lambda connection: connection.scalar(COUNT)) == 0
    assert database.read(lambda connection: connection.scalar(COUNT)) == 0


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        database.read(lambda connection: connection.execute(EMPTY))


def test_a_read_cannot_lift_its_own_ban(database: Database) -> None:
    def unit(connection: Connection) -> None:
        lift = "PRAGMA foreign_keys=OFF" if database.is_sqlite else "SET search_path TO public"
        connection.exec_driver_sql(lift)
        connection.execute(EMPTY)

    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        database.read(unit)


def test_a_unit_that_fails_leaves_nothing_behind(database: Database) -> None:
    def unit(connection: Connection) -> None:
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
        raise LookupError

    with pytest.raises(LookupError):
        database.write(unit)
    versions = text("SELECT count(*) FROM alembic_version WHERE version_num = '9999'")
    assert database.read(lambda connection: connection.scalar(versions)) == 0


class Busy(Exception):
    sqlite_errorname = "SQLITE_BUSY_SNAPSHOT"


class Deadlock(Exception):
    sqlstate = "40P01"


class Serialisation(Exception):
    sqlstate = "40001"


class NoSuchTable(Exception):
    sqlstate = "42P01"


class Flaky:
    """A unit that fails some times before it works."""

    def __init__(self, times: int, error: type[Exception]) -> None:
        self.calls, self._times, self._error = 0, times, error

    def __call__(self, connection: Connection) -> int:
        self.calls += 1
        if self.calls <= self._times:
            raise OperationalError("UPDATE", {}, self._error())
        return self.calls


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.database.time.sleep", lambda _seconds: None)


@pytest.mark.usefixtures("no_wait")
@pytest.mark.parametrize("error", [Busy, Deadlock, Serialisation])
def test_a_unit_is_run_again_when_somebody_else_was_first(database: Database, error: type[Exception]) -> None:
    assert database.write(Flaky(3, error)) == 4


@pytest.mark.usefixtures("no_wait")
def test_it_gives_up_at_last(database: Database) -> None:
    unit = Flaky(99, Busy)
    with pytest.raises(OperationalError):
        database.write(unit)
    assert unit.calls == 8


@pytest.mark.usefixtures("no_wait")
def test_another_error_is_not_tried_again(database: Database) -> None:
    unit = Flaky(1, NoSuchTable)
    with pytest.raises(OperationalError):
        database.write(unit)
    assert unit.calls == 1


@pytest.mark.parametrize("use", [Database.read, Database.write])
def test_a_server_that_dropped_its_connections_is_connected_to_again(
    postgresql_bench: PostgresBench, use: Callable[[Database, Unit[int]], int]
) -> None:
    database = postgresql_bench.fresh()
    use(database, lambda connection: connection.scalar(COUNT) or 0)
    other = Database(database.url.render_as_string(hide_password=False))
    other.write(lambda connection: connection.execute(DROP_OTHERS).all())
    other.close()
    assert use(database, lambda connection: connection.scalar(COUNT) or 0) == 0


def test_many_seats_may_open_a_new_file_at_the_same_moment(tmp_path: Path) -> None:
    """All of them ask for its write-ahead log; without another try some were told that it is locked."""
    for number in range(20):
        seats = [Database(f"sqlite:///{tmp_path / f'{number}.db'}") for _ in range(8)]
        together = Barrier(len(seats))

        def opened(seat: Database, together: Barrier = together) -> Any:
            together.wait()
            return seat.read(lambda connection: connection.scalar(text("SELECT 1")))

        with ThreadPoolExecutor(len(seats)) as threads:
            assert list(threads.map(opened, seats)) == [1] * len(seats)
        for seat in seats:
            seat.close()


@pytest.mark.parametrize(
    ("typed", "driver"),
    [
        ("shop.db", "sqlite"),
        ("sqlite:///shop.db", "sqlite"),
        ("postgresql://me@host/shop", "postgresql+psycopg"),
        ("postgresql+psycopg://me@host/shop", "postgresql+psycopg"),
    ],
)
def test_a_path_or_an_url_names_a_database(typed: str, driver: str) -> None:
    assert parse(typed).drivername == driver


@pytest.mark.parametrize("typed", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(typed: str) -> None:
    with pytest.raises(DatabaseProblem, match="codesk needs a file"):
        parse(typed)


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(DatabaseProblem, match="cannot use 'mysql'"):
        parse("mysql://me@host/shop")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("mmap_size", 0), ("busy_timeout", 10000)],
)
def test_every_sqlite_connection_is_set_up(tmp_path: Path, pragma: str, value: Any) -> None:
    database = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    ask = f"PRAGMA {pragma}"
    assert database.write(lambda connection: connection.exec_driver_sql(ask).scalar()) == value
    assert database.read(lambda connection: connection.exec_driver_sql(ask).scalar()) == value
    database.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 53, 4), True),
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 51, 0), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 49, 9), False),
        ((3, 45, 1), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((4, 0, 0), True),
    ],
)
def test_builds_with_the_wal_reset_bug_are_known(version: tuple[int, ...], safe: bool) -> None:
    assert sqlite.is_safe(version) is safe


def test_the_sqlite_in_force_is_a_safe_one() -> None:
    assert sqlite.is_safe(sqlite.driver.sqlite_version_info)
