"""The derived words of an order, as pure functions (domain.md 5-7). `Case.refresh` alone stores them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from models.money import Money
from models.shipments import Shipment, ShipmentLine
from models.statuses import (
    ARRIVED,
    BEFORE_HAND_OVER,
    LOCKED,
    ROAD,
    Confirmation,
    Fulfilment,
    Headline,
    MoneyKind,
    MoneyState,
    Payment,
    Shipping,
)


def received(rows: Iterable[Money]) -> int:
    """Minor units that came in."""
    return sum(row.amount_minor for row in rows if row.kind is MoneyKind.RECEIVED)


def refunded(rows: Iterable[Money]) -> int:
    """Minor units that go or went back."""
    return sum(row.amount_minor for row in rows if row.kind is MoneyKind.REFUND)


def payment(rows: Sequence[Money], total_minor: int) -> Payment:
    """The payment axis: the first line of the table of domain.md 5 that is true."""
    came, went = received(rows), refunded(rows)
    if went > 0:
        return Payment.REFUNDED if went >= came else Payment.PARTIALLY_REFUNDED
    if came >= total_minor:
        return Payment.PAID
    if came > 0:
        return Payment.PARTIALLY_PAID
    # By number: the clock may have been set back between two of them.
    attempts = sorted((row for row in rows if row.kind is MoneyKind.ATTEMPT), key=lambda row: row.id)
    if any(row.state is MoneyState.OPEN for row in attempts):
        return Payment.IN_PROGRESS
    if attempts and attempts[-1].state is MoneyState.FAILED:
        return Payment.FAILED
    return Payment.UNPAID


@dataclass(frozen=True, slots=True)
class Parcel:
    """One shipment with its units: what the two functions below count."""

    shipment: Shipment
    lines: Sequence[ShipmentLine]

    @property
    def left(self) -> bool:
        """Whether it left the building."""
        return self.shipment.shipped_at is not None

    @property
    def live(self) -> bool:
        """Whether its units are spoken for (domain.md 6)."""
        status = self.shipment.status
        return status is not Shipping.RETURNED and (status is not Shipping.CANCELLED or self.left)

    @property
    def is_out(self) -> bool:
        """Whether its goods are outside: on the road, coming back, or cancelled after hand-over."""
        return self.live and self.shipment.status in ROAD | {Shipping.IN_RETURN, Shipping.CANCELLED}

    @property
    def units(self) -> int:
        """Units sent, less what the customer sent back after delivery."""
        return sum(line.quantity - line.sent_back for line in self.lines)


def in_parcels(parcels: Iterable[Parcel]) -> Counter[UUID]:
    """Units of each line in live parcels, less what the customer sent back after delivery."""
    found: Counter[UUID] = Counter()
    for parcel in parcels:
        if parcel.live:
            found.update({line.line_id: line.quantity - line.sent_back for line in parcel.lines})
    return found


def came_back(ordered: Mapping[UUID, int], parcels: Iterable[Parcel]) -> Counter[UUID]:
    """Units of each line that were received back, lost ones included, and are not out again (domain.md 6).

    A line answers for itself: goods that came back twice do not stand for others that never left.
    """
    live, back = in_parcels(parcels), Counter[UUID]()
    for parcel in parcels:
        back.update({line.line_id: line.back + line.sent_back for line in parcel.lines})
    return Counter({line: min(back[line], units - live[line]) for line, units in ordered.items()})


def never_sent(ordered: Mapping[UUID, int], parcels: Sequence[Parcel]) -> Counter[UUID]:
    """Units of each line that are in no live parcel and did not come back (domain.md 7); other lines are left out."""
    return Counter(ordered) - in_parcels(parcels) - came_back(ordered, parcels)


def _units(parcels: Iterable[Parcel], *statuses: Shipping) -> int:
    return sum(parcel.units for parcel in parcels if parcel.live and parcel.shipment.status in statuses)


def fulfilment(confirmation: Confirmation, lines: Mapping[UUID, int], parcels: Sequence[Parcel]) -> Fulfilment:
    """The fulfilment axis, counted in units over all lines (domain.md 6). `lines`: units ordered of each."""
    if confirmation in LOCKED:
        return Fulfilment.CANCELLED
    ordered, back = sum(lines.values()), came_back(lines, parcels).total()
    if back > 0:
        return Fulfilment.RETURNED if back == ordered else Fulfilment.PARTIALLY_RETURNED
    delivered, picked = _units(parcels, Shipping.DELIVERED), _units(parcels, Shipping.PICKED_UP)
    gone = sum(parcel.units for parcel in parcels if parcel.is_out) + delivered + picked
    if ordered and delivered + picked == ordered:
        return Fulfilment.DELIVERED if delivered else Fulfilment.PICKED_UP
    if gone:
        return Fulfilment.FULFILLED if gone == ordered else Fulfilment.PARTIALLY_FULFILLED
    ready = _units(parcels, Shipping.READY)
    return Fulfilment.DISPATCHED if ordered and ready == ordered else Fulfilment.UNFULFILLED


# Least advanced first: where work remains, the order stands where its slowest part stands.
_ADVANCE = (
    Headline.CONFIRMED,
    Headline.PACKING,
    Headline.READY,
    Headline.SHIPPED,
    Headline.IN_TRANSIT,
    Headline.OUT_FOR_DELIVERY,
    Headline.IN_RETURN,
)
_ENDED = ARRIVED | {Shipping.RETURNED}
_WORDS = {Shipping.CREATED: Headline.CONFIRMED, Shipping.CANCELLED: Headline.IN_RETURN}


def _standing(parcel: Parcel) -> Headline:
    status = parcel.shipment.status
    return _WORDS.get(status) or Headline(status.value)


def headline(
    confirmation: Confirmation, lines: Mapping[UUID, int], parcels: Sequence[Parcel], *, confirmation_locks: bool
) -> Headline:
    """The one word in the list (domain.md 7). `confirmation_locks` is `cancel_after_confirm` off."""
    if confirmation is not Confirmation.CONFIRMED or not parcels:
        return Headline(confirmation.value)
    live = [parcel for parcel in parcels if parcel.live]
    if any(parcel.shipment.status is Shipping.ISSUE for parcel in live):
        return Headline.ISSUE
    if confirmation_locks and all(_called_off(parcel) for parcel in parcels):
        return Headline.CANCELLED
    waiting = [Headline.CONFIRMED] if never_sent(lines, parcels) else []
    remaining = waiting + [_standing(parcel) for parcel in live if parcel.shipment.status not in _ENDED]
    if remaining:
        return min(remaining, key=_ADVANCE.index)
    return Headline(fulfilment(confirmation, lines, parcels).value)


def _called_off(parcel: Parcel) -> bool:
    return parcel.shipment.status is Shipping.CANCELLED and not parcel.left


def has_left(parcels: Iterable[Parcel]) -> bool:
    """Whether any parcel of the order left the building."""
    return any(parcel.left for parcel in parcels)


def newest(parcels: Sequence[Parcel]) -> Shipping | None:
    """Status of the newest parcel: CODSPOT's shipping column."""
    if not parcels:
        return None
    return max(parcels, key=lambda parcel: parcel.shipment.position).shipment.status


def waits(parcels: Iterable[Parcel]) -> list[Shipment]:
    """Parcels that have not been handed over and are not over."""
    return [parcel.shipment for parcel in parcels if parcel.shipment.status in BEFORE_HAND_OVER]
