"""A connected courier hears of another address, phone or amount while the parcel is still here."""

from typing import Any

import pytest

from models.orders import Order
from models.statuses import Method, Shipping
from tests.support import parcels, shop
from tests.support.parcels import at, confirmed, courier
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Command, Minor
from workflows.money.payment import MarkPaid
from workflows.orders.contact import EditContact
from workflows.outbox import posting
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CreateShipment, EditShipment
from workflows.units import Units

STREET = EditContact(street="99 new street")


@pytest.fixture
def ready(desk: Desk) -> Order:
    """A packed parcel of a connected courier."""
    courier(desk, connected=True)
    return at(desk, Shipping.READY)


def asked(desk: Desk, about: Order) -> list[tuple[str, str, Any, Any]]:
    """The calls to the couriers, oldest first: what, whose, which street, how much cash."""
    rows = [row for row in desk.read(posting.due) if row.order_id == about.id and row.kind.startswith("courier.")]
    return [
        (row.message, row.recipient, row.payload.get("street"), row.payload.get("cash_due_minor")) for row in rows
    ]


def test_it_works(desk: Desk, ready: Order, samia: Actor) -> None:
    desk.perform(ready.id, STREET, by=samia)
    assert asked(desk, ready)[1:] == [
        ("cancel", "Yalidine", None, None),
        ("create", "Yalidine", "99 new street", 340000),
    ]
    assert desk.read(check) == []


@pytest.mark.parametrize(
    ("command", "cash"),
    [
        (EditShipment(cash_due=Minor(1000)), 1000),
        (MarkPaid(Minor(300000), method=Method.TRANSFER), 40000),
        (MarkPaid(method=Method.TRANSFER), 0),
        (EditContact(phone="0661 23 45 67"), 340000),
        (EditContact(name="Nadia"), 340000),
    ],
)
def test_each_change_is_told(desk: Desk, ready: Order, samia: Actor, command: Command, cash: int) -> None:
    desk.perform(ready.id, command, by=samia)
    assert [(said[0], said[3]) for said in asked(desk, ready)[1:]] == [("cancel", None), ("create", cash)]


@pytest.mark.parametrize(
    "command",
    [
        EditContact(email="nadia@example.dz"),
        EditShipment(tracking="https://y.example/1"),
        EditShipment(waybill="Y-2"),
    ],
)
def test_what_no_courier_was_told_asks_for_nothing(desk: Desk, ready: Order, samia: Actor, command: Command) -> None:
    desk.perform(ready.id, command, by=samia)
    assert len(asked(desk, ready)) == 1


def test_another_courier_is_asked_once(desk: Desk, ready: Order, samia: Actor) -> None:
    courier(desk, "Maystro", connected=True)
    desk.perform(ready.id, EditShipment(courier="Maystro", waybill="M-1", cash_due=Minor(1000)), by=samia)
    assert [(said[0], said[1], said[3]) for said in asked(desk, ready)[1:]] == [
        ("cancel", "Yalidine", None),
        ("create", "Maystro", 1000),
    ]


def test_a_parcel_that_has_left_is_not_asked_for_again(desk: Desk, ready: Order, samia: Actor) -> None:
    desk.perform(ready.id, HandOver(), by=parcels.COURIER)
    desk.perform(ready.id, MarkPaid(Minor(300000), method=Method.TRANSFER), by=samia)
    assert len(asked(desk, ready)) == 1


def test_what_staff_bring_themselves_is_told_to_nobody(desk: Desk, samia: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, STREET, by=samia)
    assert asked(desk, made) == []


def test_more_money_at_one_door_is_less_at_the_next(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("ARG", 2),), courier="Van"), by=wali)
    desk.perform(made.id, CreateShipment(courier="Yalidine"), by=wali)
    rest = parcels.parcel(desk, made, 2).cash_due_minor
    desk.perform(made.id, MarkReady(waybill="V-1", shipment=1), by=wali)
    desk.perform(made.id, HandOver(shipment=1), by=wali)
    owed = shop.order(desk, made.id).total_minor
    desk.perform(made.id, Deliver(Minor(owed - 100), reason="paid ahead", shipment=1), by=wali)
    assert [said[3] for said in asked(desk, made)] == [rest, None, 100]
