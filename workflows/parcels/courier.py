"""What a connected courier reports, applied to the parcel that it is about (domain.md 4, courier events).

    event -> parcel by its waybill -> late?          logged, changes nothing
                                   -> a step?        performed, after the hand-over if that scan was missed
                                   -> fits nowhere?  logged, and listed for a supervisor

Nothing here calls a courier: what a courier is asked for (create, cancel, redeliver) are outbox rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from models.log import Event, events
from models.shipments import CourierException, Shipment, courier_exceptions, shipments
from models.statuses import Confirmation, Issue, Role, Shipping
from workflows.actors import Actor
from workflows.case import load
from workflows.engine import Done, Minor, ParcelCommand, Rule, applicable, perform, rules
from workflows.errors import Invalid, Refused, Stale
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver
from workflows.parcels.road import CancelDelivery, DeliveryFailed, InTransit, OutForDelivery, StartReturn, TryAgain
from workflows.shop import chronicle
from workflows.spoken import moment
from workflows.text import clean
from workflows.work import Work

if TYPE_CHECKING:
    from workflows.desk import Desk


class Kind(StrEnum):
    """What a courier may say of a parcel."""

    PICKED_UP = "picked-up"  #: the first scan: the courier has it
    IN_TRANSIT = "in-transit"
    OUT_FOR_DELIVERY = "out-for-delivery"
    FAILED = "failed"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    RETURNING = "returning"


@dataclass(frozen=True, slots=True)
class CourierEvent:
    """One report of a courier, as its adapter has read it."""

    courier: str  #: its name, as the shop has it
    waybill: str
    event_id: str  #: the courier's own: known ones change nothing
    kind: Kind
    at: datetime  #: when it happened, by the courier's clock
    reason: Issue = Issue.OTHER  #: why a delivery failed, or the parcel comes back
    note: str = ""  #: the courier's own words
    driver: str = ""
    amount: Minor | None = None  #: what was collected, where it says so

    @property
    def request_id(self) -> str:
        """What makes it the same report when it comes again."""
        return f"courier/{self.courier}/{self.event_id}"


class Outcome(StrEnum):
    """What became of a report."""

    APPLIED = "applied"
    KNOWN = "known"  #: it was here before
    LATE = "late"  #: its step is behind the parcel already
    NOT_APPLIED = "not applied"  #: it fits nowhere; a supervisor looks at it


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of a report, and why it was not applied."""

    outcome: Outcome
    done: Done | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class LogReport(ParcelCommand):
    """Log a courier's report."""

    done = "reported on a parcel of this order"

    said: str  #: the report in words
    why: str  #: why it changed nothing
    late: bool = False  #: its step is behind the parcel


def take_in(desk: "Desk", event: CourierEvent) -> Reported:
    """`report` in a unit of its own; where its second step is refused, the first is undone and the report logged."""
    try:
        return desk.write(lambda work: report(work, event))
    except (Invalid, Stale):
        raise
    except Refused as refusal:
        why = str(refusal)
        return desk.write(lambda work: report(work, event, refused=why))


def report(work: Work, event: CourierEvent, refused: str = "") -> Reported:
    """Apply one report in this unit, or only log it as `refused`; Invalid for one that no courier can mean.

    Whether it is known is asked once its order, or the shop, is held: another worker may be at the same report.
    """
    _judge(event)
    by, found = Actor(Role.COURIER, event.courier), _parcel(work, event)
    if found is None:
        return _of_no_parcel(work, event, by)
    case, known = load(work, found.order_id, by, event.request_id)
    if known:
        return Reported(Outcome.KNOWN)
    (parcel,) = [one.shipment for one in case.parcels if one.shipment.id == found.id]
    if _is_late(work, parcel, event):
        return _logged(work, parcel, event, by, "its step is behind the parcel already", is_late=True)
    if refused:
        return _logged(work, parcel, event, by, refused)
    command = _command(parcel, event)
    try:
        applicable(case, command)
    except Refused as refusal:
        return _logged(work, parcel, event, by, str(refusal))
    return Reported(Outcome.APPLIED, perform(work, parcel.order_id, command, by=by, request_id=event.request_id))


def _judge(event: CourierEvent) -> None:
    if not (event.event_id.strip() and event.courier.strip()):
        raise Invalid("a courier's report needs the courier's name and an id of its own")
    if event.amount is not None and event.amount < 0:
        raise Invalid("a courier cannot have collected less than nothing")


def _of_no_parcel(work: Work, event: CourierEvent, by: Actor) -> Reported:
    """An event of the shop, and a row for a supervisor."""
    chronicle.lock(work)
    if is_known(work, event.request_id):
        return Reported(Outcome.KNOWN)
    why = f"no parcel of {event.courier} has the waybill {event.waybill!r}"
    work.add(courier_exceptions, _exception(work, event, None, why))
    facts = {"waybill": event.waybill, "said": _words(work, event), "why": why}
    chronicle.tell(work, "CourierReport", facts, by=by, request_id=event.request_id)
    return Reported(Outcome.NOT_APPLIED, why=why)


def _logged(
    work: Work, parcel: Shipment, event: CourierEvent, by: Actor, why: str, *, is_late: bool = False
) -> Reported:
    """An event of the order, which stays as it is; what is not late gets a row for a supervisor."""
    command = LogReport(_words(work, event), why, is_late, shipment=parcel.position)
    done = perform(work, parcel.order_id, command, by=by, request_id=event.request_id)
    if is_late:
        return Reported(Outcome.LATE, done, why)
    work.add(courier_exceptions, _exception(work, event, parcel, why))
    return Reported(Outcome.NOT_APPLIED, done, why)


