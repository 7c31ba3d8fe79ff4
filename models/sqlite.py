"""What SQLite needs: a build without the WAL-reset bug, its settings, and a fair queue of writers.

`pysqlite3` carries its own SQLite and is handed to the engine as its driver; the interpreter's own build is
never opened on our file. Builds before 3.51.3 can corrupt a WAL file that several connections write.
"""

import contextlib
import importlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import FromClause
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from models.driver import driver as driver

try:
    fcntl: Any = importlib.import_module("fcntl")
except ImportError:  # Windows: the busy handler alone keeps order there
    fcntl = None

BUSY_SECONDS = 10
TURN_SECONDS = 10
SAFE_VERSION = (3, 51, 3)
BACKPORTS = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}


def is_safe(version: tuple[int, ...]) -> bool:
    """Whether a SQLite build is free of the WAL-reset bug (sqlite.org/wal.html#walresetbug)."""
    floor = BACKPORTS.get((version[0], version[1]), SAFE_VERSION)
    return version >= floor


def settings(synchronous: str, readonly: bool) -> Callable[[Any, Any], None]:
    """The pragmas of every connection. FULL: NORMAL lost acknowledged commits in simulated power cuts."""
    pragmas = [
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "cache_size=-8192" if not readonly else "cache_size=-512",  # KiB: a seat for eight hours stays small
        "temp_store=MEMORY",
        "wal_autocheckpoint=4000",
        "journal_size_limit=67108864",
        "mmap_size=0",
    ] + (["query_only=ON"] if readonly else [])

    def connect(connection: Any, _record: Any) -> None:
        _use_wal(connection)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return connect


def _use_wal(connection: Any) -> None:
    """A new file is given its write-ahead log once; SQLite does not wait by itself for another seat that does it."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except driver.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.005)


def is_busy(error: BaseException | None) -> bool:
    """Whether SQLite refused because somebody else holds the lock."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def is_away(error: BaseException | None) -> bool:
    """Whether the file cannot be opened or read; true of any other database, whose errors have no such name."""
    return getattr(error, "sqlite_errorname", "SQLITE_CANTOPEN").startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR"))


class Compiler(SQLiteCompiler):
    """Says `INDEXED BY` where a statement names its index with `with_hint`."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it was written; SQLAlchemy itself has none for SQLite."""
        return text


class Turn:
    """A queue of writers over all processes: each draws a number and waits for the one before it.

    Numbers are locks on single bytes of a file beside the database, which the kernel drops when a process dies.
    One lock for everybody would wake all who wait at once, and let anyone go first: with 32 busy seats some
    waited six times as long as the others. A turn is only fairness, the database's own lock keeps the order: who
    cannot draw, or waits behind a process that was stopped, goes without one.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + "-turn")
        self._file: int | None = None
        self._seat = threading.Lock()  #: locks on bytes belong to a process: its threads wait here
        self._number = 0  #: 0: none was drawn

    def __enter__(self) -> None:
        self._seat.acquire()
        try:
            with contextlib.suppress(OSError):
                self._queue_up()
        except BaseException:
            self._leave()
            raise

    def _queue_up(self) -> None:
        if fcntl is None:
            return
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._number = _draw(self._file)
        _wait(self._file, self._number - 1)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        number, self._number = self._number, 0
        try:
            if number and self._file is not None:
                fcntl.lockf(self._file, fcntl.LOCK_UN, 2, number - 1)
        finally:
            self._seat.release()

    def close(self) -> None:
        """Let go of the lock file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


_FIRST = 16  #: bytes before it hold the last number that was drawn, and its lock


def _draw(file: int) -> int:
    """The next number, locked for us. One that dies here leaves a number that nobody holds: the next goes at once."""
    fcntl.lockf(file, fcntl.LOCK_EX, 1, 0)
    try:
        number = max(int.from_bytes(os.pread(file, 8, 0), "big") + 1, _FIRST)
        os.pwrite(file, number.to_bytes(8, "big"), 0)
        fcntl.lockf(file, fcntl.LOCK_EX, 1, number)
    finally:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, 0)
    return number


def _wait(file: int, byte: int) -> None:
    """Until nobody holds it, or for TURN_SECONDS: the kernel's own wait has no limit, so a thread waits there.

    (With looking again and again instead, 32 busy seats did 86 claims and outcomes a second, and 224 with this.)
    """
    if not _take(file, byte):
        waiter = _Waiter(file, byte)
        waiter.start()
        waiter.give_up_after(TURN_SECONDS)


def _take(file: int, byte: int) -> bool:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
    except BlockingIOError:
        return False
    return True


class _Waiter(threading.Thread):
    """Waits in the kernel; what comes when nobody waits for it any more is let go."""

    def __init__(self, file: int, byte: int) -> None:
        super().__init__(daemon=True)
        self._file, self._byte = file, byte
        self._deciding, self._came, self._late = threading.Lock(), threading.Event(), False

    def run(self) -> None:
        """Take the lock."""
        with contextlib.suppress(OSError):  # the file was closed meanwhile
            fcntl.lockf(self._file, fcntl.LOCK_EX, 1, self._byte)
            with self._deciding:
                if self._late:
                    fcntl.lockf(self._file, fcntl.LOCK_UN, 1, self._byte)
        self._came.set()

    def give_up_after(self, seconds: float) -> None:
        """Wait for it, so long."""
        if not self._came.wait(seconds):
            with self._deciding:
                self._late = True
