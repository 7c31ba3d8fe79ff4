"""The terminal app: screens, keys, theme and the seat, put together. No rule and no query lives here."""

import gc
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from console.actions import Place
from console.screens.opening import Opening
from console.seat import Seat
from console.settings import Settings
from console.styles import theme
from console.trouble import trouble
from console.widgets.bindings import bindings, textual_keymap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from console.duty import Duty
    from console.screens.place import PlaceScreen
    from models.glance import Glance
    from workflows.desk import Desk

OpenDesk = Callable[[], "Desk"]  #: called in a thread after the first frame
LookIn = Callable[[], "Glance | None"]  #: called before it
_HANDS = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
PULSE = 1.0  #: seconds between two looks for changes of other seats
TICK = 5.0  #: seconds between two looks at the clock: idle lock, header, promised calls
UNSAID = (
    "{} left, but that could not be written. {} Everything that was saved before is safe; the order that was open"
    " comes back to the queue by itself."
)


class ConsoleApp(App[str]):
    """One console. It ends with an empty string, or with a sentence about what was not saved on leaving.

    `problem` is what it could not go on for; whoever started it tells that.
    """

    TITLE = "codesk"
    CSS_PATH = "styles/base.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ALWAYS)
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self, open_desk: OpenDesk, settings: Settings, *, sign_in_as: str = "", glance: LookIn | None = None
    ) -> None:
        """`sign_in_as` names the demo's person, who needs no password; `glance` is quicker than the desk."""
        super().__init__()
        self.glance: LookIn = glance or (lambda: None)
        self.open_desk = open_desk
        self.settings = settings
        self.keymap = settings.keys
        self.sign_in_as = sign_in_as
        self.problem: Exception | None = None
        self._seat: Seat | None = None
        self._duty: Duty | None = None
        self._touched = time.monotonic()
        self._attending = False
        self._leaving = False
        self._looking = False
        self._shop = 0  # the version of the shop that is on the screens
        self._behind = False  # somebody changed what was not read again yet

    @property
    def seat(self) -> Seat:
        """The desk and who sits at it; there once the opening screen is done."""
        assert self._seat is not None, "the desk is not open yet"
        return self._seat

    def on_mount(self) -> None:
        """Dress, then show a first frame; the database is opened behind it."""
        theme.dress(self, self.settings.theme)
        self.set_keymap(textual_keymap(self.keymap))
        self.push_screen(Opening())

    def desk_opened(self, desk: "Desk") -> None:
        """The opening screen has the desk: from now on the app watches the clock and the database."""
        self._seat, self._shop = Seat(desk), desk.shop.version
        self.set_interval(PULSE, self._look_for_changes)
        self.set_interval(TICK, self.tick)

    def settled(self) -> None:
        """All is imported and shown: what is there by now stays, and need not be looked through for garbage."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    # Watching

    async def on_event(self, event: events.Event) -> None:
        """Whatever is pressed, typed or clicked, in whatever field: somebody is here."""
        if isinstance(event, _HANDS):
            self.touched()
        await super().on_event(event)

    def touched(self) -> None:
        """Not idle; and at work, unless the screen is locked."""
        self._touched = time.monotonic()
        if self._seat is not None and self._seat.person is not None and self._front is not None:
            self.duty.touched()

    @property
    def duty(self) -> "Duty":
        """What goes on for the person who sits here."""
        from console.duty import Duty

        if self._duty is None:
            self._duty = Duty(self.seat)
        return self._duty

    def tick(self) -> None:
        """Lock after idle minutes; keep what the person holds; let the screen look at the clock."""
        limit = self.settings.idle_minutes * 60
        if limit and time.monotonic() - self._touched > limit:
            self.action_lock()
        front = self._front
        if front is not None and not self._attending:
            self.run_worker(self._attend(front), group="attend", exit_on_error=False)

    async def _attend(self, front: "PlaceScreen") -> None:
        self._attending = True
        try:
            await self._keep(front)
            await self._announce(front)
        finally:
            self._attending = False
            front.clock_moved()

    async def _keep(self, front: "PlaceScreen") -> None:
        """The claim of the order at hand, in whatever place one is."""
        by = self.seat.actor.id
        for screen in self._calls:
            order = screen.at_hand.order
            if order.claimed_by == by and not screen.busy:
                if lost := await self.duty.keep(order, talking=screen.talking):
                    await screen.reload()
                    front.say(f"{lost} {front.onward}", "warn")
                return

    async def _announce(self, front: "PlaceScreen") -> None:
        """A promised call, without stealing the focus."""
        at_hand = next((screen.at_hand.order.id for screen in self._calls), None)
        said, is_due = await self.duty.promised(at_hand)
        if said:
            onward = f" {front.onward}" if is_due and front.place is not Place.QUEUE else ""
            front.say(f"{said}{onward}", "warn", seconds=20)
            if self.settings.bell:
                self.bell()

    @property
    def _front(self) -> "PlaceScreen | None":
        """The place one is at, also below the palette; None while the screen is locked or nobody is signed in."""
        if self._seat is None or self._seat.person is None:
            return None
        from console.modals.lock import Lock
        from console.screens.place import PlaceScreen

        is_locked = any(isinstance(screen, Lock) for screen in self.screen_stack)
        places = (screen for screen in reversed(self.screen_stack) if isinstance(screen, PlaceScreen))
        return None if is_locked else next(places, None)

    @property
    def _calls(self) -> list[Any]:
        """The screens with an order at hand, the one in front first."""
        return [screen for screen in self._screens if getattr(screen, "at_hand", None) is not None]

    @property
    def _screens(self) -> list[Any]:
        """Those that lie over each other, the one in front first, and the places that were left."""
        return list(dict.fromkeys((*reversed(self.screen_stack), *self._installed_screens.values())))

    def _look_for_changes(self) -> None:
        if self._seat is not None and self._seat.person is not None and not self._looking:
            self.run_worker(self._pulse(), group="pulse", exit_on_error=False)

    async def _pulse(self) -> None:
        """Another seat committed something: read the shop's rules and what is on the screen again.

        A change is told once, so it is kept until it was read: what this seat writes may take a while.
        """
        self._looking = True
        try:
            self._behind = await self.seat.changed() or self._behind
            if self._behind:
                await self._refresh()
                for screen in self.screen_stack[-1:]:
                    if hasattr(screen, "data_changed"):
                        screen.data_changed()
                self._behind = False
        finally:
            self._looking = False

    async def _refresh(self) -> None:
        """The shop as it is now; every place, seen or not, takes up another profile and other switches."""
        await self.seat.call(self.seat.desk.refresh)
        before, self._shop = self._shop, self.seat.desk.shop.version
        for screen in self._screens if before != self._shop else ():
            if screen.is_mounted and hasattr(screen, "shop_changed"):
                screen.shop_changed()

    # Going

    def show_place(self, name: str) -> None:
        """Go to a place, unless one is there; its screen is made at the first visit and kept."""
        if name not in self._installed_screens:
            self.install_screen(_screen(name), name)
            self.switch_screen(name)
        elif self.screen is not self.get_screen(name):
            self.switch_screen(name)
            cast("PlaceScreen", self.get_screen(name)).returned()

    def search(self) -> None:
        """Among all orders."""
        self.show_place("orders")
        self.call_after_refresh(self.screen.run_action, "search")

    def signed_out(self) -> None:
        """Forget the person and every screen that showed what they saw."""
        self.seat.person, self._duty = None, None
        for name in list(self._installed_screens):
            self.uninstall_screen(name)

    def action_lock(self) -> None:
        """Lock the screen; nothing typed is lost."""
        from console.modals.lock import Lock

        if self._seat is not None and self._seat.person is not None and not isinstance(self.screen, Lock):
            self.push_screen(Lock())

    async def action_switch(self) -> None:
        """Sign out, so that somebody else can sign in."""
        from console.screens.signin import SignIn

        if self._seat is None or self._seat.person is None:
            return
        if unsaid := await self._sign_out():
            self.exit(unsaid)
            return
        self.sign_in_as = ""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(SignIn())
        self.signed_out()

    async def action_quit(self) -> None:
        """Give the order back and close; a closed window asks for it more than once."""
        if self._leaving:
            return
        self._leaving = True
        unsaid = await self._sign_out()
        if self._seat is not None:
            self._seat.close()
        self.exit(unsaid)

    async def _sign_out(self) -> str:
        """Give the order back and write that the person left; a sentence when the database does not take it."""
        from workflows.shop.sign_in import sign_out

        if self._seat is None or self._seat.person is None:
            return ""
        by = self._seat.person
        try:
            await self._seat.write(lambda work: sign_out(work, by=by))
        except Exception as problem:  # whatever the database says, the person leaves
            return UNSAID.format(by.name, trouble(problem))
        return ""

    # Safety

    def get_system_commands(self, screen: Screen[Any]) -> "Iterable[SystemCommand]":
        """None of Textual's own: a screenshot would write customers' data into a file."""
        return ()

    def _fatal_error(self) -> None:
        """Nothing of a crash is shown here: Textual would print local variables, which hold names and phones."""
        self.problem = self._exception
        self.bell()
        self._close_messages_no_wait()

    def cannot_go_on(self, problem: Exception) -> None:
        """There is no desk to sit at."""
        self.problem = problem
        self.exit()


def _screen(name: str) -> Screen[Any]:
    """A place by its name. Imported at the first visit: the first frame does not wait for it."""
    import importlib

    module = importlib.import_module(f"console.screens.{name}")
    screen: Screen[Any] = getattr(module, name.capitalize())()
    return screen
