"""Lists to page through: a small one that changes, and one of a million orders that is never built."""

import bisect
from dataclasses import replace

from console.data.rows import Direction, Key, Page, Query, SourceError, TableRow


def row(number: int, id: str | None = None, text: str = "") -> TableRow:
    """A plain row that sorts by its number."""
    name = id or f"o{number}"
    return TableRow(name, (number, name), (f"#{number}", text or f"Customer {number}"))


class ListSource:
    """A sorted list in memory; what a test does to `rows` is what the next read sees."""

    def __init__(self, rows: list[TableRow]) -> None:
        self.rows = sorted(rows, key=_sort_key)
        self.reads: list[tuple[Query, Key | None, Direction, int]] = []
        self.failure: Exception | None = None

    def put(self, changed: TableRow) -> None:
        """Add an order, or change it and its place."""
        self.rows = sorted([*(one for one in self.rows if one.id != changed.id), changed], key=_sort_key)

    def drop(self, id: str) -> None:
        """An order leaves the list."""
        self.rows = [one for one in self.rows if one.id != id]

    def read(self, key: Key | None, direction: Direction, limit: int) -> Page:
        """One keyset page, without waiting."""
        if direction is Direction.AFTER:
            start = 0 if key is None else bisect.bisect_right(self.rows, _sort(key), key=_sort_key)
            return Page(tuple(self.rows[start : start + limit]), start + limit < len(self.rows))
        stop = len(self.rows) if key is None else bisect.bisect_left(self.rows, _sort(key), key=_sort_key)
        start = max(stop - limit, 0)
        return Page(tuple(self.rows[start:stop]), start > 0)

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        """What a table calls."""
        self.reads.append((query, key, direction, limit))
        if self.failure:
            raise self.failure
        return self.read(key, direction, limit)


def _sort(key: Key) -> tuple[int, str]:
    number, name = key
    assert isinstance(number, int)
    return number, str(name)


def _sort_key(one: TableRow) -> tuple[int, str]:
    return _sort(one.key)


class MillionSource:
    """`size` orders made up as they are read; a query is `(tab, tabs)` and shows every `tabs`-th order."""

    STYLES = ("fresh", "waiting", "promised", "sure", "trouble", "over")
    NAMES = ("Yasmine Haddad", "محمد علي", "Nguyễn Thị Hường", "राहुल शर्मा", "Amina Benali")

    def __init__(self, size: int = 1_000_000) -> None:
        self.size = size

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        """Arithmetic instead of an index."""
        assert isinstance(query, tuple)
        tab, tabs = int(query[0]), int(query[1])
        count = (self.size - tab + tabs - 1) // tabs
        at = None if key is None else (int(str(key[0])) - tab) // tabs
        if direction is Direction.AFTER:
            start = 0 if at is None else at + 1
            stop = min(start + limit, count)
            return Page(tuple(self._row(tab + n * tabs) for n in range(start, stop)), stop < count)
        stop = count if at is None else at
        start = max(stop - limit, 0)
        return Page(tuple(self._row(tab + n * tabs) for n in range(start, stop)), start > 0)

    def _row(self, number: int) -> TableRow:
        tone = self.STYLES[number % 6]
        cells = (
            f"#{number:07}",
            tone.capitalize(),
            f"{number % 24:02}:{number % 60:02}",
            f"{number % 4}/3",
            f"DZD {number % 90 + 10} {number % 900 + 100}.00",
            f"{self.NAMES[number % 5]}, {number % 200} rue Didouche Mourad, Alger",
        )
        return TableRow(f"o{number}", (number,), cells, tone, "!" if number % 17 == 0 else "")


def unavailable() -> Exception:
    """What a source raises when its database is away."""
    return SourceError("The database does not answer.")


def renamed(one: TableRow, text: str) -> TableRow:
    """The same order with another customer in its last cell."""
    return replace(one, cells=(*one.cells[:-1], text))
