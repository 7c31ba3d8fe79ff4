"""What the rows of a settlement come to, as a whole and one by one."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from models.statuses import CashState, Shipping
from workflows.orders.draft import Rejection
from workflows.settlement.entries import Entry
from workflows.settlement.remembered import Remembered
from workflows.spoken import counted, money


class Kind(StrEnum):
    """What a row comes to."""

    SETTLED = "settled"  #: what was collected, within the tolerance
    SHORT = "short"  #: less
    OVER = "over"  #: more
    RETURNED = "returned"  #: the parcel came back, or the courier says so
    NOT_COLLECTED = "not-collected"  #: we do not know of any cash for it
    TWICE = "twice"  #: told before, in this file or in an earlier statement
    UNKNOWN = "unknown"  #: no parcel of this courier


PAID = (Kind.SETTLED, Kind.SHORT, Kind.OVER)  #: what a statement is made of


class Found(NamedTuple):
    """A parcel that a row could be about."""

    shipment_id: UUID
    order_id: UUID
    position: int
    waybill: str
    courier: str
    driver: str
    status: Shipping
    cash: CashState
    collected_minor: int
    remitted_minor: int
    ref: str
    currency: str

    @property
    def expected(self) -> int:
        """What was collected and has not reached us."""
        return self.collected_minor - self.remitted_minor

    @property
    def holder(self) -> str:
        """Who has the cash."""
        return self.courier or self.driver


@dataclass(frozen=True, slots=True)
class Matched:
    """One row, its parcel, and what it comes to."""

    entry: Entry
    kind: Kind
    parcel: Found | None
    reason: str = ""  #: why it is not settled as it stands

    @property
    def difference(self) -> int:
        """What came beyond what was expected, in minor units; less than nothing when it is short."""
        return self.entry.amount - self.parcel.expected if self.parcel and self.kind in PAID else 0


@dataclass(frozen=True, slots=True)
class Matching:
    """A settlement file as it would be settled."""

    courier: str
    currency: str
    how: Remembered  #: what its columns hold, and which difference is given up
    lines: tuple[Matched, ...]
    unreadable: tuple[Rejection, ...]
    begun: frozenset[str] = frozenset()  #: references of unfinished statements that its parcels stand on
    charged: frozenset[UUID] = frozenset()  #: parcels that came back, and whose fees were told before

    @property
    def tolerance(self) -> int:
        """The difference that is given up at once, in minor units."""
        return self.how.tolerance

    def of(self, *kinds: Kind) -> list[Matched]:
        """The rows of some kinds, in the order of the file."""
        return [line for line in self.lines if line.kind in kinds]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many rows of each kind."""
        found = Counter(line.kind for line in self.lines)
        return {kind: found[kind] for kind in Kind}

    @property
    def rejections(self) -> list[Rejection]:
        """Every row that would not be settled as it stands, with the reason, in the order of the file."""
        told = [_rejection(line) for line in self.lines if line.kind is not Kind.SETTLED]
        return sorted([*told, *self.unreadable], key=lambda one: one.row)

    @property
    def fees_minor(self) -> int:
        """What the courier keeps, of the rows that are settled and of parcels that came back."""
        return sum(line.entry.fees for line in (*self.of(*PAID), *self.back))

    @property
    def back(self) -> list[Matched]:
        """The rows of parcels that came back and whose fees no statement has told yet."""
        return [one for one in self.of(Kind.RETURNED) if one.parcel and one.parcel.shipment_id not in self.charged]

    def doubt(self, *kinds: Kind) -> str:
        """What the file pays out otherwise than it tells, for rows of these kinds and parcels that came back."""
        unpaid = [line.entry.unpaid for line in (*self.of(*kinds), *self.back) if line.entry.unpaid]
        if not unpaid:
            return ""
        less = sum(unpaid)
        much = f"{money(abs(less), self.currency)} {'less' if less > 0 else 'more'}" if less else "as much"
        return f"{counted(len(unpaid), 'row')} paid out otherwise than amount and fees come to, {much} in all"

    @property
    def amount_minor(self) -> int:
        """What was collected for the rows that are settled, as the courier says."""
        return sum(line.entry.amount for line in self.of(*PAID))


def _rejection(line: Matched) -> Rejection:
    value = line.entry.waybill or line.entry.order
    return Rejection(line.entry.row, "waybill" if line.entry.waybill else "order", value, line.reason)
