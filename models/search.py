"""Search by any part of a name: trigrams on both databases, without an extension.

SQLite: a contentless FTS5 table whose row number says shop and order number. PostgreSQL: an array of trigrams
under a GIN index, since pg_trgm is not everywhere.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, Integer, MetaData, PrimaryKeyConstraint, Table, Text

from models.columns import Key

CREATE_ON_SQLITE = (
    "CREATE VIRTUAL TABLE order_names USING fts5("
    "text, content='', contentless_delete=1, tokenize='trigram', detail=none)"
)

# Kept out of the common metadata: each exists on one of the two databases only.
_apart = MetaData()

sqlite_names = Table("order_names", _apart, Column("rowid", Integer, primary_key=True), Column("text", Text))

postgres_names = Table(
    "order_names",
    MetaData(),
    Column("shop_id", Key(), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("grams", ARRAY(Text), nullable=False),
    PrimaryKeyConstraint("shop_id", "number", name="pk_order_names"),
)


@dataclass(slots=True)
class SqliteName:
    """The searchable name of one order on SQLite."""

    rowid: int  #: shop ordinal and order number
    text: str


@dataclass(slots=True)
class PostgresName:
    """The searchable name of one order on PostgreSQL."""

    shop_id: UUID
    number: int  #: of the order
    grams: list[str]


def row_number(ordinal: int, number: int) -> int:
    """The FTS row of an order: shops never share one."""
    return ordinal << 40 | number


def order_number(row: int) -> int:
    """The order number of an FTS row."""
    return row & (1 << 40) - 1
