"""Inserting rows: our own tuples under one prepared statement per table.

SQLAlchemy spends three quarters of a large insert on turning each row into a dictionary and back; the SQL is the
same, the column types are the same, only that detour is left out.
"""

import dataclasses
import operator
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Table

Encode = Callable[[Any], tuple[Any, ...]]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    """Insert dataclass rows whose fields are columns of `table`."""
    if rows:
        key = (table, type(rows[0]), connection.dialect.name)
        if key not in _STATEMENTS:
            _STATEMENTS[key] = _statement(table, type(rows[0]), connection.dialect)
        sql, encode = _STATEMENTS[key]
        connection.exec_driver_sql(sql, [encode(row) for row in rows])


def add_up(connection: Connection, table: Table, rows: Sequence[Any]) -> None:
    """Insert rows of counts; where a key is known, the columns beyond it are added to those of its row."""
    if rows:
        key = (table, type(rows[0]), connection.dialect.name)
        if key not in _SUMS:
            sql, encode = _statement(table, type(rows[0]), connection.dialect)
            _SUMS[key] = sql + _on_conflict(table), encode
        sql, encode = _SUMS[key]
        connection.exec_driver_sql(sql, [encode(row) for row in rows])


def _on_conflict(table: Table) -> str:
    """The same words on both databases."""
    keys = [column.name for column in table.primary_key]
    sums = [column.name for column in table.columns if column.name not in keys]
    added = ", ".join(f"{name} = {table.name}.{name} + excluded.{name}" for name in sums)
    return f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"


_STATEMENTS: dict[tuple[Table, type, str], tuple[str, Encode]] = {}
_SUMS: dict[tuple[Table, type, str], tuple[str, Encode]] = {}


def _statement(table: Table, row: type, dialect: Dialect) -> tuple[str, Encode]:
    """The INSERT of a table, and what turns one row into its parameters."""
    names = [field.name for field in dataclasses.fields(row)]
    quote = dialect.identifier_preparer.quote
    marks = ", ".join(["?" if dialect.name == "sqlite" else "%s"] * len(names))
    columns = ", ".join(map(quote, names))
    sql = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 names of our own tables
    processors = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    return sql, _encoder(operator.attrgetter(*names), processors)


def _encoder(read: Callable[[Any], tuple[Any, ...]], processors: Sequence[Callable[[Any], Any] | None]) -> Encode:
    changing = [(place, process) for place, process in enumerate(processors) if process is not None]

    def encode(row: Any) -> tuple[Any, ...]:
        values = list(read(row))
        for place, process in changing:
            values[place] = process(values[place])
        return tuple(values)

    return encode
