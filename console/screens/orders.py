"""All orders of the shop: its profile's tabs with counts, one table, search, sort and filters."""

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.timer import Timer

from console.data.narrowing import DATES, FLAGS, KINDS, SORTS, TYPED, Narrowing, days
from console.data.orders_source import OrdersSource, layout
from console.keys import Place
from console.screens.place import PlaceScreen
from console.widgets.bindings import bindings
from console.widgets.form import Choice
from console.widgets.lines import Plain
from console.widgets.order_table import OrderTable
from console.widgets.questions import Questions, numbered
from console.widgets.search_line import SearchLine
from console.widgets.tab_strip import Tab, TabStrip
from console.widgets.table_messages import RowOpened
from models.clock import zone
from workflows import views
from workflows.calls import CALLERS
from workflows.labels import Sort
from workflows.profiles import PROFILES
from workflows.roster import everyone
from workflows.views.search import wanted

if TYPE_CHECKING:
    from workflows.work import Work

COUNTED_EVERY = 2.0  #: seconds between two counts of the tabs
ALL = "all"  #: the tab that is searched
NO_ORDERS = "No orders yet: run `codesk import FILE` to bring in the first ones, or wait for your shop to send them."
NO_HIT = (
    "No order here has this number, phone or name. Press [ or ] to look in another tab, escape to end the search."
)
TOO_SHORT = "Type at least 3 letters of a name, 4 digits of a phone number, or a whole order number."
NONE_FITS = "No order of this tab fits. Press escape to see the whole tab again."
NONE_HERE = "No orders here now. Press ] for the next tab."


