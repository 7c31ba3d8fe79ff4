"""The words that a migration is written in."""

from sqlalchemy import Connection

# What each database calls the same kind of column, and how it lays a table out.
_SQLITE = {
    "key": "BLOB",
    "instant": "INTEGER",
    "number": "INTEGER",
    "flag": "INTEGER",
    "json": "TEXT",
    "bytes": "BLOB",
    "plain": "STRICT",
    "clustered": "WITHOUT ROWID, STRICT",
}
_POSTGRESQL = {
    "key": "UUID",
    "instant": "TIMESTAMP WITH TIME ZONE",
    "number": "BIGINT",
    "flag": "BOOLEAN",
    "json": "JSONB",
    "bytes": "BYTEA",
    "plain": "",
    "clustered": "",
}


def of(connection: Connection) -> dict[str, str]:
    """The words of a database."""
    return _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
