"""The hand-over: parcels of one courier are ticked at the door, those left behind stay where they are.

A connected courier's man takes them by the same list, but only the courier's first scan moves them (domain.md S4).
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one

from console.actions import Place
from console.screens.outcomes.said import spoken
from console.screens.scan_screen import ScanScreen
from console.text import clean
from console.widgets.bindings import bindings
from console.widgets.door_list import DoorList
from workflows.orders.bulk import Wanted, perform_each
from workflows.parcels.packing import HandOver
from workflows.parcels.shipping import EditShipment
from workflows.spoken import counted
from workflows.views.door import Waiting, at_the_door

REFUNDED = "was refunded; its goods would leave for nothing"
PROMPT = "Scan each parcel as it goes out, or mark it by hand"
FIRST_SCAN = "Their first scan marks their parcels handed over."


class HandOverScreen(ScanScreen):
    """Ticks only go up to the moment of handing over; nothing but a missing waybill is written before."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.HAND_OVER)
    place = Place.HAND_OVER
    name_ = "packing"
    DEFAULT_CSS = """
    HandOverScreen DoorList { height: 1fr; }
    """

    door = query_one(DoorList)

    def __init__(self, courier: str) -> None:
        super().__init__()
        self._courier = courier

    def goods(self) -> ComposeResult:
        """The parcels."""
        yield DoorList()

    def on_mount(self) -> None:
        """Who is here, and the parcels that wait for them."""
        self._head(is_connected=False)
        self.prompt.show(PROMPT)
        self.field.focus()
        self.start(self._read(), "read")

    def _head(self, is_connected: bool) -> None:
        scan = f"\nThis courier is connected. {FIRST_SCAN} What you tick is printed." if is_connected else ""
        self.ref.show(f"Hand-over to {clean(self._courier) or 'a courier without a name'}{scan}")

    async def _read(self) -> None:
        found = await self.seat.read(lambda work: at_the_door(work, self._courier))
        self.door.show(found)
        self._head(any(one.is_connected for one in found))

    def data_changed(self) -> None:
        """Another seat packed or took one; ticks stay."""
        self.start(self._read(), "read")

    def scanned(self, code: str) -> None:
        """A parcel goes through the door."""
        before = len(self.door.ticked)
        if code and not self.door.tick_code(code):
            self.stopped(f"{clean(code)} is not among the parcels of this courier; it stays here.")
        elif code:
            count = len(self.door.ticked)
            again = f"{clean(code)} is ticked already. " if count == before else ""
            ticked = f"{counted(count, 'parcel')} of {len(self.door.listed)} ticked."
            self.say(again + ticked, "warn" if again else "info")

    def stopped(self, sentence: str) -> None:
        """Heard as well as read."""
        self.desk.bell()
        self.say(sentence, "error")

    def action_up(self) -> None:
        """The parcel above."""
        self.door.move(-1)

    def action_down(self) -> None:
        """The parcel below."""
        self.door.move(1)

    def action_tick(self) -> None:
        """The parcel under the cursor."""
        self.door.tick()

    def action_tick_all(self) -> None:
        """All of them, or none."""
        self.door.tick_all()

    # Handing over

    def action_give(self) -> None:
        """Once more, since a parcel that left cannot be called off any more; a manifest alone asks for nothing."""
        chosen = self.door.ticked
        bare = next((one for one in chosen if one.lacks_waybill), None)
        if not chosen:
            self.say("Tick the parcels that go first: scan them, or ctrl+t on each.", "warn")
        elif bare is not None:
            self._ask_waybill(bare)
        elif all(one.is_connected for one in chosen):
            self._go_ahead(chosen)
        else:
            self._read_back(chosen)

    def _ask_waybill(self, one: Waiting) -> None:
        def written(waybill: str) -> str | None:
            if not waybill.strip():
                return "In this shop a parcel leaves only with its waybill."
            self.work(lambda: self._number(one, waybill), self.action_give)
            return None

        title = f"Scan or type the waybill of {one.ref}, {clean(one.customer)}"
        self.ask.write(title, written, placeholder="the courier's number")

    async def _number(self, one: Waiting, waybill: str) -> None:
        await self.seat.perform(one.order_id, EditShipment(waybill=waybill, shipment=one.shipment))
        await self._read()
        self.action_give()

    def _read_back(self, chosen: list[Waiting]) -> None:
        theirs = sum(one.is_connected for one in chosen)
        left = len(self.door.listed) - len(chosen)
        read = [f"{counted(len(chosen) - theirs, 'parcel')} to {self._courier or 'the courier'}"]
        read += [f"{counted(theirs, 'parcel')} on the manifest only, till the courier's first scan"] if theirs else []
        read += [f"{counted(left, 'parcel')} left here"] if left else []
        warning = "Handed over is handed over: these orders cannot be cancelled any more, only delivered or returned."
        verb, doubt = "hand over and print the manifest", refunded(chosen)
        self.ask.agree("Hand over", read, verb, warning, lambda: self._go_ahead(chosen), doubt=doubt)

    def _go_ahead(self, chosen: list[Waiting]) -> None:
        self.work(lambda: self._give(chosen), self.field.focus)

    async def _give(self, chosen: list[Waiting]) -> None:
        from console.screens.printing import print_manifest

        printed = await print_manifest(self, [one.shipment_id for one in chosen], self._courier)
        if not printed.done:  # what leaves is ticked and signed on paper
            self.field.focus()
            self.say(f"{printed.sentence} Nothing was handed over.", "error")
            return
        ours = [one for one in chosen if not one.is_connected]
        wanted = [Wanted(one.order_id, one.version, HandOver(shipment=one.shipment)) for one in ours]
        desk, by, request = self.seat.desk, self.seat.actor, self.seat.desk.new_request()
        results = await self.seat.call(lambda: perform_each(desk, wanted, by=by, request_id=request))
        refusals = [(one.ref, came.refusal) for one, came in zip(ours, results, strict=True) if came.refusal]
        await self._read()
        self.field.focus()
        gone = f"{counted(len(ours) - len(refusals), 'parcel')} handed over. " if ours else ""
        theirs = "" if len(ours) == len(chosen) else f" {FIRST_SCAN}"
        why = "".join(f" {ref} stays: {spoken(reason)}" for ref, reason in refusals)
        self.say(f"{gone}{printed.sentence}{theirs}{why}", "warn" if refusals else "info")


def refunded(chosen: Sequence[Waiting]) -> str:
    """Why one is asked before these go; empty where nothing was sent back."""
    refs = dict.fromkeys(one.ref for one in chosen if one.is_refunded)
    return " ".join(f"{ref} {REFUNDED}." for ref in refs)
