"""What goes in comes out, on both databases; what would be wrong somewhere is refused."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, insert, select
from sqlalchemy.exc import StatementError

from models.columns import Flag, Instant, Json, Key, Word
from models.database import Database

ID = UUID("01a20000-0000-7000-8000-00000000beef")
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)


class Fruit(StrEnum):
    FIG = "FIG"
    DATE = "DATE"


trial = Table(
    "trial",
    MetaData(),
    Column("id", Key, primary_key=True),
    Column("at", Instant),
    Column("yes", Flag),
    Column("fruit", Word(Fruit)),
    Column("said", Json),
    Column("bytes", LargeBinary),
    Column("name", Text),
    sqlite_strict=True,
)


@pytest.fixture
def shelf(bare: Database) -> Database:
    bare.write(trial.create)
    return bare


def kept(database: Database, **values: Any) -> Any:
    """What the database gives back for a row of these values."""
    database.write(lambda connection: connection.execute(insert(trial), {"id": ID} | values))
    name = next(iter(values))
    return database.read(lambda connection: connection.scalar(select(trial.c[name]).where(trial.c.id == ID)))


def test_an_id_comes_back_as_it_went_in(shelf: Database) -> None:
    assert kept(shelf, name="x") == "x"
    assert shelf.read(lambda connection: connection.scalar(select(trial.c.id))) == ID


def test_an_instant_keeps_its_microseconds(shelf: Database) -> None:
    assert kept(shelf, at=NOON) == NOON


def test_an_instant_of_another_offset_is_the_same_instant_in_utc(shelf: Database) -> None:
    found = kept(shelf, at=NOON.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert (found, found.utcoffset()) == (NOON, timedelta(0))


def test_an_instant_before_1970_is_kept(shelf: Database) -> None:
    long_ago = datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC)
    assert kept(shelf, at=long_ago) == long_ago


def test_a_datetime_without_a_zone_is_refused(shelf: Database) -> None:
    with pytest.raises(StatementError, match="2026-11-23T12:00:00 has no time zone"):
        kept(shelf, at=datetime(2026, 11, 23, 12))  # noqa: DTZ001


@pytest.mark.parametrize("flag", [True, False, None])
def test_a_flag_is_true_false_or_unknown(shelf: Database, flag: bool | None) -> None:
    assert kept(shelf, yes=flag) is flag


def test_a_word_comes_back_as_its_member(shelf: Database) -> None:
    assert kept(shelf, fruit=Fruit.DATE) is Fruit.DATE


def test_a_word_is_stored_as_its_value(shelf: Database) -> None:
    kept(shelf, fruit=Fruit.FIG)
    assert shelf.read(lambda connection: connection.exec_driver_sql("SELECT fruit FROM trial").scalar()) == "FIG"


def test_a_word_that_is_not_in_the_enum_is_refused(shelf: Database) -> None:
    with pytest.raises(StatementError, match="PLUM"):
        kept(shelf, fruit="PLUM")


@pytest.mark.parametrize("document", [{"b": 1, "a": ["é", None, True]}, [], [1, "x"], None])
def test_a_document_comes_back_equal(shelf: Database, document: Any) -> None:
    assert kept(shelf, said=document) == document


def test_bytes_and_text_come_back_equal(shelf: Database) -> None:
    assert kept(shelf, bytes=b"\x00\xff", name="ياسمين 🌙") == b"\x00\xff"
    assert shelf.read(lambda connection: connection.scalar(select(trial.c.name))) == "ياسمين 🌙"
