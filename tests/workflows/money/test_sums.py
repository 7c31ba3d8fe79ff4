"""The arithmetic of refunds: whatever is refunded in whatever order, the parts are exactly the whole."""

from types import SimpleNamespace
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from models.orders import Line, Order
from workflows.money.prices import paid_for, shares, shipping_of, worth

amounts = st.integers(0, 10**9)


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    """Lines of an order, as far as prices look at them."""
    made: list[Any] = []
    for _ in range(draw(st.integers(1, 6))):
        quantity, unit = draw(st.integers(1, 50)), draw(st.integers(0, 10**7))
        discount = draw(st.integers(0, quantity * unit))
        made.append(SimpleNamespace(quantity=quantity, unit_minor=unit, discount_minor=discount))
    return cast(list[Line], made)


@st.composite
def orders(draw: st.DrawFn) -> tuple[Order, list[Line]]:
    """An order with its lines; its total may be anything, as other systems' totals are."""
    order: Any = SimpleNamespace(total_minor=draw(amounts), shipping_minor=draw(amounts))
    return cast(Order, order), draw(lines())


@given(orders())
def test_delivery_and_lines_are_the_total(made: tuple[Order, list[Line]]) -> None:
    order, found = made
    assert shipping_of(order) + sum(paid_for(order, found)) == order.total_minor
    assert min([shipping_of(order), *paid_for(order, found)]) >= 0


@given(lines(), amounts)
def test_without_discount_or_tax_of_the_order_a_line_costs_what_it_says(found: list[Line], shipping: int) -> None:
    nets = [line.quantity * line.unit_minor - line.discount_minor for line in found]
    order: Any = SimpleNamespace(total_minor=sum(nets) + shipping, shipping_minor=shipping)
    if sum(nets):
        assert paid_for(cast(Order, order), found) == nets


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_shares_are_fair_to_the_smallest_coin(amount: int, weights: list[int]) -> None:
    whole, parts = sum(weights), shares(amount, weights)
    assert sum(parts) == (amount if whole else 0)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - amount * weight) <= whole


@given(amounts, st.integers(1, 60), st.data())
def test_any_sequence_of_refunds_of_a_line_is_exactly_the_line(paid: int, quantity: int, data: st.DataObject) -> None:
    gone, back = 0, 0
    while gone < quantity:
        units = data.draw(st.integers(1, quantity - gone))
        back += worth(paid, quantity, gone, units)
        gone += units
        assert back <= paid
    assert back == paid


@given(amounts, st.integers(1, 60))
def test_every_unit_but_the_last_costs_the_same(paid: int, quantity: int) -> None:
    prices = [worth(paid, quantity, gone, 1) for gone in range(quantity)]
    assert set(prices[:-1]) <= {paid // quantity}
    assert 0 <= prices[-1] - paid // quantity < quantity


def test_an_order_without_prices_is_split_by_units() -> None:
    found: Any = [SimpleNamespace(quantity=units, unit_minor=0, discount_minor=0) for units in (1, 3)]
    order: Any = SimpleNamespace(total_minor=1000, shipping_minor=0)
    assert paid_for(order, found) == [250, 750]


def test_a_discount_larger_than_the_goods_eats_the_delivery_charge() -> None:
    found: Any = [SimpleNamespace(quantity=1, unit_minor=1000, discount_minor=0)]
    order: Any = SimpleNamespace(total_minor=300, shipping_minor=400)
    assert (shipping_of(order), paid_for(order, found)) == (300, [0])
