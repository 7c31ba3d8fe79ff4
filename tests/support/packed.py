"""Confirmed orders whose parcels are made and packed."""

from typing import Any

from models.orders import Order
from tests.support.shop import an_order, order, person
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Command
from workflows.parcels.packing import MarkReady


def done(desk: Desk, about: Order, *steps: Command) -> Order:
    """The order after these steps of the supervisor."""
    for step in steps:
        desk.perform(about.id, step, by=person(desk, "Samia"))
    return order(desk, about.id)


def confirmed(desk: Desk, **changes: Any) -> Order:
    """A confirmed order without a parcel; `changes` are fields of its draft."""
    return done(desk, an_order(desk, **changes), Confirm())


def packed(desk: Desk, *, courier: str = "Yalidine", waybill: str = "", **changes: Any) -> Order:
    """A confirmed order, all of it in one parcel that waits for the courier."""
    made = confirmed(desk, **changes)
    return done(desk, made, MarkReady(courier, waybill or f"YAL-{made.number}"))
