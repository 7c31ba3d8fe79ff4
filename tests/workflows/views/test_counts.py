"""Counts of all tabs at once: exact up to the cap, without test orders."""

import pytest

from tests.support import shop
from tests.workflows.views import crowd
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.labels import PLACES
from workflows.profiles import PROFILES
from workflows.views import counts


@pytest.mark.parametrize("profile", PROFILES)
def test_every_tab_is_counted_without_test_orders(desk: Desk, profile: str) -> None:
    orders = crowd.gather(desk, 150)
    desk.shop.profile = profile
    now = crowd.moment(desk)
    for tab in PROFILES[profile].tabs:
        real = [order for order in orders if tab.holds(order, now) and (tab.id == "test" or not order.is_test)]
        assert desk.read(counts)[tab.id] == (len(real), False), tab.id


def test_lists_of_other_places_are_counted_too(desk: Desk) -> None:
    orders = crowd.gather(desk, 150)
    now = crowd.moment(desk)
    ids = [tab.id for tab in PLACES]
    found = desk.read(lambda work: counts(work, ids))
    real = {tab.id: sum(tab.holds(order, now) and not order.is_test for order in orders) for tab in PLACES}
    assert found == {tab_id: (count, False) for tab_id, count in real.items()}
    assert found["backlog"] != (0, False)


def test_a_long_tab_is_counted_up_to_the_cap(desk: Desk) -> None:
    crowd.gather(desk, 60)
    found = desk.read(lambda work: counts(work, cap=10))
    assert found["all"] == (10, True)
    assert found["closed"] == (10, True)


def test_a_tab_of_exactly_the_cap_is_exact(desk: Desk) -> None:
    for _ in range(3):
        shop.an_order(desk)
    assert desk.read(lambda work: counts(work, cap=3))["to-confirm"] == (3, False)
    assert desk.read(lambda work: counts(work, cap=2))["to-confirm"] == (2, True)


def test_test_orders_do_not_hide_that_a_tab_is_long(desk: Desk, samia: Actor) -> None:
    for _ in range(3):
        shop.an_order(desk)
        shop.an_order(desk, by=samia, is_test=True)
    assert desk.read(lambda work: counts(work, cap=2))["to-confirm"] == (2, True)
    assert desk.read(lambda work: counts(work, cap=9))["to-confirm"] == (3, False)


def test_an_empty_shop_has_nothing_to_count(desk: Desk) -> None:
    assert set(desk.read(counts).values()) == {(0, False)}
