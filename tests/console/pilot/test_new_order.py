"""A new order on the list of orders: typed, worked out, read back, placed."""

from typing import Any

import pytest
from textual.pilot import Pilot

from console.screens.orders import NOT_YOURS, Orders
from console.screens.outcomes.live import Live
from console.screens.outcomes.new_order import NewOrderForm
from models.orders import orders
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_cursor, at_the_list, typed
from tests.support import shop
from tests.support.databases import KINDS
from tests.support.history import rows
from workflows.actors import Actor
from workflows.desk import Desk

SAID = ("0551 23 45 67", "Lina Bey", "2 x ARG; 1 x SOAP @ 500", "400", "10", "3 rue Larbi", "Oran", "", "31000")


@pytest.fixture(autouse=True)
def _at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a pause in typing; the shop has sold its two products before."""
    monkeypatch.setattr(Live, "PAUSE", 0.01)
    shop.an_order(desk)


async def filled(pilot: Pilot[Any], *texts: str) -> None:
    """The form with its first fields filled."""
    await press(pilot, "list.new")
    await settle(pilot, lambda: bool(pilot.app.screen.query(NewOrderForm)))
    for text in texts:
        await typed(pilot, text)
        await pilot.press("tab")
    await settle(pilot)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await filled(pilot, *SAID)
        await settle(pilot, lambda: "total DZD 3 290.00" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "place the order" in dump(pilot.app))
        assert "2 x Argan oil @ DZD 1 200.00" in dump(pilot.app)
        await pilot.press("enter")
        await settle(pilot, lambda: not screen.query(NewOrderForm))
        assert "DESK-2 of Lina Bey is placed: DZD 3 290.00." in dump(pilot.app)
        (made,) = rows(desk, orders, orders.c.ref == "DESK-2")
        assert (made.total_minor, made.city, made.postcode, made.changed_by) == (329000, "Oran", "31000", "Amina")
        await settle(pilot, lambda: "DESK-2" in at_cursor(pilot))


async def test_a_shop_that_calls_nobody_confirms_it_at_once_and_says_so(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, ask_customer="NOBODY")
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await filled(pilot, *SAID)
        await pilot.press("enter")
        await settle(pilot, lambda: "the order is confirmed at once: this shop calls nobody" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "DESK-2 of Lina Bey is placed and confirmed: DZD 3 290.00." in dump(pilot.app))


async def test_what_is_missing_is_said_and_what_was_typed_stays(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await filled(pilot, "0551 23 45 67", "Lina Bey", "2 x GOLD")
        await settle(pilot, lambda: "This shop has no product 'GOLD'" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot)
        assert "Lina Bey" in dump(pilot.app)
        await pilot.press("escape")
        await settle(pilot, lambda: not screen.query(NewOrderForm))
        assert len(rows(desk, orders)) == 1


async def test_a_discount_beyond_the_order_leaves_no_total(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await filled(pilot, "0551 23 45 67", "Lina Bey", "1 x SOAP @ 500", "", "600")
        await settle(pilot, lambda: "The discount is more than the order." in dump(pilot.app))
        assert "DZD -100" not in dump(pilot.app)


async def test_the_card_leads_back_to_the_fields(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await filled(pilot, *SAID)
        await pilot.press("enter")
        await settle(pilot, lambda: "place the order" in dump(pilot.app))
        await pilot.press("escape")
        await settle(pilot, lambda: "place the order" not in dump(pilot.app))
        assert screen.query(NewOrderForm)
        assert len(rows(desk, orders)) == 1


async def test_the_warehouse_is_told_whose_work_it_is(desk: Desk, wali: Actor) -> None:
    async with at_the_list(desk, wali, Orders) as (pilot, screen):
        await press(pilot, "list.new")
        await settle(pilot, lambda: NOT_YOURS in dump(pilot.app))
        assert not screen.query(NewOrderForm)
