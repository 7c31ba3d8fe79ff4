"""One command on a selection of orders."""

from uuid import uuid4

from models.statuses import Confirmation, Reason
from tests.support import shop
from tests.support.history import order_events
from workflows.actors import Actor
from workflows.assignment import Assign
from workflows.bulk import perform_many
from workflows.confirmation import Cancel
from workflows.desk import Desk

CANCEL = Cancel(Reason.NO_ANSWER, called=False)


def test_it_works(desk: Desk, samia: Actor) -> None:
    ids = [shop.an_order(desk).id for _ in range(3)]
    told: list[tuple[int, int]] = []
    results = perform_many(desk, ids, CANCEL, by=samia, request_id="b", progress=lambda *at: told.append(at))
    assert [result.order_id for result in results] == ids
    assert all(result.done and result.refusal is None for result in results)
    assert {shop.order(desk, order_id).confirmation for order_id in ids} == {Confirmation.CANCELLED}
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_one_refusal_stops_nothing(desk: Desk, samia: Actor, karim: Actor) -> None:
    first, second, third = (shop.an_order(desk) for _ in range(3))
    desk.next_order(by=karim)
    nobody = uuid4()
    ids = [first.id, nobody, second.id, third.id]
    results = perform_many(desk, ids, CANCEL, by=samia, request_id="b")
    refused = [result.refusal for result in results]
    assert str(refused[0]).startswith("Karim is on this order until")
    assert refused[1:] == ["there is no such order in this shop", None, None]
    assert shop.order(desk, first.id).confirmation is Confirmation.NEW


def test_the_same_request_again_changes_nothing(desk: Desk, samia: Actor) -> None:
    ids = [shop.an_order(desk).id for _ in range(2)]
    perform_many(desk, ids, Assign("Karim"), by=samia, request_id="b")
    again = perform_many(desk, ids, Assign("Karim"), by=samia, request_id="b")
    assert [result.done is not None and result.done.repeated for result in again] == [True, True]
    assert [event.command for event in order_events(desk, ids[0])] == ["PlaceOrder", "Assign"]


def test_an_order_that_is_named_twice_is_done_once(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    told: list[tuple[int, int]] = []
    results = perform_many(
        desk, [order.id, order.id], CANCEL, by=samia, request_id="b", progress=lambda *at: told.append(at)
    )
    assert len(results) == 1
    assert told == [(1, 1)]


def test_nothing_is_nothing(desk: Desk, samia: Actor) -> None:
    assert perform_many(desk, [], CANCEL, by=samia, request_id="b") == []
