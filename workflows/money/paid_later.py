"""Cash of a shop where delivering does not mean that it is paid: a supervisor says when it was (P4)."""

from datetime import datetime

from models.shipments import Shipment
from models.statuses import ARRIVED, CashState, Method, MoneyKind
from workflows.case import Case

_AT_THE_DOOR = frozenset({Method.CASH, Method.CARD_ON_DELIVERY})
_HELD = frozenset({CashState.COLLECTED, CashState.RECONCILED, CashState.SHORT, CashState.WRITTEN_OFF})


def waiting(case: Case) -> list[Shipment]:
    """Parcels that arrived and whose cash is still due: a supervisor says that it was paid."""
    return [shipment for shipment in _arrived(case) if shipment.cash is CashState.DUE]


def usual_method(case: Case) -> Method:
    """How money comes in that a supervisor saw: at the door where a parcel waits for its cash, else by transfer."""
    if not waiting(case):
        return Method.TRANSFER
    return Method.CARD_ON_DELIVERY if case.order.method is Method.CARD_ON_DELIVERY else Method.CASH


def paid(case: Case) -> None:
    """P3 and P4 move cash from due to collected, parcel by parcel as far as the money of the door goes; the last
    payment moves all of that.

    What was paid otherwise than at the door nobody drives about with: then nothing is to be collected any more.
    """
    is_paid = case.order.received_minor >= case.order.total_minor
    left = _from_the_door(case)
    for shipment in waiting(case):
        whole = shipment.collected_minor or shipment.cash_due_minor
        if left >= whole or (is_paid and left > 0):
            shipment.collected_minor, shipment.cash = min(whole, left), CashState.COLLECTED
            left -= shipment.collected_minor
        elif is_paid:
            shipment.collected_minor, shipment.cash = 0, CashState.VOID


def _from_the_door(case: Case) -> int:
    """What was paid at the door since the first parcel arrived, and is nobody's to hand over yet, in minor units.

    Cash that came earlier was taken at the counter: no driver has it.
    """
    since = arrival(case)
    came = (row for row in case.money if row.kind is MoneyKind.RECEIVED and row.method in _AT_THE_DOOR)
    given = sum(shipment.collected_minor for shipment in _arrived(case) if shipment.cash in _HELD)
    return sum(row.amount_minor for row in came if row.at >= since) - given


def arrival(case: Case) -> datetime:
    """When the first parcel arrived; now where none did."""
    return min((shipment.delivered_at for shipment in _arrived(case) if shipment.delivered_at), default=case.work.now)


def _arrived(case: Case) -> list[Shipment]:
    return [parcel.shipment for parcel in case.parcels if parcel.shipment.status in ARRIVED]
