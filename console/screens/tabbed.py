"""A place with tabs whose lists differ in their columns: each has a table of its own, one is seen."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.getters import query_one

from console.data.sheets import Asked, Sheet, SheetSource
from console.data.tabs import Tab
from console.screens.outcomes.said import spoken
from console.screens.place import PlaceScreen
from console.widgets.lines import Plain
from console.widgets.order_table import OrderTable
from console.widgets.questions import Questions
from console.widgets.status_line import Kind
from console.widgets.tab_strip import TabStrip
from console.widgets.table_messages import RowOpened
from workflows.errors import Refused

Said = tuple[str, Kind]
Tell = Callable[[int, int], None]  #: done, of how many; called in another thread
BUSY = "The last change is still being carried out; wait for its result."
SHOWN_EVERY = 0.2  #: seconds between two figures of what takes a while


class TabbedPlace(PlaceScreen):
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
        self._busy = False
        self._so_far = (0, 0)

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
        yield Plain(id="about")
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
        words, line = self.about(self.here), self.query_one("#about", Plain)
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

    def on_questions_said(self, message: Questions.Said) -> None:
        """Why an answer cannot be given."""
        self.say(message.sentence, "warn")

    # What takes a while

    def is_busy(self) -> bool:
        """Whether a change is under way; then it is said."""
        if self._busy:
            self.say(BUSY, "warn")
        return self._busy

    def carry_out(self, job: Callable[[Tell], Awaitable[Said]], doing: str) -> None:
        """Run a job that says what came of it; `doing` is what its figures are of, such as `parcels settled`."""
        if not self.is_busy():
            self._busy = True
            self.run_worker(self._carried_out(job, doing), group="write", exit_on_error=False)

    async def _carried_out(self, job: Callable[[Tell], Awaitable[Said]], doing: str) -> None:
        self._so_far = (0, 0)
        showing = self.set_interval(SHOWN_EVERY, lambda: self._show_progress(doing))
        try:
            said = await job(self._count)
        except Refused as problem:
            self.say(spoken(str(problem)), "warn")
        except Exception as problem:  # the database went away: what was done before is done
            self.say(f"Not all of it was done ({type(problem).__name__}); look at the list and go on.", "error")
        else:
            self.say(*said)
        finally:
            showing.stop()
            self._busy = False
            self.data_changed()

    def _count(self, so_far: int, whole: int) -> None:
        """Called in the writer's thread, so it only takes note."""
        self._so_far = (so_far, whole)

    def _show_progress(self, doing: str) -> None:
        so_far, whole = self._so_far
        if whole:
            self.say(f"{so_far} of {whole} {doing} …")
