"""What several rules ask of parcels: what may still be sent, who may move one, what was typed about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select

from models.shipments import Shipment, shipments
from models.statuses import Destination, Role, RunBy, Shipping
from workflows import derive
from workflows.case import Case
from workflows.engine import PAST, ParcelCommand
from workflows.parcels import couriers
from workflows.parcels.assigning import is_other
from workflows.work import Work


@dataclass(frozen=True, slots=True)
class RoadCommand(ParcelCommand):
    """Base of the steps that happen outside, and may be told later than they happened."""

    at: datetime | None = field(default=None, kw_only=True, metadata=PAST)  #: when it happened; now when left out


# Units.


def to_send(case: Case) -> Counter[UUID]:
    """Units of each line that are in no live parcel; lines without any are left out."""
    return Counter(case.ordered) - derive.in_parcels(case.parcels)


def next_to_send(case: Case) -> Counter[UUID]:
    """Units of each line that a parcel takes when none are named: what came back only where nothing else is left."""
    return derive.never_sent(case.ordered, case.parcels) or to_send(case)


# Guards.


def nothing_left(case: Case) -> str | None:
    """Guard: no parcel has left the building."""
    if derive.has_left(case.parcels):
        return "a parcel of this order has left the building; cancel its delivery or receive its return instead"
    return None


def something_to_send(case: Case) -> str | None:
    """Guard: some units are in no live parcel yet."""
    return None if to_send(case) else "every unit of this order is in a parcel already"


def ours_to_move(case: Case) -> str | None:
    """Guard: people move only parcels that staff run; a connected courier's events move its own (CODSPOT)."""
    shipment = case.the_parcel.shipment
    if case.actor.role is Role.COURIER or shipment.run_by is RunBy.STAFF:
        return None
    return f"{shipment.courier} is connected and reports this step of parcel {shipment.position} itself"


def ours_to_change(case: Case) -> str | None:
    """Guard: staff edit or cancel a connected courier's parcel only where the shop lets them (Ucraft, CODSPOT)."""
    shipment = case.the_parcel.shipment
    allowed = case.policy.staff_may_change_carrier_shipments
    if case.actor.role is Role.COURIER or shipment.run_by is RunBy.STAFF or allowed:
        return None
    return f"{shipment.courier} is connected; in this shop its parcels are changed only there"


def ours_to_fill(case: Case) -> str | None:
    """Guard: staff edit a connected courier's parcel where the shop lets them, or to add a number that it lacks."""
    shipment = case.the_parcel.shipment
    return ours_to_change(case) if shipment.waybill or shipment.status is not Shipping.READY else None


def is_delivered_to_a_door(case: Case) -> str | None:
    """Guard: a parcel that the customer picks up is never on the road."""
    if case.the_parcel.shipment.destination is Destination.PICKUP:
        return "the customer picks this parcel up; nobody drives it anywhere"
    return None


# Checks of what is typed about courier and waybill.


def courier_usable(case: Case, command: Any) -> str | None:
    """Check: the courier that is named still delivers for the shop."""
    found = couriers.known(case.work, command.courier) if command.courier.strip() else None
    if found is not None and not found.active:
        return f"{found.name} does not deliver for this shop any more; choose another courier"
    return None


def waybill_free(case: Case, command: Any) -> str | None:
    """Check: one waybill is one parcel of a courier; one that was called off before it left needs none any more."""
    waybill, mine = command.waybill.strip(), case.parcel.shipment if case.parcel else None
    if not waybill:
        return None
    wanted = (command.courier.strip() or _courier(case, mine)).casefold()
    others = [one for one in _of_waybill(case.work, waybill) if mine is None or one.id != mine.id]
    taken = any(one.courier.casefold() == wanted for one in others)
    return f"the waybill {waybill} is on another parcel already; type this one's own" if taken else None


def only_fills(case: Case, command: Any) -> str | None:
    """Check: number, link and label where it has none, and nothing else, where a parcel is its courier's (Ucraft)."""
    locked = ours_to_change(case) if case.parcel else None
    if case.parcel is None or locked is None:
        return None
    shipment = case.parcel.shipment
    typed = [(getattr(shipment, name), getattr(command, name, "").strip()) for name in _FILLED]
    differs = any(stands and text not in ("", stands) for stands, text in typed)
    more = any(getattr(command, name, None) is not None for name in ("expected", "cash_due"))
    if not (differs or more or is_other(shipment, command.courier)):
        return None
    return f"{locked}; all that can be added is its number, its link and its label, where it has none"


_FILLED = ("waybill", "tracking", "label")


def stays_with_staff(case: Case, command: Any) -> str | None:
    """Check: a parcel that is on the road cannot be given to a connected courier any more."""
    found = couriers.known(case.work, command.courier) if case.the_parcel.left and command.courier else None
    if found is not None and found.run_by is RunBy.COURIER:
        return f"{found.name} takes parcels only before they are handed over; this one is on the road"
    return None


def _courier(case: Case, shipment: Shipment | None) -> str:
    """Who delivers, where nobody is named: a new parcel goes to the only one."""
    if shipment is not None:
        return shipment.courier
    usual = couriers.usual(case.work)
    return usual.name if usual else ""


def _of_waybill(work: Work, waybill: str) -> Sequence[Any]:
    """The parcels that have it. Whoever gives the same number at this moment waits, and finds this one's."""
    if not (work.is_sqlite or work.is_reading):
        work.connection.execute(_ONE_AT_A_TIME, {"waybill": f"{work.shop.id}/{waybill}"})
    s = shipments.c
    is_used = or_(s.status != Shipping.CANCELLED, s.shipped_at.is_not(None))
    mine = (s.shop_id == work.shop.id, s.waybill == waybill, is_used)
    return work.connection.execute(select(s.id, s.courier).where(*mine)).all()


_ONE_AT_A_TIME = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("waybill"), 0)))


def has_happened(case: Case, command: RoadCommand) -> str | None:
    """Check: it happened after the parcel left, and not in the future."""
    if command.at is None or case.actor.role is Role.COURIER:  # a courier's clock may run otherwise than ours
        return None
    if command.at > case.work.now:
        return "that time has not come yet; leave it out, or type when it happened"
    left = case.the_parcel.shipment.shipped_at
    return "that is before the parcel left; type when it happened" if left and command.at < left else None
