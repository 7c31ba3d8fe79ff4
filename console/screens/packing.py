"""The warehouse's list: confirmed orders to pack, oldest first, and what became of them until they are delivered."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from console.actions import Place
from console.data.columns import Column
from console.data.packing_source import LAYOUT, packing
from console.data.tabs import Tab
from console.screens.list_screen import NONE_FITS, ListScreen
from console.screens.told import told
from console.widgets.bindings import bindings
from console.widgets.questions import numbered
from workflows.labels import ON_THE_ROAD, PACKED, TO_PACK, TROUBLED, WAREHOUSE
from workflows.orders.bulk import perform_many
from workflows.parcels.packing import StartPacking
from workflows.spoken import counted

EMPTY = {
    TO_PACK.id: "Nothing is to be packed. Orders appear here when they are confirmed.",
    PACKED.id: "No packed parcel waits. Pack one: press o and scan its number, or enter on an order to pack.",
    ON_THE_ROAD.id: "Nothing is on the road.",
    TROUBLED.id: "No delivery failed.",
}
EMPTY_HANDED = "There is no order here to do that with."
NOBODY_WAITS = "No packed parcel waits for a courier. Pack one first."
NO_COURIER = "no courier"


class Packing(ListScreen):
    """Enter packs the order under the cursor; space selects for a batch, a pick list or labels."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PACKING)
    place = Place.PACKING
    name_ = "packing"
    shape = staticmethod(packing)

    def tabs_(self) -> Sequence[Tab]:
        """From confirmed to delivered."""
        return [Tab(tab.id, tab.title) for tab in WAREHOUSE]

    def layout_(self) -> Sequence[Column]:
        """Units and couriers instead of calls."""
        return LAYOUT

    def empty(self) -> str:
        """Why there are no rows."""
        return EMPTY[self.asked.tab] if self.is_whole else NONE_FITS

    def open_order(self, order_id: UUID) -> None:
        """An order to pack goes on the bench, any other one is shown."""
        if self.asked.tab == TO_PACK.id:
            self._bench(order_id)
        else:
            super().open_order(order_id)

    def _bench(self, order_id: UUID | None) -> None:
        from console.screens.bench import PackingBench

        self.desk.push_screen(PackingBench(order_id))

    def _meant(self) -> list[UUID]:
        """The selected orders, else the one under the cursor."""
        row = self.table.current
        chosen = [UUID(id) for id in sorted(self.table.selected)] or ([UUID(row.id)] if row else [])
        if not chosen:
            self.say(EMPTY_HANDED, "warn")
        return chosen

    # Keys

    def action_scan(self) -> None:
        """Order after order."""
        self._bench(None)

    def action_details(self) -> None:
        """All about the order under the cursor."""
        if row := self.table.current:
            super().open_order(UUID(row.id))

    def action_pick_list(self) -> None:
        """For the selected orders."""
        from console.screens.printing import print_pick_list

        self._print(print_pick_list)

    def action_label(self) -> None:
        """For the selected orders."""
        from console.screens.printing import print_labels

        self._print(print_labels)

    def action_slip(self) -> None:
        """For the selected orders."""
        from console.screens.printing import print_slips

        self._print(print_slips)

    def _print(self, paper: Callable[["Packing", Sequence[UUID]], Awaitable[str]]) -> None:
        if chosen := self._meant():
            self.say(f"Printing for {counted(len(chosen), 'order')} …")
            self.start(self._printed(paper, chosen), "print")

    async def _printed(self, paper: Callable[["Packing", Sequence[UUID]], Awaitable[str]], ids: list[UUID]) -> None:
        self.say(await paper(self, ids))

    def action_batch(self) -> None:
        """Nobody else packs them from now on."""
        if chosen := self._meant():
            self.start(self._begin(chosen), "write")

    async def _begin(self, ids: list[UUID]) -> None:
        desk, by, request = self.seat.desk, self.seat.actor, self.seat.desk.new_request()
        seen = [(id_, self.table.seen(str(id_))) for id_ in ids]
        results = await self.seat.call(lambda: perform_many(desk, seen, StartPacking(), by=by, request_id=request))
        self.say(*await told(self.seat, self.table, results, "being packed"))
        self.data_changed()

    # Hand-over

    def action_hand_over(self) -> None:
        """Which courier stands at the door?"""
        self.start(self._ask_courier(), "couriers")

    async def _ask_courier(self) -> None:
        from workflows.views.door import waiting

        found = await self.seat.read(waiting)
        if not found:
            self.say(NOBODY_WAITS, "warn")
        elif len(found) == 1:
            self._door(next(iter(found)))
        else:
            answers = [(f"{name or NO_COURIER} · {count} waiting", name) for name, count in found.items()]
            self.ask.choose("Which courier is here?", numbered(answers), self._door)

    def _door(self, courier: str) -> None:
        from console.screens.hand_over import HandOverScreen

        self.desk.push_screen(HandOverScreen(courier))
