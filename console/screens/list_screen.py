"""A place that is a list of orders by tab: its table, its sort and filters, and what changes while one looks.

A subclass gives the tabs and the source of the rows, and says why a list is empty.
"""

import time
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from textual.app import ComposeResult
from textual.getters import query_one
from textual.timer import Timer

from console.data.columns import Column
from console.data.narrowing import DATES, FLAGS, KINDS, SORTS, TYPED, Narrowing, days
from console.data.orders_source import OrdersSource, Shape, orders
from console.data.tabs import Tab
from console.data.window import Anchor
from console.screens.place import PlaceScreen
from console.widgets.form import Choice
from console.widgets.lines import Plain
from console.widgets.order_table import OrderTable
from console.widgets.questions import Questions, numbered
from console.widgets.tab_strip import TabStrip
from console.widgets.table_messages import RowOpened
from models.clock import zone
from workflows import views
from workflows.actors import CALLERS
from workflows.labels import Sort
from workflows.roster import everyone
from workflows.views.sources import sources

if TYPE_CHECKING:
    from workflows.work import Work


COUNTED_EVERY = 2.0  #: seconds between two counts of the tabs
AT_ONCE = 0.01  #: seconds; a timer needs some
NONE_FITS = "No order of this list fits. Press escape to see all of it again."


