"""Everything that a database's catalogue says about its tables, so that two databases can be compared."""

import re
from typing import Any

from sqlalchemy import Connection

from models.database import Database

_SQLITE = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'order_names_%'"
_COLUMNS = """
SELECT c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
_CONSTRAINTS = """
SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"


def portrait(database: Database) -> dict[str, Any]:
    """Columns, keys, checks and indexes by name, Alembic's own table left out."""

    def unit(connection: Connection) -> dict[str, Any]:
        asked = (_SQLITE,) if database.is_sqlite else (_COLUMNS, _CONSTRAINTS, _INDEXES)
        rows = [tuple(row) for statement in asked for row in connection.exec_driver_sql(statement)]
        return {name: _plain(definition) for name, definition in rows if not name.startswith("alembic_version")}

    return database.read(unit)


def _plain(definition: str) -> list[str]:
    """A definition without its layout; the order of the parts of a table does not matter."""
    text = " ".join(definition.replace('"', "").split())
    text = re.sub(r"\s*([(),])\s*", r"\1", text)
    return sorted(_parts(text)) if text.startswith("CREATE TABLE") else [text]


def _parts(text: str) -> list[str]:
    """Split at the commas that stand in the outermost brackets."""
    depth, parts = 0, [""]
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if (depth == 1 and letter in "(,") or (depth == 0 and letter == ")"):
            parts.append("")
        else:
            parts[-1] += letter
    return parts
