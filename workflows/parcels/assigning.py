"""Who delivers a parcel, and what a connected courier is told about it (domain.md 4, S1, S11)."""

from collections.abc import Mapping
from typing import Any

from models.orders import Order
from models.shipments import Courier, Shipment
from models.statuses import RunBy, Shipping
from workflows import derive
from workflows.case import Case
from workflows.engine import Command
from workflows.messages.writing import queue
from workflows.money import cash_due
from workflows.parcels import couriers

# What is written into a parcel.


def assign(case: Case, shipment: Shipment, *, courier: str = "", waybill: str = "", **texts: str) -> None:
    """Who delivers, under which number, with which link and label; what is empty stays as it is."""
    if is_other(shipment, courier):
        _give(case, shipment, courier)
    shipment.waybill = waybill.strip() or shipment.waybill
    for name, text in texts.items():
        if text.strip():
            setattr(shipment, name, text.strip())
    shipment.tracking = shipment.tracking or _link(case, shipment)


def is_other(shipment: Shipment, courier: str) -> bool:
    """Whether a name that was typed is another courier than the parcel's: its number does not go along."""
    return bool(courier.strip()) and courier.strip().casefold() != shipment.courier.casefold()


def _give(case: Case, shipment: Shipment, name: str) -> None:
    """Another courier takes it: a connected one that had it is told, and one that gets it."""
    call_back(case, shipment)
    found = couriers.known(case.work, name)
    shipment.waybill, shipment.tracking, shipment.label = "", "", ""
    shipment.courier, shipment.run_by = name_and_kind(case, found, name)
    register(case, shipment)


def name_and_kind(case: Case, found: Courier | None, name: str) -> tuple[str, RunBy]:
    """How a courier is written into a parcel, and who moves it; no courier ever hears of a test order."""
    if found is None:
        return " ".join(name.split()), RunBy.STAFF
    return found.name, RunBy.STAFF if case.order.is_test else found.run_by


def _link(case: Case, shipment: Shipment) -> str:
    found = couriers.known(case.work, shipment.courier) if shipment.waybill and shipment.courier else None
    return found.tracking.replace("{waybill}", shipment.waybill) if found else ""


# What a connected courier is told.


def register(case: Case, shipment: Shipment, **more: Any) -> None:
    """Ask a connected courier to take the parcel (its label is bought then); others hear nothing."""
    tell_courier(case, shipment, "create", _asked(case.order, shipment) | more)


_ADDRESSED = ("name", "phone", "street", "city", "region", "postcode", "country")


def _asked(order: Order, shipment: Shipment) -> dict[str, Any]:
    """What a connected courier is asked to do: where the parcel goes, and what is collected."""
    where = {name: getattr(order, name) for name in _ADDRESSED}
    cash = {"cash_due_minor": cash_due.at_the_door(order, shipment), "currency": order.currency}
    return where | {"details": shipment.details} | cash


def ask_anew(case: Case, _command: Command) -> None:
    """A connected courier that has a parcel still to come hears of another address, phone or amount.

    A courier has no call for changes (domain.md 4): the parcel is cancelled there, and created anew.
    """
    for shipment in derive.waits(case.parcels):
        before = case.as_stored(shipment)
        if case.saved is None or before is None or before.courier != shipment.courier:
            continue  # it was asked in this very step
        if _asked(case.saved, before) != _asked(case.order, shipment):
            call_back(case, shipment)
            register(case, shipment)


def call_back(case: Case, shipment: Shipment) -> None:
    """Tell a connected courier that the parcel is not coming."""
    tell_courier(case, shipment, "cancel", {})


def tell_courier(case: Case, shipment: Shipment, call: str, said: Mapping[str, Any]) -> None:
    """One call to a connected courier, to be made by the outbox (create, cancel, redeliver)."""
    if shipment.run_by is not RunBy.COURIER or case.order.is_test:
        return
    about = {"shipment": str(shipment.id), "parcel": shipment.position, "waybill": shipment.waybill}
    audience = f"parcel {shipment.position}"
    queue(case, f"courier.{call}", call, shipment.courier, about | dict(said), audience=audience)


def call_off(case: Case) -> None:
    """Cancel every parcel that has not been handed over; a connected courier is told."""
    for shipment in derive.waits(case.parcels):
        shipment.status = Shipping.CANCELLED
        call_back(case, shipment)
