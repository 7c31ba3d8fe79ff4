"""Freeing units that are held for nothing: the warehouse's and the supervisor's adjustment (domain.md 9)."""

import pytest

from models.catalogue import Product, StockMove, stock_moves
from models.statuses import Move, Reason
from tests.support import shop
from tests.support.history import rows, shop_events
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.errors import Invalid, Refused
from workflows.stock import counting


@pytest.fixture
def held(desk: Desk, samia: Actor) -> Desk:
    """A shop that keeps units reserved when an order is cancelled; two of ARG are held for nothing."""
    shop.policy(desk, release_stock_on_cancel=False)
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    return desk


def free(desk: Desk, units: int, by: Actor) -> Product:
    return desk.write(lambda work: counting.free(work, counting.find(work, "ARG"), units, "parcel fell apart", by=by))


def test_it_works(held: Desk, wali: Actor) -> None:
    assert free(held, 2, wali).reserved == 0
    product = held.read(lambda work: counting.find(work, "ARG"))
    assert (product.on_hand, product.reserved) == (0, 0)
    (move,) = [StockMove(*row) for row in rows(held, stock_moves, stock_moves.c.move == Move.ADJUST)]
    assert (move.quantity, move.on_hand_change, move.reserved_change, move.reason, move.by) == (
        2,
        0,
        -2,
        "parcel fell apart",
        "Wali",
    )
    told = shop_events(held, "FreeStock")[-1].data
    assert told == {"product": "ARG", "before": 2, "after": 0, "reason": "parcel fell apart"}
    assert held.read(check) == []


def test_more_than_is_reserved_is_refused(held: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="Argan oil: only 2 units can be freed; open orders hold the rest"):
        free(held, 3, wali)


def test_what_an_open_order_holds_is_refused(held: Desk, samia: Actor, wali: Actor) -> None:
    open_order = shop.an_order(held)
    with pytest.raises(Refused, match="Argan oil: only 2 units can be freed"):
        free(held, 3, wali)
    free(held, 2, wali)
    with pytest.raises(Refused, match="only 0 units can be freed"):
        free(held, 1, wali)
    shop.policy(held, release_stock_on_cancel=True)
    held.perform(open_order.id, Cancel(Reason.PRICE), by=samia)  # frees its own, and nothing is below zero
    assert held.read(lambda work: counting.find(work, "ARG")).reserved == 0
    assert held.read(check) == []


@pytest.mark.parametrize("units", [0, -1])
def test_less_than_one_is_refused(held: Desk, wali: Actor, units: int) -> None:
    with pytest.raises(Invalid, match="units cannot be freed; give one or more"):
        free(held, units, wali)


def test_agents_free_nothing(held: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="agents may not change stock; ask the warehouse or a supervisor"):
        free(held, 1, amina)
