"""Missing: checkouts that were left, asking payment providers, the OMS, and what went wrong outside."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from console.actions import Place
from console.data import missing as data
from console.data.missing import LEFT, OMS, TROUBLE
from console.data.sheets import Sheet
from console.keys import BY_ID
from console.screens.busy import Said, Tell
from console.screens.outcomes.said import spoken
from console.screens.tabbed import TabbedPlace
from console.screens.told import told
from console.text import clean
from console.widgets.bindings import bindings
from console.widgets.questions import numbered
from console.widgets.table_messages import RowHighlighted
from models.gateways import LookupRun
from models.shipments import CourierException
from models.statuses import Role
from workflows import views
from workflows.calls.again import SendAgain
from workflows.case import load
from workflows.engine import Command, choices
from workflows.lookup import gateways, runs
from workflows.messages.writing import EMAIL, MERCHANT, SMS
from workflows.oms.answers import RetryHandOff, SendPaymentProof
from workflows.orders.bulk import perform_many
from workflows.outbox.given_up import TellAgain
from workflows.parcels.exceptions import settle
from workflows.spoken import counted
from workflows.views import OrderRow
from workflows.views.exceptions import FailedHandOff, FailedMessage

EMPTY_HANDED = "There is nothing here to do that with."
NO_GATEWAY = "No payment provider can be asked; `codesk gateways add NAME URL` adds one."
ALL_RESTING = "Every payment provider is deactivated; `codesk gateways reactivate {}` asks it again."
ALL = ""  #: the answer that asks every provider
ONLY_SUPERVISORS = "supervisors ask payment providers, speak with the OMS and settle exceptions"
SUPERVISORS = ("missing.look_up", "missing.proof", "missing.retry", "missing.message", "missing.settle")
NOT_DUE = "Only a failed hand-off is retried; this one is under way."
NO_MESSAGE = "Only what a customer, courier or OMS was to hear is told again; this is not."
NO_REPORT = "Only a courier's report is settled; a message is sent again with m, a look-up with u."
REFERENCE = "the provider's id of the payment; enter: the payment that was booked"


class Missing(TabbedPlace):
    """Enter opens an order: there it is called, recovered or cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.MISSING)
    place = Place.MISSING
    name_ = "missing"
    only_on = {  # noqa: RUF012  (an instance's by its base)
        "missing.proof": ((LEFT, OMS), "A proof of payment is sent for checkouts, and for orders at the OMS."),
        "missing.retry": ((OMS,), "Failed hand-offs stand under OMS."),
        "missing.message": ((TROUBLE,), "Messages that failed stand under Exceptions."),
        "missing.settle": ((TROUBLE,), "Reports of couriers stand under Exceptions."),
    }

    def sheets(self) -> Sequence[Sheet]:
        """Checkouts first."""
        return data.sheets(for_supervisors=self._is_supervisor)

    @property
    def _is_supervisor(self) -> bool:
        return self.seat.actor.role is Role.SUPERVISOR

    def about(self, tab: str) -> str:
        """The list has no key for what most come for."""
        opens, recovers = (self.key_of(BY_ID[id]) for id in ("table.open", "call.recover"))
        return f"{opens} opens a checkout; there {recovers} recovers it" if tab == LEFT else ""

    @property
    def layers(self) -> tuple[Place, ...]:
        """Only supervisors do anything with a selection."""
        return tuple(one for one in super().layers if self._is_supervisor or one is not Place.SELECTION)

    @property
    def besides(self) -> tuple[str, ...]:
        """Keys that are only refused are not named."""
        return SUPERVISORS if self._is_supervisor else ()

    def reasons(self) -> Mapping[str, str]:
        """Agents call; the rest is for supervisors."""
        if not self._is_supervisor:
            return dict.fromkeys(SUPERVISORS, spoken(ONLY_SUPERVISORS))
        return super().reasons()

    def on_order_table_row_highlighted(self, message: RowHighlighted) -> None:
        """What a narrow screen has no room for stands at the foot."""
        told = data.paying if self.here == LEFT else lambda row: row.cells[-1]
        self.table.note(told(message.row) if message.row else "")

    def opened(self, what: object) -> None:
        """The order, where there is one."""
        order_id = _order(what)
        if order_id is None:
            self.say("This is about no order.", "warn")
        else:
            self.open_order(order_id)

    def _one(self, action: str) -> object:
        """What an action is about; None, and why, where it cannot be done."""
        if self.refused(action) or self.is_busy():
            return None
        one = self.current()
        if one is None:
            self.say(EMPTY_HANDED, "warn")
        return one

    def _perform(self, order_id: UUID, command: Command, said: str, version: int | None = None) -> None:
        request = self.seat.desk.new_request()

        async def perform(_tell: Tell) -> Said:
            await self.seat.perform(order_id, command, request_id=request, seen_version=version)
            return said, "info"

        self.carry_out(perform, "done")

    # Asking payment providers

    def action_look_up(self) -> None:
        """One provider, or all of them."""
        if not self.refused("missing.look_up") and not self.is_busy():
            self.start(self._ask_which(), "gateways")

    async def _ask_which(self) -> None:
        known = await self.seat.read(gateways.everything)
        found = [one.name for one in known if one.active]
        if not found:
            self.say(ALL_RESTING.format(clean(known[0].name)) if known else NO_GATEWAY, "warn")
        elif len(found) == 1:
            self._look_up(found)
        else:
            answers = [*((name, name) for name in found), ("all of them", ALL)]
            self.ask.choose(
                "Ask which payment provider?",
                numbered(answers),
                lambda name: self._look_up(found if name == ALL else [name]),
            )

    def _look_up(self, names: Sequence[str]) -> None:
        self.carry_out(lambda tell: self._looked_up(names, tell), "orders asked about")

    async def _looked_up(self, names: Sequence[str], tell: Tell) -> Said:
        """Where a provider that takes its time holds nothing up; whoever leaves waits for one answer at most."""
        seat, desk, by = self.seat, self.seat.desk, self.seat.actor

        def told(done: int, whole: int) -> None:
            seat.stay()
            tell(done, whole)

        self.say(f"Asking {clean(', '.join(names))} …")
        ended = [await seat.ask(partial(runs.run, desk, name, by=by, progress=told)) for name in names]
        return " ".join(map(_came_of, ended)), "warn" if any(run.error for run in ended) else "info"

    # The OMS

    def action_retry(self) -> None:
        """The selected orders that failed, else the one under the cursor."""
        if self.refused("missing.retry") or self.is_busy():
            return
        chosen = [one for one in self.meant() if isinstance(one, FailedHandOff)]
        if not chosen:
            self.say(NOT_DUE if self.current() is not None else EMPTY_HANDED, "warn")
            return
        self.ask.write(
            f"Hand {counted(len(chosen), 'order')} to the OMS again: what was changed?",
            lambda note: self._retry(chosen, note.strip()),
            placeholder="a remark that is kept, or enter",
        )

    def _retry(self, chosen: Sequence[FailedHandOff], note: str) -> None:
        self.carry_out(lambda tell: self._retried(chosen, note, tell), "orders handed over again")

    async def _retried(self, chosen: Sequence[FailedHandOff], note: str, tell: Tell) -> Said:
        desk, by, request = self.seat.desk, self.seat.actor, self.seat.desk.new_request()
        rows = await self.seat.read(lambda work: views.rows(work, [one.order_id for one in chosen]))
        seen = [(order_id, row.version) for order_id, row in rows.items()]
        results = await self.seat.call(
            lambda: perform_many(desk, seen, RetryHandOff(note), by=by, request_id=request, progress=tell)
        )
        return await told(self.seat, self.table, results, "handed to the OMS again")

    def action_proof(self) -> None:
        """With the provider's reference of the payment."""
        order_id = _order(self._one("missing.proof"))
        if order_id is not None:
            self.start(self._ask_proof(order_id), "proof")

    async def _ask_proof(self, order_id: UUID) -> None:
        """Nothing is asked where the rules would refuse every answer."""
        by = self.seat.actor
        offered = await self.seat.read(lambda work: dict(choices(load(work, order_id, by)[0])))
        if why := offered[SendPaymentProof]:
            self.say(spoken(why), "warn")
            return
        self.ask.write(
            "Send the OMS which payment?", lambda text: self._proof(order_id, text.strip()), placeholder=REFERENCE
        )

    def _proof(self, order_id: UUID, reference: str) -> None:
        self.ask.write(
            "How was the payment checked?",
            lambda note: self._send_proof(order_id, SendPaymentProof(reference, note=note.strip())),
            placeholder="a remark that is kept, or enter",
        )

    def _send_proof(self, order_id: UUID, command: SendPaymentProof) -> None:
        self._perform(order_id, command, "The OMS is sent the payment; the order moves once it has accepted it.")

    # Exceptions

    def action_message(self) -> None:
        """The one that failed."""
        one = self._one("missing.message")
        if not isinstance(one, FailedMessage) or one.order_id is None or one.audience == MERCHANT:
            self._not_this(one, NO_MESSAGE)
        elif one.kind in (EMAIL, SMS):
            said = f"{one.ref}: the message {one.message} is sent again."
            self._perform(one.order_id, SendAgain(one.message), said)
        else:
            self._perform(one.order_id, TellAgain(), f"{one.ref}: {one.recipient} is told again.")

    def action_settle(self) -> None:
        """Somebody has looked at it."""
        one = self._one("missing.settle")
        if isinstance(one, CourierException):
            title = f"{clean(one.courier)} said “{clean(one.said)}” of {clean(one.waybill)}: what was found?"
            self.ask.write(title, lambda note: self._settle(one, note.strip()), placeholder="a remark, or enter")
        else:
            self._not_this(one, NO_REPORT)

    def _not_this(self, one: object, why: str) -> None:
        if one is not None:
            self.say(why, "warn")

    def _settle(self, one: CourierException, note: str) -> None:
        by, request = self.seat.actor, self.seat.desk.new_request()

        async def settled(_tell: Tell) -> Said:
            await self.seat.write(lambda work: settle(work, one.id, note, by=by, request_id=request))
            return "The report is settled.", "info"

        self.carry_out(settled, "reports settled")


def _order(what: object) -> UUID | None:
    """The order that a row is about."""
    if isinstance(what, UUID):
        return what
    if isinstance(what, OrderRow):
        return what.id
    return what.order_id if isinstance(what, (FailedHandOff, FailedMessage, CourierException)) else None


def _came_of(run: LookupRun) -> str:
    """What a run came to: `chargily: 12 asked, 3 paid, 1 failed, 2 unknown.`"""
    sums = f"{run.moved} paid, {run.failed} failed, {run.unknown} unknown, {run.no_news} without news"
    said = f"{run.gateway}: {run.looked_at} asked, {sums}."
    return f"{said} {spoken(run.error)}" if run.error else said
