"""The floor: the very SQL that the product sends, sent by the bare driver with the values of each cycle."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import Engine, event

from models import sqlite
from models.database import Database

_INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\) VALUES")


@dataclass(frozen=True, slots=True)
class Sent:
    """One statement as it went to the driver: its text, the name and value of each parameter."""

    sql: str
    names: tuple[str, ...]
    values: tuple[Any, ...] | dict[str, Any]


@contextmanager
def recorded(engine: Engine) -> Iterator[list[list[Sent]]]:
    """Statements of each transaction that `engine` runs, in their order."""
    transactions: list[list[Sent]] = []

    def begin(_connection: Any) -> None:
        transactions.append([])

    def execute(_c: Any, _cursor: Any, sql: str, values: Any, context: Any, _many: bool) -> None:
        if not sql.startswith("BEGIN"):
            first = values[0] if isinstance(values, list) else values
            transactions[-1].append(Sent(sql, _names(sql, first, context), _plain(first)))

    event.listen(engine, "begin", begin)
    event.listen(engine, "before_cursor_execute", execute)
    try:
        yield transactions
    finally:
        event.remove(engine, "begin", begin)
        event.remove(engine, "before_cursor_execute", execute)


def _plain(values: Any) -> Any:
    """The same values, such that another process can be handed them."""
    if isinstance(values, Mapping):
        return dict(values)
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in values)


def _names(sql: str, values: Any, context: Any) -> tuple[str, ...]:
    """Which parameter stands at which place."""
    if isinstance(values, Mapping):
        return tuple(values)
    if context.compiled is None:
        found = _INSERT.match(sql)
        assert found is not None, sql
        return tuple(name.strip().strip('"') for name in found[2].split(","))
    return tuple(_placed(context.compiled, len(values)))


def _placed(compiled: Any, count: int) -> Iterator[str]:
    """Names by place: literals are in the text already, a list takes the places that the others leave."""
    literal = {compiled.bind_names[one] for one in compiled.literal_execute_params}
    lists = {compiled.bind_names[one] for one in compiled.post_compile_params} - literal
    names = [name for name in compiled.positiontup if name not in literal]
    for name in names:
        yield from [name] * (count - len(names) + 1 if name in lists else 1)


class Bare:
    """One connection of the bare driver, with the product's own settings."""

    def __init__(self, database: Database) -> None:
        self.is_sqlite = database.is_sqlite
        self.connection = self._sqlite(database) if self.is_sqlite else self._postgres(database)

    @staticmethod
    def _sqlite(database: Database) -> Any:
        connection = sqlite.driver.connect(database.url.database, isolation_level=None, timeout=30)
        sqlite.settings("FULL", readonly=False)(connection, None)
        return connection

    @staticmethod
    def _postgres(database: Database) -> Any:
        plain = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(plain, autocommit=True, prepare_threshold=1)

    def run(self, sent: Sequence[Sent], change: Callable[[str], Any]) -> list[Any]:
        """One transaction; `change` gives the value of a parameter by name, or `KEEP`. Gives what was claimed."""
        rows: list[Any] = []
        self.connection.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
        for place, one in enumerate(sent):
            cursor = self.connection.execute(one.sql, self._values(one, change))
            if one.sql.startswith("SELECT") or "RETURNING" in one.sql:
                found = cursor.fetchall()
                rows = rows or (found if place >= 0 and one.sql.startswith("UPDATE orders SET due_at") else [])
                if one.sql.startswith("UPDATE orders SET due_at") and not found:
                    self.connection.execute("ROLLBACK")
                    return []
                change = _after(change, rows) if rows else change
        self.connection.execute("COMMIT")
        return rows

    def _values(self, one: Sent, change: Callable[[str], Any]) -> Any:
        if isinstance(one.values, dict):
            return {name: self._value(name, value, change) for name, value in one.values.items()}
        return [self._value(name, value, change) for name, value in zip(one.names, one.values, strict=True)]

    def _value(self, name: str, value: Any, change: Callable[[str], Any]) -> Any:
        found = change(name)
        if found is KEEP:
            return value
        return found.bytes if isinstance(found, UUID) and self.is_sqlite else found


KEEP: Any = object()


def _after(change: Callable[[str], Any], rows: list[Any]) -> Callable[[str], Any]:
    """Once the claim has found an order, its id and version stand for the recorded ones."""
    claimed = claim_of(rows[0])
    return lambda name: claimed.get(name, change(name))


def claim_of(row: Sequence[Any]) -> dict[str, Any]:
    """What later statements need of a claimed order: the row has all columns of the table in their order."""
    from models.orders import orders

    named = dict(zip([column.name for column in orders.columns], row, strict=False))
    return {
        "order": named["id"],
        "order_id": named["id"],
        "at_id": named["id"],
        "at_version": named["version"],
        "version": named["version"] + 1,
        "phone": named["phone"],
    }


def fresh(me: UUID) -> Callable[[str], Any]:
    """Ids that are new in every transaction, and the agent's own."""

    def change(name: str) -> Any:
        if name in ("id", "request_id", "request"):
            made = uuid4()
            return made if name == "id" else made.hex
        return me if name in ("me", "held_by", "actor_id", "person_id") else KEEP

    return change


Kept = list[list[tuple[str, Any]]]  #: statements with all their values, by transaction


@contextmanager
def kept(engine: Engine) -> Iterator[Kept]:
    """Every statement of every transaction, to be sent again as it was on a copy of the same database."""
    transactions: Kept = []

    def begin(_connection: Any) -> None:
        transactions.append([])

    def execute(_c: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
        if not sql.startswith("BEGIN"):
            transactions[-1].append((sql, values))

    event.listen(engine, "begin", begin)
    event.listen(engine, "before_cursor_execute", execute)
    try:
        yield transactions
    finally:
        event.remove(engine, "begin", begin)
        event.remove(engine, "before_cursor_execute", execute)


def again(database: Database, transactions: Kept) -> float:
    """Seconds in which the bare driver sends the same statements in the same transactions."""
    bare = Bare(database)
    start = time.perf_counter()
    for transaction in transactions:
        bare.connection.execute("BEGIN IMMEDIATE" if bare.is_sqlite else "BEGIN")
        for sql, values in transaction:
            if isinstance(values, list):
                bare.connection.cursor().executemany(sql, values)
            else:
                cursor = bare.connection.execute(sql, values)
                if cursor.description:
                    cursor.fetchall()
        bare.connection.execute("COMMIT")
    return time.perf_counter() - start


def stopwatch(job: Callable[[], bool], seconds: float) -> tuple[int, list[float]]:
    """Run a job again and again: how often it was done, and how long each took, in milliseconds."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        if not job():
            break
        times.append((time.perf_counter() - start) * 1000)
    return len(times), times
