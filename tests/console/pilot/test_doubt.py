"""Confirming an order that gives something away: enter twice by habit is not enough."""

import pytest

from models.statuses import Confirmation
from tests.console.support.desk import dump, press, settle
from tests.console.support.seated import at_the_queue
from tests.support import shop
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.orders.basket import EditLines, LineChange

FREE = EditLines((LineChange("Argan oil", 2, Minor(0)), LineChange("Soap", 1, Minor(0))), Minor(0), Minor(0))
GIFT = EditLines((LineChange("Argan oil", 2), LineChange("Soap", 1, Minor(0))))


@pytest.mark.parametrize(("edited", "doubt"), [(FREE, "The total is 0."), (GIFT, "Soap costs 0.")])
async def test_enter_does_not_confirm_what_costs_nothing(
    desk: Desk, amina: Actor, edited: EditLines, doubt: str
) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, edited, by=amina)
    async with at_the_queue(desk, amina, size=(80, 24)) as (pilot, screen):
        await press(pilot, "call.confirm")
        assert f"!! {doubt} Is that right?" in dump(pilot.app)
        assert "y confirm   esc leave it as it was" in dump(pilot.app)
        await press(pilot, "form.accept")
        assert screen.status.text == f"{doubt} Press y to confirm."
        assert shop.order(desk, order.id).confirmation is Confirmation.NEW
        await press(pilot, "form.insist")
        await settle(pilot, lambda: screen.status.text == "#1001 confirmed.")


async def test_an_order_with_prices_is_in_no_doubt(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, "call.confirm", "form.insist")
        assert shop.order(desk, order.id).confirmation is Confirmation.NEW
        assert "Is that right?" not in dump(pilot.app)
