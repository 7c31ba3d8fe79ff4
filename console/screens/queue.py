"""Queue: the call at hand. It opens the agent's order, or takes the next one, and stays on the call."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll

from console import text
from console.actions import Place
from console.keys import BY_ID
from console.screens.calling import Calling
from console.screens.order_screen import order_id
from console.screens.outcomes import portrait
from console.screens.outcomes.carrying_out import Fate, Wish
from console.screens.outcomes.pausing import PauseReasons
from console.screens.outcomes.said import spoken
from console.screens.standing import Standing, dealt, expected, minutes, standing
from console.styles.tones import HEADLINES
from console.trouble import trouble
from console.widgets.bindings import bindings
from console.widgets.call_head import CallHead, Head
from console.widgets.lines import Plain
from console.widgets.more import More
from console.widgets.order_card import Facts, Receipt, Sections
from models.clock import zone
from models.statuses import CALLABLE
from workflows.calls.claims import ClaimOrder, Release, Skip
from workflows.confirmation.axis import Recover
from workflows.errors import Refused
from workflows.shop import people
from workflows.spoken import counted
from workflows.views import detail

if TYPE_CHECKING:
    from console.modals.palette import Entry
    from models.orders import Order
    from workflows.actors import Actor
    from workflows.desk import Desk
    from workflows.views import Detail

_WIDTHS = [(0, "-narrow"), (100, "-wide")]  #: the side panel stands below on a narrow screen


class Queue(Calling):
    """One order, everything needed to talk about it, the outcome keys."""

    place = Place.QUEUE
    name_ = "queue"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.QUEUE)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    DEFAULT_CLASSES = "-idle"  # set once it is mounted, it would have the whole screen styled again
    DEFAULT_CSS = """
    Queue #call { height: 1fr; padding: 1 0 0 1; scrollbar-size-vertical: 1; scrollbar-color: $panel; }
    Queue.-wide #call { layout: horizontal; }
    Queue #order { width: 3fr; height: auto; padding-right: 2; }
    Queue #order > * { margin-bottom: 1; }
    Queue #side { width: 2fr; }
    Queue.-narrow #order, Queue.-narrow #side { width: 1fr; }
    Queue.-narrow #call { padding: 0 0 0 1; }
    Queue.-narrow #side { border-left: none; padding-left: 0; }
    Queue #idle { display: none; padding: 2 4; height: 1fr; }
    Queue.-idle #idle { display: block; }
    Queue.-idle #call, Queue.-idle CallHead, Queue.-idle More { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.around: Standing | None = None
        self._problem = ""

    def body(self) -> ComposeResult:
        """The order on the left, what happened to it on the right, or below on a narrow screen."""
        yield CallHead()
        with VerticalScroll(id="call"):
            with Vertical(id="order"):
                yield Facts(id="who")
                yield Receipt()
                yield Facts(id="remarks")
            yield Sections(id="side")
        yield More("#call")
        yield Plain("Looking for the next order…", id="idle")
        yield PauseReasons()

    def on_mount(self) -> None:
        """The order that was at hand, or the next one."""
        self.put(None)
        self.query_one("#call").focus()

    def on_screen_resume(self) -> None:
        """Back from another place: the order may be somebody else's by now."""
        self.take()

    # What is shown

    def show_heading(self, *facts: str) -> None:
        """With today's calls."""
        calls = (counted(self.around.calls, "call"),) if self.around else ()
        super().show_heading(*facts, *calls)

    def show_order(self) -> None:
        """The order at hand, or what is true while there is none."""
        found = self.at_hand
        self.set_class(found is None, "-idle")
        if found is None:
            self.query_one("#idle", Plain).show("\n\n".join(self._idle()))
            return
        now, here = self.seat.now, zone(self.seat.desk.shop.zone)
        self.query_one(CallHead).show(self._head(found, now))
        self.query_one("#who", Facts).show(tuple(portrait.who(found)))
        self.query_one(Receipt).show(tuple(portrait.receipt(found)))
        self.query_one("#remarks", Facts).show(
            (*portrait.remarks(found, now, here), *portrait.paid_so_far(found, self.profile.word))
        )
        together = self.key_of(BY_ID["call.together"])
        self.show_sections(portrait.sections(found, now, here, together))

    def _head(self, found: "Detail", now: datetime) -> Head:
        order = found.order
        waited = f"waited {text.span(now - order.placed_at)}"
        joined = [row.ref for row in self.others() if self.joined.get(row.id, Fate.LEAVE) is not Fate.LEAVE]
        facts = (waited, *(["TEST"] if order.is_test else []), *([f"with {', '.join(joined)}"] if joined else []))
        call = f"on the call {minutes(self.on_call)}" if self.on_call is not None else ""
        right = (f"attempt {order.attempts + 1}", self._claim(found, now))
        return Head(order.ref, found.row.label, HEADLINES.get(order.headline, ""), facts, call, right)

    def _claim(self, found: "Detail", now: datetime) -> str:
        order = found.order
        if not order.claimed_until or order.claimed_until <= now:
            return "not claimed"
        until = f"until {text.clock(order.claimed_until, zone(self.seat.desk.shop.zone))}"
        mine = order.claimed_by == self.seat.actor.id
        return f"claimed {until}" if mine else f"{found.row.claimed_by} has it {until}"

    def _idle(self) -> Iterator[str]:
        """What is true and what to do."""
        what = self.around
        if what is not None and what.paused is not None:
            yield f"You are paused ({what.paused}). Press {self.key_of(BY_ID['queue.pause'])} to go on."
        elif self._problem or what is None or what.outlook is None:
            yield self._problem or "Looking for the next order…"
        else:
            yield "Nothing is due now."
            yield " ".join(expected(what.outlook, self.seat.now, zone(self.seat.desk.shop.zone)))
            orders = self.key_of(BY_ID["go.orders"])
            yield f"Press {orders} to look at Orders. The next order comes up here by itself."

    # Taking

    def take(self) -> None:
        """The order at hand, or the next one; nothing happens while something else is being written."""
        if not self.busy and self.ask is None:
            self.run_worker(self._take(), group="take", exclusive=True, exit_on_error=False)

    async def _take(self) -> None:
        by, desk = self.seat.actor, self.seat.desk
        self._problem = ""
        try:
            found = await self.seat.call(lambda: dealt(desk, by))
        except Refused as problem:
            found, self._problem = None, spoken(str(problem))
        except Exception as problem:  # the queue is looked at again in a moment
            found, self._problem = None, f"{trouble(problem)} The queue is read again by itself."
        if not self.busy and self.ask is None:
            self.put(found)
            await self._stand()

    def following(self, desk: "Desk", wish: Wish, order: "Order", by: "Actor") -> "Detail | None":
        """After an outcome the next order; a recovered one stays at hand, since it has to be confirmed."""
        if isinstance(wish.command, Recover) and order.confirmation in CALLABLE:
            desk.perform(order.id, ClaimOrder(), by=by)
            return desk.read(lambda work: detail(work, order.id, by))
        if wish.is_outcome or isinstance(wish.command, (Skip, Release, Recover)):
            return dealt(desk, by)
        return super().following(desk, wish, order, by)

    def put(self, found: "Detail | None") -> None:
        """Show it, then read what is true around it."""
        before = order_id(self.at_hand)
        super().put(found)
        if order_id(found) != before:
            self.query_one("#call").scroll_home(animate=False)
        self.run_worker(self._stand(), group="stand", exclusive=True, exit_on_error=False)

    async def _stand(self) -> None:
        """Calls of today, pause, promises; and what comes, when nothing is at hand."""
        by, idle = self.seat.actor, self.at_hand is None
        self.around = await self.seat.read(lambda work: standing(work, by, idle=idle))
        self.show_heading()
        if idle and self.at_hand is None:
            self.show_order()

    # The clock

    def clock_moved(self) -> None:
        """An empty queue looks again; the order at hand may have changed hands."""
        super().clock_moved()
        if self.at_hand is None:
            self.take()
            return
        self.run_worker(self._go_on(), group="clock", exclusive=True, exit_on_error=False)

    async def _go_on(self) -> None:
        await self.reload()
        await self._stand()

    @property
    def onward(self) -> str:
        """How one comes to the next order from here."""
        return f"Press {self.key_of(BY_ID['queue.skip'])} for the next order."

    def refused(self, action_id: str) -> bool:
        """An order that a colleague has can only be left."""
        reason = self.reason(action_id)
        if reason is not None and self.is_lost:
            self.say(f"{reason} {self.onward}", "warn")
            return True
        return super().refused(action_id)

    # Keys

    def action_skip(self) -> None:
        """Give it back, take the next one. An order that somebody else has is simply left."""
        found = self.at_hand
        if found is None or self.busy or self.ask is not None or self.bounced():
            return
        if found.order.claimed_by == self.seat.actor.id:
            self.carry_out(Skip(), self.request("skip"))
        else:
            self.take()

    def action_pause(self) -> None:
        """Pause with a reason, or go on."""
        if self.around is not None and self.around.paused is not None:
            self.start(self._resume(), "pause")
        else:
            self.query_one(PauseReasons).ask()

    def on_pause_reasons_given(self, event: PauseReasons.Given) -> None:
        """The reason."""
        self.start(self._pause(event.reason), "pause")

    async def _pause(self, reason: str) -> None:
        by, key = self.seat.actor, self.key_of(BY_ID["queue.pause"])
        rest = "finish the order at hand, then none comes" if self.at_hand else "no order comes"
        await self.seat.write(lambda work: people.pause(work, reason, by=by))
        self.query_one(PauseReasons).close()
        await self._stand()
        self.say(f"Paused ({reason}): {rest} until you press {key}.")

    async def _resume(self) -> None:
        by = self.seat.actor
        await self.seat.write(lambda work: people.resume(work, by=by))
        await self._stand()
        self.say("Back at work.")
        if self.at_hand is None:
            self.take()

    def entries(self) -> "list[Entry]":
        """The keys, and every other command of the order at hand with its reason."""
        from console.screens import command_form, network

        return [*super().entries(), *command_form.entries(self), *network.entries(self)]
