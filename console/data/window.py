"""The window that a table holds over a list of any length: a few pages of rows around the cursor.

Every method gives a new window. Keys that outrun the rows are owed, and paid when `paging.arrived` brings the
rows. The cursor stays on its order, whatever else changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from console.data.rows import Direction, Key, TableRow

DEBT = 4  #: pages that keys may run ahead of the rows


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a person was in a list: enough to come back to the same order on the same line."""

    before: Key | None  #: key of the row above the screen, None at the start of the list
    id: str | None  #: the order under the cursor
    line: int = 0  #: its line on the screen


START = Anchor(None, None)


@dataclass(frozen=True, slots=True)
class Window:
    """Rows `[top, top + height)` are on the screen, `cursor` is one of them."""

    height: int = 1  #: rows on the screen
    rows: tuple[TableRow, ...] = ()
    top: int = 0
    cursor: int = 0
    first: Key | None = None  #: key of the first row as it was read
    last: Key | None = None  #: key of the last row as it was read
    more_before: bool = False
    more_after: bool = False
    generation: int = 0  #: rises with every list that is opened
    opening: Anchor | None = START  #: the list is not here yet; rows still show the one before
    from_end: bool = False  #: it opens at its last row
    changes: int = 0  #: how often the database said that something changed
    seen: int = 0  #: how many of these the rows already show
    gone: frozenset[str] = frozenset()  #: ids that left the list, dimmed until the next move
    owed: int = 0  #: rows that keys asked to move and that are not here yet
    carry: bool = False  #: the screen moves along with the cursor, as for a page key
    heading: Direction = Direction.AFTER

    @property
    def ready(self) -> bool:
        """Whether the rows belong to the list that was asked for."""
        return self.opening is None

    @property
    def shown(self) -> tuple[TableRow, ...]:
        """The rows on the screen."""
        return self.rows[self.top : self.top + self.height]

    @property
    def current(self) -> TableRow | None:
        """The row under the cursor; None while a list is opening, so that no key hits a row of another."""
        return self.rows[self.cursor] if self.ready and self.rows else None

    @property
    def anchor(self) -> Anchor:
        """Where to come back to."""
        if self.opening is not None:
            return self.opening
        at_start = None if not self.more_before else self.first
        above = self.rows[self.top - 1].key if self.top else at_start
        return Anchor(above, self.current.id if self.current else None, self.cursor - self.top)

    def opened(self, anchor: Anchor = START, *, from_end: bool = False) -> "Window":
        """Another list, or another end of this one; the old rows stay to look at until the new ones come."""
        generation = self.generation + 1
        return replace(self, opening=anchor, from_end=from_end, generation=generation, owed=0, seen=self.changes)

    def resized(self, height: int) -> "Window":
        """The screen shows another number of rows, at least one."""
        return replace(self, height=max(height, 1)).framed()

    def outdated(self) -> "Window":
        """Something changed in the database: what is on the screen is to be read again."""
        return replace(self, changes=self.changes + 1)

    def moved(self, rows: int) -> "Window":
        """The cursor moves; the screen follows only as far as it must."""
        return self._asked(rows, carry=False)

    def paged(self, pages: int) -> "Window":
        """Cursor and screen move by whole pages; the cursor keeps its line."""
        return self._asked(pages * self.height, carry=True)

    def scrolled(self, rows: int) -> "Window":
        """The screen moves under the wheel; the cursor only as far as it must to stay visible."""
        if not self.ready:
            return self
        top = between(self.top + rows, 0, len(self.rows) - self.height)
        cursor = between(self.cursor, top, min(top + self.height, len(self.rows)) - 1)
        heading = Direction.AFTER if rows > 0 else Direction.BEFORE
        return replace(self, top=top, cursor=cursor, heading=heading, owed=0).without(self.gone)

    def put(self, line: int) -> "Window":
        """The cursor goes to a line of the screen, as by a click; a line without a row changes nothing."""
        if not self.ready or not 0 <= line < len(self.shown):
            return self
        return replace(self, owed=0).moved(self.top + line - self.cursor)

    def to_start(self) -> "Window":
        """The first row of the list, read anew when it is not here."""
        return self.opened() if self.more_before or not self.ready else self.moved(-len(self.rows))

    def to_end(self) -> "Window":
        """The last row of the list, read anew when it is not here."""
        far = self.more_after or not self.ready
        return self.opened(from_end=True) if far else self.moved(len(self.rows))

    def _asked(self, rows: int, carry: bool) -> "Window":
        """A key asks to move on top of what is owed already; turning round forgives the debt."""
        debt = self.owed if self.owed * rows > 0 else 0
        limit = max(DEBT * self.height, len(self.rows))
        asked = replace(self, owed=between(debt + rows, -limit, limit), carry=carry)
        if not self.ready:
            return asked
        current = self.current.id if self.current else ""
        moved = asked.without(self.gone - {current}).paid()
        return moved if moved.owed else moved.without(moved.gone)

    def paid(self) -> "Window":
        """Moves what is owed as soon as the rows are here; until then nothing moves."""
        rows = self.owed
        if not rows:
            return self.framed()
        down = rows > 0
        target, top = self.cursor + rows, self.top + (rows if self.carry else 0)
        bottom = max(target + 1, top + self.height) if self.carry else target + 1
        late = bottom > len(self.rows) and self.more_after if down else min(target, top) < 0 and self.more_before
        heading = Direction.AFTER if down else Direction.BEFORE
        if late:
            return replace(self, heading=heading)
        return replace(self, cursor=target, top=top, owed=0, carry=False, heading=heading).framed()

    def framed(self) -> "Window":
        """Cursor within the rows, cursor on the screen, no empty line at the end while rows are above."""
        cursor = between(self.cursor, 0, len(self.rows) - 1)
        top = between(self.top, cursor - self.height + 1, cursor)
        lowest = cursor if self.more_after else len(self.rows) - self.height
        return replace(self, cursor=cursor, top=between(top, 0, lowest))

    def without(self, ids: Iterable[str]) -> "Window":
        """Rows taken out; cursor and screen stay on the rows they were on, or on what follows."""
        leaving = set(ids)
        if not leaving:
            return self
        out = [row.id in leaving for row in self.rows]
        rows = tuple(row for row, leaves in zip(self.rows, out, strict=True) if not leaves)
        cursor, top = self.cursor - sum(out[: self.cursor]), self.top - sum(out[: self.top])
        return replace(self, rows=rows, cursor=cursor, top=top, gone=self.gone - leaving).framed()


def between(value: int, low: int, high: int) -> int:
    """The value, or the nearer end; `low` wins when nothing lies between."""
    return max(low, min(value, high))
