"""A desk with one table over a million orders: for screenshots, a real terminal and the clock.

`python -m tests.console.support.table_app [SIZE]` opens it.
"""

import gc
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType

from console.actions import Place
from console.data.columns import Column
from console.data.rows import PageSource
from console.data.tabs import Tab
from console.keymap import bindings_for
from console.keys import Keymap
from console.styles import theme
from console.widgets.bindings import bindings
from console.widgets.header import DeskHeader, Heading, PlaceTab
from console.widgets.hints import hints
from console.widgets.key_bar import KeyBar
from console.widgets.order_table import OrderTable
from console.widgets.status_line import StatusLine
from console.widgets.tab_strip import TabStrip
from tests.console.support.lists import MillionSource

COLUMNS = (
    Column("Order", 8),
    Column("Status", 14, min=9, tone=True),
    Column("Due", 5, hide=1),
    Column("Tries", 5, hide=3),
    Column("To collect", 14, align="right"),
    Column("Customer", 24, min=12, flex=1),
)
TABS = tuple(
    Tab(str(place), label, count)
    for place, (label, count) in enumerate(
        [("New", "340"), ("No answer", "1 204"), ("Call later", "57"), ("Confirmed", "10 000+"), ("Problems", "12")]
    )
)


class TableApp(App[None]):
    """The console's bars around one table."""

    CSS_PATH = theme.BASE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.ALWAYS),
        *bindings(Place.EVERYWHERE, "tab.next", "tab.previous"),
    ]

    def __init__(self, source: PageSource | None = None, *, theme_name: str = "codesk-dark") -> None:
        super().__init__()
        self.keymap: Keymap = {}
        self.source = source or MillionSource()
        self.theme_name = theme_name

    def compose(self) -> ComposeResult:
        places = (PlaceTab("go.queue", "1", "Queue"), PlaceTab("go.orders", "2", "Orders"))
        yield DeskHeader(Heading("Maison Atlas", places, "go.orders", ("Amina", "14:05", "42 calls")))
        yield TabStrip(TABS)
        yield OrderTable(self.source, COLUMNS, empty="No orders here. Press ] for the next tab.")
        yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        theme.dress(self, self.theme_name)
        keys = [*bindings_for(Place.ORDERS), *bindings_for(Place.TABLE), *bindings_for(Place.EVERYWHERE)]
        self.query_one(KeyBar).offer(hints(keys), {"list.filter"})
        self.query_one(OrderTable).show(("0", len(TABS)))
        self.query_one(OrderTable).note("due 14:05 → 14:22 · 10 000+ orders")
        self.query_one(OrderTable).focus()

    def on_ready(self) -> None:
        """What start-up made lives as long as the app: the collector need not look at it again (40 ms)."""
        gc.freeze()

    def action_next(self) -> None:
        """The next tab."""
        self.query_one(TabStrip).go(1)

    def action_previous(self) -> None:
        """The tab before."""
        self.query_one(TabStrip).go(-1)

    def on_tab_strip_chosen(self, event: TabStrip.Chosen) -> None:
        """A tab is a list."""
        self.query_one(OrderTable).show((event.tab_id, len(TABS)))


if __name__ == "__main__":
    TableApp(MillionSource(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)).run()
