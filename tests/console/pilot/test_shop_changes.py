"""Consoles that are open while a supervisor changes the shop on the command line."""

import asyncio
from typing import Any

import pytest
from textual.pilot import Pilot

from console.data.orders_source import OrdersSource
from console.screens.backlog import Backlog
from console.screens.list_screen import ListScreen
from console.screens.missing import Missing
from console.screens.orders import Orders
from models.statuses import Reason
from tests.console.support.desk import dump, press, settle, until
from tests.console.support.listed import at_cursor, at_the_list, opened, refs, typed
from tests.console.support.tabbed import at_the_place
from tests.support import shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, NoAnswer
from workflows.desk import Desk
from workflows.shop import settings


def change(desk: Desk, by: Actor, name: str, text: str) -> None:
    desk.write(lambda work: settings.change(work, name, text, by=by))


def many(desk: Desk) -> None:
    for _ in range(60):
        shop.an_order(desk)


async def listed(pilot: Pilot[Any], screen: ListScreen, tab: str) -> None:
    screen.tabs.choose(tab)
    await settle(pilot, lambda: screen.table.window.ready and screen.asked == screen.table.listed)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_tabs_columns_and_words_are_those_of_the_new_profile(desk: Desk, samia: Actor) -> None:
    desk.perform(shop.an_order(desk).id, Cancel(Reason.PRICE), by=samia)
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        change(desk, samia, "profile", "codspot")
        await settle(pilot, lambda: "[New 1]" in dump(pilot.app) and "Confirmation" in dump(pilot.app))
        assert refs(pilot) == ["#1002"]
        await listed(pilot, screen, "all")
        await settle(pilot, lambda: refs(pilot) == ["#1002", "#1001"])
        await press(pilot, "table.down")
        assert "Canceled" in at_cursor(pilot)


async def test_the_cursor_stays_on_its_order_in_the_list_of_the_new_profile(desk: Desk, samia: Actor) -> None:
    many(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "table.page_down", "table.down")
        ref, line = at_cursor(pilot).split()[1], screen.table.place.line
        change(desk, samia, "profile", "codspot")
        await settle(pilot, lambda: "Confirmation" in dump(pilot.app))
        assert at_cursor(pilot).split()[1] == ref
        assert screen.table.place.line == line


async def test_a_tab_that_both_profiles_have_stays_chosen(desk: Desk, samia: Actor) -> None:
    desk.perform(shop.an_order(desk).id, NoAnswer(), by=samia)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await listed(pilot, screen, "no-answer")
        change(desk, samia, "profile", "codspot")
        await settle(pilot, lambda: "[No Answer 1]" in dump(pilot.app) and "Confirmation" in dump(pilot.app))
        assert refs(pilot) == ["#1001"]


async def test_a_list_below_an_order_and_one_that_was_left_are_changed_too(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _screen):
        await opened(pilot)
        change(desk, samia, "profile", "codspot")
        change(desk, samia, "name", "Maison Sahara")
        await settle(pilot, lambda: "Maison Sahara" in dump(pilot.app))
        await press(pilot, "order.back")
        await settle(pilot, lambda: "[New 1]" in dump(pilot.app) and "Confirmation" in dump(pilot.app))
        await press(pilot, "go.backlog")
        change(desk, samia, "profile", "default")
        await settle(pilot, lambda: desk.shop.profile == "default")
        await press(pilot, "go.orders")
        await settle(pilot, lambda: "[To confirm 1]" in dump(pilot.app) and "Confirmation" not in dump(pilot.app))


async def test_a_search_ends_in_a_tab_of_the_new_profile(desk: Desk, samia: Actor) -> None:
    many(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "desk.search")
        await typed(pilot, "1007")
        await settle(pilot, lambda: refs(pilot) == ["#1007"])
        change(desk, samia, "profile", "codspot")
        await settle(pilot, lambda: "Confirmation" in dump(pilot.app))
        assert refs(pilot) == ["#1007"]
        await pilot.press("escape")
        await settle(pilot, lambda: not screen.searched and len(refs(pilot)) > 1)


async def test_a_switch_shows_in_the_rows_and_what_is_selected_stays_selected(desk: Desk, samia: Actor) -> None:
    for _ in range(60):
        desk.perform(shop.an_order(desk).id, NoAnswer(), by=samia)
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select", "table.page_down", "table.page_down")
        change(desk, samia, "suggest_cancel_after", "2")
        await settle(pilot, lambda: "1/2" in at_cursor(pilot))
        await press(pilot, "table.page_up", "table.page_up")
        assert "1/2" in at_cursor(pilot)
        assert len(screen.table.selected) == 1


async def test_a_place_whose_rows_are_no_lists_of_the_profile_shows_it_too(desk: Desk, samia: Actor) -> None:
    shop.missing(desk)
    async with at_the_place(desk, samia, Missing) as (pilot, screen):
        change(desk, samia, "zone", "Asia/Tokyo")
        await settle(pilot, lambda: desk.shop.zone == "Asia/Tokyo" and "19:00" in dump(pilot.app).splitlines()[0])
        assert screen.table.window.ready


async def test_what_is_painted_before_the_new_list_is_read_holds(
    desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.an_order(desk)
    read, is_here = OrdersSource.page, asyncio.Event()

    async def late(source: OrdersSource, *asked: Any, **more: Any) -> Any:
        await is_here.wait()
        return await read(source, *asked, **more)

    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        monkeypatch.setattr(OrdersSource, "page", late)
        before = screen.table._columns
        change(desk, samia, "profile", "codspot")
        await until(lambda: screen.table._columns != before)
        await pilot.press("slash")  # another focus, another painter
        await pilot.pause(0.1)
        is_here.set()
        await settle(pilot, lambda: "Shipping" in dump(pilot.app))
