"""Fixtures of every test: a database of each kind, a clock, a shop with its people."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.database import Database
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS, Bench, PostgresBench, SqliteBench, empty_database, postgres_bench
from workflows.actors import Actor
from workflows.desk import Desk


@pytest.fixture(scope="session")
def postgres_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of this run keeps its data: one for all workers."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "postgres"


@pytest.fixture(scope="session")
def sqlite_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteBench]:
    """A SQLite file of this worker."""
    bench = SqliteBench(tmp_path_factory.mktemp("sqlite"))
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def postgresql_bench(postgres_folder: Path) -> Iterator[PostgresBench]:
    """A PostgreSQL database of this worker."""
    with postgres_bench(postgres_folder, f"codesk_{os.getpid()}") as bench:
        yield bench


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated database without a row; every test that asks for it runs on SQLite and on PostgreSQL."""
    bench: Bench = request.getfixturevalue(f"{request.param}_bench")
    return bench.fresh()


@pytest.fixture(params=KINDS)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database without tables, of each kind."""
    folder: Path = request.getfixturevalue("postgres_folder")
    with empty_database(request.param, tmp_path, folder) as made:
        yield made


@pytest.fixture
def clock() -> TestClock:
    """Monday 23 November 2026, 10:00 UTC: 11:00 in Algiers."""
    return TestClock()


@pytest.fixture
def desk(database: Database, clock: TestClock) -> Desk:
    """Maison Atlas: DZ, DZD, Africa/Algiers."""
    return shop.maison_atlas(database, clock)


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
