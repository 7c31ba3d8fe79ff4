"""Parcels come into being, are edited and called off while they are here (domain.md S1, S11, S15, S16).

S1 ──> CREATED ──> PACKING ──> READY ──> …
          └───────────┴──────────┴──> CANCELLED: its units can be sent again
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.shipments import Courier, Shipment, ShipmentLine
from models.statuses import (
    BEFORE_HAND_OVER,
    PEOPLE,
    ROAD,
    CashState,
    Confirmation,
    Destination,
    Role,
    RunBy,
    Shipping,
)
from workflows.actors import COURIER, STAFF
from workflows.case import Case
from workflows.engine import Command, Minor, ParcelCommand, Rule, rules
from workflows.errors import Refused
from workflows.messages.writing import tell_customer
from workflows.money import cash_due
from workflows.parcels import couriers
from workflows.parcels.assigning import ask_anew, assign, call_back, name_and_kind, register
from workflows.parcels.guards import (
    courier_usable,
    next_to_send,
    only_fills,
    ours_to_change,
    ours_to_fill,
    ours_to_move,
    something_to_send,
    stays_with_staff,
    to_send,
    waybill_free,
)
from workflows.spoken import counted
from workflows.stock import ledger
from workflows.units import Units, each_once


@dataclass(frozen=True, slots=True)
class CreateShipment(Command):
    """Create a shipment."""

    done = "created a parcel of this order"

    lines: tuple[
        Units, ...
    ] = ()  #: what goes into it; when left out, all that was never sent, or else what came back
    destination: Destination = Destination.LOCAL  #: where it goes
    courier: str = ""  #: who delivers; the shop's only courier when left out
    run_by: RunBy | None = None  #: who reports its steps; as the courier is set up when left out
    waybill: str = ""  #: the courier's number
    cash_due: Minor | None = None  #: to be collected; proposed from what is still owed when left out
    package: str = ""  #: box, bag, envelope …, for a connected courier
    weight: int | None = None  #: grams, for a connected courier
    drop_off: datetime | None = None  #: when it is brought there, for a connected courier
    declared: Minor | None = None  #: value for customs or insurance, for a connected courier
    insured: bool = False  #: insured at the courier
    dangerous: bool = False  #: dangerous goods
    signature: bool = False  #: to be signed for
    rate: str = ""  #: the courier's service that was chosen


@dataclass(frozen=True, slots=True)
class CancelShipment(ParcelCommand):
    """Cancel the shipment."""

    done = "called off a parcel of this order"

    reason: str  #: why it is not sent


@dataclass(frozen=True, slots=True)
class EditShipment(ParcelCommand):
    """Edit the shipment."""

    done = "edited a parcel of this order"

    courier: str = ""  #: who delivers
    waybill: str = ""  #: the courier's number
    tracking: str = ""  #: link for the customer
    label: str = ""  #: link to the courier's label
    expected: datetime | None = None  #: when it should arrive
    cash_due: Minor | None = None  #: to be collected; until it is handed over
    notify: bool = False  #: write a message to the customer


@dataclass(frozen=True, slots=True)
class PrintLabel(ParcelCommand):
    """Print the label."""

    done = "printed the label of a parcel of this order"


def by_itself(case: Case) -> str | None:
    """Guard: confirming creates the parcel (CODSPOT)."""
    return None if case.policy.create_shipment_on_confirm else "in this shop people create the parcels"


# Checks: what was typed.


def units_fit(case: Case, command: CreateShipment) -> str | None:
    """Check: no more units than are in no parcel yet."""
    try:
        wanted = _wanted(case, command)
    except Refused as problem:
        return str(problem)
    rest = to_send(case)
    over = next((line for line in case.lines if wanted.get(line.id, 0) > rest.get(line.id, 0)), None)
    if over is None:
        return None
    return (
        f"{over.title}: {rest.get(over.id, 0)} of {counted(over.quantity, 'unit')} can be sent, not {wanted[over.id]}"
    )


def connection_fits(case: Case, command: CreateShipment) -> str | None:
    """Check: only a connected courier reports steps itself, and is told package, weight and insurance."""
    found = _courier(case, command)
    connected = found is not None and found.run_by is RunBy.COURIER
    if command.run_by is RunBy.COURIER and not connected:
        return "no connected courier is named; add one with `codesk couriers add`, or let staff run this parcel"
    if _details(command) and not connected:
        return "package, weight and insurance are for a connected courier; leave them out"
    if command.weight is not None and command.weight <= 0:
        return "a parcel weighs more than nothing"
    return None


def says_why(_case: Case, command: Any) -> str | None:
    """Check: a reason is given."""
    return None if command.reason.strip() else "type why"


def changes_something(case: Case, command: EditShipment) -> str | None:
    """Check: at least one field differs."""
    typed = (command.courier, command.waybill, command.tracking, command.label)
    if any(text.strip() for text in typed) or command.expected is not None or command.cash_due is not None:
        return None
    return "nothing was changed; type what is different"


# Effects.


def create(case: Case, command: CreateShipment) -> None:
    """S1: the parcel with its units; a connected courier is asked to take it, and goods sent again are held again."""
    units = _wanted(case, command)
    shipment = _drawn(case, command, units)
    lines = [
        ShipmentLine(shipment.shop_id, shipment.id, line.id, shipment.order_id, units[line.id], 0, 0)
        for line in case.lines
        if units.get(line.id)
    ]
    case.add_parcel(shipment, lines)
    case.parcel = case.parcels[-1]
    case.facts |= {"parcel": shipment.position, "units": sum(units.values()), "cash due": shipment.cash_due_minor}
    ledger.reserve_again(case)
    assign(case, shipment, waybill=command.waybill)
    register(case, shipment)


def _wanted(case: Case, command: CreateShipment) -> Mapping[UUID, int]:
    """Units by line."""
    if not command.lines:
        return next_to_send(case)
    asked = each_once(case, command.lines)
    return {line.id: asked[line.position].quantity for line in case.lines if line.position in asked}


def _courier(case: Case, command: CreateShipment) -> Courier | None:
    if command.courier.strip():
        return couriers.known(case.work, command.courier)
    return None if command.destination is Destination.PICKUP else couriers.usual(case.work)


def _details(command: CreateShipment) -> dict[str, Any]:
    """What only a connected courier asks for."""
    said = {"package": command.package, "weight": command.weight, "rate": command.rate, "declared": command.declared}
    said |= {"drop off": command.drop_off.isoformat() if command.drop_off else None, "insured": command.insured}
    said |= {"dangerous": command.dangerous, "signature": command.signature}
    return {name: value for name, value in said.items() if value}


def _drawn(case: Case, command: CreateShipment, units: Mapping[UUID, int]) -> Shipment:
    order, found = case.order, _courier(case, command)
    name, kind = name_and_kind(case, found, command.courier)
    due = cash_due.proposed(case, units) if command.cash_due is None else command.cash_due
    return Shipment(
        order.shop_id,
        case.work.new_id(),
        order.id,
        len(case.parcels) + 1,
        Shipping.CREATED,
        command.destination,
        RunBy.STAFF if command.run_by is RunBy.STAFF else kind,
        name,
        "",
        due,
        CashState.NONE,
        False,
        case.work.now,
        None,
        None,
        details=_details(command),
    )


def cancel(case: Case, _command: CancelShipment) -> None:
    """S11: its units can be sent again; what is held stays with the order, except of goods that had come back."""
    call_back(case, case.the_parcel.shipment)
    ledger.release_surplus(case)


def edit(case: Case, command: EditShipment) -> None:
    """S15."""
    shipment = case.the_parcel.shipment
    if command.cash_due is not None:
        case.facts["cash due before"] = shipment.cash_due_minor
        shipment.cash_due_minor = command.cash_due
    shipment.expected_at = command.expected or shipment.expected_at
    texts = {"tracking": command.tracking, "label": command.label}
    assign(case, shipment, courier=command.courier, waybill=command.waybill, **texts)
    if command.notify:
        tell_customer(case, "shipment updated")


def can_be_labelled(case: Case) -> str | None:
    """Guard: a connected courier's label needs its number; ours can always be printed."""
    shipment = case.the_parcel.shipment
    if shipment.run_by is RunBy.COURIER and not (shipment.waybill or shipment.label):
        return f"{shipment.courier} has not given parcel {shipment.position} a number yet"
    return None


