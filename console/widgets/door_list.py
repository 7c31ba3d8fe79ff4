"""Parcels at the door with their ticks; the list scrolls with the marked one."""

from collections.abc import Sequence

from textual.content import Content

from console.text import clean
from console.widgets.lines import Lines, styled
from workflows.spoken import money
from workflows.views.door import Waiting


class DoorList(Lines):
    """One line per parcel: tick, order, waybill, cash, town, name."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: tuple[Waiting, ...] = ()
        self._ticked: set[str] = set()
        self._at = 0

    @property
    def ticked(self) -> list[Waiting]:
        """Those that go."""
        return [one for one in self.listed if one.shipment_id.hex in self._ticked]

    def show(self, listed: Sequence[Waiting]) -> None:
        """The parcels as they stand now; ticks of those that are still here stay."""
        self.listed = tuple(listed)
        self._ticked &= {one.shipment_id.hex for one in listed}
        self._at = min(self._at, max(len(listed) - 1, 0))
        self.changed()

    def tick_code(self, code: str) -> bool:
        """Tick what a scanned code names, by its waybill, else the next parcel of that order; False for none."""
        named = self._named(code.casefold().lstrip("#"))
        if not named:
            return False
        self._at = next((at for at in named if self.listed[at].shipment_id.hex not in self._ticked), named[-1])
        self._ticked.add(self.listed[self._at].shipment_id.hex)
        self.changed()
        return True

    def _named(self, wanted: str) -> list[int]:
        if not wanted:
            return []
        by_waybill = [at for at, one in enumerate(self.listed) if one.waybill.casefold() == wanted]
        return by_waybill or [at for at, one in enumerate(self.listed) if one.ref.casefold().lstrip("#") == wanted]

    def tick(self) -> None:
        """Tick the marked one, or take its tick away, and go on to the next."""
        if self.listed:
            self._ticked ^= {self.listed[self._at].shipment_id.hex}
            self.move(1)

    def tick_all(self) -> None:
        """All, or none when all are ticked."""
        every = {one.shipment_id.hex for one in self.listed}
        self._ticked = set() if self._ticked == every else every
        self.changed()

    def move(self, by: int) -> None:
        """Mark another parcel."""
        if self.listed:
            self._at = min(max(self._at + by, 0), len(self.listed) - 1)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """As many as fit around the marked one, under how many are ticked."""
        if not self.listed:
            return [styled("No packed parcel of this courier waits here. Press escape to go back.")]
        room = max(self.size.height - 2, 1)
        first = max(min(self._at - room // 2, len(self.listed) - room), 0)
        shown = range(first, min(first + room, len(self.listed)))
        head = styled(f"{len(self._ticked)} of {len(self.listed)} ticked", "bold")
        return [head, *(self._line(at, width) for at in shown)]

    def _line(self, at: int, width: int) -> Content:
        one = self.listed[at]
        goes = one.shipment_id.hex in self._ticked
        settled = "refunded" if one.is_refunded else "paid"
        cash = money(one.cash_minor, one.currency) if one.cash_minor else settled
        mark = f"{'›' if at == self._at else ' '} [{'x' if goes else ' '}] "
        text = f"{clean(one.ref, 10):<9} {clean(one.waybill, 18) or '(no waybill)':<18} {cash:>14}  "
        whole = f"{mark}{text}{clean(one.city, 16)}  {clean(one.customer)}"
        style = "bold" if at == self._at else ""
        return Content.styled(whole, f"{style} $text-success".strip() if goes else style).truncate(
            width, ellipsis=True
        )
