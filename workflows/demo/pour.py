"""Pouring rows into an empty database as fast as it takes them: no index and no foreign key watches meanwhile."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Dialect, ForeignKeyConstraint, Index
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, DDLElement, DropIndex

import models.sqlite
from models import statistics
from models.columns import EPOCH, Flag, Instant, Key, metadata
from models.database import Database
from models.search import order_number
from workflows.names import trigrams

ORDER_NAMES = "order_names"
_LEDGER = "FROM stock_moves m WHERE m.shop_id = products.shop_id AND m.product_id = products.id"
_SUM_UP = (
    f"UPDATE products SET on_hand = (SELECT coalesce(sum(m.on_hand_change), 0) {_LEDGER}),"  # noqa: S608
    f" reserved = (SELECT coalesce(sum(m.reserved_change), 0) {_LEDGER})"
)
Rows = Sequence[Sequence[Any]]


class Pour(ABC):
    """One database being filled with rows as SQLite stores them. `close` makes it whole, or empties it."""

    dialect: Dialect

    def clear(self) -> None:
        """Take away what would watch every row."""
        for index in indexes():
            self._alter(DropIndex(index))

    @abstractmethod
    def execute(self, statement: str) -> None:
        """Run one statement."""

    @abstractmethod
    def put(self, table: str, rows: Rows) -> None:
        """Add rows of a table; those of `order_names` are (row number, shop, order, folded name)."""

    @abstractmethod
    def close(self, *, whole: bool) -> None:
        """End it: keep everything when it is whole, else leave nothing behind."""

    def build(self, index: Index) -> None:
        """Make one index over what was poured."""
        self._alter(CreateIndex(index))

    def sum_up(self, next_number: int) -> None:
        """The sums that stand beside the ledger, and the number of the next order."""
        self.execute(_SUM_UP)
        self.execute(f"UPDATE shops SET next_number = {next_number:d}")  # noqa: S608

    def _alter(self, statement: DDLElement) -> None:
        self.execute(str(statement.compile(dialect=self.dialect)))


def indexes() -> list[Index]:
    """Every index that can be built afterwards, the unique ones too."""
    found = [index for table in metadata.sorted_tables for index in table.indexes]
    return sorted(found, key=lambda index: str(index.name))


def pour(database: Database) -> Pour:
    """The way to fill this database."""
    return SqlitePour(database) if database.is_sqlite else PostgresPour(database)


#: Nothing waits for the disk, and nothing looks at rows that the rules have made and the database has taken once.
_UNWATCHED = (
    *("journal_mode=OFF", "synchronous=OFF", "cache_size=-524288", "threads=2"),
    *("foreign_keys=OFF", "ignore_check_constraints=ON"),
)


class SqlitePour(Pour):
    """A file without a journal until it is whole."""

    dialect = sqlite.dialect()

    def __init__(self, database: Database) -> None:
        database.close()  # only the sole connection may change the journal
        self._database = database
        self._path = Path(database.url.database or "")
        self._file = models.sqlite.driver.connect(str(self._path), isolation_level=None)
        for pragma in _UNWATCHED:
            self.execute(f"PRAGMA {pragma}")
        self.execute("BEGIN")

    def execute(self, statement: str) -> None:
        """Run one statement."""
        self._file.execute(statement)

    def put(self, table: str, rows: Rows) -> None:
        """Add rows as they are."""
        if table == ORDER_NAMES:
            named = [(row, folded) for row, _, _, folded in rows]
            self._file.executemany("INSERT INTO order_names (rowid, text) VALUES (?, ?)", named)
            return
        marks = ", ".join("?" * len(metadata.tables[table].columns))
        self._file.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def close(self, *, whole: bool) -> None:
        """Commit and keep a journal from now on; or cut the file to nothing."""
        if whole:
            self.execute("COMMIT")
            self.execute("PRAGMA journal_mode=WAL")
        self._file.close()
        if whole:
            self._database.write(statistics.write)  # they went with the indexes
        if not whole:
            self._path.write_bytes(b"")


class PostgresPour(Pour):
    """COPY in one transaction."""

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]

    def __init__(self, database: Database) -> None:
        self._connection = database.writer.raw_connection()
        self._cursor: Any = self._connection.cursor()
        for setting in ("statement_timeout = 0", "lock_timeout = 0", "maintenance_work_mem = '512MB'"):
            self.execute(f"SET LOCAL {setting}")

    def clear(self) -> None:
        """Foreign keys and the index of names too."""
        super().clear()
        self.execute("DROP INDEX ix_order_names_grams")
        for key in _foreign_keys():
            self.execute(f"ALTER TABLE {key.table.name} DROP CONSTRAINT {key.name}")

    def execute(self, statement: str) -> None:
        """Run one statement."""
        self._cursor.execute(statement)

    def put(self, table: str, rows: Rows) -> None:
        """Copy rows, their ids, times and flags in PostgreSQL's words."""
        if table == ORDER_NAMES:
            self._copy(table, [(shop.hex(), order_number(row), _grams(folded)) for row, shop, _, folded in rows])
            return
        turned = [(at, turn) for at, column in enumerate(metadata.tables[table].columns) if (turn := _turn(column))]
        self._copy(table, [_turned(row, turned) for row in rows])

    def _written(self, key: ForeignKeyConstraint) -> str:
        """The constraint as DDL. `AddConstraint` would take it out of later CREATE TABLEs of this process."""
        return str(self.dialect.ddl_compiler(self.dialect, None).process(key))  # type: ignore[arg-type]

    def _copy(self, table: str, rows: Rows) -> None:
        with self._cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def close(self, *, whole: bool) -> None:
        """Put back what was taken away and commit; or undo everything."""
        if whole:
            self.execute("CREATE INDEX ix_order_names_grams ON order_names USING gin (grams)")
            for key in _foreign_keys():
                self.execute(f"ALTER TABLE {key.table.name} ADD {self._written(key)}")
            self._connection.commit()
        self._connection.close()


@lru_cache(maxsize=1 << 16)
def _grams(folded: str) -> str:
    """The trigrams of a name as an array in PostgreSQL's words; a demo's customers share some thousand names."""
    return "{" + ",".join(f'"{gram}"' for gram in trigrams(folded)) + "}"


def _foreign_keys() -> list[ForeignKeyConstraint]:
    found = [key for table in metadata.sorted_tables for key in table.foreign_key_constraints]
    return sorted(found, key=lambda key: str(key.name))


def _turn(column: Column[Any]) -> Callable[[Any], Any] | None:
    """How a cell is said to PostgreSQL where it differs."""
    if isinstance(column.type, Key):
        return bytes.hex
    if isinstance(column.type, Instant):
        return lambda at: (EPOCH + timedelta(microseconds=at)).isoformat()
    return bool if isinstance(column.type, Flag) else None


def _turned(row: Sequence[Any], turned: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    copied = list(row)
    for at, turn in turned:
        if copied[at] is not None:
            copied[at] = turn(copied[at])
    return copied
