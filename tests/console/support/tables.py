"""A table over a list that a test holds back, breaks or changes."""

import asyncio

from textual.pilot import Pilot

from console.data.columns import Column
from console.data.rows import Direction, Key, Page, Query, TableRow
from console.widgets.order_table import OrderTable
from tests.console.support.desk import settle, strips
from tests.console.support.lists import ListSource

COLUMNS = (Column("Order", 6), Column("Customer", 20, flex=1))


class Held(ListSource):
    """A list whose reads wait, once it is held, until the test lets them go."""

    def __init__(self, rows: list[TableRow]) -> None:
        super().__init__(rows)
        self._free: asyncio.Event | None = None

    def hold(self) -> None:
        """From now on reads wait."""
        self._free = asyncio.Event()

    def release(self) -> None:
        """All of them are answered, and later ones at once."""
        if self._free is not None:
            self._free.set()

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        """As every list, but in its own time."""
        if self._free is not None:
            await self._free.wait()
        return await super().page(query, key, direction, limit)


async def opened(pilot: Pilot[None], table: OrderTable, query: str = "new") -> None:
    """The table shows a list and has the focus."""
    table.show(query)
    table.focus()
    await settle(pilot, lambda: table.window.ready and table.has_focus)


def under_cursor(pilot: Pilot[None]) -> str:
    """The line that carries the cursor's sign."""
    return next((line for line in strips(pilot.app) if line.startswith("›")), "")
