"""A made-up order on the list of orders, to try the shop with (D7)."""

import pytest

from console.screens.orders import NO_TESTS, Orders
from models.orders import orders
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_cursor, at_the_list
from tests.support import shop
from tests.support.databases import KINDS
from tests.support.history import rows
from workflows.actors import Actor
from workflows.desk import Desk


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.test")
        await settle(pilot, lambda: "it moves no stock, nobody is called" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "TEST-1 is placed, for tests." in dump(pilot.app))
        await settle(pilot, lambda: "TEST-1" in at_cursor(pilot))
    (made,) = rows(desk, orders)
    assert made.is_test


async def test_escape_places_none(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.test")
        await settle(pilot, lambda: "it moves no stock, nobody is called" in dump(pilot.app))
        await pilot.press("escape")
        await settle(pilot)
    assert rows(desk, orders) == []


async def test_a_shop_that_has_real_orders_says_why_not(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.test")
        await settle(pilot, lambda: "it moves no stock, nobody is called" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "so this shop places no more test orders" in dump(pilot.app))
    assert len(rows(desk, orders)) == 1


async def test_an_agent_is_told_whose_work_it_is(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await press(pilot, "list.test")
        await settle(pilot, lambda: NO_TESTS in dump(pilot.app))
