"""Valid input for every command about parcels, drawn at random for the order as it stands."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import select

from models.shipments import courier_exceptions
from models.statuses import Destination, Issue, RunBy
from workflows.engine import Command, Minor, ParcelCommand, verdict
from workflows.money import cash_due
from workflows.parcels.courier import LogReport
from workflows.parcels.delivering import Deliver, PickUp
from workflows.parcels.exceptions import SettleException
from workflows.parcels.guards import to_send
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.road import CancelDelivery, DeliveryFailed, InTransit, OutForDelivery, StartReturn, TryAgain
from workflows.parcels.shipping import CancelShipment, CreateShipment, EditShipment, PrintLabel
from workflows.units import Units

if TYPE_CHECKING:
    from tests.proofs.inputs import Draw
    from workflows.derive import Parcel

CONNECTED, VAN = "Yalidine", "Ali"  #: the couriers of the walk's shop


def _parcel(draw: "Draw", command: type[ParcelCommand]) -> int:
    """A parcel that the command is possible for; none in particular where there is none."""
    positions = [parcel.shipment.position for parcel in draw.case.parcels]
    able = [position for position in positions if verdict(draw.case, command, position)[1] is None]
    return draw.dice.choice(able) if able else 0


def _create(draw: "Draw") -> Command:
    rest = to_send(draw.case)
    some = [line for line in draw.case.lines if line.id in rest and draw.dice.random() < 0.7]
    lines = tuple(Units(str(line.position), draw.dice.randint(1, rest[line.id])) for line in some)
    courier = draw.dice.choice(["", VAN, CONNECTED, "Somebody's cousin"])
    due = draw.dice.choice([None, None, 0, cash_due.balance(draw.case)])
    weight = 500 if courier == CONNECTED and draw.dice.random() < 0.5 else None
    return CreateShipment(
        lines if draw.dice.random() < 0.6 else (),
        draw.dice.choice([*Destination, Destination.LOCAL, Destination.LOCAL]),
        courier,
        draw.dice.choice([None, None, RunBy.STAFF]),
        draw.dice.choice(["", draw.reference()]),
        None if due is None or draw.case.order.is_test else Minor(due),
        weight=weight,
    )


def _at(draw: "Draw", number: int) -> "Parcel | None":
    return next((one for one in draw.case.parcels if one.shipment.position == number), None)


def _is_couriers(draw: "Draw", found: "Parcel") -> bool:
    """Whether a parcel is its courier's to change."""
    return found.shipment.run_by is RunBy.COURIER and not draw.case.policy.staff_may_change_carrier_shipments


def _edit(draw: "Draw") -> Command:
    number = _parcel(draw, EditShipment)
    found = _at(draw, number)
    if found is not None and not found.left and not _is_couriers(draw, found) and draw.dice.random() < 0.5:
        due = Minor(0 if draw.case.order.is_test else cash_due.balance(draw.case, besides=found.shipment))
        return EditShipment(draw.dice.choice(["", VAN, CONNECTED]), cash_due=due, shipment=number)
    return EditShipment(waybill=draw.reference(), notify=draw.dice.random() < 0.5, shipment=number)


def _ready(draw: "Draw") -> Command:
    """Where a parcel is its courier's to change, only what that courier has not filled yet."""
    number = _parcel(draw, MarkReady)
    courier, found = draw.dice.choice([VAN, VAN, CONNECTED]), _at(draw, number)
    if found is None or not _is_couriers(draw, found):
        return MarkReady(courier, draw.reference(), draw.text(), shipment=number)
    return MarkReady(waybill=found.shipment.waybill or draw.reference(), shipment=number)


def _paid(draw: "Draw", number: int) -> tuple[Minor | None, str]:
    found = _at(draw, number)
    if found is None or draw.case.order.is_test or draw.dice.random() < 0.7:
        return None, ""
    return Minor(
        draw.dice.choice([0, 1, found.shipment.cash_due_minor, found.shipment.cash_due_minor + 500])
    ), "paid another amount"


def _deliver(draw: "Draw") -> Command:
    number = _parcel(draw, Deliver)
    amount, reason = _paid(draw, number)
    return Deliver(amount, reason, shipment=number)


def _pick_up(draw: "Draw") -> Command:
    number = _parcel(draw, PickUp)
    amount, reason = _paid(draw, number)
    return PickUp(amount, reason, shipment=number)


def _receive(draw: "Draw") -> Command:
    number = _parcel(draw, ReceiveReturn)
    lines = {line.id: line for line in draw.case.lines}
    sent = [row for one in draw.case.parcels if one.shipment.position == number for row in one.lines]
    counts = []
    for row in sorted(sent, key=lambda row: lines[row.line_id].position):
        fit = draw.dice.randint(0, row.quantity)
        counts.append(Counted(str(lines[row.line_id].position), fit, draw.dice.randint(0, row.quantity - fit)))
    return ReceiveReturn(tuple(counts) or (Counted("1", 0),), draw.text(), shipment=number)


def _settle(draw: "Draw") -> Command | None:
    x = courier_exceptions.c
    mine = (x.order_id == draw.case.order.id, x.settled_at.is_(None))
    found = draw.case.work.connection.scalars(select(x.id).where(*mine).order_by(x.id)).all()
    return SettleException(draw.dice.choice(found), draw.text()) if found else None


PARCEL_INPUTS: dict[type[Command], Callable[["Draw"], Command | None]] = {
    CreateShipment: _create,
    CancelShipment: lambda draw: CancelShipment(draw.text(), shipment=_parcel(draw, CancelShipment)),
    EditShipment: _edit,
    PrintLabel: lambda draw: PrintLabel(shipment=_parcel(draw, PrintLabel)),
    StartPacking: lambda draw: StartPacking(shipment=_parcel(draw, StartPacking)),
    MarkReady: _ready,
    HandOver: lambda draw: HandOver(draw.reference(), shipment=_parcel(draw, HandOver)),
    InTransit: lambda draw: InTransit(shipment=_parcel(draw, InTransit)),
    OutForDelivery: lambda draw: OutForDelivery(draw.text(), shipment=_parcel(draw, OutForDelivery)),
    DeliveryFailed: lambda draw: DeliveryFailed(
        draw.dice.choice(list(Issue)), draw.text(), shipment=_parcel(draw, DeliveryFailed)
    ),
    TryAgain: lambda draw: TryAgain(draw.case.work.now + draw.later(), shipment=_parcel(draw, TryAgain)),
    CancelDelivery: lambda draw: CancelDelivery(draw.text(), shipment=_parcel(draw, CancelDelivery)),
    StartReturn: lambda draw: StartReturn(draw.text(), shipment=_parcel(draw, StartReturn)),
    Deliver: _deliver,
    PickUp: _pick_up,
    ReceiveReturn: _receive,
    LogReport: lambda draw: LogReport("in transit", "it is behind", True, shipment=_parcel(draw, LogReport)),
    SettleException: _settle,
}
