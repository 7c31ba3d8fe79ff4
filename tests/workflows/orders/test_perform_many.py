"""One command on a selection of orders."""

from uuid import UUID, uuid4

import pytest

from models.orders import Order
from models.statuses import Confirmation, Reason
from tests.support import parcels, shop
from tests.support.databases import KINDS
from tests.support.history import order_events
from workflows.actors import Actor
from workflows.calls.assignment import Assign
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.orders.bulk import Wanted, perform_each, perform_many
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import EditShipment

CANCEL = Cancel(Reason.NO_ANSWER, called=False)


def seen(orders: list[Order]) -> list[tuple[UUID, int]]:
    """The orders as they were chosen."""
    return [(order.id, order.version) for order in orders]


def test_it_works(desk: Desk, samia: Actor) -> None:
    orders = [shop.an_order(desk) for _ in range(3)]
    ids = [order.id for order in orders]
    told: list[tuple[int, int]] = []
    results = perform_many(desk, seen(orders), CANCEL, by=samia, request_id="b", progress=lambda *at: told.append(at))
    assert [result.order_id for result in results] == ids
    assert all(result.done and result.refusal is None for result in results)
    assert {shop.order(desk, order_id).confirmation for order_id in ids} == {Confirmation.CANCELLED}
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_one_refusal_stops_nothing(desk: Desk, samia: Actor, karim: Actor) -> None:
    first, second, third = (shop.an_order(desk) for _ in range(3))
    desk.next_order(by=karim)
    chosen = [(shop.order(desk, first.id).id, shop.order(desk, first.id).version), (uuid4(), 1)]
    results = perform_many(desk, [*chosen, *seen([second, third])], CANCEL, by=samia, request_id="b")
    refused = [result.refusal for result in results]
    assert str(refused[0]).startswith("Karim is on this order until")
    assert refused[1:] == ["there is no such order in this shop", None, None]
    assert shop.order(desk, first.id).confirmation is Confirmation.NEW


def test_the_same_request_again_changes_nothing(desk: Desk, samia: Actor) -> None:
    orders = [shop.an_order(desk) for _ in range(2)]
    perform_many(desk, seen(orders), Assign("Karim"), by=samia, request_id="b")
    again = perform_many(desk, seen(orders), Assign("Karim"), by=samia, request_id="b")
    assert [result.done is not None and result.done.repeated for result in again] == [True, True]
    assert [event.command for event in order_events(desk, orders[0].id)] == ["PlaceOrder", "Assign"]


def test_an_order_that_is_named_twice_is_done_once(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    told: list[tuple[int, int]] = []
    results = perform_many(
        desk, seen([order, order]), CANCEL, by=samia, request_id="b", progress=lambda *at: told.append(at)
    )
    assert len(results) == 1
    assert told == [(1, 1)]


@pytest.mark.parametrize("database", KINDS, indirect=True)
def test_an_order_that_changed_since_it_was_chosen_is_refused_and_left(
    desk: Desk, samia: Actor, amina: Actor
) -> None:
    orders = [shop.an_order(desk) for _ in range(2)]
    desk.perform(orders[0].id, Confirm(), by=amina)
    stale, good = perform_many(desk, seen(orders), CANCEL, by=samia, request_id="b")
    assert str(stale.refusal).startswith("Amina confirmed this order")
    assert good.refusal is None
    assert shop.order(desk, orders[0].id).confirmation is Confirmation.CONFIRMED


def test_nothing_is_nothing(desk: Desk, samia: Actor) -> None:
    assert perform_many(desk, [], CANCEL, by=samia, request_id="b") == []


def test_parcels_of_one_order_move_one_after_the_other(desk: Desk, wali: Actor, samia: Actor) -> None:
    order = parcels.split(desk, "W1", "W2")
    wanted = [Wanted(order.id, order.version, MarkReady(shipment=number)) for number in (1, 2)]
    assert [result.refusal for result in perform_each(desk, wanted, by=wali, request_id="b")] == [None, None]
    again = perform_each(desk, wanted, by=wali, request_id="b")
    assert [result.done is not None and result.done.repeated for result in again] == [True, True]
    desk.perform(order.id, EditShipment(waybill="W3", shipment=2), by=samia)
    out = [one._replace(command=HandOver(shipment=number)) for number, one in enumerate(wanted, 1)]
    refused = [str(result.refusal) for result in perform_each(desk, out, by=wali, request_id="c")]
    assert all(reason.startswith("Samia ") for reason in refused)
