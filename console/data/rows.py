"""What a table shows and where it reads it from."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Key = tuple[object, ...]  #: what the list is sorted by, ending in the id; only its source compares keys
Query = Hashable  #: which list: a tab with its filters and sort, whatever the source understands


class Direction(StrEnum):
    """Which side of a key."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a list, ready to show: cells clean and formatted, not yet cut to their columns."""

    id: str
    key: Key
    cells: tuple[str, ...]  #: one for each column, in the order of the columns
    style: str = ""  #: tone of the column that carries the status, see styles/tones.py
    marks: str = ""  #: at most two cells of signs for the margin, such as `!` for a missed call-back
    version: int = 0  #: of the order as this line shows it; 0 where a list has no versions


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order of the list, whichever way they were asked for."""

    rows: tuple[TableRow, ...]
    more: bool  #: whether further rows stand beyond the page in the direction that was asked


class SourceError(Exception):
    """A list could not be read; the message is a sentence for the person at the screen."""


class PageSource(Protocol):
    """Where a table reads its rows from, by key and never by number."""

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        """At most `limit` rows strictly after or before `key`; None is the near end of the list.

        Raises SourceError with a sentence when the list cannot be read.
        """
        ...
