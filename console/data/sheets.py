"""Lists of other things than orders: couriers, parcels, statements, runs. One tab of a place is one sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.data.columns import Column
from console.data.rows import Direction, Key, Page, Query, SourceError, TableRow
from workflows.errors import Refused

if TYPE_CHECKING:
    from console.seat import Seat
    from workflows.work import Work

Asked = tuple[str, ...]  #: which list: the sheet, and what it is narrowed to
CHUNK = 500  #: rows of one read on the way to the end of a list


@dataclass(frozen=True, slots=True)
class Line:
    """One row, and what it stands for."""

    row: TableRow
    what: object


Read = Callable[["Work", Asked, Key | None, int], Sequence[Line]]  #: at most so many lines behind a key


@dataclass(frozen=True, slots=True)
class Sheet:
    """One tab: what is listed, how it is read, and what is said when there is nothing."""

    id: str
    title: str
    columns: tuple[Column, ...]
    read: Read
    empty: str


class SheetSource:
    """A `PageSource` of a sheet. Sheets are read forward only; the way back is read from the start."""

    def __init__(self, seat: "Seat", sheet: Sheet) -> None:
        self._seat = seat
        self._sheet = sheet
        self.known: dict[str, object] = {}  #: what the rows that were read stand for, by their ids

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        """Rows after or before a key, shaped in the reader's thread."""
        assert isinstance(query, tuple)
        one = self._after if direction is Direction.AFTER else self._before
        try:
            lines, more = await self._seat.read(lambda work: one(work, query, key, limit))
        except Refused as refusal:
            raise SourceError(str(refusal)) from refusal
        self.known |= {line.row.id: line.what for line in lines}
        return Page(tuple(line.row for line in lines), more)

    def _after(self, work: "Work", query: Asked, key: Key | None, limit: int) -> tuple[Sequence[Line], bool]:
        found = self._sheet.read(work, query, key, limit + 1)
        return found[:limit], len(found) > limit

    def _before(self, work: "Work", query: Asked, key: Key | None, limit: int) -> tuple[Sequence[Line], bool]:
        """The last rows above a key, or of the whole list."""
        above: list[Line] = []
        more, last = False, None
        while chunk := self._sheet.read(work, query, last, CHUNK):
            keys = [line.row.key for line in chunk]
            here = keys.index(key) if key in keys else len(chunk)
            above += chunk[:here]
            more = more or len(above) > limit
            above, last = above[-limit:], keys[-1]
            if here < len(chunk) or len(chunk) < CHUNK:
                break
        return above, more


def behind(lines: Sequence[Line], key: Key | None, limit: int) -> Sequence[Line]:
    """The same of a list that is short enough to be read whole."""
    keys = [line.row.key for line in lines]
    start = keys.index(key) + 1 if key in keys else 0
    return lines[start : start + limit]
