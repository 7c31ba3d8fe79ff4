"""Copies of a SQLite database that are known to be whole."""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models import sqlite
from models.database import Database, DatabaseProblem
from models.files import part_of


def backup(database: Database, folder: Path, at: datetime) -> Path:
    """Copy the database into `folder` while others work on it, check the copy, and give its path.

    The copy carries its final name only once it was found whole; until then it is a `.part`. Raises
    DatabaseProblem with a sentence when it could not be made.
    """
    if database.path is None:
        raise DatabaseProblem("this is a PostgreSQL database; back it up with pg_dump")
    done = folder / f"{database.path.stem}-{at.astimezone(UTC):%Y%m%dT%H%M%S}Z.db"
    if done.exists():
        raise DatabaseProblem(f"the backup {done} exists already; wait a second and try again")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with part_of(done) as part:
            _copy(database.path, part)
            _verify(part)
            part.rename(done)
    except (OSError, sqlite.driver.Error) as problem:
        raise DatabaseProblem(
            f"the backup into {folder} failed: {problem}; free some space or name another folder"
        ) from problem
    _sync(folder)
    return done


@contextlib.contextmanager
def _open(path: Path) -> Iterator[Any]:
    connection = sqlite.driver.connect(str(path), isolation_level=None, timeout=sqlite.BUSY_SECONDS)
    try:
        yield connection
    finally:
        connection.close()


def _copy(source: Path, target: Path) -> None:
    """One consistent snapshot, without the free pages. Writers go on meanwhile."""
    with _open(source) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def _verify(path: Path) -> None:
    with _open(path) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or orphans:
        raise DatabaseProblem(f"the copy is damaged ({found if found != 'ok' else 'rows without their parents'})")
    _to_disk(path)


def _to_disk(path: Path) -> None:
    """Wait until the file, or the names in a folder, would survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    with contextlib.suppress(PermissionError):  # Windows opens no folders; it needs no flush of names either
        _to_disk(folder)
