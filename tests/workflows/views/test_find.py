"""The ORDER of the command line."""

import pytest

from tests.support import shop
from workflows.desk import Desk
from workflows.errors import NotFound, Refused
from workflows.views import find


def test_it_finds_by_number_id_and_the_other_systems_id(desk: Desk) -> None:
    order = shop.an_order(desk, ref="#1042", external_id="5501")
    for text in ("#1042", "1042", " 1042 ", str(order.id), order.id.hex, "5501"):
        assert desk.read(lambda work: find(work, text)) == order.id  # noqa: B023


def test_an_order_that_is_not_there_is_said_so(desk: Desk) -> None:
    with pytest.raises(NotFound, match="there is no order '#77'; type its number, or search"):
        desk.read(lambda work: find(work, "#77"))


def test_an_order_of_another_shop_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.read(lambda work: find(work, "01a202b2-c500-70ad-bebe-f6822b5544e5"))


def test_several_candidates_are_named_with_customer_day_and_id(desk: Desk) -> None:
    one = shop.an_order(desk, ref="#1042", source="shopify", customer="Karim Ziani")
    other = shop.an_order(desk, ref="#1042", source="woocommerce", external_id="9", customer="Lina")
    with pytest.raises(Refused) as refusal:
        desk.read(lambda work: find(work, "1042"))
    assert f"#1042 of Karim Ziani, 2026-11-23 09:01, shopify ({one.id})" in str(refusal.value)
    assert f"#1042 of Lina, 2026-11-23 09:02, woocommerce ({other.id})" in str(refusal.value)
    assert str(refusal.value).endswith("; give the id")


def test_a_number_wins_over_the_id_of_another_system(desk: Desk) -> None:
    order = shop.an_order(desk, ref="#1042")
    shop.an_order(desk, ref="#2000", external_id="1042")
    assert desk.read(lambda work: find(work, "1042")) == order.id


@pytest.mark.parametrize("text", ["", " ", "#", "'; DROP TABLE orders", "\0", "x" * 10_000])
def test_nothing_that_is_typed_breaks_it(desk: Desk, text: str) -> None:
    shop.an_order(desk)
    with pytest.raises(NotFound):
        desk.read(lambda work: find(work, text))
