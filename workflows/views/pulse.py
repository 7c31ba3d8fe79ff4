"""Has anything changed since the last look? A hint for the screen, never the truth.

SQLite counts the commits of other connections (`data_version`), so the pulse keeps a connection of its own.
PostgreSQL keeps count of the rows that were written; it may tell a second late.
"""

from types import TracebackType
from typing import Any

from sqlalchemy import Connection, text

from models.database import Database


class Pulse:
    """One watcher of one database; `changed` is true once after anything was committed."""

    def __init__(self, database: Database) -> None:
        self._connection: Connection | None = None
        self._database = database
        self._seen: Any = None

    def changed(self) -> bool:
        """Whether something was committed since the last call; True at the first one."""
        seen, self._seen = self._seen, self._look()
        return bool(seen != self._seen)

    def _look(self) -> Any:
        if self._connection is None:
            self._connection = self._database.reader.connect()
        return self._connection.execute(_SQLITE if self._database.is_sqlite else _POSTGRES).scalar_one()

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> "Pulse":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


_SQLITE = text("PRAGMA data_version")
_POSTGRES = text(
    "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables WHERE relname IN ('orders', 'events')"
)
