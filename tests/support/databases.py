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

from psycopg import sql
from sqlalchemy import Connection

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
        self._template, self._kept, self._path = (folder / f"{name}.db" for name in ("template", "kept", "shop"))
        made = Database(f"sqlite:///{self._template}", synchronous="OFF")
        schema.create(made)
        made.close()
        self._database = Database(f"sqlite:///{self._path}", synchronous="OFF")

    def fresh(self) -> Database:
        """The database with every table and no row."""
        return self._copy_of(self._template)

    def keep(self) -> None:
        """Remember all rows as they are now."""
        self._database.close()
        shutil.copyfile(self._path, self._kept)

    def put_back(self) -> Database:
        """The database with the rows that were kept."""
        return self._copy_of(self._kept)

    def _copy_of(self, template: Path) -> Database:
        self._database.close()
        for end in _BESIDE:
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
        shutil.copyfile(template, self._path)
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
        self._kept = ""

    def fresh(self) -> Database:
        """The database with every table and no row."""
        return self._run(self._empty)

    def keep(self) -> None:
        """Remember all rows as they are now."""
        self._kept = self._database.write(_inserts)

    def put_back(self) -> Database:
        """The database with the rows that were kept."""
        return self._run(f"{self._empty}; {self._kept}")

    def _run(self, script: str) -> Database:
        self._database.write(lambda connection: connection.exec_driver_sql(script))
        return self._database

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()


def _inserts(connection: Connection) -> str:
    """One script that writes every row again."""
    script = []
    for table in metadata.sorted_tables:
        rows = connection.exec_driver_sql(f"SELECT row::text FROM {table.name} AS row").scalars()  # noqa: S608
        script += [f"INSERT INTO {table.name} SELECT ({_quoted(row)}::{table.name}).*" for row in rows]
    return "; ".join(script)


def _quoted(text: str) -> str:
    return sql.Literal(text).as_string().replace("%", "%%")


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
