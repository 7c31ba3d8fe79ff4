"""What each row of a settlement means: which parcel it is about, and whether the money is what was collected.

Rows are looked up by hundreds, first by waybill, then by order; nothing is changed. The parcel has to be one of the
courier who settles, or of nobody in particular. What an interrupted statement of the courier has told comes to the
same as at first, so that accepting the file again goes on with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, select, text

from models.orders import orders
from models.shipments import shipments
from models.statuses import ARRIVED, BEFORE_HAND_OVER, CashState, Shipping
from workflows.money.cash import is_given_up
from workflows.orders.draft import Rejection
from workflows.settlement.begun import Begun, begun, charged
from workflows.settlement.entries import Entries, Entry
from workflows.settlement.matching import Found, Kind, Matched, Matching
from workflows.settlement.remembered import Remembered
from workflows.spoken import money as spoken
from workflows.work import Work

_CHUNK = 500  #: rows that are looked up together
_s, _o = shipments.c, orders.c
_OPEN = frozenset({CashState.COLLECTED, CashState.SHORT})
_AWAY = frozenset({Shipping.IN_RETURN, Shipping.RETURNED, Shipping.CANCELLED})


def match(work: Work, entries: Entries, *, courier: str, tolerance: int = 0) -> Matching:
    """Every row of a file with its parcel; reads only."""
    every = list(entries)
    readable = [one for one in every if isinstance(one, Entry)]
    unreadable = [one for one in every if isinstance(one, Rejection)]
    told = begun(work, courier)
    judge = _Judge(courier, entries.currency, tolerance, {})
    lines = [
        judge.line(entry, [_before(one, told) for one in found])
        for start in range(0, len(readable), _CHUNK)
        for entry, found in _looked_up(work, readable[start : start + _CHUNK])
    ]
    parcels = {line.parcel.shipment_id for line in lines if line.parcel is not None}
    names = frozenset(told[parcel].reference for parcel in told.keys() & parcels)
    how = Remembered(entries.sheet.header, entries.mapping, tolerance)
    return Matching(courier, entries.currency, how, tuple(lines), tuple(unreadable), names, charged(work))


def _before(found: Found, told: Begun) -> Found:
    """The parcel as it stood before an unfinished statement told of it."""
    if (one := told.get(found.shipment_id)) is None:
        return found
    return found._replace(cash=CashState.COLLECTED, remitted_minor=found.collected_minor - one.expected_minor)


# Looking up.

_same = and_(_o.shop_id == _s.shop_id, _o.id == _s.order_id)
_COLUMNS = (
    *(_s.id, _s.order_id, _s.position, _s.waybill, _s.courier, _s.driver, _s.status, _s.cash),
    *(_s.collected_minor, _s.remitted_minor, _o.ref, _o.currency),
)
_JOINED: Select[Any] = select(*_COLUMNS).join_from(shipments, orders, _same)
_BY_WAYBILL = _JOINED.where(
    _s.shop_id == bindparam("shop"),
    _s.waybill.in_(bindparam("names", expanding=True)),
    text("shipments.waybill <> ''"),  # in the words of the index
)
_BY_FOLDED = _JOINED.where(
    _s.shop_id == bindparam("shop"),
    func.upper(func.replace(_s.waybill, " ", "")).in_(bindparam("names", expanding=True)),
    text("shipments.waybill <> ''"),
)
_BY_ORDER = _JOINED.where(_o.shop_id == bindparam("shop"), _o.ref.in_(bindparam("names", expanding=True)))


def _looked_up(work: Work, entries: Sequence[Entry]) -> Iterator[tuple[Entry, list[Found]]]:
    """Each row with the parcels that it could be about."""
    waybills = _of_waybills(work, [entry.waybill for entry in entries])
    by_waybill = [waybills.get(_folded(entry.waybill), []) for entry in entries]
    left = [entry for entry, found in zip(entries, by_waybill, strict=True) if not found]
    refs: dict[str, list[Found]] = defaultdict(list)
    for found in _read(work, _BY_ORDER, (_refs(entry.order) for entry in left)):
        refs[found.ref].append(found)
    for entry, known in zip(entries, by_waybill, strict=True):
        yield entry, known or [found for ref in _refs(entry.order) for found in refs.get(ref, ())]


def _of_waybills(work: Work, waybills: Sequence[str]) -> dict[str, list[Found]]:
    """Parcels by their folded waybill: by the index as couriers spell it; all are read only for what it has not."""
    found: dict[str, list[Found]] = defaultdict(list)
    for one in _read(work, _BY_WAYBILL, (_spelled(waybill) for waybill in waybills)):
        found[_folded(one.waybill)].append(one)
    others = {_folded(waybill) for waybill in waybills if waybill} - found.keys()
    for one in _read(work, _BY_FOLDED, [sorted(others)]):
        found[_folded(one.waybill)].append(one)
    return found


def _read(work: Work, statement: Select[Any], spelled: Iterable[Sequence[str]]) -> Iterator[Found]:
    names = sorted({name for names in spelled for name in names})
    if names:
        for row in work.connection.execute(statement, {"shop": work.shop.id, "names": names}):
            yield Found(*row)


def _spelled(waybill: str) -> Sequence[str]:
    """As typed, in capitals, and without spaces: couriers' systems and ours may differ."""
    return tuple(dict.fromkeys((waybill, waybill.upper(), _folded(waybill)))) if waybill else ()


