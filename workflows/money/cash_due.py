"""What is to be collected for a parcel, and where that cash is (domain.md 12)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case

from models.orders import Order, orders
from models.shipments import Shipment, shipments
from models.statuses import CashState
from workflows.case import Case
from workflows.derive import Parcel
from workflows.money import prices
from workflows.money.receipts import owed

_UNPAID = frozenset({CashState.NONE, CashState.DUE})


def balance(case: Case, besides: Shipment | None = None) -> int:
    """What the customer still owes and no other live parcel is going to collect, in minor units."""
    others = sum(
        parcel.shipment.cash_due_minor
        for parcel in case.parcels
        if parcel.live and parcel.shipment is not besides and parcel.shipment.cash in _UNPAID
    )
    return max(case.order.total_minor - case.order.received_minor - others, 0)


def proposed(case: Case, units: Mapping[UUID, int]) -> int:
    """The whole balance for the parcel that takes everything that is left; else the value of its lines, the first
    parcel also carrying the delivery charge, never more than the balance. The share of a parcel that is on its way
    back stays with it until its goods are here.

    An online payment that never came is asked for at the door like any other: the customer said yes on the phone.
    """
    if case.order.is_test:
        return 0
    left = max(balance(case) - _coming_back(case), 0)
    gone = _gone(case)
    if all(gone.get(line.id, 0) + units.get(line.id, 0) >= line.quantity for line in case.lines):
        return left
    value = sum(
        prices.worth(paid, line.quantity, gone.get(line.id, 0), units.get(line.id, 0))
        for line, paid in zip(case.lines, prices.paid_for(case.order, case.lines), strict=True)
    )
    first = not any(parcel.live for parcel in case.parcels)
    return min(value + (prices.shipping_of(case.order) if first else 0), left)


def _gone(case: Case) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for parcel in case.parcels:
        for line in parcel.lines if parcel.live else ():
            found[line.line_id] = found.get(line.line_id, 0) + line.quantity - line.sent_back
    return found


def _coming_back(case: Case) -> int:
    voided = (parcel.shipment for parcel in case.parcels if parcel.is_out and parcel.shipment.cash is CashState.VOID)
    return sum(shipment.cash_due_minor for shipment in voided)


def fits(case: Case, command: Any) -> str | None:
    """Check: never more than the customer still owes, and nothing for a test order."""
    if command.cash_due is None:
        return None
    most = balance(case, besides=case.parcel.shipment if case.parcel else None)
    if case.parcel is not None and case.parcel.left:
        return "the parcel has left with the amount on its label; tell the courier instead"
    if command.cash_due < 0:
        return "an amount cannot be less than nothing"
    if case.order.is_test and command.cash_due:
        return "no cash is collected for a test order"
    return "the amount is more than is still owed for this order" if command.cash_due > most else None


def at_the_door(order: Order, shipment: Shipment) -> int:
    """What the customer is to pay when the parcel arrives: what was agreed, at most what is still owed."""
    return min(shipment.cash_due_minor, owed(order)) if shipment.cash in _UNPAID else 0


_agreed, _owed = shipments.c.cash_due_minor, orders.c.total_minor - orders.c.received_minor
#: The same for statements that read parcels beside their order.
AT_THE_DOOR: ColumnElement[int] = case(
    (shipments.c.cash.not_in(_UNPAID), 0), (_owed <= 0, 0), (_owed < _agreed, _owed), else_=_agreed
)


def on_the_road(case: Case, parcel: Parcel) -> None:
    """The parcel leaves: no more is asked for than is still owed, and that is due."""
    shipment = parcel.shipment
    shipment.cash_due_minor = min(shipment.cash_due_minor, balance(case, besides=shipment))
    if shipment.cash_due_minor and not case.order.is_test:
        shipment.cash = CashState.DUE


def void(shipment: Shipment) -> None:
    """It will not be delivered: nothing is to be collected."""
    if shipment.cash is CashState.DUE:
        shipment.cash = CashState.VOID


def due_again(shipment: Shipment) -> None:
    """It goes out once more."""
    if shipment.cash is CashState.VOID:
        shipment.cash = CashState.DUE
