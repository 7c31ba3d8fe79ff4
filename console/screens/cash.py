"""The cash: who has it, reconciling it, differences, refunds to make, and what was settled."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from console.actions import Place
from console.data import cash as data
from console.data.cash import COLLECTED, NOBODY, REFUNDS, SHORT, TODAY
from console.data.cash_counting import typed_amount
from console.data.sheets import Asked, Sheet
from console.screens.busy import Said, Tell
from console.screens.cash_differences import GivingUp, RestArrived
from console.screens.cash_marking import MarkingPaid
from console.screens.cash_settling import Settling
from console.screens.outcomes.final import sent
from console.screens.tabbed import TabbedPlace
from console.widgets.bindings import bindings
from console.widgets.questions import numbered
from console.widgets.table_messages import RowHighlighted, SelectionChanged
from models.currencies import exponent
from models.money import Remittance
from workflows.money.refunds import RefundSent
from workflows.parcels import couriers
from workflows.spoken import amount as plain
from workflows.spoken import counted, money
from workflows.views import cash as views
from workflows.views.cash import Holder, ParcelCash
from workflows.views.refunds import Owed, ToSend
from workflows.work import Work

EMPTY_HANDED = "There is nothing here to do that with."
NOT_DECIDED = "This refund is not decided yet: open the order with enter and refund it there."
MARK_FIRST = (
    "Due cash counts as collected once the order is marked as paid: mark it here, then settle under To reconcile."
)
PAID_AT_ONCE = "In this shop cash counts as collected as soon as the parcel is delivered."
ANOTHER = "\0"  #: the answer that asks for a name; no courier has it


class Cash(TabbedPlace):
    """Enter on a courier shows their parcels; elsewhere it shows the order, or the statement."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CASH)
    place = Place.CASH
    name_ = "cash"
    only_on = {  # noqa: RUF012  (an instance's by its base)
        "cash.settle": (
            (COLLECTED, SHORT),
            "Settle parcels under To reconcile, and what came later under Differences.",
        ),
        "cash.mark_paid": ((TODAY,), "Delivered parcels that are to be marked as paid stand under Delivered today."),
        "cash.count": ((COLLECTED,), "What was counted is typed for parcels under To reconcile."),
        "cash.give_up": ((SHORT,), "Only differences are given up; they stand under Differences."),
        "cash.sent": ((REFUNDS,), "Refunds stand under Refunds."),
    }

    def __init__(self) -> None:
        super().__init__()
        self.counted: dict[UUID, int] = {}  #: minor units typed for single parcels, kept until they are settled
        self._holder: str | None = None  # whose parcels are reconciled

    def sheets(self) -> Sequence[Sheet]:
        """From who has it to what was settled."""
        return data.sheets(self.counted)

    def asked(self, tab: str) -> Asked:
        """Parcels are those of one courier or driver."""
        return (tab, self._holder or "") if tab == COLLECTED else (tab,)

    def about(self, tab: str) -> str:
        """Whose parcels they are."""
        if tab != COLLECTED:
            return ""
        return f"Cash with {self._holder or NOBODY}" if self._holder is not None else ""

    def show_tab(self) -> None:
        """Parcels to reconcile need somebody whose they are: the first one that has cash, until one is chosen."""
        super().show_tab()
        if self.here == COLLECTED and self._holder is None:
            self.start(self._first_holder(), "holders")

    async def _first_holder(self) -> None:
        found = await self.seat.read(views.holders)
        first = next((one.name for one in found if one.collected.parcels), None)
        if first is not None:  # else whoever has some later is found when the tab is looked at again
            self._reconcile(first)

    def _reconcile(self, name: str) -> None:
        self._holder = name
        if self.here == COLLECTED:
            self.show_tab()
        else:
            self.tabs.choose(COLLECTED)

    def reasons(self) -> Mapping[str, str]:
        """Where delivering is not paying, cash is marked as paid before it is settled."""
        if self._is_paid_on_delivery:
            return {**super().reasons(), "cash.mark_paid": PAID_AT_ONCE}
        return {**super().reasons(), **({"cash.settle": MARK_FIRST} if self.here == TODAY else {})}

    @property
    def besides(self) -> tuple[str, ...]:
        """Paying is marked only where it is not delivering."""
        return () if self._is_paid_on_delivery else ("cash.mark_paid",)

    @property
    def _is_paid_on_delivery(self) -> bool:
        return self.seat.desk.policy.cash_paid_on_delivery

    def opened(self, what: object) -> None:
        """A courier's parcels, an order, or a statement."""
        if isinstance(what, Holder):
            self._opened(what)
        elif isinstance(what, (ParcelCash, Owed, ToSend)):
            self.open_order(what.order_id)
        elif isinstance(what, Remittance):
            from console.screens.cash_statement import CashStatement

            self.desk.push_screen(CashStatement(what))

    def _opened(self, one: Holder) -> None:
        if one.due.parcels and not one.collected.parcels:
            due = f"{money(one.due.minor, one.currency)} of {counted(one.due.parcels, 'parcel')} is due"
            at_once = self._is_paid_on_delivery
            when = "when they are delivered" if at_once else "once delivered orders are marked as paid"
            self.say(f"Nothing is collected yet: {due}, and counts as collected {when}.")
        else:
            self._reconcile(one.name)

    def on_order_table_row_highlighted(self, message: RowHighlighted) -> None:
        """Another parcel."""
        self._note()

    def on_order_table_selection_changed(self, message: SelectionChanged) -> None:
        """Other parcels."""
        self._note()

    def _note(self) -> None:
        """What the selected parcels come to."""
        chosen = self._parcels() if self.table.selected else []
        sums: dict[str, int] = {}
        for one in chosen:
            came = self.counted.get(one.shipment_id, one.still_out_minor)
            sums[one.currency] = sums.get(one.currency, 0) + came
        self.table.note(" · ".join(money(minor, currency) for currency, minor in sums.items()))

    def _parcels(self) -> list[ParcelCash]:
        return sorted((one for one in self.meant() if isinstance(one, ParcelCash)), key=lambda one: one.key)

    def _chosen(self, action: str) -> list[ParcelCash]:
        """The parcels that are meant; none, and why, where nothing can be done."""
        if self.refused(action) or self.is_busy():
            return []
        found = self._parcels()
        if not found:
            self.say(EMPTY_HANDED, "warn")
        return found

    # Reconciling

    def action_holder(self) -> None:
        """Whose cash?"""
        self.start(self._ask_holder(), "holders")

    async def _ask_holder(self) -> None:
        found = await self.seat.read(views.holders)
        names = dict.fromkeys(one.name for one in found if one.collected.parcels)
        if not names:
            self.say("Nobody has collected cash of the shop.", "warn")
            return
        self.ask.choose("Whose cash?", numbered([(name or NOBODY, name) for name in names]), self._reconcile)

    def action_count(self) -> None:
        """For the parcel under the cursor."""
        one = self.current()
        if self.refused("cash.count") or not isinstance(one, ParcelCash):
            return
        value = plain(self.counted.get(one.shipment_id, one.still_out_minor), exponent(one.currency))
        title = f"{data.named(one)}: {money(one.still_out_minor, one.currency)} was collected. What was counted?"
        self.ask.write(title, lambda text: self._count_one(one, text), value=value)

    def _count_one(self, one: ParcelCash, text: str) -> str | None:
        """Kept with the parcel, which is selected by that."""
        try:
            self.counted[one.shipment_id] = typed_amount(text, one.currency)
        except ValueError as problem:
            return str(problem)
        self.table.select(self.table.selected | {str(one.shipment_id)})
        self.table.renew()
        self._note()
        return None

    def action_settle(self) -> None:
        """The selected parcels by one statement; a difference by itself."""
        found = self._chosen("cash.settle")
        if not found:
            return
        if self.here == SHORT:
            RestArrived(self, found).begin()
            return
        try:
            Settling(self, found, self._holder or "").begin()
        except ValueError as problem:
            self.say(str(problem), "warn")

    def settled(self, parcels: Sequence[ParcelCash]) -> None:
        """They are done with: nothing typed for them is kept."""
        for one in parcels:
            self.counted.pop(one.shipment_id, None)
        self.unselect(COLLECTED)

    def action_mark_paid(self) -> None:
        """The orders of the selected parcels."""
        if found := self._chosen("cash.mark_paid"):
            MarkingPaid(self, found).begin()

    def action_give_up(self) -> None:
        """The differences of the selected parcels."""
        if found := self._chosen("cash.give_up"):
            GivingUp(self, found).begin()

    # Refunds

    def action_sent(self) -> None:
        """Its reference is asked for."""
        if self.refused("cash.sent") or self.is_busy():
            return
        one = self.current()
        if isinstance(one, ToSend):
            title = f"{one.ref}: {money(one.amount_minor, one.currency)} was sent with which reference?"
            self.ask.write(title, lambda text: self._sent(one, text), placeholder="of the bank or provider")
        else:
            self.say(NOT_DECIDED if isinstance(one, Owed) else EMPTY_HANDED, "warn")

    def _sent(self, one: ToSend, text: str) -> str | None:
        reference = text.strip()
        if not reference:
            return "Type the bank's or provider's reference, so that the refund can be found again."
        card = sent(one.number, money(one.amount_minor, one.currency), one.customer, reference)
        title = f"{one.ref} refund sent:"
        self.ask.agree(title, card.read, card.verb, card.warning, lambda: self._send(one, reference))
        return None

    def _send(self, one: ToSend, reference: str) -> None:
        command, request = RefundSent(reference, one.number), self.seat.desk.new_request()

        async def send(_tell: Tell) -> Said:
            await self.seat.perform(one.order_id, command, request_id=request, seen_version=one.version)
            return f"The refund of {one.ref} is sent.", "info"

        self.carry_out(send, "refunds sent")

    # A settlement file

    def action_file(self) -> None:
        """Whose file is it?"""
        if not self.is_busy():
            self.start(self._ask_whose(), "holders")

    async def _ask_whose(self) -> None:
        def names(work: Work) -> list[str]:
            held = [one.name for one in views.holders(work)]
            return [*held, *(one.name for one in couriers.everyone(work))]

        found = list(dict.fromkeys(filter(None, [self._holder or "", *await self.seat.read(names)])))
        answers = [*((name, name) for name in found), ("somebody else", ANOTHER)]
        self.ask.choose("Whose settlement file?", numbered(answers), self._file_of)

    def _file_of(self, name: str) -> None:
        from console.screens.settlement_asking import ask_path

        if name == ANOTHER:
            self.ask.write("Whose settlement file?", self._file_named, placeholder="the courier's or driver's name")
        else:
            ask_path(self, name)

    def _file_named(self, text: str) -> str | None:
        from console.screens.settlement_asking import ask_path

        if not text.strip():
            return "Type whose file it is."
        ask_path(self, text.strip())
        return None
