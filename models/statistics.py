"""What SQLite's planner should believe: the shape of a large shop, written once and not measured.

Without statistics the planner takes any index that starts with the shop for a good one, and read a million rows
to find the three lines of an order (2 s instead of 5 ms). Statistics gathered from a young shop would mislead it
just as much a year later, so these are fixed.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from models.database import Database

ROWS = 1_000_000
_FEW_WORDS = frozenset({"confirmation", "headline", "payment", "fulfilment", "shipping", "lane", "source"})


def write(connection: Connection) -> None:
    """Replace the statistics of a SQLite database; other connections read them when they open."""
    connection.exec_driver_sql("PRAGMA analysis_limit=1")  # what it measures is thrown away
    connection.exec_driver_sql("ANALYZE")  # makes the table that holds them
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    for table, index, shape in list(_shapes(connection)):
        connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", (table, index, shape))
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # this connection reads them now


def fix(database: Database) -> None:
    """After a million rows at once, do what PostgreSQL does by itself within minutes: lists are slow until then."""
    if not database.is_sqlite:
        with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM (ANALYZE)")
            connection.exec_driver_sql("RESET statement_timeout")


_TABLES = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
_KEY = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"
_INDEXES = 'SELECT name, "unique" FROM pragma_index_list(?)'
_COLUMNS = "SELECT name FROM pragma_index_info(?)"


def _shapes(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Table, index, and how many rows share the first, the first two, … columns of it."""
    ask = connection.exec_driver_sql
    for table, sql in ask(_TABLES).all():
        if "WITHOUT ROWID" in sql:
            yield table, table, _shape(ask(_KEY, (table,)).scalars().all(), is_unique=True)
        for index, unique in ask(_INDEXES, (table,)).all():
            yield table, index, _shape(ask(_COLUMNS, (index,)).scalars().all(), is_unique=bool(unique))


def _shape(columns: Sequence[str], *, is_unique: bool) -> str:
    """`1000000 1000000 3`: one shop has everything, an order has a few of anything, a key has one."""
    shared, last = [], len(columns) - 1
    for place, column in enumerate(columns):
        if place == 0:
            shared.append(ROWS)
        elif place == last and (is_unique or column == "id"):
            shared.append(1)
        else:
            shared.append(min(shared[-1], ROWS // 8 if column in _FEW_WORDS else 3))
    return " ".join(map(str, [ROWS, *shared]))
