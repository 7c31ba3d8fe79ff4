"""A parcel that is delivered for less than was due is asked about once more."""

from typing import Any

import pytest
from textual.pilot import Pilot

from console.screens.detail import OrderDetail
from models.orders import Order
from models.statuses import Shipping
from tests.console.support.desk import press, settle
from tests.console.support.detailed import asks, at_the_order, said
from tests.console.support.listed import typed
from tests.support import parcels, shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk


async def paid(pilot: Pilot[Any], screen: OrderDetail, amount: str) -> None:
    """Delivered, the customer paid this much, the dog ate the rest."""
    await press(pilot, "order.parcels")
    await pilot.press("d")
    await asks(pilot, screen, "amount 3 400.00 is due")
    for text in (amount, "the dog"):
        await typed(pilot, text)
        await pilot.press("enter")
    await pilot.press("enter")


def standing(desk: Desk, order: Order) -> Shipping:
    return parcels.parcel(desk, order).status


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await paid(pilot, screen, "1")
        await asks(pilot, screen, "DZD 1.00 of DZD 3 400.00 was paid: the dog")
        assert "DZD 3 399.00 stays unpaid." in said(pilot)
        await press(pilot, "form.accept")
        assert standing(desk, order) is Shipping.SHIPPED
        await press(pilot, "form.insist")
        await settle(pilot, lambda: screen.ask is None)
    assert parcels.parcel(desk, order).collected_minor == 100
    assert shop.order(desk, order.id).payment == "PARTIALLY_PAID"


async def test_escape_leaves_it_on_the_road(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await paid(pilot, screen, "0")
        await asks(pilot, screen, "DZD 3 400.00 stays unpaid.")
        await press(pilot, "form.close")
        await settle(pilot, lambda: screen.ask is None)
    assert standing(desk, order) is Shipping.SHIPPED


async def test_more_than_was_due_is_not_asked_about(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await paid(pilot, screen, "3500")
        await settle(pilot, lambda: screen.ask is None)
    assert standing(desk, order) is Shipping.DELIVERED
