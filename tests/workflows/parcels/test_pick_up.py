"""S10: the customer comes for it."""

import pytest

from models.orders import Order
from models.statuses import Destination, Shipping
from tests.support import shop
from tests.support.ledger import messages, money_of, product
from tests.support.parcels import at, confirmed, moved, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.parcels.delivering import PickUp
from workflows.parcels.packing import MarkReady
from workflows.parcels.shipping import CreateShipment


def waiting(desk: Desk, by: Actor, **changes: object) -> Order:
    """An order whose parcel waits at the counter."""
    made = confirmed(desk, **changes)
    desk.perform(made.id, CreateShipment(destination=Destination.PICKUP), by=by)
    return desk.perform(made.id, MarkReady(), by=by).order


def test_it_works(desk: Desk, wali: Actor) -> None:
    made = waiting(desk, wali)
    done = desk.perform(made.id, PickUp(), by=wali).order
    one = parcel(desk, made)
    assert (one.status, one.shipped_at, one.delivered_at) == ("PICKED_UP", desk.clock(), desk.clock())
    assert (done.headline, done.fulfilment, done.payment) == ("PICKED_UP", "PICKED_UP", "PAID")
    assert (one.cash, one.collected_minor) == ("COLLECTED", 340000)
    assert [row.gateway for row in money_of(desk, made)] == ["pick-up point"]
    assert "delivered" in messages(desk, made)
    assert "shipped" not in messages(desk, made)
    assert desk.read(check) == []


def test_its_units_leave_the_shelf(desk: Desk, wali: Actor) -> None:
    made = waiting(desk, wali)
    desk.perform(made.id, PickUp(), by=wali)
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (-2, 0)
    assert [row for row in moved(desk, made) if row[0] == "ISSUE"] == [("ISSUE", 1, -1, -1), ("ISSUE", 2, -2, -2)]


def test_another_amount_needs_a_reason(desk: Desk, wali: Actor) -> None:
    made = waiting(desk, wali)
    with pytest.raises(Refused, match=r"DZD 3 400\.00 was due; type why another amount was paid"):
        desk.perform(made.id, PickUp(Minor(1000)), by=wali)
    done = desk.perform(made.id, PickUp(Minor(1000), "the rest on Monday"), by=wali).order
    assert done.payment == "PARTIALLY_PAID"


def test_where_payment_is_separate_nothing_is_booked(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, cash_paid_on_delivery=False)
    made = waiting(desk, wali)
    done = desk.perform(made.id, PickUp(), by=wali).order
    assert (done.payment, parcel(desk, made).cash, money_of(desk, made)) == ("UNPAID", "DUE", [])
    assert desk.read(check) == []


def test_a_test_order_moves_nothing(desk: Desk, wali: Actor) -> None:
    made = waiting(desk, wali, is_test=True)
    desk.perform(made.id, PickUp(), by=wali)
    assert (moved(desk, made), money_of(desk, made), parcel(desk, made).cash) == ([], [], "NONE")
    assert desk.read(check) == []


def test_a_parcel_for_the_door_is_not_picked_up(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    with pytest.raises(Refused, match="this parcel goes to the customer's door; hand it over instead"):
        desk.perform(made.id, PickUp(), by=wali)


def test_it_is_packed_first(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(destination=Destination.PICKUP), by=wali)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at created"):
        desk.perform(made.id, PickUp(), by=wali)


def test_it_is_picked_up_once(desk: Desk, wali: Actor) -> None:
    made = waiting(desk, wali)
    desk.perform(made.id, PickUp(), by=wali)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at picked up"):
        desk.perform(made.id, PickUp(), by=wali)


def test_agents_give_nothing_out(desk: Desk, wali: Actor, amina: Actor) -> None:
    made = waiting(desk, wali)
    with pytest.raises(Refused, match="is done by a supervisor or the warehouse here"):
        desk.perform(made.id, PickUp(), by=amina)
