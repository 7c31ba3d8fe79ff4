"""What failed is told in words: a database that is away or busy, or a fault with its log."""

from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from console.trouble import noted, trouble

PHONE = "+213551234567"


class Sqlite(Exception):
    """As the driver raises it: with the name of what happened."""

    def __init__(self, name: str) -> None:
        super().__init__(PHONE)
        self.sqlite_errorname = name


def failed(orig: Exception) -> OperationalError:
    return OperationalError("SELECT", {}, orig)


@pytest.mark.parametrize(
    ("orig", "said"),
    [
        (psycopg.OperationalError("connection refused"), "does not answer"),
        (errors.AdminShutdown("terminating connection"), "does not answer"),
        (errors.ConnectionFailure("gone"), "does not answer"),
        (Sqlite("SQLITE_CANTOPEN"), "does not answer"),
        (Sqlite("SQLITE_IOERR_WRITE"), "does not answer"),
        (errors.LockNotAvailable("waited"), "is busy"),
        (errors.QueryCanceled("took too long"), "is busy"),
        (Sqlite("SQLITE_BUSY_SNAPSHOT"), "is busy"),
    ],
)
def test_a_database_that_is_away_or_busy_is_told_apart(orig: Exception, said: str) -> None:
    assert trouble(failed(orig)) == f"The database {said}; ask whoever looks after it."


def test_a_pool_without_a_free_connection_is_busy() -> None:
    assert trouble(NoneFree()) == "The database is busy; ask whoever looks after it."


@pytest.mark.parametrize(
    "problem",
    [
        KeyError(PHONE),
        failed(Sqlite("SQLITE_FULL")),
        failed(Sqlite("SQLITE_ERROR")),
        IntegrityError("INSERT", {}, errors.UniqueViolation(PHONE)),
        DBAPIError("SELECT", {}, errors.UndefinedTable(PHONE)),
    ],
)
def test_anything_else_is_named_without_its_text_and_kept(
    problem: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.crash.user_log_path", lambda *_, **__: tmp_path)
    name = type(problem).__name__
    assert noted(problem) == f"Something failed ({name}); ask whoever looks after it, the log is in {tmp_path}."
    (kept,) = tmp_path.iterdir()
    assert name in kept.read_text("utf-8")


def test_a_database_that_is_away_is_not_kept_as_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.crash.user_log_path", lambda *_, **__: tmp_path)
    assert (
        noted(failed(psycopg.OperationalError("refused")))
        == "The database does not answer; ask whoever looks after it."
    )
    assert not list(tmp_path.iterdir())


def test_a_log_that_cannot_be_written_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.crash.user_log_path", lambda *_, **__: tmp_path / "none")
    assert noted(KeyError(PHONE)) == "Something failed (KeyError); ask whoever looks after it."
