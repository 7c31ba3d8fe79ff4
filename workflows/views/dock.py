"""One parcel at the returns desk: what could come back of it, and by which rule (domain.md S14, R1)."""

from dataclasses import dataclass
from uuid import UUID

from models.statuses import Shipping
from workflows.actors import Actor
from workflows.case import Case, load
from workflows.derive import Parcel
from workflows.engine import ParcelCommand, verdict
from workflows.parcels.returning import ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery, at_the_customer
from workflows.units import name_of
from workflows.work import Work

_COMING_BACK = (Shipping.IN_RETURN, Shipping.CANCELLED)


@dataclass(frozen=True, slots=True)
class Expected:
    """Units of one line that are out."""

    name: str  #: what the command calls the line
    sku: str
    title: str
    units: int


@dataclass(frozen=True, slots=True)
class Dock:
    """What the person who counts sees."""

    order_id: UUID
    version: int
    ref: str
    customer: str
    city: str
    is_test: bool
    shipment: int  #: number of the parcel
    waybill: str
    courier: str
    why: str  #: it failed or comes back, as far as that is known
    was_delivered: bool  #: the customer sends units back; else the parcel itself came back, and the rest is lost
    expected: tuple[Expected, ...]
    refusal: str | None  #: why nothing can be counted in now


def dock(work: Work, order_id: UUID, by: Actor, shipment: int = 0) -> Dock:
    """The parcel of that number, or the first one that can come back; NotFound when the shop has no such order."""
    case, _ = load(work, order_id, by)
    command, parcel, refusal = _first(case, shipment)
    order, sent = case.order, parcel.shipment if parcel else None
    return Dock(
        order_id=order.id,
        version=order.version,
        ref=order.ref,
        customer=order.name,
        city=order.city or order.region,
        is_test=order.is_test,
        shipment=sent.position if sent else 0,
        waybill=sent.waybill if sent else "",
        courier=sent.courier if sent else "",
        why=sent.why if sent else "",
        was_delivered=command is ReturnAfterDelivery,
        expected=_expected(case, parcel, was_delivered=command is ReturnAfterDelivery) if parcel else (),
        refusal=refusal,
    )


def _first(case: Case, number: int) -> tuple[type[ParcelCommand], Parcel | None, str | None]:
    """What can be done with which parcel: what comes back goes before what is on the road or was delivered."""
    parcels = sorted(case.parcels, key=lambda parcel: parcel.shipment.status not in _COMING_BACK)
    for command in (ReceiveReturn, ReturnAfterDelivery):
        for parcel in parcels:
            if number in (0, parcel.shipment.position) and not verdict(case, command, parcel.shipment.position)[1]:
                return command, parcel, None
    return ReceiveReturn, None, verdict(case, ReceiveReturn, number)[1]


def _expected(case: Case, parcel: Parcel, *, was_delivered: bool) -> tuple[Expected, ...]:
    by_id = {line.id: line for line in case.lines}
    units = [(by_id[one.line_id], at_the_customer(one) if was_delivered else one.quantity) for one in parcel.lines]
    return tuple(Expected(name_of(line, case.lines), line.sku, line.title, count) for line, count in units if count)