def _words(work: Work, event: CourierEvent) -> str:
    """The report in words, with the courier's own time on the shop's clock."""
    parts = (event.kind.value.replace("-", " "), moment(event.at, work.zone), clean(event.note))
    return ", ".join(filter(None, parts))


def _exception(work: Work, event: CourierEvent, parcel: Shipment | None, why: str) -> CourierException:
    return CourierException(
        work.shop.id,
        work.new_id(),
        parcel.order_id if parcel else None,
        parcel.id if parcel else None,
        event.courier,
        event.waybill,
        _words(work, event),
        why,
        work.now,
        None,
        "",
    )


def is_known(work: Work, request_id: str) -> bool:
    """Whether something of that request id was performed before."""
    mine = (events.c.shop_id == work.shop.id, events.c.request_id == request_id)
    return work.connection.scalar(select(events.c.id).where(*mine)) is not None


_s = shipments.c
_NUMBERED = (
    select(shipments).where(_s.shop_id == bindparam("shop"), _s.waybill == bindparam("waybill")).order_by(_s.id)
)


def _parcel(work: Work, event: CourierEvent) -> Shipment | None:
    """The parcel of that waybill: the courier's own, a live one before an old one."""
    if not event.waybill.strip():
        return None
    key = {"shop": work.shop.id, "waybill": event.waybill.strip()}
    found = [Shipment(*row) for row in work.connection.execute(_NUMBERED, key)]
    ours = [one for one in found if one.courier.casefold() == event.courier.strip().casefold()]
    return max(ours, key=_standing, default=None)


def _standing(parcel: Shipment) -> tuple[bool, bool, datetime, int]:
    """Of parcels with one number the one that is still under way, else one that left, else the newest."""
    is_live, left = parcel.status not in _OVER, parcel.shipped_at is not None
    return is_live, left, parcel.created_at, parcel.position


_OVER = frozenset({Shipping.RETURNED, Shipping.CANCELLED})

#: How far a parcel is, and how far each report takes it.
_RANKS = {
    Shipping.SHIPPED: 1,
    Shipping.IN_TRANSIT: 2,
    Shipping.OUT_FOR_DELIVERY: 3,
    Shipping.ISSUE: 4,
    Shipping.CANCELLED: 5,
    Shipping.IN_RETURN: 6,
    Shipping.DELIVERED: 7,
    Shipping.PICKED_UP: 7,
    Shipping.RETURNED: 8,
}
_LEADS_TO = {
    Kind.PICKED_UP: Shipping.SHIPPED,
    Kind.IN_TRANSIT: Shipping.IN_TRANSIT,
    Kind.OUT_FOR_DELIVERY: Shipping.OUT_FOR_DELIVERY,
    Kind.FAILED: Shipping.ISSUE,
    Kind.DELIVERED: Shipping.DELIVERED,
    Kind.CANCELLED: Shipping.CANCELLED,
    Kind.RETURNING: Shipping.IN_RETURN,
}
_ON_THE_WAY = frozenset({Kind.PICKED_UP, Kind.IN_TRANSIT, Kind.OUT_FOR_DELIVERY, Kind.FAILED})


def _is_late(work: Work, parcel: Shipment, event: CourierEvent) -> bool:
    """Whether its step is behind the parcel. A way ends at one door: what contradicts that end is not late."""
    if parcel.shipped_at is None:
        return False
    there = _LEADS_TO[event.kind]
    if there is parcel.status:
        return True
    if event.kind not in _ON_THE_WAY:
        return parcel.status is Shipping.RETURNED and there in (Shipping.CANCELLED, Shipping.IN_RETURN)
    told = _last_told(work, parcel)
    if told is not None and event.at < told:
        return True  # reports overtook each other
    is_next_try = event.kind is Kind.OUT_FOR_DELIVERY and parcel.status in (Shipping.ISSUE, Shipping.IN_RETURN)
    return not is_next_try and _RANKS[there] < _RANKS[parcel.status]


def _last_told(work: Work, parcel: Shipment) -> datetime | None:
    """The courier's own time of its last report that moved this parcel; ours where its clock was ahead."""
    for event in _reports(work, parcel):
        if event.data.get("parcel") == parcel.position and (at := event.data.get("at")):
            return min(datetime.fromisoformat(at), event.at)
    return None


def _reports(work: Work, parcel: Shipment) -> Iterator[Event]:
    e = events.c
    mine = (e.shop_id == parcel.shop_id, e.order_id == parcel.order_id, e.role == Role.COURIER)
    wanted = select(events).where(*mine, e.command != LogReport.__name__).order_by(e.version.desc())
    return (Event(*row) for row in work.connection.execute(wanted))


def _command(parcel: Shipment, event: CourierEvent) -> ParcelCommand:
    """The step that the report stands for."""
    number, words = parcel.position, clean(event.note) or event.reason.value
    if event.kind is Kind.OUT_FOR_DELIVERY and parcel.status is Shipping.IN_RETURN:
        return TryAgain(at=event.at, shipment=number)
    commands: dict[Kind, ParcelCommand] = {
        Kind.PICKED_UP: HandOver(shipment=number),
        Kind.IN_TRANSIT: InTransit(at=event.at, shipment=number),
        Kind.OUT_FOR_DELIVERY: OutForDelivery(event.driver, at=event.at, shipment=number),
        Kind.FAILED: DeliveryFailed(event.reason, words, at=event.at, shipment=number),
        Kind.DELIVERED: Deliver(event.amount, at=event.at, shipment=number),
        Kind.CANCELLED: CancelDelivery(words, at=event.at, shipment=number),
        Kind.RETURNING: StartReturn(words, at=event.at, shipment=number),
    }
    return commands[event.kind]


rules(Rule("courier", LogReport, frozenset(Confirmation), frozenset({Role.COURIER}), parcels=frozenset(Shipping)))
