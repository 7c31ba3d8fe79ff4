"""The packing bench: scan an order, scan each item, say courier and waybill, and the label is printed.

A scanner types a code and presses enter, so everything happens in one field whose prompt says what it waits for.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one

from console.actions import Place
from console.data.scanning import Scanning, Verdict
from console.keys import BY_ID
from console.screens.bench_head import doubt, head, ready
from console.screens.bench_stages import ASKED_LATER, NO_BARS, NO_WAYBILL, PROMPTS, TYPED_BARS, Stage
from console.screens.outcomes.said import spoken
from console.screens.scan_screen import ScanScreen
from console.text import clean
from console.trouble import noted
from console.widgets.bindings import bindings
from console.widgets.packed import Packed, Signal
from console.widgets.questions import numbered
from workflows.errors import Refused, Stale
from workflows.parcels.packing import MarkReady, StartPacking
from workflows.views.bench import Bench, bench, by_code, concerns


class PackingBench(ScanScreen):
    """One order after another, until escape."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.BENCH)
    place = Place.BENCH
    name_ = "packing"
    DEFAULT_CSS = "PackingBench Packed { height: 1fr; padding: 0 1; }"

    packed = query_one(Packed)
    signal = query_one(Signal)

    def __init__(self, order_id: UUID | None = None) -> None:
        """`order_id`: the first order, when it is known."""
        super().__init__()
        self._first = order_id
        self._stage = Stage.ORDER
        self._bench: Bench | None = None
        self._courier = ""
        self._has_number = False  #: a waybill is to be typed, whether the shop wants one or not

    def goods(self) -> ComposeResult:
        """The goods of the order, and what the last scan came to."""
        yield Packed()
        yield Signal()

    def on_mount(self) -> None:
        """The first order, or the wish for one."""
        self.wait_for(Stage.ORDER)
        if (first := self._first) is not None:
            self._seek(lambda: self._open(first))

    def wait_for(self, stage: Stage) -> None:
        """Say what the field waits for, and empty it."""
        self._stage = stage
        self.prompt.show(PROMPTS[stage])
        self.field.value = ""
        if stage is not Stage.COURIER:
            self.field.focus()

    # What is scanned

    def scanned(self, code: str) -> None:
        """The number of an order, an item, or a waybill."""
        {
            Stage.ORDER: self._scanned_order,
            Stage.ITEMS: self._scanned_item,
            Stage.ALL_IN: self._scanned_more,
            Stage.WAYBILL: self._scanned_waybill,
            Stage.NUMBER: self._scanned_waybill,
        }.get(self._stage, lambda _code: None)(code)

    def _scanned_order(self, code: str) -> None:
        if code:
            self._seek(lambda: self._find(code))

    def _scanned_item(self, code: str) -> None:
        verdict, sentence = self.packed.scan(code) if code else self.packed.count()
        self.signal.show(verdict, sentence)
        if verdict is Verdict.COMPLETE:
            self._all_in()
        elif verdict is not Verdict.RIGHT:
            self.desk.bell()

    def _scanned_more(self, code: str) -> None:
        if code:
            self._scanned_item(code)
        else:
            self._all_in()

    def _scanned_waybill(self, code: str) -> None:
        from console.paper.codes import is_scannable

        if not code and self._stage is Stage.WAYBILL:
            self.stopped(NO_WAYBILL)
        elif not code or is_scannable(code):
            self._save(code)
        else:
            title = f"Waybill {clean(code)}"
            self.ask.agree(title, [NO_BARS], "take it all the same", TYPED_BARS, lambda: self._save(code))

    def stopped(self, sentence: str) -> None:
        """A sign that nobody overlooks."""
        self.signal.show(Verdict.WRONG, sentence)
        self.desk.bell()

    # The order

    def _seek(self, job: Callable[[], Awaitable[None]]) -> None:
        self.work(job, partial(self.wait_for, Stage.ORDER))

    async def _find(self, code: str) -> None:
        search_by = self.search_by("bench.leave")
        await self._open(*await self.seat.read(lambda work: by_code(work, code, search_by)))

    async def _open(self, order_id: UUID, shipment: int = 0) -> None:
        """Read the order; what a colleague is packing, or was refunded, is asked about first."""
        found = await self._read(order_id, shipment)
        if found.refusal is not None and not found.is_begun:
            raise Refused(f"{found.ref}: {found.refusal}")
        begin, (why, warning) = partial(self._begin, found), doubt(found)
        if why:
            self.ask.agree(f"Pack {found.ref}?", [], "pack it", warning, partial(self._seek, begin), doubt=why)
        else:
            await begin()

    async def _begin(self, found: Bench) -> None:
        """Say that it is being packed, and lay it on the bench."""
        if not found.is_begun:
            await self.seat.perform(found.order_id, StartPacking(shipment=found.shipment), seen_version=found.version)
        self._lay(await self._read(found.order_id, found.shipment))

    async def _read(self, order_id: UUID, shipment: int) -> Bench:
        by = self.seat.actor
        return await self.seat.read(lambda work: bench(work, order_id, by, shipment))

    def _lay(self, found: Bench) -> None:
        self._has_number = False
        self.packed.show(Scanning(found.goods))
        self.signal.clear()
        self._head(found)
        self.wait_for(Stage.ITEMS)

    def _head(self, found: Bench) -> None:
        self._bench, self._courier = found, found.courier
        self.ref.show(head(found))

    def _clear(self) -> None:
        """Nothing lies on the bench."""
        self._bench = None
        self.packed.show(Scanning(()))
        self.ref.show("")
        self.wait_for(Stage.ORDER)

    # Courier, waybill, ready

    def _all_in(self) -> None:
        """Everything lies in the parcel: who takes it?"""
        found = self._bench
        if found is None:
            return
        title = f"Who takes {found.ref}?"
        if not self._courier and found.couriers:
            self.wait_for(Stage.COURIER)
            self.ask.choose(title, numbered([(name, name) for name in found.couriers]), self._taken_by)
        elif not self._courier and found.needs_waybill:
            self.wait_for(Stage.COURIER)
            self.ask.write(title, self._typed_courier, placeholder="the courier's or driver's name")
        else:
            self._number()

    @property
    def _asks(self) -> bool:
        """Whether a parcel with everything in it still needs an answer, so that no key alone makes it ready."""
        found = self._bench
        assert found is not None, "an order lies on the bench"
        has_courier = self._courier or not (found.couriers or found.needs_waybill)
        return self._has_number or found.lacks_waybill or not has_courier

    def _typed_courier(self, name: str) -> str | None:
        if not name.strip():
            return "The parcel needs the name of who takes it."
        self.call_later(self._taken_by, name.strip())
        return None

    def _taken_by(self, name: str) -> None:
        self._courier = name
        self._number()

    def _number(self) -> None:
        found = self._bench
        assert found is not None, "an order lies on the bench"
        if found.lacks_waybill or self._has_number:
            self.wait_for(Stage.WAYBILL if found.lacks_waybill else Stage.NUMBER)
        else:
            self._save("")

    def _save(self, waybill: str) -> None:
        found = self._bench
        assert found is not None, "an order lies on the bench"
        command = MarkReady(courier=self._courier, waybill=waybill, shipment=found.shipment)
        back = partial(self.wait_for, self._stage) if waybill else self._pause
        self.wait_for(Stage.SAVING)
        self.work(lambda: self._ready(found, command), back)

    def _pause(self) -> None:
        """Enter asks for courier and waybill anew."""
        assert self._bench is not None, "an order lies on the bench"
        self._courier = self._bench.courier
        self.wait_for(Stage.ALL_IN)

    async def _ready(self, found: Bench, command: MarkReady) -> None:
        try:
            await self.seat.perform(found.order_id, command, seen_version=found.version)
        except Stale as problem:
            now = await self._read(found.order_id, found.shipment)
            if await self.seat.read(lambda work: concerns(work, found)):
                self._look_again(found, now)
                self.stopped(spoken(str(problem)))
            else:
                await self._ready(now, command)
        else:
            self._clear()
            self.signal.show(Verdict.COMPLETE, ready(found, command.courier))
            self.run_worker(self._label(found), group="print", exit_on_error=False)

    def _look_again(self, seen: Bench, found: Bench) -> None:
        """The order changed: what was scanned still counts where the goods are the same, else it is opened anew."""
        if found.is_begun and found.goods == seen.goods:
            self._head(found)
            self._pause()
        else:
            self._clear()

    async def _label(self, found: Bench) -> None:
        """The parcel is ready whatever becomes of its label, and the next one may lie on the bench by now."""
        from console.screens.printing import print_label

        assert found.parcel_id is not None, "packing has made the parcel"
        try:
            self.say(await print_label(self, found.parcel_id))
        except Exception as problem:  # the printer, or the database, went away
            again = f"print it from the list, with {self.key_of(BY_ID['packing.label'])}"
            self.desk.bell()
            self.say(f"{found.ref} is ready, but its label failed; {again}. {noted(problem)}", "error")

    # Keys

    def on_drawer_closed(self) -> None:
        """The question was left without an answer."""
        if self._stage is Stage.COURIER:
            self._pause()

    def action_leave(self) -> None:
        """To the list, or back to the full parcel when only courier or waybill were asked."""
        if self._stage in (Stage.COURIER, Stage.WAYBILL, Stage.NUMBER):
            self._pause()
        elif self._stage is not Stage.SAVING:
            super().action_leave()

    def action_up(self) -> None:
        """The line above."""
        self.packed.move(-1)

    def action_down(self) -> None:
        """The line below."""
        self.packed.move(1)

    def action_by_hand(self) -> None:
        """Everything was looked at without a scanner."""
        if self._stage is not Stage.ITEMS:
            return
        is_first_key = not self.packed.done
        self.packed.count_all()
        self.signal.show(Verdict.COMPLETE, "All of it by hand.")
        if is_first_key and not self._asks:
            self.wait_for(Stage.ALL_IN)
        else:
            self._all_in()

    def action_number(self) -> None:
        """The waybill is asked for with the rest, also where the shop wants none yet."""
        if self._stage in (Stage.ITEMS, Stage.ALL_IN):
            self._has_number = True
            self.signal.show(Verdict.RIGHT, ASKED_LATER)

    def action_again(self) -> None:
        """Begin this parcel anew."""
        if self._bench is not None and self._stage is not Stage.SAVING:
            self._lay(self._bench)
