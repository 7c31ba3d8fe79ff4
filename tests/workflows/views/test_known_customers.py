"""Customers are found by what one knows of them, on both databases."""

from tests.support import shop
from workflows.desk import Desk
from workflows.views.known_customers import customers_like


def found(desk: Desk, typed: str) -> list[str]:
    """Their names, as somebody looks who has the first order open."""
    mine = shop.an_order(desk, customer="Omar Saadi").customer_id
    return [one.name for one in desk.read(lambda work: customers_like(work, typed, besides=mine))]


def test_it_works(desk: Desk) -> None:
    order = shop.an_order(desk, customer="Nadia Ferhat")
    shop.an_order(desk, customer="Nadia Benali")
    assert found(desk, "nadia") == ["Nadia Benali", "Nadia Ferhat"]
    assert found(desk, order.phone) == ["Nadia Ferhat"]
    assert found(desk, order.ref) == ["Nadia Ferhat"]


def test_whose_it_is_already_is_not_offered(desk: Desk) -> None:
    assert found(desk, "omar") == []


def test_nobody_is_found_by_nothing(desk: Desk) -> None:
    shop.an_order(desk)
    assert found(desk, "   ") == []


def test_a_customer_of_several_orders_is_named_once(desk: Desk) -> None:
    order = shop.an_order(desk, customer="Nadia Ferhat")
    shop.an_order(desk, customer="Nadia Ferhat", phone=order.phone)
    assert found(desk, "ferhat") == ["Nadia Ferhat"]
