"""A place with tabs whose lists differ in their columns: each has a table of its own, one is seen."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.getters import query_one

from console.data.sheets import Asked, Sheet, SheetSource
from console.data.tabs import Tab
from console.screens.busy import Busy
from console.widgets.lines import Parts
from console.widgets.order_table import OrderTable
from console.widgets.questions import Questions
from console.widgets.tab_strip import TabStrip
from console.widgets.table_messages import RowOpened


class TabbedPlace(Busy):
    """Tabs, a line about what is listed, the list, and one drawer that asks."""

    DEFAULT_CSS = """
    TabbedPlace #about { display: none; padding: 0 1; color: $text-accent; }
    TabbedPlace #about.-some { display: block; }
    """
    only_on: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {}  #: tabs of an action, and why not elsewhere

    tabs = query_one(TabStrip)
    ask = query_one(Questions)

    def __init__(self) -> None:
        super().__init__()
        self._sources: dict[str, SheetSource] = {}

    # For subclasses

    @abstractmethod
    def sheets(self) -> Sequence[Sheet]:
        """The tabs."""

    def asked(self, tab: str) -> Asked:
        """Which list a tab shows."""
        return (tab,)

    def about(self, tab: str) -> str:
        """What is listed, where the tab does not say it."""
        return ""

    def opened(self, what: object) -> None:
        """Enter, or a click, on a row."""

    # The lists

    def body(self) -> ComposeResult:
        """From top to bottom."""
        sheets = self.sheets()
        self._sources = {sheet.id: SheetSource(self.seat, sheet) for sheet in sheets}
        yield TabStrip([Tab(sheet.id, sheet.title) for sheet in sheets])
        yield Parts(id="about")
        for sheet in sheets:
            source = self._sources[sheet.id]
            yield OrderTable(source, sheet.columns, empty=sheet.empty, selects=self.selects, id=f"list-{sheet.id}")
        yield Questions()

    def on_mount(self) -> None:
        """The first tab. (The frame's own handler is called by Textual.)"""
        self.show_tab()

    @property
    def here(self) -> str:
        """The tab that is seen."""
        assert self.tabs.active is not None, "there are tabs"
        return self.tabs.active.id

    @property
    def table(self) -> OrderTable:
        """The list that is seen."""
        return self.list_of(self.here)

    def list_of(self, tab: str) -> OrderTable:
        """The list of a tab."""
        return self.query_one(f"#list-{tab}", OrderTable)

    def unselect(self, tab: str) -> None:
        """Let the selection of a tab go: what it was for is done."""
        self.list_of(tab).select(())

    def show_tab(self) -> None:
        """The list of the tab, where it was left; a list of something else begins anew."""
        table, asked = self.table, self.asked(self.here)
        table.display = True
        self.set_focus(table)
        for other in self.query(OrderTable):
            other.display = other is table
        self._say_about()
        table.renew() if table.listed == asked else table.show(asked)
        self.offer_keys()

    def _say_about(self) -> None:
        words, line = self.about(self.here), self.query_one("#about", Parts)
        line.show(words)
        line.set_class(bool(words), "-some")

    def reasons(self) -> Mapping[str, str]:
        """What the tab has no use for."""
        return {id: why for id, (tabs, why) in self.only_on.items() if self.here not in tabs}

    def on_tab_strip_chosen(self, message: TabStrip.Chosen) -> None:
        """Each tab keeps its own cursor."""
        self.show_tab()

    def action_next(self) -> None:
        """The next tab."""
        self.tabs.go(1)

    def action_previous(self) -> None:
        """The tab before."""
        self.tabs.go(-1)

    # What the rows stand for

    def current(self) -> object:
        """What the row under the cursor stands for; None in an empty list, and where it has left the list."""
        row = self.table.current
        if row is None or row.id in self.table.window.gone:
            return None
        return self._sources[self.here].known.get(row.id)

    def meant(self) -> list[object]:
        """What the selected rows stand for, else the one under the cursor."""
        known = self._sources[self.here].known
        chosen = [known[id] for id in sorted(self.table.selected)]
        one = self.current()
        return chosen or ([one] if one is not None else [])

    def on_order_table_row_opened(self, message: RowOpened) -> None:
        """Enter, or a click, on a row."""
        what = self._sources[self.here].known.get(message.row.id)
        if what is not None:
            self.opened(what)

    def open_order(self, order_id: UUID) -> None:
        """All about one order, over the list."""
        from console.screens.detail import OrderDetail

        self.desk.push_screen(OrderDetail(order_id))

    # What changes

    def data_changed(self) -> None:
        """Somebody saved something: what is on the screen is read again, the cursor stays."""
        self.table.renew()

    def on_screen_resume(self) -> None:
        """Back from an order or another place."""
        if self.is_mounted and self.seat.person is not None:
            self.data_changed()
