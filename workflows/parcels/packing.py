"""A parcel is packed, gets its number, and is handed over (domain.md S2-S4).

    CREATED ──> PACKING ──> READY ──> SHIPPED
       └───────────────────────┘

Shops that send one parcel per order never create one: packing an order, or marking it ready, does that first.
"""

from dataclasses import dataclass
from typing import Any

from models.statuses import BEFORE_HAND_OVER, Destination, Shipping
from workflows import derive, refusals
from workflows.actors import COURIER, STAFF
from workflows.case import Case
from workflows.engine import ParcelCommand, Rule, rules
from workflows.messages.writing import tell_customer
from workflows.money import cash_due
from workflows.parcels import couriers
from workflows.parcels.assigning import assign, is_other
from workflows.parcels.guards import (
    courier_usable,
    is_delivered_to_a_door,
    only_fills,
    ours_to_move,
    something_to_send,
    to_send,
    waybill_free,
)
from workflows.parcels.shipping import CONFIRMED, CreateShipment
from workflows.policy import WaybillBy
from workflows.stock import ledger


@dataclass(frozen=True, slots=True)
class StartPacking(ParcelCommand):
    """Start packing."""

    done = "began to pack this order"


@dataclass(frozen=True, slots=True)
class MarkReady(ParcelCommand):
    """Mark as ready."""

    done = "packed this order"

    courier: str = ""  #: who delivers
    waybill: str = ""  #: the courier's number
    label: str = ""  #: link to the courier's label


@dataclass(frozen=True, slots=True)
class HandOver(ParcelCommand):
    """Hand over."""

    done = "handed a parcel of this order over"

    waybill: str = ""  #: the courier's number, where it has none yet


# Guards and checks.


def nothing_packed_yet(case: Case) -> str | None:
    """Guard: no parcel of the order is under way, and none came back."""
    if any(parcel.live for parcel in case.parcels):
        rest = "; what is in no parcel needs one first: create a shipment, then pack it" if to_send(case) else ""
        return refusals.no_parcel(case, 0) + rest
    if not any(parcel.shipment.status is Shipping.RETURNED for parcel in case.parcels):
        return None
    meant = "what was never sent" if derive.never_sent(case.ordered, case.parcels) else "them again"
    return f"goods of this order came back; to send {meant}, create a shipment first, then pack it"


def numbered_when_ready(case: Case, command: MarkReady) -> str | None:
    """Check: courier and waybill are known by now, where the shop wants that (KartRocket)."""
    shipment = case.parcel.shipment if case.parcel else None
    if case.policy.waybill_by is not WaybillBy.READY or (shipment and shipment.destination is Destination.PICKUP):
        return None
    usual = None if shipment else couriers.usual(case.work)
    if not (command.courier.strip() or (shipment and shipment.courier) or usual):
        return "name the courier; in this shop a parcel is ready only with courier and waybill"
    keeps_number = shipment and shipment.waybill and not is_other(shipment, command.courier)
    if not (command.waybill.strip() or keeps_number):
        return "type the waybill; in this shop a parcel is ready only with courier and waybill"
    return None


def numbered_by_now(case: Case, command: HandOver) -> str | None:
    """Check: a parcel leaves with its waybill, where the shop wants one (CODRocket never, Ucraft abroad)."""
    shipment, by = case.the_parcel.shipment, case.policy.waybill_by
    if not leaves_numbered(by, shipment.destination) or command.waybill.strip() or shipment.waybill:
        return None
    kind = "a parcel that goes abroad" if by is WaybillBy.INTERNATIONAL_ONLY else "a parcel"
    return f"type the waybill; in this shop {kind} leaves only with one"


def leaves_numbered(by: WaybillBy, destination: Destination) -> bool:
    """Whether a parcel leaves only with a waybill (domain.md 15)."""
    if by is WaybillBy.INTERNATIONAL_ONLY:
        return destination is Destination.INTERNATIONAL
    return by is not WaybillBy.NEVER


def free_number(case: Case, command: HandOver) -> str | None:
    """Check: one waybill is one parcel of a courier."""
    return waybill_free(case, _Number(command.waybill))


@dataclass(frozen=True, slots=True)
class _Number:
    """A waybill of the parcel's own courier."""

    waybill: str
    courier: str = ""


# Effects.


def all_of_it(_case: Case, _command: StartPacking) -> CreateShipment:
    """S1 for all units."""
    return CreateShipment()


def all_of_it_with(_case: Case, command: MarkReady) -> CreateShipment:
    """S1 for all units, with the courier that was typed."""
    return CreateShipment(courier=command.courier)


def ready(case: Case, command: MarkReady) -> None:
    """S3: courier, waybill and label are on it."""
    assign(case, case.the_parcel.shipment, courier=command.courier, waybill=command.waybill, label=command.label)
    tell_customer(case, "ready")


def leave(case: Case, command: Any) -> None:
    """S4: it left the building; its units with it, and its cash is due."""
    parcel = case.the_parcel
    assign(case, parcel.shipment, waybill=command.waybill)
    ledger.issue(case, parcel)
    cash_due.on_the_road(case, parcel)
    parcel.shipment.shipped_at = case.work.now
    tell_customer(case, "shipped")


_TO_PACK = frozenset({Shipping.CREATED})
_TO_READY = frozenset({Shipping.CREATED, Shipping.PACKING})
_READY = frozenset({Shipping.READY})
_NEW = (nothing_packed_yet, something_to_send)
_MARKED = (courier_usable, waybill_free, numbered_when_ready)

rules(
    Rule("S2", StartPacking, CONFIRMED, STAFF, parcels=_TO_PACK, parcel_to=Shipping.PACKING),
    Rule("S1 S2", StartPacking, CONFIRMED, STAFF, guards=_NEW, first=all_of_it),
    Rule(
        "S3",
        MarkReady,
        CONFIRMED,
        STAFF,
        checks=(only_fills, *_MARKED),
        effects=(ready,),
        parcels=_TO_READY,
        parcel_to=Shipping.READY,
    ),
    Rule("S1 S3", MarkReady, CONFIRMED, STAFF, guards=_NEW, checks=_MARKED, first=all_of_it_with),
    Rule(
        "S4",
        HandOver,
        CONFIRMED,
        STAFF,
        guards=(ours_to_move, is_delivered_to_a_door),
        checks=(free_number, numbered_by_now),
        effects=(leave,),
        parcels=_READY,
        parcel_to=Shipping.SHIPPED,
    ),
    Rule(
        "S4",
        HandOver,
        CONFIRMED,
        COURIER,
        guards=(is_delivered_to_a_door,),
        effects=(leave,),
        parcels=BEFORE_HAND_OVER,
        parcel_to=Shipping.SHIPPED,
    ),
)
