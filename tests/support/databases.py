"""Databases for tests: fresh, migrated, and quick to come by on SQLite and on PostgreSQL.

A worker keeps one `Database` per kind, so that compiled statements are reused; what is in it is thrown away before
each test.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

from models import schema
from models.columns import metadata
from models.database import Database
from models.search import postgres_names
from tests.support import postgres

KINDS = ("sqlite", "postgresql")
_BESIDE = ("", "-wal", "-shm", "-turn")  #: files of one SQLite database


class SqliteBench:
    """A file, copied from a migrated template before each test."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        made = Database(f"sqlite:///{self._template}", synchronous="OFF")
        schema.create(made)
        made.close()
        self._database = Database(f"sqlite:///{folder / 'shop.db'}", synchronous="OFF")

    def fresh(self) -> Database:
        """The database with every table and no row."""
        path = self._database.path
        assert path is not None
        self._database.close()
        for end in _BESIDE:
            path.with_name(path.name + end).unlink(missing_ok=True)
        shutil.copyfile(self._template, path)
        return self._database

    def close(self) -> None:
        """Give the file back."""
        self._database.close()


class PostgresBench:
    """One migrated database, emptied before each test: half a millisecond, TRUNCATE takes sixteen."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        schema.create(self._database)
        tables = [postgres_names, *reversed(metadata.sorted_tables)]
        self._empty = "; ".join(f"DELETE FROM {table.name}" for table in tables)  # noqa: S608

    def fresh(self) -> Database:
        """The database with every table and no row."""
        self._database.write(lambda connection: connection.exec_driver_sql(self._empty))
        return self._database

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()


Bench = SqliteBench | PostgresBench


@contextmanager
def postgres_bench(server: str, name: str) -> Iterator[PostgresBench]:
    """A bench on the server of this run."""
    with postgres.database(server, name) as url:
        bench = PostgresBench(url)
        try:
            yield bench
        finally:
            bench.close()


@contextmanager
def empty_database(folder: Path, server: str | None) -> Iterator[Database]:
    """A database without any table, on that PostgreSQL server or in a SQLite file; the caller's alone."""
    with ExitStack() as stack:
        url = f"sqlite:///{folder / 'bare.db'}"
        if server is not None:
            url = stack.enter_context(postgres.database(server, f"bare_{os.getpid()}_{uuid4().hex[:8]}"))
        made = Database(url, synchronous="OFF")
        stack.callback(made.close)
        yield made
