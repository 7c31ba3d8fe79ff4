"""The gate: which databases codesk works with, and what it says about the others."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from models import schema, sqlite
from models.database import Database, DatabaseProblem
from tests.models.portrait import portrait

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def mark(database: Database, version: str) -> None:
    """Say that the database is of that version."""
    database.write(
        lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    )


def test_it_works(bare: Database) -> None:
    schema.create(bare)
    schema.gate(bare)
    assert schema.version(bare) == schema.HEAD


def test_making_it_twice_changes_nothing(bare: Database) -> None:
    schema.create(bare)
    before = portrait(bare)
    schema.create(bare)
    assert portrait(bare) == before


def test_two_seats_may_make_it_at_once(bare: Database) -> None:
    url = bare.url.render_as_string(hide_password=False)
    seats = [Database(url, synchronous="OFF") for _ in range(2)]
    problems: list[Exception] = []
    together = threading.Barrier(2)

    def make(seat: Database) -> None:
        together.wait()
        try:
            schema.create(seat)
        except Exception as problem:
            problems.append(problem)
        finally:
            seat.close()

    threads = [threading.Thread(target=make, args=(seat,)) for seat in seats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    schema.gate(bare)


def test_an_empty_database_is_sent_to_setup(bare: Database) -> None:
    with pytest.raises(DatabaseProblem, match="this database is empty; make a shop in it with `codesk setup`"):
        schema.gate(bare)


def test_an_older_database_is_sent_to_upgrade(bare: Database) -> None:
    schema.create(bare)
    mark(bare, "0000")
    with pytest.raises(DatabaseProblem, match=f"of version 0000, codesk needs {schema.HEAD}; run `codesk upgrade`"):
        schema.gate(bare)
    with pytest.raises(DatabaseProblem, match="run `codesk upgrade`"):
        schema.create(bare)


def test_a_newer_database_is_refused(bare: Database, tmp_path: Path) -> None:
    schema.create(bare)
    mark(bare, "9999")
    for refused in (schema.gate, schema.create, lambda database: schema.upgrade(database, tmp_path, NOON)):
        with pytest.raises(DatabaseProblem, match=r"a newer codesk made this database .* update codesk first"):
            refused(bare)
    assert list(tmp_path.glob("*Z.db")) == []


def test_the_tables_of_another_program_are_refused(bare: Database) -> None:
    bare.write(lambda connection: connection.execute(text("CREATE TABLE recipes (name TEXT)")))
    with pytest.raises(DatabaseProblem, match="these tables are not codesk's"):
        schema.create(bare)


def test_a_sqlite_that_corrupts_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite.driver, "sqlite_version_info", (3, 51, 2))
    database = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    with pytest.raises(DatabaseProblem, match=r"SQLite 3\.51\.2 can corrupt a shared file; install pysqlite3"):
        schema.create(database)
    database.close()


def test_a_start_on_a_current_database_does_not_import_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    database = Database(url)
    schema.create(database)
    database.close()
    start = (
        "import sys; from models import schema; from models.database import Database; "
        f"database = Database({url!r}); schema.create(database); schema.gate(database); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", start], check=False).returncode == 0
