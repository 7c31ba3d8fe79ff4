"""What every place shares: header, status line, key bar, and the keys that work everywhere."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.getters import query_one

from console.actions import TOGETHER, Action, Place
from console.keymap import Bound, bindings_for
from console.keys import BY_ID, keys_of, shown
from console.screens.at_desk import AtDesk
from console.text import clean
from console.widgets.bindings import bindings
from console.widgets.drawer import Drawer
from console.widgets.header import DeskHeader, Heading, PlaceTab
from console.widgets.hints import hints
from console.widgets.key_bar import KeyBar
from console.widgets.questions import Questions
from console.widgets.status_line import StatusLine
from models.clock import zone
from models.statuses import Role
from workflows.profiles import PROFILES
from workflows.profiles.profile import Profile

if TYPE_CHECKING:
    from console.modals.palette import Entry

PLACES: Mapping[str, tuple[Role, ...]] = {
    "queue": (Role.AGENT, Role.SUPERVISOR),
    "orders": (Role.AGENT, Role.SUPERVISOR, Role.WAREHOUSE),
    "backlog": (Role.SUPERVISOR,),
    "packing": (Role.WAREHOUSE, Role.SUPERVISOR),
    "returns": (Role.WAREHOUSE, Role.SUPERVISOR),
    "cash": (Role.SUPERVISOR,),
    "missing": (Role.AGENT, Role.SUPERVISOR),
    "numbers": (Role.SUPERVISOR,),
}  #: the places there are, and who has work there


def first_place(role: Role) -> str:
    """Where a person of that role begins."""
    return {Role.AGENT: "queue", Role.WAREHOUSE: "packing"}.get(role, "orders")


class PlaceScreen(AtDesk):
    """A place of the desk. A subclass says its `place` and `name_`, its body, and what cannot be done now."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.EVERYWHERE)
    place: ClassVar[Place] = Place.EVERYWHERE
    name_: ClassVar[str] = ""

    header = query_one(DeskHeader)
    status = query_one(StatusLine)
    key_bar = query_one(KeyBar)

    def compose(self) -> ComposeResult:
        """Header, body, status line, keys."""
        yield DeskHeader()
        yield from self.body()
        yield StatusLine()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """What the place is for."""
        yield from ()

    def on_mount(self) -> None:
        """Header and keys as they are now. (Textual calls the handlers of every class, the subclass's first.)"""
        self.show_heading()
        self.offer_keys()

    def reasons(self) -> Mapping[str, str]:
        """Why not now, by action id; a subclass knows."""
        return {}

    def on_screen_resume(self) -> None:
        """Seen again: the clock went on meanwhile. Nobody looks while the screens are cleared for the next person."""
        if self.seat.person is not None:
            self.show_heading()

    def returned(self) -> None:
        """Somebody comes back from another place; a subclass shows what is true by now."""

    def shop_changed(self) -> None:
        """Another profile, other switches or another name; rows are read again by themselves (`data_changed`)."""
        self.show_heading()

    def clock_moved(self) -> None:
        """The app looks at the clock every few seconds."""
        self.show_heading()

    @property
    def profile(self) -> Profile:
        """The words of the shop as it is now."""
        return PROFILES[self.seat.desk.shop.profile]

    def local(self, at: datetime) -> datetime:
        """An instant in the shop's zone."""
        return at.astimezone(zone(self.seat.desk.shop.zone))

    def show_heading(self, *facts: str) -> None:
        """Shop, places, who and when; `facts` such as today's calls stand at the end."""
        actor = self.seat.actor
        here = (actor.name, f"{self.local(self.seat.now):%H:%M}", *facts)
        places = tuple(self._tab(name) for name, roles in PLACES.items() if actor.role in roles)
        self.header.show(Heading(self.seat.desk.shop.name, places, f"go.{self.name_}", here))

    def _tab(self, name: str) -> PlaceTab:
        action = BY_ID[f"go.{name}"]
        return PlaceTab(action.id, self.key_of(action), action.label)

    def key_of(self, action: Action) -> str:
        """The first key of an action as it is printed."""
        return next(map(shown, keys_of(action, self.desk.keymap)), "")

    @property
    def layers(self) -> tuple[Place, ...]:
        """Whose keys mean something here, for the person who sits here."""
        return TOGETHER[self.place]

    @property
    def drawn(self) -> tuple[Place, ...]:
        """Whose keys the bar names, most important first."""
        return self.layers

    @property
    def besides(self) -> tuple[str, ...]:
        """Actions that the bar names just now, beside those that it always names."""
        return ()

    @property
    def selects(self) -> bool:
        """Whether rows of its lists are selected for something."""
        return Place.SELECTION in self.layers

    @property
    def onward(self) -> str:
        """How one comes to the next order from here."""
        return f"Press {self.key_of(BY_ID['go.queue'])} for the queue."

    # Saying

    def offer_keys(self) -> None:
        """The keys of this place, or of the drawer that is open: it takes every other key."""
        drawer = self.drawer
        if drawer is None:
            self.key_bar.offer(hints(self.bound(self.drawn), self.besides), self.reasons())
        else:
            self.key_bar.offer(drawer.hints)

    def on_drawer_turned(self) -> None:
        """It opened, closed, or asks something else."""
        self.offer_keys()

    @property
    def drawer(self) -> Drawer | None:
        """The one that is open."""
        return next((one for one in self.query(Drawer) if one.is_open), None)

    def bound(self, layers: Iterable[Place]) -> list[Bound]:
        """The actions of these places with the keys that work here."""
        return [one for place in layers for one in bindings_for(place, self.desk.keymap)]

    def reason(self, action_id: str) -> str | None:
        """Why an action cannot be done now; None when it can."""
        return self.reasons().get(action_id)

    def refused(self, action_id: str) -> bool:
        """Whether an action cannot be done now; the reason is then on the status line."""
        reason = self.reason(action_id)
        if reason:
            self.say(reason, "warn")
        return reason is not None

    def on_questions_said(self, message: Questions.Said) -> None:
        """Why an answer cannot be given. (Textual calls the handler of a subclass beside this one.)"""
        self.say(message.sentence, "warn")

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Every key ends what was said before it."""
        self.status.key_pressed()

    def part_of(self, action: Action) -> DOMNode:
        """Where the method of an action is: the list that is seen has its own, and so has a drawer."""
        if Place.FORM in action.places:
            return super().part_of(action)
        if not {Place.TABLE, Place.SELECTION}.intersection(action.places):
            return self
        return next((one for one in self.query("OrderTable") if one.display), self)

    def on_desk_header_place_chosen(self, message: DeskHeader.PlaceChosen) -> None:
        """A click on a place goes there."""
        self.action_go(message.place_id.partition(".")[2])

    def action_go(self, name: str) -> None:
        """Go to a place, if there is work for this person."""
        if self.may_go(name):
            self.leave(partial(self.desk.show_place, name))

    def leave(self, onward: Callable[[], None]) -> None:
        """Go on; a subclass first asks or gives back what it has to."""
        onward()

    def leave_below(self, onward: Callable[[], None]) -> None:
        """Go on from a screen that lies over another: both are left."""
        self.desk.pop_screen()
        below = self.desk.screen
        assert isinstance(below, PlaceScreen), "a place lies below"
        below.leave(onward)

    def may_go(self, name: str) -> bool:
        """Whether there is work for this person in a place; else the status line says whose it is."""
        if name not in PLACES:
            self.say(f"{name.capitalize()} is not part of this desk yet.", "warn")
        elif self.seat.actor.role not in PLACES[name]:
            self.say(f"{name.capitalize()} is for {' and '.join(f'{role}s' for role in PLACES[name])}.", "warn")
        else:
            return True
        return False

    def action_previous(self) -> None:
        """The tab before; a place without tabs has none."""

    def action_next(self) -> None:
        """The next tab; a place without tabs has none."""

    def action_search(self) -> None:
        """Search among all orders."""
        self.leave(self.desk.search)

    def entries(self) -> "list[Entry]":
        """What the palette offers here: the keys of this place; a subclass adds the commands of its order."""
        from console.modals.palette import Entry

        reasons = self.reasons()
        return [
            Entry(
                one.action.help.rstrip("."),
                partial(self.do, one.action),
                one.shown,
                reasons.get(one.action.id, ""),
            )
            for one in self.bound(self.layers)
            if one.action.id != "desk.palette"
        ] + [Entry("Change the theme", self.action_themes)]

    async def orders_of(self, number: str) -> "list[Entry]":
        """What the palette offers for an order's number or its id elsewhere: to open every order that has it."""
        from console.modals.palette import Entry
        from workflows.views.search import by_refs, wanted

        country = self.seat.desk.shop.country
        rows = await self.seat.read(lambda work: by_refs(work, wanted(number, country)))
        return [
            Entry(
                f"Open {row.ref} of {clean(row.customer)}, {row.label.lower()}, {row.source}",
                partial(self.look_at, row.id),
            )
            for row in rows
        ]

    def look_at(self, order_id: UUID) -> None:
        """One order, over this place."""
        from console.screens.detail import OrderDetail

        self.desk.push_screen(OrderDetail(order_id))

    def action_palette(self) -> None:
        """Type the name of what to do."""
        from console.modals.palette import Palette

        self.desk.push_screen(Palette(self))

    def action_themes(self) -> None:
        """Choose what the desk looks like."""
        from console.modals.themes import Themes

        self.desk.push_screen(Themes(self))

    def action_keys(self) -> None:
        """The keys that work here."""
        from console.modals.help import Help

        self.desk.push_screen(Help(self.place, self.desk.keymap))
