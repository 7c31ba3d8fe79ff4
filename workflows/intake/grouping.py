"""Rows of one order brought together, wherever in the file they stand."""

from collections import Counter
from collections.abc import Callable, Iterator

from workflows.intake.rows import Row

Keys = Callable[[Row], str]  #: the order a row belongs to; empty when it continues the row above
_FIRST = "\0first"


class Tally:
    """How many rows each order has: the first of two passes."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._key = _FIRST
        self.counts: Counter[str] = Counter()

    def see(self, row: Row) -> None:
        """One more row of the file."""
        self._key = self._keys(row) or self._key
        self.counts[self._key] += 1


def grouped(rows: Iterator[Row], keys: Keys, counts: Counter[str]) -> Iterator[list[Row]]:
    """The second pass: each order as soon as its last row has come, so that few wait in memory."""
    waiting: dict[str, list[Row]] = {}
    key = _FIRST
    for row in rows:
        key = keys(row) or key
        counts[key] -= 1
        together = waiting.setdefault(key, [])
        together.append(row)
        if counts[key] <= 0:
            del counts[key]
            yield waiting.pop(key)
    yield from waiting.values()
