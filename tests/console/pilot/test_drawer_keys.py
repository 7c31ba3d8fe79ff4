"""While a drawer is open the key bar names its keys, and those of the place come back when it closes."""

from typing import Any

import pytest
from textual.pilot import Pilot

from console.screens.orders import Orders
from console.screens.place import PlaceScreen
from console.widgets.key_bar import KeyBar
from models.statuses import Shipping
from tests.console.support.desk import press, settle, strips
from tests.console.support.detailed import asks, at_the_order, chosen
from tests.console.support.listed import at_the_list, typed
from tests.console.support.seated import at_the_queue
from tests.support import parcels, shop
from workflows.actors import Actor
from workflows.desk import Desk


def bar(pilot: Pilot[Any]) -> str:
    """The key bar as it is drawn."""
    screen = pilot.app.screen
    assert isinstance(screen, PlaceScreen)
    return " ".join(" ".join(strips(pilot.app)[-screen.key_bar.size.height :]).split())


async def clicked(pilot: Pilot[Any], key: str) -> None:
    """A click on a key of the bar, which has one line."""
    await pilot.click(KeyBar, offset=(strips(pilot.app)[-1].index(key) + 1, 0))


async def test_it_works(desk: Desk, samia: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        assert "d dial" in bar(pilot)
        await press(pilot, "order.parcels")
        await asks(pilot, screen, "d delivered")
        assert bar(pilot).endswith("choose ↑ ↓ move enter take it esc leave")
        assert " d " in bar(pilot).partition("choose")[0]
        assert "dial" not in bar(pilot)
        await press(pilot, "form.close")
        await settle(pilot, lambda: "d dial" in bar(pilot))


@pytest.mark.parametrize(
    ("action", "shown"),
    [
        ("call.later", "1–6 choose ↑ ↓ move enter take it esc leave"),
        ("call.confirm", "enter confirm esc leave"),
        ("order.note", "enter save esc leave"),
        ("order.show_text", "enter read esc leave"),
        ("queue.pause", "1–6 choose ↑ ↓ move enter take it esc leave"),
    ],
)
async def test_each_kind_of_drawer_names_its_keys(desk: Desk, amina: Actor, action: str, shown: str) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await settle(pilot, lambda: screen.at_hand is not None)
        await press(pilot, action)
        await settle(pilot, lambda: bar(pilot) == shown)
        await press(pilot, "form.close")
        await settle(pilot, lambda: bar(pilot).startswith("d dial"))


async def test_a_form_names_other_keys_where_its_card_is_shown(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await press(pilot, "list.new")
        await settle(pilot, lambda: bar(pilot) == "enter read back tab next field esc leave")


async def test_the_fields_of_a_command_go_on_with_enter(desk: Desk, samia: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await chosen(pilot, screen, "Edit the shipment")
        await asks(pilot, screen, "edit the shipment")
        assert "enter go on tab next field esc leave" in bar(pilot)


async def test_a_question_that_follows_another_names_its_own(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.filter")
        first = bar(pilot)
        await pilot.press("p")
        await settle(pilot, lambda: bar(pilot) != first and "choose" in bar(pilot))


async def test_a_click_on_a_drawers_key_is_the_drawers(desk: Desk, samia: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await asks(pilot, screen, "d delivered")
        await clicked(pilot, "enter")
        await asks(pilot, screen, "edit the shipment")
        await clicked(pilot, "esc")
        await settle(pilot, lambda: screen.ask is None)
        assert pilot.app.screen is screen


async def test_a_click_on_enter_sends_a_line_that_was_typed(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await settle(pilot, lambda: screen.at_hand is not None)
        await press(pilot, "order.note")
        await typed(pilot, "rings twice")
        await clicked(pilot, "enter")
        await settle(pilot, lambda: screen.at_hand is not None and screen.at_hand.notes)


async def test_what_cannot_be_done_is_still_known_while_a_drawer_is_open(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await settle(pilot, lambda: screen.at_hand is not None)
        await press(pilot, "order.note")
        assert screen.reason("call.recover")
        assert "recover" not in bar(pilot)


async def test_while_one_searches_the_bar_names_the_keys_of_the_search(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "desk.search")
        await settle(pilot, lambda: bar(pilot) == "enter to the list esc end search")
        await typed(pilot, order.ref.lstrip("#"))
        await clicked(pilot, "enter")
        await settle(pilot, lambda: "/ search" in bar(pilot))
        await press(pilot, "desk.search")
        await clicked(pilot, "esc")
        await settle(pilot, lambda: "/ search" in bar(pilot))
