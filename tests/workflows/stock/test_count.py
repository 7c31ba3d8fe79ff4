"""Counting the shelf: the warehouse's and the supervisor's adjustment (domain.md 9)."""

from dataclasses import replace

import pytest

from models.catalogue import Product, StockMove, stock_moves
from models.statuses import Move
from tests.support import shop
from tests.support.history import rows, shop_events
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound, Refused
from workflows.stock import counting


def count(desk: Desk, name: str, on_hand: int, by: Actor, reason: str = "monday count") -> Product:
    return desk.write(lambda work: counting.count(work, counting.find(work, name), on_hand, reason, by=by))


def test_it_works(desk: Desk, wali: Actor) -> None:
    shop.an_order(desk)
    count(desk, "ARG", 7, wali)
    count(desk, "ARG", 5, wali)
    product = desk.read(lambda work: counting.find(work, "ARG"))
    assert (product.on_hand, product.reserved, product.counted) == (5, 2, True)
    moves = [StockMove(*row) for row in rows(desk, stock_moves, stock_moves.c.move == Move.ADJUST)]
    assert sorted((move.on_hand_change, move.quantity, move.reason, move.by) for move in moves) == [
        (-2, 2, "monday count", "Wali"),
        (7, 7, "monday count", "Wali"),
    ]
    told = shop_events(desk, "CountStock")[-1].data
    assert told == {"product": "ARG", "before": 7, "after": 5, "reason": "monday count"}


@pytest.mark.parametrize("name", ["ARG", "arg", "Argan oil", " ARGAN OIL "])
def test_a_product_is_found_by_its_sku_or_title_in_any_case(desk: Desk, name: str) -> None:
    shop.an_order(desk)
    assert desk.read(lambda work: counting.find(work, name)).sku == "ARG"


def test_letters_of_every_script_are_folded(desk: Desk) -> None:
    shop.an_order(desk, lines=(replace(shop.SOAP, sku="SAV-1", title="Crème d'Été"),))
    assert desk.read(lambda work: counting.find(work, "CRÈME D'ÉTÉ")).sku == "SAV-1"


def test_of_several_products_of_one_title_one_is_asked_for(desk: Desk) -> None:
    shop.an_order(desk, lines=tuple(replace(shop.SOAP, sku=sku, title="Savon noir") for sku in ("SAV-1", "SAV-2")))
    named = r"'savon noir' could be Savon noir \(SAV-1\) or Savon noir \(SAV-2\); type the SKU"
    with pytest.raises(Refused, match=named):
        desk.read(lambda work: counting.find(work, "savon noir"))
    assert desk.read(lambda work: counting.find(work, "sav-2")).sku == "SAV-2"


def test_a_product_without_a_sku_is_found_by_its_title(desk: Desk) -> None:
    shop.an_order(desk, lines=(replace(shop.SOAP, sku="", title="Black Soap"),))
    assert desk.read(lambda work: counting.find(work, " black soap ")).title == "Black Soap"
    assert [product.title for product in desk.read(counting.everything)] == ["Black Soap"]


def test_agents_do_not_count(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    with pytest.raises(Refused, match="agents may not change stock; ask the warehouse or a supervisor"):
        count(desk, "ARG", 1, amina)


def test_less_than_nothing_is_refused(desk: Desk, wali: Actor) -> None:
    shop.an_order(desk)
    with pytest.raises(Invalid, match="-1 units cannot lie on a shelf"):
        count(desk, "ARG", -1, wali)


def test_an_unknown_product_is_refused(desk: Desk, wali: Actor) -> None:
    with pytest.raises(NotFound, match="there is no product 'gold' in this shop"):
        count(desk, "gold", 1, wali)
