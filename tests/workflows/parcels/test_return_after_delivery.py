"""R1: the customer sends units back after delivery."""

import pytest

from models.orders import Order
from models.shipments import returns, shipment_lines
from models.statuses import Move
from tests.support.arriving import delivered, parcel, sent
from tests.support.history import rows
from tests.support.ledger import counted, messages, moves_of, product
from tests.support.shop import policy
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.returning import Counted
from workflows.parcels.returns import ReturnAfterDelivery


@pytest.fixture
def made(desk: Desk) -> Order:
    """2 x ARG and 1 x SOAP at the customer's."""
    return delivered(desk)


def test_it_works(desk: Desk, wali: Actor, made: Order) -> None:
    counted(desk, "ARG", 10)
    request = ReturnAfterDelivery((Counted("ARG", 1),), "does not smell")
    done = desk.perform(made.id, request, by=wali).order
    assert (done.fulfilment, done.headline, done.payment) == ("PARTIALLY_RETURNED", "PARTIALLY_RETURNED", "PAID")
    assert parcel(desk, made).status == "DELIVERED"
    (row,) = rows(desk, returns)
    assert (row.kind, row.fit, row.damaged, row.lost) == ("SENT_BACK", 1, 0, 0)
    assert (row.reason, row.by, row.shipment_id) == ("does not smell", "Wali", parcel(desk, made).id)
    assert sorted(line.sent_back for line in rows(desk, shipment_lines)) == [0, 1]
    assert product(desk, "ARG").on_hand == 11
    assert desk.read(check) == []


def test_all_of_it_returns_the_order(desk: Desk, samia: Actor, made: Order) -> None:
    lines = (Counted("Argan oil", 1, 1), Counted("2", 1))
    done = desk.perform(made.id, ReturnAfterDelivery(lines), by=samia).order
    assert (done.fulfilment, done.headline) == ("RETURNED", "RETURNED")
    moved = sorted((move.move, move.quantity, move.on_hand_change) for move in moves_of(desk, made))
    assert (Move.DAMAGED, 1, 0) in moved
    assert sum(change for move, _, change in moved if move is Move.RETURN) == 2
    assert desk.read(check) == []


def test_units_may_come_back_one_after_the_other(desk: Desk, wali: Actor, made: Order) -> None:
    one = ReturnAfterDelivery((Counted("ARG", 1),))
    for _ in range(2):
        desk.perform(made.id, one, by=wali)
    with pytest.raises(Refused, match="Argan oil: the customer has 0 units of this parcel, no more"):
        desk.perform(made.id, one, by=wali)
    desk.perform(made.id, ReturnAfterDelivery((Counted("SOAP", 1),)), by=wali)
    with pytest.raises(Refused, match="every unit of this parcel has come back"):
        desk.perform(made.id, one, by=wali)


def test_a_shop_may_tell_the_customer(desk: Desk, wali: Actor, made: Order) -> None:
    before = messages(desk, made)
    desk.perform(made.id, ReturnAfterDelivery((Counted("ARG", 1),)), by=wali)
    assert messages(desk, made) == before  # off by default


def test_a_shop_that_restocks_all_takes_no_damage(desk: Desk, wali: Actor, made: Order) -> None:
    policy(desk, restock_returns="ALL")
    with pytest.raises(Refused, match="this shop puts every unit that is sent back in stock; count them all as fit"):
        desk.perform(made.id, ReturnAfterDelivery((Counted("ARG", 1, 1),)), by=wali)
    desk.perform(made.id, ReturnAfterDelivery((Counted("ARG", 2),)), by=wali)


def test_a_shop_that_keeps_no_stock_has_its_returns_counted(desk: Desk, wali: Actor) -> None:
    policy(desk, reserve_stock="NEVER")
    made = delivered(desk)
    desk.perform(made.id, ReturnAfterDelivery((Counted("ARG", 2),)), by=wali)
    assert desk.read(check) == []


def test_a_test_order_moves_no_stock(desk: Desk, wali: Actor) -> None:
    made = delivered(desk, is_test=True)
    desk.perform(made.id, ReturnAfterDelivery((Counted("ARG", 2),)), by=wali)
    assert moves_of(desk, made) == []


REFUSED = [
    ((), "name the products that came back"),
    ((Counted("ARG", 3),), "Argan oil: the customer has 2 units of this parcel, no more"),
    ((Counted("ARG", 2, 1),), "Argan oil: the customer has 2 units of this parcel, no more"),
    ((Counted("ARG", 0),), "Argan oil: type how many units came back, or leave the line out"),
    ((Counted("ARG", 2, -1),), "Argan oil: type how many units came back, or leave the line out"),
    ((Counted("ARG", 1), Counted("1", 1)), "Argan oil is named twice"),
    ((Counted("NIX", 1),), "this order has no 'NIX'; it has ARG, SOAP"),
]


@pytest.mark.parametrize(("lines", "sentence"), REFUSED, ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_refused(desk: Desk, wali: Actor, made: Order, lines: tuple[Counted, ...], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        desk.perform(made.id, ReturnAfterDelivery(lines), by=wali)
    assert rows(desk, returns) == []


def test_what_is_on_the_road_is_not_sent_back(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at shipped"):
        desk.perform(sent(desk).id, ReturnAfterDelivery((Counted("ARG", 1),)), by=wali)


def test_an_agent_counts_no_goods(desk: Desk, amina: Actor, made: Order) -> None:
    with pytest.raises(Refused, match="done by a supervisor or the warehouse here, not by an agent"):
        desk.perform(made.id, ReturnAfterDelivery((Counted("ARG", 1),)), by=amina)