class Orders(PlaceScreen):
    """Every order, by tab; enter opens one, and coming back finds the same row."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ORDERS)
    place = Place.ORDERS
    name_ = "orders"
    DEFAULT_CSS = """
    Orders #narrowed { display: none; padding: 0 1; color: $text-accent; }
    Orders #narrowed.-some { display: block; }
    """

    tabs = query_one(TabStrip)
    table = query_one(OrderTable)
    line = query_one(SearchLine)
    ask = query_one(Questions)

    def __init__(self) -> None:
        super().__init__()
        self._narrowing = Narrowing()
        self._search = ""
        self._left = ""  # the tab that was left for a search among all orders
        self._counts: dict[str, tuple[int, bool]] = {}
        self._counted = 0.0  # when counting began the last time
        self._counting: Timer | None = None
        self._typing = False  # to search was asked for before the screen was there

    def body(self) -> ComposeResult:
        """Tabs, what narrows them, the list, questions."""
        profile = PROFILES[self.seat.desk.shop.profile]
        yield TabStrip([Tab(tab.id, tab.title) for tab in profile.tabs])
        yield SearchLine()
        yield Plain(id="narrowed")
        yield OrderTable(OrdersSource(self.seat), layout(profile.name), empty=NONE_HERE)
        yield Questions()

    def on_mount(self) -> None:
        """The first tab, with the cursor on its first order."""
        super().on_mount()
        self._list()
        self.set_focus(self.table)
        self.count()
        if self._typing:
            self.line.open()

    # What is listed

    @property
    def query_(self) -> views.Query:
        """The list that is shown."""
        tab = self.tabs.active.id if self.tabs.active else ALL
        return views.Query(tab, self._search, self._narrowing.sort, self._narrowing.filters)

    def _list(self) -> None:
        """Show the list; it opens where it was left."""
        words = self._narrowing.words(zone(self.seat.desk.shop.zone))
        narrowed = self.query_one("#narrowed", Plain)
        narrowed.show(words)
        narrowed.set_class(bool(words), "-some")
        self.table.when_empty(self._empty())
        self.table.show(self.query_)

    def _empty(self) -> str:
        """Why there are no rows, and what to do."""
        if self._search:
            meant = wanted(self._search, self.seat.desk.shop.country)
            return NO_HIT if meant.words or meant.suffixes else TOO_SHORT
        if not self._narrowing.is_whole:
            return NONE_FITS
        return NO_ORDERS if self._counts.get(ALL) == (0, False) else NONE_HERE

    def on_tab_strip_chosen(self, message: TabStrip.Chosen) -> None:
        """A tab is a list; each keeps its own cursor."""
        self._list()

    def action_next(self) -> None:
        """The next tab."""
        self.tabs.go(1)

    def action_previous(self) -> None:
        """The tab before."""
        self.tabs.go(-1)

    # What changes

    def data_changed(self) -> None:
        """Another seat saved something: the rows on the screen are read again, the cursor stays."""
        self.run_worker(self._patch(), group="patch", exclusive=True, exit_on_error=False)
        self.count()

    async def _patch(self) -> None:
        """First the orders themselves, so that one that leaves the list shows what it became."""
        source, ids = OrdersSource(self.seat), [row.id for row in self.table.shown]
        self.table.patch({**await source.again(ids)})
        self.table.renew()

    def clock_moved(self) -> None:
        """Promised calls fall due and are missed without anybody saving anything."""
        super().clock_moved()
        self.count()

    def on_screen_resume(self) -> None:
        """Back from an order: it may stand elsewhere now."""
        super().on_screen_resume()
        self.table.renew()
        self.count()

    def count(self) -> None:
        """Count the tabs, now or as soon as two seconds have passed since the last time."""
        if self._counting is None:
            wait = max(self._counted + COUNTED_EVERY - time.monotonic(), 0.01)  # a timer needs some time
            self._counting = self.set_timer(wait, self._start_counting)

    def _start_counting(self) -> None:
        self._counting, self._counted = None, time.monotonic()
        self.run_worker(self._count(), group="count", exit_on_error=False)

    async def _count(self) -> None:
        before, self._counts = self._counts, await self.seat.read(views.counts)
        self.tabs.count({id: _counted(*found) for id, found in self._counts.items()})
        self.table.when_empty(self._empty())
        tab = self.query_.tab
        if before and before.get(tab) != self._counts.get(tab):
            self.table.renew()

    # Search

    def action_search(self) -> None:
        """Type what to look for, among all orders."""
        if not self.is_mounted:
            self._typing = True
            return
        self.line.open()

    def on_search_line_typed(self, message: SearchLine.Typed) -> None:
        """Among all orders at first; [ and ] narrow it to a tab. Without a search, back to the tab before."""
        begins, ends = bool(message.text and not self._search), not message.text
        here, self._search = self.query_.tab, message.text
        goal = ALL if begins else self._left if ends and here == ALL else ""
        self._left = here if begins else "" if ends else self._left
        if goal and goal != here:
            self.tabs.choose(goal)  # it says so, and then the list is shown
        else:
            self._list()

    def on_search_line_kept(self) -> None:
        """The keys are the list's again."""
        self.set_focus(self.table)

    def action_clear(self) -> None:
        """End the search; then the filters and the sort."""
        if self._search:
            self.line.end()
        elif not self._narrowing.is_whole:
            self._narrow(Narrowing(people=self._narrowing.people))

    # Sort and filters

    def _narrow(self, narrowing: Narrowing) -> None:
        self._narrowing = narrowing
        self._list()

    def action_sort(self) -> None:
        """Choose what the list is sorted by."""
        reason = "what is found is always newest first" if self._search else ""
        here = self._narrowing.sort
        answers = [(("✓ " if sort == here else "") + label, sort) for sort, label in SORTS.items()]
        self.ask.choose("Sort the list", numbered(answers, reason), self._sorted)

    def _sorted(self, value: str) -> None:
        sort = Sort(value)
        self._narrow(Narrowing(self._narrowing.filters, sort, self._narrowing.people))

    def action_filter(self) -> None:
        """Choose what is shown."""
        choices = [Choice(key, self._sign(kind) + label, kind) for kind, (key, label) in KINDS.items()]
        self.ask.choose("Show only orders by", choices, self._filter_by)

    def _sign(self, kind: str) -> str:
        filters = self._narrowing.filters
        on = filters.since or filters.until if kind == "placed" else getattr(filters, kind)
        return "✓ " if on else ""

    def _filter_by(self, kind: str) -> None:
        if kind in FLAGS:
            self._narrow(self._narrowing.toggled(kind))
        elif kind == "agent" and not self._narrowing.people:
            self.run_worker(self._learn_people(), group="people", exit_on_error=False)
        else:
            answers = numbered(self._narrowing.answers(kind))
            self.ask.choose(f"Show only orders by {KINDS[kind][1]}", answers, lambda value: self._filter(kind, value))

    async def _learn_people(self) -> None:
        """Who works here, for the names of the agent filter."""

        def people(work: "Work") -> dict[UUID, str]:
            return {person.id: person.name for person in everyone(work) if person.role in CALLERS}

        known = await self.seat.read(people)
        self._narrowing = Narrowing(self._narrowing.filters, self._narrowing.sort, known)
        self._filter_by("agent")

    def _filter(self, kind: str, value: str) -> None:
        if kind != "placed":
            self._narrow(self._narrowing.toggled(kind, value))
        elif value == TYPED:
            self.ask.write("Placed on which days?", self._dated, placeholder=DATES)
        else:
            self._place(self._today - timedelta(days=int(value)), None)

    @property
    def _today(self) -> date:
        return self.local(self.seat.now).date()

    def _dated(self, text: str) -> str | None:
        try:
            self._place(*days(text, self._today))
        except ValueError as problem:
            return str(problem)
        return None

    def _place(self, first: date | None, last: date | None) -> None:
        self._narrow(self._narrowing.placed(first, last, zone(self.seat.desk.shop.zone)))

    def on_questions_said(self, message: Questions.Said) -> None:
        """Why an answer cannot be given."""
        self.say(message.sentence, "warn")

    # One order

    def on_order_table_row_opened(self, message: RowOpened) -> None:
        """All about it, over the list."""
        from console.screens.detail import OrderDetail

        self.desk.push_screen(OrderDetail(UUID(message.row.id)))


def _counted(count: int, more: bool) -> str:
    """`340`, `1 000+`."""
    return f"{count:,}".replace(",", " ") + ("+" if more else "")
