"""Has anything changed since the last look? A hint when to read again, cheap enough for several times a second.

SQLite counts the commits of other connections (`data_version`). PostgreSQL says which transactions are visible: as
long as that text stays the same, so does all that can be read. Both are asked on a connection of their own.
"""

from types import TracebackType
from typing import Any

from sqlalchemy import Connection, text

from models.database import Database

_PROBES = {True: text("PRAGMA data_version"), False: text("SELECT pg_current_snapshot()::text")}


class Pulse:
    """One watcher of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._seen: Any = None

    def changed(self) -> bool:
        """Whether anything was committed since the last call; True at the first one."""
        before, self._seen = self._seen, self._look()
        return bool(before != self._seen)

    def _look(self) -> Any:
        if self._connection is None:
            self._connection = self._database.reader.connect()
            self._connection.detach()  # the pool keeps its full number for those who read
        seen = self._connection.scalar(_PROBES[self._database.is_sqlite])
        self._connection.rollback()  # the next look is a transaction of its own
        return seen

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
