"""Lines and charges that come out at the total."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workflows.intake.sums import Charges, Item, Sums, add_up
from workflows.orders.draft import DraftLine

amounts = st.integers(0, 10**9)
prices = st.none() | amounts | st.decimals(0, 10**6, places=4)
items = st.lists(
    st.builds(Item, st.sampled_from("AB"), st.integers(1, 99), st.just(""), prices, prices, amounts), max_size=4
)
charges = st.builds(Charges, st.none() | amounts, st.none() | amounts, st.none() | amounts, amounts, amounts, amounts)


def comes_to(sums: Sums) -> int:
    lines = sum(line.unit_minor * line.quantity - line.discount_minor for line in sums.lines)
    return lines + sums.shipping + sums.tax - sums.discount


def certain(sums: Sums | None) -> Sums:
    assert sums is not None
    return sums


def test_it_works() -> None:
    sums = certain(add_up([Item("A", 2, "S", 1000)], Charges(total=2500, shipping=500)))
    assert sums == Sums((DraftLine("A", 2, 1000, "S"),), 500, 0, 0, 2500)


def test_tax_is_on_top_where_that_comes_out_and_inside_where_that_does() -> None:
    assert certain(add_up([Item("A", unit=1000)], Charges(total=1200, tax=200))).tax == 200
    assert certain(add_up([Item("A", unit=1200)], Charges(total=1200, tax=200))).tax == 0


def test_a_discount_already_inside_is_not_taken_twice() -> None:
    assert certain(add_up([Item("A", unit=1000, discount=100)], Charges(total=900, discount=100))).discount == 0
    assert certain(add_up([Item("A", unit=1000)], Charges(total=900, discount=100))).discount == 100


def test_what_is_missing_is_the_delivery_where_the_file_names_none() -> None:
    sums = certain(add_up([Item("A", unit=1000)], Charges(total=1400)))
    assert (sums.shipping, sums.tax) == (400, 0)


def test_what_is_missing_is_on_top_where_the_file_names_the_delivery() -> None:
    sums = certain(add_up([Item("A", unit=1000)], Charges(total=1400, shipping=100)))
    assert (sums.shipping, sums.tax) == (100, 300)


def test_what_is_too_much_is_a_discount() -> None:
    assert certain(add_up([Item("A", unit=1000)], Charges(total=700))).discount == 300


def test_lines_without_prices_share_what_the_total_leaves() -> None:
    sums = certain(add_up([Item("A", 2), Item("B")], Charges(total=1000, shipping=0)))
    assert [(line.unit_minor, line.discount_minor) for line in sums.lines] == [(334, 1), (333, 0)]


def test_nothing_named_is_one_line() -> None:
    assert certain(add_up([], Charges(total=1000))).lines == (DraftLine("Unnamed product", 1, 1000),)


def test_the_same_line_twice_is_two_only_where_the_total_says_so() -> None:
    twice = [Item("A", unit=100), Item("A", unit=100)]
    assert len(certain(add_up(twice, Charges(total=100))).lines) == 1
    assert len(certain(add_up(twice, Charges(total=200))).lines) == 2
    assert len(certain(add_up(twice, Charges())).lines) == 1


def test_a_price_finer_than_coins_is_rounded_up_and_discounted_back() -> None:
    sums = certain(add_up([Item("A", 3, unit=Decimal("33.5"))], Charges()))
    assert (sums.lines, sums.total) == ((DraftLine("A", 3, 34, "", 1),), 101)


def test_more_discount_than_goods_is_refused() -> None:
    assert add_up([Item("A", unit=100)], Charges(discount=200)) is None
    assert add_up([Item("A", unit=100, discount=200)], Charges()) is None


@given(items, charges)
def test_it_always_adds_up(lines: list[Item], beside: Charges) -> None:
    sums = add_up(lines, beside)
    if sums is not None:
        assert comes_to(sums) == sums.total
        assert sums.lines
        assert min(sums.total, sums.shipping, sums.tax, sums.discount) >= 0
        assert all(line.discount_minor >= 0 and line.unit_minor >= 0 for line in sums.lines)
        assert beside.total in (None, sums.total)