class ListScreen(PlaceScreen):
    """Tabs, what narrows them, the list, and one drawer that asks."""

    DEFAULT_CSS = """
    ListScreen #narrowed { display: none; padding: 0 1; color: $text-accent; }
    ListScreen #narrowed.-some { display: block; }
    """
    shape: Shape = staticmethod(orders)  #: how an order becomes a line

    tabs = query_one(TabStrip)
    table = query_one(OrderTable)
    ask = query_one(Questions)

    def __init__(self) -> None:
        super().__init__()
        self._narrowing = Narrowing()
        self.counts: dict[str, tuple[int, bool]] = {}  #: orders by tab, and whether there are more
        self._counted = 0.0  # when counting began the last time
        self._counting: Timer | None = None

    # For subclasses

    @abstractmethod
    def tabs_(self) -> Sequence[Tab]:
        """The saved lists."""

    @abstractmethod
    def layout_(self) -> Sequence[Column]:
        """The columns of `shape`."""

    @abstractmethod
    def empty(self) -> str:
        """Why there are no rows, and what to do."""

    def listed(self) -> None:
        """The first list is shown."""

    @property
    def searched(self) -> str:
        """What is searched for; nothing where a place has no search of its own."""
        return ""

    # The list

    def body(self) -> ComposeResult:
        """From top to bottom."""
        yield TabStrip(self.tabs_())
        yield Plain(id="narrowed")
        yield OrderTable(self.source, self.layout_(), selects=self.selects)
        yield Questions()

    @property
    def source(self) -> OrdersSource:
        """Where the rows come from."""
        return OrdersSource(self.seat, self.shape)

    def on_mount(self) -> None:
        """The first tab, with the cursor on its first order. (The frame's own handler is called by Textual.)"""
        self.relist()
        self.set_focus(self.table)
        self.listed()
        self.count()

    @property
    def asked(self) -> views.Query:
        """The list that is shown."""
        assert self.tabs.active is not None, "a list has tabs"
        return views.Query(self.tabs.active.id, self.searched, self._narrowing.sort, self._narrowing.filters)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self._narrowing.is_whole

    def relist(self, place: Anchor | None = None) -> None:
        """Show the list; it opens at a place, else where it was left."""
        words = self._narrowing.words(zone(self.seat.desk.shop.zone), self.profile.word)
        narrowed = self.query_one("#narrowed", Plain)
        narrowed.show(words)
        narrowed.set_class(bool(words), "-some")
        self.table.when_empty(self.empty())
        self.table.show(self.asked, place)

    def on_tab_strip_chosen(self, message: TabStrip.Chosen) -> None:
        """A tab is a list; each keeps its own cursor."""
        self.relist()

    def action_next(self) -> None:
        """The next tab."""
        self.tabs.go(1)

    def action_previous(self) -> None:
        """The tab before."""
        self.tabs.go(-1)

    def on_order_table_row_opened(self, message: RowOpened) -> None:
        """Enter, or a click, on a row."""
        self.open_order(UUID(message.row.id))

    def open_order(self, order_id: UUID) -> None:
        """All about one order, over the list."""
        self.look_at(order_id)

    # What changes

    def data_changed(self) -> None:
        """Another seat saved something: the rows on the screen are read again, the cursor stays."""
        self.run_worker(self._patch(), group="patch", exclusive=True, exit_on_error=False)
        self.count()

    def shop_changed(self) -> None:
        """Tabs, columns and words as the shop has them now; the cursor stays on its order where that is listed."""
        super().shop_changed()
        place = self.table.place
        self.tabs.put(self.tabs_())
        self.table.put(self.layout_())
        if self.asked == self.table.listed:
            self.table.reopen(place)
        else:
            self.relist(place)
        self.count()

    def clock_moved(self) -> None:
        """Promised calls fall due and are missed without anybody saving anything."""
        super().clock_moved()
        self.count()

    async def _patch(self) -> None:
        """First the orders themselves, so that one that leaves the list shows what it became."""
        fresh = await self.source.again([row.id for row in self.table.shown])
        self.table.patch({**fresh})
        self.table.renew()

    def on_screen_resume(self) -> None:
        """Back from an order or another place: it may stand elsewhere now."""
        if self.is_mounted and self.seat.person is not None:
            self.data_changed()

    def returned(self) -> None:
        """What left the list meanwhile is gone from it; after a look at one order it would still stand there."""
        self.table.action_reload()

    # Counts

    def count(self) -> None:
        """Count the tabs, now or as soon as two seconds have passed since the last time."""
        if self._counting is None:
            wait = max(self._counted + COUNTED_EVERY - time.monotonic(), AT_ONCE)
            self._counting = self.set_timer(wait, self._start_counting)

    def _start_counting(self) -> None:
        self._counting, self._counted = None, time.monotonic()
        self.run_worker(self._count_tabs(), group="count", exit_on_error=False)

    async def _count_tabs(self) -> None:
        lists = [tab.id for tab in self.tabs_()]
        before, self.counts = self.counts, await self.seat.read(lambda work: views.counts(work, lists))
        self.tabs.count({id: _counted(*found) for id, found in self.counts.items()})
        self.table.when_empty(self.empty())
        tab = self.asked.tab
        if before and before.get(tab) != self.counts.get(tab):
            self.table.renew()

    # Sort and filters

    def narrow(self, narrowing: Narrowing) -> None:
        """Show what fits."""
        self._narrowing = narrowing
        self.relist()

    def action_clear(self) -> None:
        """Let the selection go; without one, show the whole tab again."""
        if self.table.selected:
            self.table.select(())
        elif not self.is_whole:
            self.narrow(replace(self._narrowing, filters=views.Filters(), sort=None))

    def action_sort(self) -> None:
        """Choose what the list is sorted by."""
        reason = "what is found is always newest first" if self.searched else ""
        answers = [(label, sort) for sort, label in SORTS.items()]
        ticked = [self._narrowing.sort]
        self.ask.choose("Sort the list", numbered(answers, reason, ticked=ticked), self._sorted)

    def _sorted(self, value: str) -> None:
        self.narrow(replace(self._narrowing, sort=Sort(value)))

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
            self.narrow(self._narrowing.toggled(kind))
        elif kind in ("agent", "source"):
            self.start(self._learn(kind), "names")
        else:
            self._offer_answers(kind)

    def _offer_answers(self, kind: str) -> None:
        answers = numbered(self._narrowing.answers(kind, self.profile.word))
        self.ask.choose(f"Show only orders by {KINDS[kind][1]}", answers, lambda value: self._filter(kind, value))

    async def _learn(self, kind: str) -> None:
        """Who calls customers here, and where the shop's orders come from."""

        def people(work: "Work") -> dict[UUID, str]:
            return {person.id: person.name for person in everyone(work) if person.role in CALLERS}

        known, found = await self.seat.read(lambda work: (people(work), sources(work)))
        self._narrowing = replace(self._narrowing, people=known, sources=tuple(found))
        self._offer_answers(kind)

    def _filter(self, kind: str, value: str) -> None:
        if kind != "placed":
            self.narrow(self._narrowing.toggled(kind, value))
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
        self.narrow(self._narrowing.placed(first, last, zone(self.seat.desk.shop.zone)))


def _counted(count: int, more: bool) -> str:
    """`340`, `1 000+`."""
    return f"{count:,}".replace(",", " ") + ("+" if more else "")
