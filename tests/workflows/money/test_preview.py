"""The sum of a refund while it is typed: every part, and why it would be refused."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.orders import Order
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.case import load
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid
from workflows.money.refunds import Arithmetic, RefundOrder, preview
from workflows.units import Units

Show = Callable[[RefundOrder], Arithmetic]


@pytest.fixture
def made(desk: Desk, samia: Actor) -> Order:
    """A paid order."""
    order = an_order(desk)
    return desk.perform(order.id, MarkPaid(reference="CCP 1"), by=samia).order


@pytest.fixture
def show(desk: Desk, samia: Actor, made: Order) -> Show:
    """The sum of a request."""
    return lambda request: desk.read(lambda work: preview(load(work, made.id, samia)[0], request))


def test_it_shows_every_part(show: Show) -> None:
    sum_ = show(RefundOrder((Units("SOAP", 1),), Minor(40000), Minor(300), Minor(100)))
    assert [(part.line.sku, part.paid_minor, part.left, part.units, part.amount_minor) for part in sum_.parts] == [
        ("ARG", 240000, 2, 0, 0),
        ("SOAP", 60000, 1, 1, 60000),
    ]
    assert (sum_.goods_minor, sum_.shipping_minor, sum_.adjustment_minor, sum_.fee_minor) == (60000, 40000, 300, 100)
    assert (sum_.amount_minor, sum_.left_minor, sum_.shipping_left_minor, sum_.problem) == (
        100200,
        340000,
        40000,
        None,
    )


def test_what_was_refunded_before_is_left_out(desk: Desk, samia: Actor, made: Order, show: Show) -> None:
    desk.perform(made.id, RefundOrder((Units("ARG", 1),), Minor(1)), by=samia)
    sum_ = show(RefundOrder())
    assert [(part.gone, part.left) for part in sum_.parts] == [(1, 1), (0, 1)]
    assert (sum_.left_minor, sum_.shipping_left_minor) == (219999, 39999)


def test_a_wrong_name_leaves_the_rest_of_the_sum(show: Show) -> None:
    sum_ = show(RefundOrder((Units("NIX", 1),), Minor(100)))
    assert (sum_.amount_minor, sum_.problem) == (100, "this order has no 'NIX'; it has ARG, SOAP")


def test_too_many_units_are_shown_and_refused(show: Show) -> None:
    sum_ = show(RefundOrder((Units("ARG", 5),)))
    assert (sum_.goods_minor, sum_.problem) == (240000, "Argan oil: 2 of 2 units can be refunded, not 5")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*(st.integers(0, 2), st.integers(0, 1), *[st.integers(0, 50000)] * 3)), max_size=6))
def test_no_sequence_of_refunds_sends_back_more_than_came_in(
    desk: Desk, samia: Actor, asked: list[tuple[int, int, int, int, int]]
) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkPaid(Minor(300000), made.ref), by=samia)
    back = 0
    for oil, soap, shipping, adjustment, fee in asked:
        units = tuple(Units(name, count) for name, count in (("ARG", oil), ("SOAP", soap)) if count)
        request = RefundOrder(units, Minor(shipping), Minor(adjustment), Minor(fee))
        shown = desk.read(lambda work, asked=request: preview(load(work, made.id, samia)[0], asked))  # type: ignore[misc]
        if shown.problem is None:
            order = desk.perform(made.id, request, by=samia).order
            back += shown.amount_minor
            assert order.refunded_minor == back <= order.received_minor
        else:
            with pytest.raises(Refused):
                desk.perform(made.id, request, by=samia)
