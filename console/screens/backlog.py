"""The supervisor's backlog: unanswered orders and missed call-backs, many of them settled at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual.binding import BindingType

from console.actions import Place
from console.data.backlog_source import LAYOUT, backlog, tries_of
from console.data.columns import Column
from console.data.reasons import REASONS
from console.data.tabs import Tab
from console.screens.busy import Busy, Said, Tell
from console.screens.list_screen import NONE_FITS, ListScreen
from console.screens.told import told
from console.widgets.bindings import bindings
from console.widgets.questions import numbered
from console.widgets.table_messages import RowHighlighted
from models.statuses import Reason
from workflows.actors import CALLERS
from workflows.calls.again import RetryNow, SendAgain
from workflows.calls.assignment import Assign, Unassign
from workflows.confirmation.axis import Cancel
from workflows.labels import BACKLOG, MISSED
from workflows.messages.writing import CUSTOMER_MESSAGES
from workflows.orders.bulk import perform_many
from workflows.roster import everyone
from workflows.spoken import counted

if TYPE_CHECKING:
    from workflows.engine import Command
    from workflows.work import Work

EMPTY = {
    BACKLOG.id: "Nobody waits to be called again. Orders appear here when a call was not answered.",
    MISSED.id: "No promised call-back was missed.",
}
NOBODY = ""  #: the answer that takes orders back
FOR_GOOD = (
    "Cancelled is final: these orders cannot be called, changed or opened again;"
    " a message to each customer is written. A mistake is repaired by copying the order."
)
Chosen = tuple[UUID, int]  #: an order and the version in which it was seen
EMPTY_HANDED = "There is no order here to do that with."


class Backlog(ListScreen, Busy):
    """Select with space, then cancel, give away, retry or write to all of them; without a selection, to one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.BACKLOG)
    place = Place.BACKLOG
    name_ = "backlog"
    shape = staticmethod(backlog)

    def tabs_(self) -> Sequence[Tab]:
        """Unanswered, and promised but not called."""
        return [Tab(tab.id, tab.title) for tab in (BACKLOG, MISSED)]

    def layout_(self) -> Sequence[Column]:
        """Attempts first."""
        return LAYOUT

    def empty(self) -> str:
        """Why there are no rows."""
        return EMPTY[self.asked.tab] if self.is_whole else NONE_FITS

    def on_order_table_row_highlighted(self, message: RowHighlighted) -> None:
        """The tries of the order under the cursor stand at the foot, also where their columns do not fit."""
        self.table.note(tries_of(message.row) if message.row else "")

    # Which orders

    def _meant(self) -> list[Chosen]:
        """The selected orders as they were seen, else the one under the cursor; none while another change runs."""
        if self.is_busy():
            return []
        row = self.table.current
        ids = sorted(self.table.selected) or ([row.id] if row else [])
        chosen = [(UUID(id), self.table.seen(id)) for id in ids]
        if not chosen:
            self.say(EMPTY_HANDED, "warn")
        return chosen

    # Cancel

    def action_cancel(self) -> None:
        """One reason for all, then a card."""
        if chosen := self._meant():
            answers = numbered([(label, reason) for reason, label in REASONS.items()])
            title = f"Cancel {counted(len(chosen), 'order')}: why?"
            self.ask.choose(title, answers, lambda value: self._cancel_for(chosen, Reason(value)))

    def _cancel_for(self, chosen: list[Chosen], reason: Reason) -> None:
        if reason is Reason.OTHER:
            title = f"Cancel {counted(len(chosen), 'order')}: what is the reason?"
            self.ask.write(
                title, lambda text: self._cancel_noted(chosen, text), placeholder="what the others should know"
            )
        else:
            self._sure(chosen, Cancel(reason, called=False), REASONS[reason])

    def _cancel_noted(self, chosen: list[Chosen], text: str) -> str | None:
        note = text.strip()
        if not note:
            return "Say what the reason is; it is kept with every one of these orders."
        self.call_later(self._sure, chosen, Cancel(Reason.OTHER, note, called=False), note)
        return None

    def _sure(self, chosen: list[Chosen], command: "Command", why: str) -> None:
        read = [f"{counted(len(chosen), 'order')}: {why}"]
        title = f"Cancel {counted(len(chosen), 'order')}"
        verb = f"cancel {counted(len(chosen), 'order')}"
        self.ask.agree(title, read, verb, FOR_GOOD, lambda: self._carry_out(chosen, command, "cancelled"))

    # Give, retry, write

    def action_assign(self) -> None:
        """To an agent, or to nobody."""
        if chosen := self._meant():
            self.start(self._ask_whom(chosen), "people")

    async def _ask_whom(self, chosen: list[Chosen]) -> None:
        def callers(work: "Work") -> list[str]:
            return [person.name for person in everyone(work) if person.role in CALLERS]

        names = await self.seat.read(callers)
        answers = numbered([*((name, name) for name in names), ("nobody, take them back", NOBODY)])
        self.ask.choose(f"Give {counted(len(chosen), 'order')} to", answers, lambda name: self._give(chosen, name))

    def _give(self, chosen: list[Chosen], name: str) -> None:
        if name == NOBODY:
            self._carry_out(chosen, Unassign(), "taken back")
        else:
            self._carry_out(chosen, Assign(name), f"given to {name}")

    def action_retry(self) -> None:
        """The queue offers them now."""
        if chosen := self._meant():
            self._carry_out(chosen, RetryNow(), "offered to the queue now")

    def action_message(self) -> None:
        """One of the messages that they had."""
        if chosen := self._meant():
            answers = numbered([(one, one) for one in CUSTOMER_MESSAGES])
            title = f"Send {counted(len(chosen), 'order')} again which message?"
            self.ask.choose(
                title, answers, lambda one: self._carry_out(chosen, SendAgain(one), "with a message written again")
            )

    # Carrying out

    def _carry_out(self, chosen: list[Chosen], command: "Command", done: str) -> None:
        """Order by order, in the writer's thread; the status line counts."""
        self.carry_out(lambda tell: self._perform(chosen, command, done, tell), "orders")

    async def _perform(self, chosen: list[Chosen], command: "Command", done: str, tell: Tell) -> Said:
        desk, by, request = self.seat.desk, self.seat.actor, self.seat.desk.new_request()
        results = await self.seat.call(
            lambda: perform_many(desk, chosen, command, by=by, request_id=request, progress=tell)
        )
        return await told(self.seat, self.table, results, done)
