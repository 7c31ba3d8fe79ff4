"""One order whole, over the list it was opened from: all that is known, and the keys of a call."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one

from console import text
from console.actions import Place
from console.keyboard.detail import MONEY_STEPS, PROOF, TRACK, WHO_STEPS
from console.screens import command_form, detail_words, network
from console.screens.at_desk import AtDesk
from console.screens.calling import Calling
from console.screens.outcomes import portrait
from console.screens.outcomes.said import spoken
from console.widgets.bindings import bindings
from console.widgets.lines import Bar, spread, styled
from console.widgets.more import More
from console.widgets.order_card import Facts, Receipt, Sections
from models.clock import zone
from workflows.calls.claims import ClaimOrder, Release, TakeOver
from workflows.errors import Refused
from workflows.policy import Oms
from workflows.views import Whole, whole

if TYPE_CHECKING:
    from textual.content import Content

    from console.modals.palette import Entry
    from console.screens.outcomes.ask import MakeAsk
    from console.screens.outcomes.steps import Steps
    from workflows.actors import Actor
    from workflows.views import Detail
    from workflows.work import Work

WIDE = 100  #: columns from which history and notes stand beside the order
NO_OUTCOME = "{} was dialled and is given back without an outcome: the call does not count."
CLAIMING = frozenset(
    {"call.confirm", "call.later", "call.cancel", "call.fake", "call.no_answer_kind", "call.recover"}
)


class Title(Bar):
    """Which order, what it is called, and who is on it."""

    DEFAULT_CSS = """
    Title { background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._ends = ("", "")

    def show(self, left: str, right: str) -> None:
        """Both ends of the line."""
        if (left, right) != self._ends:
            self._ends = (left, right)
            self.changed()

    def line(self, width: int) -> "Content":
        """The order on the left, what may change any moment on the right."""
        left, right = self._ends
        return spread(styled(f" {left}", "bold"), styled(f"{right} ", "$text-accent"), width)


class OrderDetail(Calling):
    """Everything of one order. An outcome key takes it first, so that nobody else calls meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DETAIL)
    place = Place.DETAIL
    name_ = "orders"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  (an instance's by its base)
    DEFAULT_CSS = """
    OrderDetail VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    OrderDetail #parts { height: auto; }
    OrderDetail #card { height: auto; padding: 0 1; }
    OrderDetail #card > * { margin-bottom: 1; }
    OrderDetail.-wide #card { width: 1fr; }
    OrderDetail.-wide Sections { width: 45%; }
    OrderDetail.-narrow #parts { layout: vertical; }
    OrderDetail.-narrow #card { width: 100%; }
    OrderDetail.-narrow Sections { width: 100%; border-left: none; }
    """

    title_bar = query_one(Title)

    def __init__(self, order_id: UUID) -> None:
        super().__init__()
        self._order_id = order_id
        self._took = False  # the order was taken here, so it is given back on leaving

    def body(self) -> ComposeResult:
        """What is said in a call on the left, what happened on the right, or below on a narrow screen."""
        yield Title()
        with VerticalScroll(id="whole"), Horizontal(id="parts"):
            with Vertical(id="card"):
                yield Facts(id="who")
                yield Receipt()
                yield Facts(id="remarks")
                yield Facts(id="facts")
            yield Sections()
        yield More("#whole")

    def on_mount(self) -> None:
        """Read it."""
        self.query_one(VerticalScroll).focus()
        self.start(self._read(), "read")

    async def _read(self) -> None:
        by = self.seat.actor
        self.put(await self.seat.read(lambda work: self.look(work, self._order_id, by)))

    def look(self, work: "Work", order_id: UUID, by: "Actor") -> "Detail":
        """With everything that came after it was confirmed."""
        return whole(work, order_id, by)

    def reasons(self) -> Mapping[str, str]:
        """A key that leads to several steps is greyed when none of them can be done."""
        known, found = dict(super().reasons()), self.at_hand
        if isinstance(found, Whole):
            known |= detail_words.greyed(found)
        return known

    def show_order(self) -> None:
        """All of it."""
        found = self.at_hand
        if not isinstance(found, Whole):
            return
        now, here = self.seat.now, zone(self.seat.desk.shop.zone)
        self.title_bar.show(detail_words.title(found, now), detail_words.state(found, here, self.on_call))
        self.query_one("#who", Facts).show(list(portrait.who(found)))
        self.query_one(Receipt).show(list(portrait.receipt(found)))
        remarks = self.query_one("#remarks", Facts)
        remarks.show(told := list(portrait.remarks(found, now, here)))
        remarks.display = bool(told)
        self.query_one("#facts", Facts).show(list(detail_words.facts(found, now, here, self.profile.word)))
        self.show_sections(detail_words.sections(found, now, here))

    # Whose it is

    async def open(self, id: str, make: "MakeAsk") -> None:
        """An outcome takes the order first; the press that opened it is not taken for its confirmation."""
        if id == "call.confirm" and self.bounced():
            return
        found = self.ready(id)
        if id in CLAIMING and found is not None and not await self._mine(found):
            return
        await super().open(id, make)

    async def _make_mine(self, found: "Detail") -> None:
        """Remembers that it was taken here."""
        await super()._make_mine(found)
        self._took = True

    def action_take(self) -> None:
        """Take it, from a colleague too where that is allowed."""
        found = self.ready("order.take")
        if found is None:
            return
        if found.order.claimed_by == self.seat.actor.id and found.row.claimed_by:
            self.say("You have this order already.")
            return
        why = {choice.command: choice.reason for choice in found.choices}
        for command in (ClaimOrder, TakeOver):
            if why.get(command, "") is None:
                self._took = True
                self.carry_out(command(), self.request(command.verb()))
                return
        self.say(spoken(why.get(ClaimOrder) or "agents and supervisors take orders"), "warn")

    async def action_back(self) -> None:
        """To the list; an order that was taken here and not settled goes back to the queue."""
        await self.safely(self._given_back(self.desk.pop_screen))

    def leave(self, onward: Callable[[], None]) -> None:
        """The list below is left too."""
        self.start(self._given_back(lambda: self.leave_below(onward)), "go")

    def look_at(self, order_id: UUID) -> None:
        """Another order takes the place of this one."""
        self.start(self._given_back(lambda: self.desk.switch_screen(OrderDetail(order_id))), "go")

    async def _given_back(self, onward: Callable[[], object]) -> None:
        said = await self._give_back()
        onward()
        front = self.desk.screen
        if said and isinstance(front, AtDesk):
            front.call_after_refresh(front.say, said, "warn")  # it may only just come up

    async def _give_back(self) -> str:
        """What there is to say about it."""
        found = self.at_hand
        if not self._took or found is None or found.order.claimed_by != self.seat.actor.id:
            return ""
        try:
            await self.seat.perform(found.order.id, Release())
        except Refused as problem:
            return spoken(str(problem))
        return NO_OUTCOME.format(found.order.ref) if self.on_call is not None else ""

    # After it was confirmed

    async def action_parcels(self) -> None:
        """Its parcels one by one; where there are several, which one comes first."""
        from console.screens.outcomes import steps

        found = self.at_hand
        if not isinstance(found, Whole):
            return
        numbers = [parcel.shipment.position for parcel in found.parcels]
        if len(numbers) > 1:
            make: MakeAsk = partial(steps.WhichParcel, numbers=numbers)
        else:
            make = partial(steps.of_parcel, shipment=sum(numbers))
        await self.open("order.parcels", make)

    async def action_money(self) -> None:
        """What can be done about its money."""
        from console.screens.outcomes.steps import Steps

        has_proofs = self.seat.desk.policy.oms is Oms.CONFIRM_API
        listed = [step for step in MONEY_STEPS if has_proofs or step.value != PROOF]
        await self.open("order.money", partial(Steps, steps=listed, title="money"))

    async def action_who(self) -> None:
        """Whose it is, and what was noted."""
        from console.screens.outcomes.steps import Steps

        await self.open("order.who", partial(Steps, steps=WHO_STEPS, title="whose it is"))

    async def on_steps_wanted(self, event: "Steps.Wanted") -> None:
        """What was chosen asks for what it needs; a parcel that was chosen shows its steps."""
        from console.screens.outcomes.steps import of_parcel

        if not event.verb:
            await self.instead(partial(of_parcel, shipment=event.shipment))
        elif event.verb == TRACK:
            self._track(event.shipment)
        elif self.at_hand is not None:
            choice = next(one for one in self.at_hand.choices if one.verb == event.verb)
            await self.safely(command_form.ask_for(self, choice, event.shipment))

    def _track(self, shipment: int) -> None:
        """The link on the status line, and offered to the clipboard."""
        from console.screens.outcomes.steps import link

        found = self.at_hand
        self.drop()
        if found is not None:
            where = text.clean(link(found, shipment))
            self.app.copy_to_clipboard(where)
            self.say(f"{where} was offered to the clipboard.")

    # The palette

    def entries(self) -> "list[Entry]":
        """The keys, and every other command of this order with its reason."""
        return [*super().entries(), *command_form.entries(self), *network.entries(self)]
