"""What `codesk doctor` looks at on SQLite: build, settings, files, disk, pages and references."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from console.verbs.examine import Check, wants
from models import sqlite
from models.database import Database

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "2",  # FULL
    "foreign_keys": "1",
    "mmap_size": "0",
    "busy_timeout": str(sqlite.BUSY_SECONDS * 1000),
}
_LEAST_FREE = 500 * 1024 * 1024  #: bytes


def checks(database: Database) -> Iterator[Check]:
    """One check after the other."""
    yield _build()
    path = Path(database.url.database or "").resolve()
    yield from database.write(_settings)
    yield _modes(path)
    yield _disk(path)
    yield from database.read(_sound)


def _build() -> Check:
    found, driver = sqlite.driver.sqlite_version_info, sqlite.driver.__name__.partition(".")[0]
    shown = f"SQLite {'.'.join(map(str, found))} of {driver}"
    safe = sqlite.is_safe(found)
    return Check("driver", safe, shown if safe else f"{shown} can corrupt a shared file; install pysqlite3")


def _settings(connection: Connection) -> list[Check]:
    """Of the connection that writes."""
    found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _PRAGMAS}
    return [wants(name, found[name], wanted, "another program changed it") for name, wanted in _PRAGMAS.items()]


def _modes(path: Path) -> Check:
    """Orders hold names and addresses: nobody else on the machine reads them."""
    files = [file for end in ("", "-wal", "-shm") if (file := path.with_name(path.name + end)).exists()]
    wide = [file.name for file in files if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077]
    return Check("file modes", not wide, f"{', '.join(wide)} may be read by others; chmod 600" if wide else "private")


def _disk(path: Path) -> Check:
    free = shutil.disk_usage(path.parent).free
    shown = f"{free // 1024**2} MiB free"
    return Check("disk", free >= _LEAST_FREE, shown if free >= _LEAST_FREE else f"{shown}; make room")


def _sound(connection: Connection) -> list[Check]:
    pages = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    lost = f"a row of {orphan[0]} belongs to nothing; restore the last backup" if orphan else "whole"
    return [
        wants("pages", pages, "ok", "restore the last backup"),
        Check("references", orphan is None, lost),
    ]