CONFIRMED = frozenset({Confirmation.CONFIRMED})
_SYSTEM = frozenset({Role.SYSTEM})
_TYPED = (changes_something, courier_usable, waybill_free, cash_due.fits)

_NEW = (units_fit, courier_usable, connection_fits, waybill_free, cash_due.fits)

rules(
    Rule("S1", CreateShipment, CONFIRMED, STAFF, None, (something_to_send,), _NEW, (create,)),
    Rule("S1", CreateShipment, CONFIRMED, _SYSTEM, None, (by_itself, something_to_send), _NEW, (create,)),
    Rule(
        "S11",
        CancelShipment,
        CONFIRMED,
        STAFF,
        None,
        (ours_to_change,),
        (says_why,),
        (cancel,),
        BEFORE_HAND_OVER,
        Shipping.CANCELLED,
    ),
    Rule(
        "S15",
        EditShipment,
        CONFIRMED,
        STAFF | COURIER,
        None,
        (ours_to_fill,),
        (*_TYPED, only_fills),
        (edit, ask_anew),
        BEFORE_HAND_OVER,
    ),
    Rule(
        "S15",
        EditShipment,
        CONFIRMED,
        STAFF,
        None,
        (ours_to_move,),
        (*_TYPED, stays_with_staff),
        (edit,),
        ROAD,
    ),
    Rule("S16", PrintLabel, CONFIRMED, frozenset(PEOPLE), None, (can_be_labelled,), (), (), frozenset(Shipping)),
)
