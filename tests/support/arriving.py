"""Orders whose parcel has arrived, with its cash at the courier."""

from typing import Any
from uuid import UUID

from models.orders import Order
from models.shipments import Shipment
from models.statuses import OPEN
from tests.support.ledger import parcels_of
from tests.support.shop import an_order, order, person
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Command, Minor
from workflows.parcels import couriers
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.work import Work

DUE = 340000  #: what an order of the tests comes to


def a_courier(desk: Desk, name: str) -> None:
    """Somebody who delivers, known once."""
    samia = person(desk, "Samia")

    def unit(work: Work) -> None:
        if couriers.known(work, name) is None:
            couriers.add(work, name, by=samia)

    desk.write(unit)


def sent(desk: Desk, *, courier: str = "Yalidine", waybill: str = "", **changes: Any) -> Order:
    """A confirmed order whose one parcel has left with a courier."""
    made = an_order(desk, **changes)
    if courier:
        a_courier(desk, courier)
    steps: list[Command] = [MarkReady(courier, waybill or f"YAL-{made.ref[1:]}"), HandOver()]
    is_open = made.confirmation in OPEN  # what is paid online confirms itself
    return walked(desk, made.id, [Confirm(), *steps] if is_open else steps)


def delivered(desk: Desk, *, amount: int | None = None, **changes: Any) -> Order:
    """The same, delivered: the courier has the cash, all that was due or this much."""
    made = sent(desk, **changes)
    reason = "" if amount is None else "paid another amount"
    return walked(desk, made.id, [Deliver(None if amount is None else Minor(amount), reason=reason)])


def walked(desk: Desk, order_id: UUID, steps: list[Command]) -> Order:
    """The order after these steps of the supervisor."""
    for command in steps:
        desk.perform(order_id, command, by=person(desk, "Samia"))
    return order(desk, order_id)


def parcel(desk: Desk, about: Order) -> Shipment:
    """The one parcel of an order."""
    (found,) = parcels_of(desk, about)
    return found