def _folded(waybill: str) -> str:
    return waybill.replace(" ", "").upper()


def _refs(order: str) -> Sequence[str]:
    bare = order.lstrip("#").strip()
    return (f"#{bare}", bare) if bare else ()


# Judging.


@dataclass(frozen=True, slots=True)
class _Judge:
    courier: str
    currency: str
    tolerance: int
    seen: dict[UUID, int]  #: parcels and the rows that told of them first

    def line(self, entry: Entry, found: Sequence[Found]) -> Matched:
        """What one row comes to."""
        parcel, reason = self._parcel(entry, found)
        if parcel is None:
            return Matched(entry, Kind.UNKNOWN, None, reason)
        first = self.seen.setdefault(parcel.shipment_id, entry.row)
        if first != entry.row:
            return Matched(entry, Kind.TWICE, parcel, f"row {first} told of this parcel before")
        kind, reason = self._judged(entry, parcel)
        return Matched(entry, kind, parcel, reason)

    def _parcel(self, entry: Entry, found: Sequence[Found]) -> tuple[Found | None, str]:
        """The one parcel that is meant, or why there is none."""
        if not found:
            return None, "no parcel has this number, and no order" if entry.order else "no parcel has this number"
        ours = [one for one in found if one.holder.casefold() in ("", self.courier.casefold())]
        if not ours:
            return None, _elsewhere(found[0], self.courier)
        meant = [one for one in ours if one.cash in _OPEN] or ours
        if len(meant) > 1:
            names = sorted(f"parcel {one.position} of {one.ref} ({one.waybill or 'no waybill'})" for one in meant)
            return None, f"this could be {', '.join(names[:5])}; settle them by hand"
        if meant[0].currency != self.currency:
            return None, f"the file is in {self.currency}, the order {meant[0].ref} in {meant[0].currency}"
        return meant[0], ""

    def _judged(self, entry: Entry, parcel: Found) -> tuple[Kind, str]:
        if parcel.cash is CashState.RECONCILED or (parcel.cash not in _NOT_COUNTED and parcel.expected <= 0):
            return Kind.TWICE, "this parcel was settled before"
        if parcel.status in _AWAY:
            return Kind.RETURNED, _money_for_nothing(entry, self.currency)
        if parcel.cash is CashState.DUE and parcel.status in ARRIVED:
            return Kind.NOT_COLLECTED, "mark the order as paid first: only then this cash counts as collected"
        if parcel.cash in _NOT_COUNTED:
            return Kind.NOT_COLLECTED, _WHY[parcel.cash].format(status=parcel.status.lower().replace("_", " "))
        if entry.came_back:
            return Kind.RETURNED, "the courier says that it came back; here it was delivered and its cash collected"
        return self._compared(entry, parcel)

    def _compared(self, entry: Entry, parcel: Found) -> tuple[Kind, str]:
        difference = entry.amount - parcel.expected
        if parcel.cash is not CashState.COLLECTED and difference:
            rest = spoken(parcel.expected, self.currency)
            return Kind.TWICE, f"this parcel was settled before, and {rest} of it is still out"
        if difference == 0 or is_given_up(difference, parcel.expected, self.tolerance):
            return Kind.SETTLED, ""
        much = spoken(abs(difference), self.currency)
        told = f"{spoken(parcel.expected, self.currency)} was collected"
        return (
            (Kind.SHORT, f"{told}; {much} is missing") if difference < 0 else (Kind.OVER, f"{told}; {much} too much")
        )


_WHY = {
    CashState.NONE: "no cash is to be collected for this parcel, which stands at {status}",
    CashState.DUE: "its cash is not collected: the parcel stands at {status}",
    CashState.VOID: "nothing was collected for this parcel, which stands at {status}",
}
_NOT_COUNTED = frozenset(_WHY)


def _elsewhere(parcel: Found, courier: str) -> str:
    if parcel.status in BEFORE_HAND_OVER:
        return f"this parcel has not left; it waits for {parcel.holder}, not for {courier}"
    return f"this parcel is with {parcel.holder}, not with {courier}"


def _money_for_nothing(entry: Entry, currency: str) -> str:
    paid = f", and yet the courier pays {spoken(entry.amount, currency)}; ask why" if entry.amount else ""
    return f"the parcel was not delivered{paid}"
