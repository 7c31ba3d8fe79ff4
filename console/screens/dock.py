"""Counting in: scan a parcel, scan what came back, say what is damaged; what is missing is lost."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one

from console.actions import Place
from console.data.counting_in import CountingIn
from console.data.reasons import ISSUES, came_back_for
from console.data.scanning import Verdict
from console.keys import BY_ID
from console.screens.scan_screen import ScanScreen
from console.text import clean
from console.widgets.bindings import bindings
from console.widgets.came_back import CameBack
from console.widgets.packed import Signal
from console.widgets.questions import numbered
from models.statuses import Issue
from workflows.engine import ParcelCommand
from workflows.errors import Refused
from workflows.parcels.returning import ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.spoken import counted
from workflows.views.bench import by_code
from workflows.views.dock import Dock, dock

if TYPE_CHECKING:
    from workflows.work import Work

NEXT = "Scan or type the next parcel's waybill or order number"
ITEMS = "Scan what is fit; enter counts one of the marked line, {key} one damaged"
WHY = "why it came back, or enter"
OTHER = "other, in your words"
FINAL = "Stock moves now; a miscount is put right by a stock count only."


class CountIn(ScanScreen):
    """One parcel after another, until escape."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DOCK)
    place = Place.DOCK
    name_ = "returns"
    DEFAULT_CSS = """
    CountIn CameBack { height: 1fr; padding: 0 1; }
    """

    back = query_one(CameBack)
    signal = query_one(Signal)

    def __init__(self, order_id: UUID | None = None, shipment: int = 0) -> None:
        """`order_id`: the first order, when it is known, and the number of its parcel, where several came back."""
        super().__init__()
        self._shipment = shipment
        self._first = order_id
        self._dock: Dock | None = None

    def goods(self) -> ComposeResult:
        """The lines of the parcel, and what the last scan came to."""
        yield CameBack()
        yield Signal()

    def on_mount(self) -> None:
        """The first parcel, or the wish for one."""
        self._wait_for(NEXT)
        if (first := self._first) is not None:
            self.work(lambda: self._open(first, self._shipment), self.field.focus)

    def _wait_for(self, prompt: str) -> None:
        self.prompt.show(prompt)
        self.field.focus()

    def scanned(self, code: str) -> None:
        """A parcel, or an item of the one that is open."""
        if self._dock is not None:
            self._told(*(self.back.scan(code) if code else self.back.count()))
        elif code:
            self.work(lambda: self._find(code), self.field.focus)

    def stopped(self, sentence: str) -> None:
        """A sign that nobody overlooks."""
        self._told(Verdict.WRONG, sentence)

    def _told(self, verdict: Verdict, sentence: str) -> None:
        self.signal.show(verdict, sentence)
        if verdict in (Verdict.WRONG, Verdict.TOO_MANY):
            self.desk.bell()

    # The parcel

    async def _find(self, code: str) -> None:
        search_by = self.search_by("dock.leave")
        await self._open(*await self.seat.read(lambda work: by_code(work, code, search_by)))

    async def _open(self, order_id: UUID, shipment: int = 0) -> None:
        by = self.seat.actor

        def read(work: "Work") -> Dock:
            return dock(work, order_id, by, shipment)

        found = await self.seat.read(read)
        if found.refusal is not None:
            raise Refused(f"{found.ref}: {found.refusal}")
        self._lay(found)

    def _lay(self, found: Dock) -> None:
        self._dock = found
        test, why = "TEST · " if found.is_test else "", f" · {came_back_for(found.why)}" if found.why else ""
        kind = "sent back by the customer" if found.was_delivered else "came back undelivered"
        parcel = " ".join(filter(None, (clean(found.courier), clean(found.waybill))))
        self.ref.show(f"{test}{found.ref} · {clean(found.customer)} · {clean(found.city)}\n{parcel} · {kind}{why}")
        self.back.show(CountingIn(found.expected))
        self.signal.clear()
        self._wait_for(ITEMS.format(key=self.key_of(BY_ID["dock.damaged"])))

    # Keys

    def action_up(self) -> None:
        """The line above."""
        self.back.move(-1)

    def action_down(self) -> None:
        """The line below."""
        self.back.move(1)

    def action_damaged(self) -> None:
        """One unit of the marked line."""
        self._told(*self.back.count(is_damaged=True))

    def action_all_fit(self) -> None:
        """What was not counted yet."""
        if self._dock is not None:
            self.back.all_fit()
            self._told(Verdict.COMPLETE, "All of it is back and fit for sale; ctrl+g counts it in.")

    def action_again(self) -> None:
        """From the beginning."""
        if self._dock is not None:
            self._lay(self._dock)

    def action_done(self) -> None:
        """Ask why, then read back what is written down."""
        if self._dock is None:
            self.stopped("Scan a parcel first.")
        elif not self.back.counting.counted and self._dock.was_delivered:
            self.stopped("Count what came back first.")
        else:
            self._ask_why(self._dock)

    def _ask_why(self, found: Dock) -> None:
        """From the list where a delivery failed, so that Numbers can count it; else in the customer's words."""
        title = f"{found.ref}: why?"
        if found.was_delivered:
            self.ask.write(title, self._because, placeholder=WHY)
            return
        listed = [(words, value) for value, words in ISSUES.items() if value != Issue.OTHER]
        first = f"as reported: {came_back_for(found.why)}" if found.why else "not said"
        answers = [(first, found.why), *listed, (OTHER, Issue.OTHER)]
        self.ask.choose(title, numbered(answers), self._chosen)

    def _chosen(self, reason: str) -> None:
        found = self._dock
        assert found is not None, "a parcel is being counted"
        if reason == Issue.OTHER:
            self.ask.write(f"{found.ref}: what was it?", self._typed, placeholder="in a few words")
        else:
            self._because(reason)

    def _typed(self, reason: str) -> str | None:
        if not reason.strip():
            return "Type in a few words why it came back."
        self._because(reason)
        return None

    def _because(self, reason: str) -> None:
        found, counting = self._dock, self.back.counting
        assert found is not None, "a parcel is being counted"
        command = _command(found, counting, reason)
        read = [f"{sum(counting.fit)} fit, back in stock", f"{sum(counting.damaged)} damaged"]
        doubt, title = _lost(found, counting), f"Count in {found.ref}"
        self.ask.agree(title, read, "count it in", FINAL, lambda: self._save(found, command), doubt=doubt)

    def _save(self, found: Dock, command: ParcelCommand) -> None:
        self.work(lambda: self._counted_in(found, command), self.field.focus)

    async def _counted_in(self, found: Dock, command: ParcelCommand) -> None:
        await self.seat.perform(found.order_id, command, seen_version=found.version)
        self._dock = None
        self.back.show(CountingIn(()))
        self.ref.show("")
        self.signal.show(Verdict.COMPLETE, f"{found.ref} is counted in.")
        self._wait_for(NEXT)


def _command(found: Dock, counting: CountingIn, reason: str) -> ParcelCommand:
    if found.was_delivered:
        return ReturnAfterDelivery(counting.lines(every=False), reason, shipment=found.shipment)
    return ReceiveReturn(counting.lines(every=True), reason, shipment=found.shipment)


def _lost(found: Dock, counting: CountingIn) -> str:
    """What is written off; after a delivery it is with the customer."""
    if found.was_delivered or not counting.missing:
        return ""
    return f"{counted(counting.missing, 'unit is', 'units are')} lost."
