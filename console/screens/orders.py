"""All orders of the shop: its profile's tabs with counts, one table, search, sort and filters."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one

from console.actions import Place
from console.data.columns import Column
from console.data.narrowing import Narrowing
from console.data.orders_source import layout
from console.data.tabs import Tab
from console.data.window import START
from console.screens.list_screen import ListScreen
from console.widgets.bindings import bindings
from console.widgets.drawer import Drawer
from console.widgets.search_line import SearchLine
from console.widgets.tab_strip import TabStrip
from models.statuses import Role
from workflows.actors import CALLERS
from workflows.views.search import wanted

if TYPE_CHECKING:
    from console.screens.outcomes.new_order import NewOrderForm

ALL = "all"  #: the tab that is searched
NO_ORDERS = "No orders yet: run `codesk import FILE` to bring in the first ones, or wait for your shop to send them."
NO_HIT = (
    "No order here has this number, phone or name. Press [ or ] to look in another tab, escape to end the search."
)
TOO_SHORT = "Type at least 3 letters of a name, 4 digits of a phone number, or a whole order number."
NONE_FITS = "No order of this tab fits. Press escape to see the whole tab again."
NOT_YOURS = "Placing an order is for agents and supervisors."
NO_TESTS = "Placing a test order is for supervisors."
NONE_HERE = "No orders here now. Press ] for the next tab."


class Orders(ListScreen):
    """Every order, by tab; enter opens one, and coming back finds the same row."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ORDERS)
    place = Place.ORDERS
    name_ = "orders"

    line = query_one(SearchLine)

    def __init__(self) -> None:
        super().__init__()
        self._search = ""
        self._left = ""  # the tab that was left for a search among all orders
        self._typing = False  # to search was asked for before the screen was there

    def body(self) -> ComposeResult:
        """The search line stands below the tabs."""
        for part in super().body():
            yield part
            if isinstance(part, TabStrip):
                yield SearchLine()

    def tabs_(self) -> Sequence[Tab]:
        """Those of the shop's profile."""
        return [Tab(tab.id, tab.title) for tab in self.profile.tabs]

    def layout_(self) -> Sequence[Column]:
        """Those of the shop's profile."""
        return layout(self.seat.desk.shop.profile)

    def listed(self) -> None:
        """The search that was asked for before the screen was there."""
        if self._typing:
            self.line.open()

    @property
    def searched(self) -> str:
        """What stands in the search line."""
        return self._search

    @property
    def drawn(self) -> tuple[Place, ...]:
        """Searching is what most come for."""
        return (Place.ORDERS, Place.EVERYWHERE, Place.TABLE, Place.ALWAYS)

    def offer_keys(self) -> None:
        """While one searches every letter is searched for."""
        if self.line.has_focus:
            self.key_bar.offer(self.line.hints)
        else:
            super().offer_keys()

    def on_descendant_focus(self) -> None:
        """The list has other keys than the search line."""
        self.offer_keys()

    def empty(self) -> str:
        """Why there are no rows, and what to do."""
        if self._search:
            meant = wanted(self._search, self.seat.desk.shop.country)
            return NO_HIT if meant.words or meant.suffixes else TOO_SHORT
        if not self.is_whole:
            return NONE_FITS
        return NO_ORDERS if self.counts.get(ALL) == (0, False) else NONE_HERE

    def narrow(self, narrowing: Narrowing) -> None:
        """A status that no order of the tab can have is looked for among all."""
        super().narrow(narrowing)
        wanted, tab = narrowing.filters.headline, self.profile.tab(self.asked.tab)
        if wanted and not any(match.headline is None or match.headline & wanted for match in tab.matches):
            self.tabs.choose(ALL)

    def shop_changed(self) -> None:
        """A search comes back to the tab it was begun in, where there is one still."""
        super().shop_changed()
        if self._left not in {tab.id for tab in self.tabs_()}:
            self._left = ""

    # A new order

    def reasons(self) -> Mapping[str, str]:
        """Who places no orders reads here."""
        role = self.seat.actor.role
        theirs = {} if role is Role.SUPERVISOR else {"list.test": NO_TESTS}
        return theirs if role in CALLERS else {"list.new": NOT_YOURS} | theirs

    async def action_new(self) -> None:
        """Ask for it, under the list."""
        from console.screens.outcomes.new_order import NewOrderForm  # with all that counts a total

        if not self.refused("list.new") and not self.query(NewOrderForm):
            form = NewOrderForm(self.seat)
            await self.mount(form, before=self.status)
            form.open()

    def action_test(self) -> None:
        """Read back what a test order is; it stays in the list."""
        if not self.refused("list.test"):
            read = ["A made-up order: it moves no stock, nobody is called, and only the merchant is written to."]
            self.ask.agree("Test order", read, "place it", "It stays in the lists, marked T.", self._try_out)

    def _try_out(self) -> None:
        self.start(self._tried_out(), "test order")

    async def _tried_out(self) -> None:
        from workflows.orders.trial import place_test_order  # with the numbers of all countries

        by, request = self.seat.actor, self.seat.desk.new_request()
        made = await self.seat.write(lambda work: place_test_order(work, by=by, request_id=request))
        self._is_in(f"{made.ref} is placed, for tests.")

    def on_drawer_closed(self, event: Drawer.Closed) -> None:
        """Left without an order; nothing is kept."""
        if event.drawer in self.query("NewOrderForm"):
            event.drawer.remove()

    def on_new_order_form_complained(self, event: "NewOrderForm.Complained") -> None:
        """What was typed cannot be used; it stays."""
        self.say(event.sentence, "warn")

    def on_new_order_form_placed(self, event: "NewOrderForm.Placed") -> None:
        """It is in the shop: the list begins anew, with the newest order first."""
        event.form.close()
        event.form.remove()
        self._is_in(event.sentence)

    def _is_in(self, sentence: str) -> None:
        self.say(sentence)
        self.table.reopen(START)
        self.count()

    # Search

    def action_search(self) -> None:
        """Type what to look for, among all orders."""
        self._typing = not self.is_mounted
        if self.is_mounted:
            self.line.open()

    def on_search_line_typed(self, message: SearchLine.Typed) -> None:
        """Among all orders at first; [ and ] narrow it to a tab. Without a search, back to the tab before."""
        here, begins, ends = self.asked.tab, not self._search, not message.text
        self._search = message.text
        goal = ALL if begins else self._left if ends and here == ALL else ""
        if begins or ends:
            self._left = here if begins else ""
        if goal and goal != here:
            self.tabs.choose(goal)  # it says so, and then the list is shown
        else:
            self.relist()

    def on_search_line_kept(self) -> None:
        """The keys are the list's again."""
        self.set_focus(self.table)

    def action_clear(self) -> None:
        """End the search; then the filters and the sort."""
        if self._search:
            self.line.end()
        else:
            super().action_clear()
