"""Fixtures of every test: a database of each kind, a clock, a shop with its people."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from models.database import Database
from tests.support import postgres, shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS, Bench, PostgresBench, SqliteBench, empty_database, postgres_bench
from workflows.actors import Actor
from workflows.desk import Desk


def pytest_collection() -> None:
    """What is imported and collected stays: looking through it again and again takes a third of the collecting."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Nor is it looked through while the tests run, which took a quarter of their time.

    What a screen leaves is looked through less often than usual: that took another tenth of a pilot.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 100)
    gc.enable()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of the PostgreSQL server of this run, one for all workers.

    Its data does not lie among pytest's own folders: started by root, the server runs as another user, and pytest
    locks others out.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    with postgres.borrowed(Path(tempfile.gettempdir()) / f"codesk-postgres-{run[:12]}") as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteBench]:
    """A SQLite file of this worker."""
    bench = SqliteBench(tmp_path_factory.mktemp("sqlite"))
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def postgresql_bench(postgres_server: str) -> Iterator[PostgresBench]:
    """A PostgreSQL database of this worker."""
    with postgres_bench(postgres_server, f"codesk_{os.getpid()}") as bench:
        yield bench


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated database without a row; every test that asks for it runs on SQLite and on PostgreSQL."""
    bench: Bench = request.getfixturevalue(f"{request.param}_bench")
    return bench.fresh()


@pytest.fixture(params=KINDS)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database without tables, of each kind."""
    server: str | None = request.getfixturevalue("postgres_server") if request.param == "postgresql" else None
    with empty_database(tmp_path, server) as made:
        yield made


@pytest.fixture
def clock() -> TestClock:
    """Monday 23 November 2026, 10:00 UTC: 11:00 in Algiers."""
    return TestClock()


@pytest.fixture(scope="session")
def opened() -> Callable[[Bench], shop.Opened]:
    """Maison Atlas, opened once on each bench."""
    return cache(shop.Opened)


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, database: Database, opened: Callable[[Bench], shop.Opened], clock: TestClock
) -> Desk:
    """Maison Atlas: DZ, DZD, Africa/Algiers."""
    bench = request.getfixturevalue("sqlite_bench" if database.is_sqlite else "postgresql_bench")
    return opened(bench).desk(clock)


@pytest.fixture
def amina(desk: Desk) -> Actor:
    """An agent."""
    return shop.person(desk, "Amina")


@pytest.fixture
def karim(desk: Desk) -> Actor:
    """Another agent."""
    return shop.person(desk, "Karim")


@pytest.fixture
def samia(desk: Desk) -> Actor:
    """The supervisor."""
    return shop.person(desk, "Samia")


@pytest.fixture
def wali(desk: Desk) -> Actor:
    """Of the warehouse."""
    return shop.person(desk, "Wali")
