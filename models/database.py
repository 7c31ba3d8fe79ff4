"""The one engine factory: how codesk talks to SQLite and PostgreSQL.

A unit of work is a plain function of a connection. It runs whole, in one thread, and may be run again: SQLite
BUSY, serialisation failures and deadlocks are retried here and nowhere else. Reads go through engines that are
physically unable to write. Figures: docs/decisions.md.
"""

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from models import sqlite

T = TypeVar("T")
Unit = Callable[[Connection], T]

_RETRIED_STATES = {"40001", "40P01", "55P03"}  # serialisation failure, deadlock, lock not available
_SLOW_STATES = {"57014"}  #: took longer than its time; the same may succeed when others are done
_GONE_STATES = ("08", "57P")  #: connection lost, server shut down or starting
_TRIES = 8
_TIMEOUTS = "-c timezone=UTC -c lock_timeout=5s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
_PLANS = " -c jit=off"  #: compiling a plan took 20 to 60 ms, where running it takes 1


class DatabaseProblem(Exception):
    """The database cannot be used, in a sentence that says what to do next."""


def parse(text: str) -> URL:
    """`sqlite:///path` or `postgresql://…` to an URL of a driver we use; a bare path is a SQLite file."""
    url = make_url(text if "://" in text else f"sqlite:///{text}")
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise DatabaseProblem("codesk needs a file: give --database sqlite:///path/to/shop.db")
        return url.set(drivername="sqlite")
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    raise DatabaseProblem(f"codesk cannot use {url.get_backend_name()!r}; give sqlite:///… or postgresql://…")


class Database:
    """Two engines over one database: WRITE (one connection) and READ (a few, unable to write)."""

    def __init__(self, url: str, *, synchronous: str = "FULL", readers: int = 2) -> None:
        self.url = parse(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._synchronous = synchronous
        self.writer = self._engine(readonly=False, size=1)
        self.reader = self._engine(readonly=True, size=readers)
        self._turn = sqlite.Turn(Path(self.url.database or "")) if self.is_sqlite else None

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(self.url.database or "") if self.is_sqlite else None

    def _engine(self, *, readonly: bool, size: int) -> Engine:
        make = self._sqlite_engine if self.is_sqlite else self._postgres_engine
        return make(readonly, {"pool_size": size, "max_overflow": 0, "pool_timeout": 30})

    def _sqlite_engine(self, readonly: bool, pool: dict[str, Any]) -> Engine:
        arguments = {"timeout": sqlite.BUSY_SECONDS, "isolation_level": None, "check_same_thread": False}
        engine = create_engine(self.url, module=sqlite.driver, connect_args=arguments, hide_parameters=True, **pool)
        engine.dialect.statement_compiler = sqlite.Compiler
        event.listen(engine, "connect", sqlite.settings(self._synchronous, readonly))
        # The driver's own BEGIN comes too late: a claim would read before it holds the lock.
        start = "BEGIN" if readonly else "BEGIN IMMEDIATE"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(start) and None)
        return engine

    def _postgres_engine(self, readonly: bool, pool: dict[str, Any]) -> Engine:
        options = _TIMEOUTS + _PLANS + (" -c default_transaction_read_only=on" if readonly else "")
        arguments = {"options": options, "connect_timeout": 10}
        level = "AUTOCOMMIT" if readonly else "READ COMMITTED"
        return create_engine(
            self.url,
            connect_args=arguments,
            isolation_level=level,
            pool_pre_ping=not readonly,  # a read is run again instead of asking first
            hide_parameters=True,
            **pool,
        )

    def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads; again on a new connection when the server had dropped this one."""
        try:
            return self._read(unit)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            return self._read(unit)

    def _read(self, unit: Unit[T]) -> T:
        with self.reader.connect() as connection:
            return unit(connection)

    def write(self, unit: Unit[T]) -> T:
        """Run a unit in one transaction; again when the database asks for it."""
        for attempt in range(1, _TRIES + 1):
            try:
                with self._waiting_turn(), self.writer.begin() as connection:
                    return unit(connection)
            except DBAPIError as error:
                if attempt == _TRIES or not _again(error):
                    raise
                time.sleep(random.uniform(0, 0.01 * 2**attempt))
        raise AssertionError("unreachable")  # the last attempt returns or raises

    @contextlib.contextmanager
    def _waiting_turn(self) -> Iterator[None]:
        """SQLite's busy handler is unfair: some seats waited five seconds. A queue on a file lock is fair."""
        if self._turn is None:
            yield
            return
        with self._turn:
            yield

    def close(self) -> None:
        """Give all connections back."""
        self.writer.dispose()
        self.reader.dispose()
        if self._turn is not None:
            self._turn.close()


def is_away(error: BaseException) -> bool:
    """Whether the server was stopped or cannot be reached, or the file cannot be opened or read."""
    if not isinstance(error, InterfaceError | OperationalError):
        return False
    state = _state(error)
    return state.startswith(_GONE_STATES) if state else sqlite.is_away(error.orig)


def is_busy(error: BaseException) -> bool:
    """Whether others held the database up for too long, so that the same may succeed later."""
    return isinstance(error, NoneFree) or (
        isinstance(error, DBAPIError) and (_again(error) or _state(error) in _SLOW_STATES)
    )


def _again(error: DBAPIError) -> bool:
    """Whether the same unit may succeed when it is run again."""
    return _state(error) in _RETRIED_STATES or sqlite.is_busy(error.orig)


def _state(error: DBAPIError) -> str:
    """What PostgreSQL calls it; empty where it said nothing, as when the connection breaks."""
    return getattr(error.orig, "sqlstate", None) or ""
