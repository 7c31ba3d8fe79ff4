"""A screen with one order at hand: showing it, carrying out commands on it, one drawer at a time.

One write at a time, greyed keys that say why, a request id for every answer, and what happens when somebody else was
faster. The keys themselves are in `calling.py`.
"""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from textual.timer import Timer

from console import text
from console.keys import actions_at
from console.screens.asking import AskingScreen
from console.screens.at_desk import NOT_TAKEN
from console.screens.outcomes.ask import Ask, MakeAsk
from console.screens.outcomes.carrying_out import Came, Fate, Wish, carry_out
from console.screens.outcomes.said import spoken, told
from console.trouble import noted, trouble
from models.clock import zone
from models.statuses import CALLABLE
from workflows.errors import Refused, Stale
from workflows.labels import Moment
from workflows.orders.bulk import OUTCOMES
from workflows.views import detail
from workflows.views.history import change_since

if TYPE_CHECKING:
    from models.orders import Order
    from workflows.actors import Actor
    from workflows.desk import Desk
    from workflows.engine import Command
    from workflows.views import Detail, OrderRow
    from workflows.work import Work

NOTHING = "there is no order at hand"
NOT_YOURS = "this is other people's work"
ALONE = "there is no other open order of this number"


class OrderScreen(AskingScreen):
    """What Queue and order detail share. See `calling.Calling` for what a screen adds."""

    BOUNCE = (
        0.4  #: seconds in which a one-key outcome, or enter, is taken for the end of the last key, not for a new one
    )

    def __init__(self) -> None:
        super().__init__()
        self.at_hand: Detail | None = None
        self.dialled_at: datetime | None = None
        self.joined: dict[UUID, Fate] = {}  #: other orders of the number that this call settles
        self.busy = False
        self._requests: dict[str, str] = {}
        self._warned: tuple[str, ...] = ()
        self._since = 0.0
        self._reading = 0
        self._seconds: Timer | None = None

    # For subclasses

    def show_order(self) -> None:
        """Draw `at_hand`."""

    def following(self, desk: "Desk", wish: Wish, order: "Order", by: "Actor") -> "Detail | None":
        """What is shown after a command; runs in the writer's thread."""
        return desk.read(lambda work: self.look(work, order.id, by))

    def look(self, work: "Work", order_id: UUID, by: "Actor") -> "Detail":
        """How an order is read; runs in a reader's or the writer's thread."""
        return detail(work, order_id, by)

    # The order

    def put(self, found: "Detail | None") -> None:
        """Show an order, or none. Another order begins anew: not dialled, nothing joined."""
        if order_id(found) != order_id(self.at_hand):
            self.joined, self._requests, self._warned = {}, {}, ()
            self._since = time.monotonic()
            self.end_call()
        self.at_hand = found
        self.offer_keys()
        self.show_order()

    def begin_call(self) -> None:
        """The number was handed over: from now on the seconds are counted on the screen."""
        self.dialled_at = self.seat.now
        if self._seconds is None:
            self._seconds = self.set_interval(1.0, self.show_order)
        self.show_order()

    def end_call(self) -> None:
        """No call is under way."""
        self.dialled_at = None
        if self._seconds is not None:
            self._seconds.stop()
            self._seconds = None

    def reasons(self) -> Mapping[str, str]:
        """Why not now, by action id."""
        found = self.at_hand
        ours = [action for action in actions_at(self.place) if action.group in ("call", "order")]
        if found is None:
            return {action.id: spoken(NOTHING) for action in ours if action.id != "order.back"}
        why = {choice.verb: choice.reason for choice in found.choices}
        asked = {action.id: why.get(action.command, NOT_YOURS) for action in ours if action.command}
        asked["call.dial"] = found.reach.refusal
        asked["call.together"] = _no_outcome(why) if self.others() else ALONE
        asked["order.edit"] = why.get("edit-contact", NOT_YOURS) and why.get("edit-lines", NOT_YOURS)
        return {id: spoken(reason) for id, reason in asked.items() if reason}

    def others(self) -> "list[OrderRow]":
        """Other open orders of the number."""
        rows = self.at_hand.same_number if self.at_hand else ()
        return [row for row in rows if row.confirmation in CALLABLE and not row.is_test]

    async def reload(self) -> bool:
        """Read the order again. An answer that comes late is dropped; False when a later one is on its way."""
        found, by = self.at_hand, self.seat.actor
        if found is None:
            return True
        self._reading += 1
        turn = self._reading
        fresh = await self.seat.read(lambda work: self.look(work, found.order.id, by))
        is_last = turn == self._reading
        if is_last and order_id(self.at_hand) == fresh.order.id:
            self.put(fresh)
        return is_last

    async def reload_surely(self) -> None:
        """Read it until the answer is shown: what is asked next is asked about the order as it is now."""
        while not await self.reload():
            pass

    def data_changed(self) -> None:
        """Somebody committed something: say what they did to this order."""
        self.run_worker(self._look_again(), group="look", exclusive=True, exit_on_error=False)

    async def _look_again(self) -> None:
        before = self.at_hand
        await self.reload()
        now = self.at_hand
        if before is None or now is None or self.busy or now.order.version <= before.order.version:
            return
        last, me = change_since(now.history, before.order.version), self.seat.actor
        if last is not None and last.actor != me.name:
            onward = self._onward if before.order.claimed_by == me.id else ""
            self.say(f"{spoken(last.what)[:-1]} {text.ago(last.at, self.seat.now)}.{onward}", "warn")

    @property
    def is_lost(self) -> bool:
        """Whether the order at hand is not this person's, to call or to settle."""
        return self.at_hand is not None and self.at_hand.order.claimed_by != self.seat.actor.id

    @property
    def _onward(self) -> str:
        return f" {self.onward}" if self.is_lost else ""

    # Carrying out

    def ready(self, id: str) -> "Detail | None":
        """The order if an action can be done now; otherwise the status line has said why."""
        if self.ask is not None and not self.ask.is_open:
            self.drop()  # left by the key before this one
        if self.busy or self.ask is not None or self.refused(id):
            return None
        return self.at_hand

    def bounced(self) -> bool:
        """Whether the order came up this very moment, so that the key was meant for the one before."""
        soon = time.monotonic() - self._since < self.BOUNCE
        if soon:
            self.say("This order has only just come up; press the key again if you mean it.", "warn")
        return soon

    def request(self, verb: str) -> str:
        """One id for every press of a one-key action on this order, until it is done."""
        return self._requests.setdefault(verb, self.seat.desk.new_request())

    def carry_out(self, command: "Command", request_id: str, version: int | None = None) -> None:
        """Perform a command on the order at hand; keys pressed meanwhile are not taken for a second one."""
        if self.busy or self.at_hand is None:
            return
        self.busy = True
        seen = self.at_hand.order.version if version is None else version
        others = {row.id: row.version for row in self.others()}
        wish = Wish(self.at_hand.order.id, command, request_id, seen, dict(self.joined), others)
        self.run_worker(self._carry_out(wish), group="write", exit_on_error=False)

    async def _carry_out(self, wish: Wish) -> None:
        by = self.seat.actor
        try:
            came = await self.seat.call(lambda: self._hop(wish, by))
        except Stale as problem:
            await self._outdated(str(problem))
        except Refused as problem:
            self._refused(problem)
        except Exception as problem:  # whatever the database says: nothing that was typed may be lost
            self._broken(problem)
        else:
            self._carried_out(wish, came)
        finally:
            self.busy = False

    def _hop(self, wish: Wish, by: "Actor") -> Came:
        """In the writer's thread: the command, then what is shown next, without going back in between."""
        desk = self.seat.desk
        order = carry_out(desk, wish, by)
        try:
            return Came(order, self.following(desk, wish, order, by))
        except Refused as problem:
            return Came(order, None, spoken(str(problem)))
        except Exception as problem:  # the command is committed, and that has to be said
            return Came(order, None, f"What comes next could not be read. {trouble(problem)}")

    def _carried_out(self, wish: Wish, came: Came) -> None:
        self._requests.clear()
        said = self._told(wish, came.order)
        if wish.is_outcome:
            self.end_call()
            self.joined = {}
        self.drop()
        self.put(came.next)
        self.say(f"{said} {came.problem}".rstrip(), "warn" if came.problem else "info")

    def _told(self, wish: Wish, order: "Order") -> str:
        desk, now = self.seat.desk, self.seat.now
        label = self.profile.label(order, Moment(now, desk.policy.missed_after))
        return told(wish.command, order, now, zone(desk.shop.zone), label)

    async def _outdated(self, sentence: str) -> None:
        """Somebody was faster: say who, show the new state, keep what was typed."""
        was_mine = not self.is_lost
        await self.reload_surely()
        self._requests.clear()
        open_still = {row.id for row in self.others()}
        self.joined = {id: fate for id, fate in self.joined.items() if id in open_still}
        if self.ask is not None and self.at_hand is not None:
            self.ask.renew(self.at_hand)
        self.say(spoken(sentence) + (self._onward if was_mine else ""), "warn")

    def _refused(self, problem: Refused) -> None:
        if self.ask is not None:
            self.ask.refuse(problem)
        self.say(spoken(str(problem)), "warn")

    def _broken(self, problem: Exception) -> None:
        again = "press the key again" if self.ask is None else "press enter again"
        self.say(NOT_TAKEN.format(noted(problem), again), "error")

    # Drawers

    async def open(self, id: str, make: MakeAsk) -> None:
        """Open a drawer for an action, if it can be done now."""
        found = self.ready(id)
        if found is not None:
            await self.put_question(make(found, self.seat.desk.new_request()))

    def on_ask_decided(self, event: Ask.Decided) -> None:
        """An answer: the drawer stays until it is carried out."""
        if event.ask is self.ask:
            self.carry_out(event.command, event.ask.request_id, event.ask.version)

    async def on_ask_instead(self, event: Ask.Instead) -> None:
        """One drawer led to another."""
        if event.ask is self.ask:
            await self.instead(event.make)

    async def instead(self, make: MakeAsk) -> None:
        """Another drawer, whether one is open or not."""
        found = self.at_hand
        if found is not None and not self.busy:
            self.drop()
            await self.put_question(make(found, self.seat.desk.new_request()))


def order_id(found: "Detail | None") -> UUID | None:
    """Which order, if there is one."""
    return found.order.id if found else None


def _no_outcome(why: Mapping[str, str | None]) -> str | None:
    """Why no call about an order can end with anything; None where one can."""
    refusals = [why.get(outcome.verb(), NOT_YOURS) for outcome in OUTCOMES]
    return refusals[0] if all(refusals) else None
