"""Orders whose parcels are somewhere, in one line; and what the database says of them."""

from typing import Any

from sqlalchemy import select

from models.orders import Order
from models.shipments import Return, Shipment, ShipmentLine, returns, shipment_lines
from models.statuses import Confirmation, Issue, Role, RunBy, Shipping
from tests.support.ledger import moves_of, parcels_of
from tests.support.shop import an_order, order, person
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import ParcelCommand
from workflows.orders.draft import DraftLine
from workflows.parcels import couriers
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.road import CancelDelivery, DeliveryFailed, InTransit, OutForDelivery, StartReturn
from workflows.parcels.shipping import CreateShipment
from workflows.units import Units

YALIDINE = "Yalidine"
COURIER = Actor(Role.COURIER, YALIDINE)

_STEPS: dict[Shipping, tuple[ParcelCommand, ...]] = {
    Shipping.CREATED: (),
    Shipping.PACKING: (StartPacking(),),
    Shipping.READY: (MarkReady(waybill="Y-1"),),
}
_STEPS[Shipping.SHIPPED] = (*_STEPS[Shipping.READY], HandOver())
_STEPS[Shipping.IN_TRANSIT] = (*_STEPS[Shipping.SHIPPED], InTransit())
_STEPS[Shipping.OUT_FOR_DELIVERY] = (*_STEPS[Shipping.SHIPPED], OutForDelivery())
_STEPS[Shipping.ISSUE] = (*_STEPS[Shipping.SHIPPED], DeliveryFailed(Issue.REFUSED))
_STEPS[Shipping.IN_RETURN] = (*_STEPS[Shipping.SHIPPED], StartReturn("refused"))
_STEPS[Shipping.CANCELLED] = (*_STEPS[Shipping.SHIPPED], CancelDelivery("customer called"))
_STEPS[Shipping.DELIVERED] = (*_STEPS[Shipping.SHIPPED], Deliver())
AFTER_READY = frozenset(_STEPS) - {Shipping.CREATED, Shipping.PACKING, Shipping.READY}


def confirmed(desk: Desk, **changes: Any) -> Order:
    """A confirmed order without a parcel; `changes` are fields of its draft."""
    made = an_order(desk, **changes)
    if made.confirmation is Confirmation.CONFIRMED:
        return made
    desk.perform(made.id, Confirm(), by=person(desk, "Samia"))
    return order(desk, made.id)


def courier(desk: Desk, name: str = YALIDINE, *, connected: bool = False, tracking: str = "") -> None:
    """Somebody delivers for the shop."""
    desk.write(lambda work: couriers.add(work, name, connected=connected, tracking=tracking, by=SYSTEM))


def at(
    desk: Desk, status: Shipping, *, by: Actor | None = None, name: str = YALIDINE, waybill: str = "", **changes: Any
) -> Order:
    """A confirmed order whose only parcel stands there, with a courier and, once it is ready, the waybill Y-1.

    A connected courier moves its own parcel, as soon as it is ready.
    """
    made = confirmed(desk, **changes)
    wali = by or person(desk, "Wali")
    desk.perform(made.id, CreateShipment(courier=name, waybill=waybill), by=wali)
    (created,) = parcels_of(desk, made)
    for command in _STEPS[status]:
        is_theirs = created.run_by is RunBy.COURIER and not isinstance(command, (StartPacking, MarkReady))
        desk.perform(made.id, command, by=COURIER if is_theirs else wali)
    return order(desk, made.id)


def split(desk: Desk, *waybills: str, name: str = YALIDINE) -> Order:
    """A confirmed order with one unit in each of its parcels, which have these waybills and wait to be packed."""
    made = confirmed(desk, lines=(DraftLine("Gadget", len(waybills), 10000, sku="G"),), shipping_minor=0)
    for waybill in waybills:
        one = CreateShipment((Units("G", 1),), courier=name, waybill=waybill)
        desk.perform(made.id, one, by=person(desk, "Wali"))
    return order(desk, made.id)


def parcel(desk: Desk, about: Order, position: int = 1) -> Shipment:
    """One parcel of an order, by its number."""
    (found,) = [one for one in parcels_of(desk, about) if one.position == position]
    return found


def lines_in(desk: Desk, about: Order, position: int = 1) -> list[ShipmentLine]:
    """What is in one parcel, most units first."""
    mine = shipment_lines.c.shipment_id == parcel(desk, about, position).id
    rows = desk.database.read(lambda connection: connection.execute(select(shipment_lines).where(mine)).all())
    return sorted((ShipmentLine(*row) for row in rows), key=lambda line: -line.quantity)


def returns_of(desk: Desk, about: Order) -> list[Return]:
    """Every count of units that came back, most units first."""
    mine = returns.c.order_id == about.id
    rows = desk.database.read(lambda connection: connection.execute(select(returns).where(mine)).all())
    return sorted((Return(*row) for row in rows), key=lambda row: -(row.fit + row.damaged + row.lost))


def moved(desk: Desk, about: Order) -> list[tuple[str, int, int, int]]:
    """What an order did to stock: move, units, change of on hand, change of reserved; sorted."""
    return sorted((m.move.value, m.quantity, m.on_hand_change, m.reserved_change) for m in moves_of(desk, about))
