"""What the transactions of a step wrote, told by the very words that the database was given."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import event

from models.database import Database

_WRITE = re.compile(
    r"\b(?:(?:INSERT INTO|DELETE FROM) (?P<table>\w+)|UPDATE (?P<changed>\w+) SET (?P<values>.+))", re.S
)
_COLUMN = re.compile(r"(\w+) ?=")


class Written:
    """Tables and `table.column`s, as `checker.Look` wants them; and whether anything was committed."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.words = {"now"}  # time may have passed
        self.is_committed = False

    def statement(self, _connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        """A statement is about to run."""
        self.words |= words(sql)

    def commit(self, _connection: Any) -> None:
        """A transaction ends well."""
        self.is_committed = True


@lru_cache(maxsize=1024)
def words(sql: str) -> frozenset[str]:
    """What a statement writes; rather a column too many than one too few."""
    found: set[str] = set()
    for write in _WRITE.finditer(sql):
        before, _, rest = (write["values"] or "").rpartition("WHERE")
        changed = _COLUMN.findall(before or rest)
        found |= {f"{write['changed']}.{column}" for column in changed} or {write["table"]}
    return frozenset(found)


@contextmanager
def watched(database: Database) -> Iterator[Written]:
    """What is written meanwhile."""
    written = Written()
    listeners = (("before_cursor_execute", written.statement), ("commit", written.commit))
    for name, listener in listeners:
        event.listen(database.writer, name, listener)
    try:
        yield written
    finally:
        for name, listener in listeners:
            event.remove(database.writer, name, listener)
