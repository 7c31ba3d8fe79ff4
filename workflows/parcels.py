"""What the confirmation axis does to parcels: one is created on confirming, and called off on cancelling.

The whole table of shipments comes with the warehouse; these two effects are shared with it (S1, S11).
"""

from models.shipments import Shipment, ShipmentLine
from models.statuses import PAID_LATER, CashState, Destination, RunBy, Shipping
from workflows import derive
from workflows.case import Case
from workflows.messages import queue


def nothing_left(case: Case) -> str | None:
    """Guard: no parcel has left the building."""
    if derive.has_left(case.parcels):
        return "a parcel of this order has left the building; cancel its delivery or receive its return instead"
    return None


def create_for_all(case: Case) -> None:
    """One parcel with all units of the order (S1), run by staff until a courier is connected."""
    order, work = case.order, case.work
    cash = max(order.total_minor - order.received_minor, 0) if order.method in PAID_LATER else 0
    parcel = Shipment(
        order.shop_id,
        work.new_id(),
        order.id,
        len(case.parcels) + 1,
        Shipping.CREATED,
        Destination.LOCAL,
        RunBy.STAFF,
        "",
        "",
        cash,
        CashState.NONE,
        False,
        work.now,
        None,
        None,
    )
    units = [ShipmentLine(order.shop_id, parcel.id, line.id, order.id, line.quantity, 0, 0) for line in case.lines]
    case.add_parcel(parcel, units)


def call_off(case: Case) -> None:
    """Cancel every parcel that has not been handed over; a connected courier is told."""
    for parcel in derive.waits(case.parcels):
        parcel.status = Shipping.CANCELLED
        if parcel.run_by is RunBy.COURIER and not case.order.is_test:
            queue(case, "courier.cancel", "cancel", parcel.courier, {"waybill": parcel.waybill})
