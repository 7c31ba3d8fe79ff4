"""The returns desk's list: parcels coming back, goods still out, what was delivered, what was counted in."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from console.actions import Place
from console.data.columns import Column
from console.data.packing_source import RETURNING, packing
from console.data.tabs import Tab
from console.screens.list_screen import NONE_FITS, ListScreen
from console.widgets.bindings import bindings
from workflows.labels import ARRIVED, CAME_BACK, COMING_BACK, RETURNS, STILL_OUT

EMPTY = {
    COMING_BACK.id: "Nothing is on its way back. Refused parcels appear here; o finds any other parcel.",
    STILL_OUT.id: "No goods are out of a delivery that was called off.",
    ARRIVED.id: "Nothing was delivered yet.",
    CAME_BACK.id: "Nothing was counted in yet.",
}


class Returns(ListScreen):
    """Enter counts in the parcel under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.RETURNS)
    place = Place.RETURNS
    name_ = "returns"
    shape = staticmethod(packing)

    def tabs_(self) -> Sequence[Tab]:
        """What is expected first."""
        return [Tab(tab.id, tab.title) for tab in RETURNS]

    def layout_(self) -> Sequence[Column]:
        """The warehouse's columns, the reason before the courier."""
        return RETURNING

    def empty(self) -> str:
        """Why there are no rows."""
        return EMPTY[self.asked.tab] if self.is_whole else NONE_FITS

    def open_order(self, order_id: UUID) -> None:
        """A parcel that may come back is counted in; one that did is shown."""
        if self.asked.tab == CAME_BACK.id:
            super().open_order(order_id)
        else:
            self._count(order_id)

    def _count(self, order_id: UUID | None) -> None:
        from console.screens.dock import CountIn

        self.desk.push_screen(CountIn(order_id))

    def action_scan(self) -> None:
        """Parcel after parcel."""
        self._count(None)

    def action_details(self) -> None:
        """All about the order under the cursor."""
        if row := self.table.current:
            super().open_order(UUID(row.id))
