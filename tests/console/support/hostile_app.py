"""Every widget filled with every payload, for a real terminal: `python -m tests.console.support.hostile_app`."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from console.data.columns import Column
from console.data.rows import Direction, Key, Page, Query, TableRow
from console.data.tabs import Tab
from console.widgets.drawer import Drawer
from console.widgets.form import Choice, Choices, TextField
from console.widgets.header import DeskHeader, Heading
from console.widgets.lines import Plain
from console.widgets.order_card import Fact, Facts, Item, Receipt, Section, Sections
from console.widgets.order_table import OrderTable
from console.widgets.read_back import ReadBack
from console.widgets.status_line import StatusLine
from console.widgets.tab_strip import TabStrip
from tests.console.support.desk import Desk
from tests.console.support.payloads import PAYLOADS

TEXTS = tuple(payload.text for payload in PAYLOADS)
MARKER = "all is drawn"


class Strangers:
    """One order for each payload."""

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        """All of them, in one page."""
        rows = (TableRow(f"o{n}", (n,), (text, text), marks=text) for n, text in enumerate(TEXTS))
        return Page(tuple(rows) if key is None else (), more=False)


class HostileApp(Desk):
    """Tall enough a terminal shows all of it at once."""

    def compose(self) -> ComposeResult:
        table = OrderTable(Strangers(), (Column("Order", 12), Column("Customer", 40, flex=1)))
        table.styles.height = len(TEXTS) + 2
        table.show("strangers")
        yield DeskHeader(Heading(" ".join(TEXTS), right=TEXTS[:3]))
        yield TabStrip([Tab(str(n), text, text) for n, text in enumerate(TEXTS)])
        yield table
        with VerticalScroll():
            for text in TEXTS:
                yield from (Plain(text), Facts([Fact(text[:20], text)]), Receipt([Item(text, text[:20])]))
                yield Sections([Section(text[:20], (text,))])
        yield Drawer(
            Choices([Choice("1", text, "") for text in TEXTS]), TextField("\n".join(TEXTS)), title="\n".join(TEXTS)
        )
        yield ReadBack()
        yield StatusLine()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(ReadBack).ask(TEXTS, "".join(TEXTS)[:40], TEXTS[0])
        self.query_one(Drawer).open()
        self.query_one(StatusLine).say(MARKER)


if __name__ == "__main__":
    HostileApp().run()
