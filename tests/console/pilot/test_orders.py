"""Orders: tabs with counts, one table, and the way to one order and back."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from console.screens.backlog import Backlog
from console.screens.detail import OrderDetail
from console.screens.orders import NO_ORDERS, NONE_HERE, Orders
from console.widgets.key_bar import KeyBar
from models.statuses import Outcome, Reason
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_cursor, at_the_list, opened, refs, typed
from tests.console.support.seated import at_the_queue
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import CallLater, Cancel, Confirm, NoAnswer
from workflows.desk import Desk


def a_morning(desk: Desk, by: Actor) -> None:
    """Orders in several tabs, with names of several scripts."""
    names = ("Yasmine Haddad", "محمد علي", "राहुल शर्मा", "Zoë d'Été", "سمية زياني", "Nguyễn Thị Hường")
    made = [shop.an_order(desk, customer=name) for name in names]
    desk.perform(made[0].id, NoAnswer(), by=by)
    desk.perform(made[1].id, Confirm(), by=by)
    desk.perform(made[2].id, Cancel(Reason.PRICE), by=by)
    desk.perform(made[3].id, CallLater(desk.clock() + timedelta(hours=2)), by=by)
    shop.an_order(desk, phone="0551 23")


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor) -> None:
    a_morning(desk, samia)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await settle(pilot, lambda: screen.tabs.active is not None and screen.tabs.active.count == "3")
        assert "[To confirm 3]" in dump(pilot.app)
        assert "No answer 1" in dump(pilot.app)
        assert refs(pilot) == ["#1007", "#1006", "#1005"]
        assert "DZD 3 400.00" in at_cursor(pilot)
        assert "! #1007" in at_cursor(pilot)
        await press(pilot, "tab.next", "tab.next", "tab.next")
        await settle(pilot, lambda: refs(pilot) == ["#1004"])


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48)])
async def test_it_looks_like_this(
    desk: Desk, samia: Actor, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    a_morning(desk, samia)
    async with at_the_list(desk, samia, Orders, size=size) as (pilot, screen):
        screen.tabs.choose("all")
        await settle(pilot, lambda: len(refs(pilot)) == 7 and "[All 7]" in dump(pilot.app))
        assert "\n".join(line.rstrip() for line in strips(pilot.app)) == snapshot


async def test_an_order_opens_and_coming_back_finds_its_row(desk: Desk, samia: Actor) -> None:
    for _ in range(60):
        shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "table.page_down", "table.down", "table.down")
        line, place = at_cursor(pilot), screen.table.place
        detail = await opened(pilot)
        assert detail.at_hand is not None
        assert detail.at_hand.order.ref in line
        await press(pilot, "order.back")
        await settle(pilot, lambda: at_cursor(pilot) == line)
        assert screen.table.place == place


async def test_every_tab_keeps_its_own_cursor(desk: Desk, samia: Actor) -> None:
    for _ in range(6):
        shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "table.down", "table.down")
        line = at_cursor(pilot)
        await press(pilot, "tab.previous", "table.down")
        assert at_cursor(pilot) != line
        await press(pilot, "tab.next")
        await settle(pilot, lambda: at_cursor(pilot) == line)


async def test_another_place_and_back_keeps_the_row(desk: Desk, samia: Actor) -> None:
    for _ in range(6):
        shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "table.down", "table.down")
        line = at_cursor(pilot)
        await press(pilot, "go.backlog")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Backlog))
        await press(pilot, "go.orders")
        await settle(pilot, lambda: at_cursor(pilot) == line)


async def test_a_new_shop_says_how_orders_come_in(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await settle(pilot, lambda: "codesk import FILE" in dump(pilot.app))
        assert NO_ORDERS.split(".")[0] in " ".join(dump(pilot.app).split())


async def test_an_empty_tab_says_where_to_go(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "tab.next")
        await settle(pilot, lambda: NONE_HERE in dump(pilot.app))


async def test_what_another_seat_does_appears_and_the_cursor_stays(desk: Desk, samia: Actor, karim: Actor) -> None:
    made = [shop.an_order(desk) for _ in range(5)]
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "table.down", "table.down")
        assert "#1003" in at_cursor(pilot)
        desk.perform(made[4].id, Cancel(Reason.JUNK), by=karim)
        desk.perform(made[1].id, ClaimOrder(), by=karim)
        shop.an_order(desk)
        await settle(pilot, lambda: "▸ Karim" in dump(pilot.app) and "#1006" in dump(pilot.app))
        gone = next(line for line in strips(pilot.app) if "#1005" in line)
        assert gone.startswith(" –")
        assert "Cancelled" in gone
        assert "#1003" in at_cursor(pilot)
        await settle(pilot, lambda: screen.tabs.active is not None and screen.tabs.active.count == "5")


async def test_what_left_the_list_is_gone_when_one_comes_back_from_another_place(desk: Desk, samia: Actor) -> None:
    made = [shop.an_order(desk) for _ in range(3)]
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "go.packing")
        desk.perform(made[1].id, Cancel(Reason.JUNK), by=samia)
        await press(pilot, "go.orders")
        await settle(pilot, lambda: refs(pilot) == ["#1003", "#1001"])


async def test_a_promise_falls_due_without_anybody_saving_anything(
    desk: Desk, samia: Actor, clock: TestClock
) -> None:
    later = shop.an_order(desk)
    desk.perform(later.id, CallLater(clock() + timedelta(hours=1)), by=samia)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "tab.next")
        await settle(pilot, lambda: "Later 1" in dump(pilot.app))
        clock.forward(minutes=61)
        screen.clock_moved()
        await settle(pilot, lambda: refs(pilot) == ["#1001"] and "[Call-backs due 1]" in dump(pilot.app))


async def test_signs_tell_a_test_order_a_duplicate_and_a_missed_call(
    desk: Desk, samia: Actor, clock: TestClock
) -> None:
    missed = shop.an_order(desk)
    desk.perform(missed.id, CallLater(clock() + timedelta(minutes=30)), by=samia)
    shop.an_order(desk, phone="0551 99 99 99")
    shop.an_order(desk, phone="0551 99 99 99")
    shop.an_order(desk, is_test=True, by=samia)
    clock.forward(hours=1)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        screen.tabs.choose("all")
        await settle(pilot, lambda: len(refs(pilot)) == 4)
        margins = {line[4:9]: line[2:4].strip() for line in strips(pilot.app) if line[4:5] == "#"}
        assert margins == {"#1001": "!", "#1002": "", "#1003": "=", "#1004": "T"}


@pytest.mark.parametrize(("profile", "titles"), [("ucraft", ["Payment", "Fulfilment"]), ("codspot", ["Shipping"])])
async def test_the_columns_are_those_of_the_shops_profile(
    desk: Desk, samia: Actor, profile: str, titles: list[str]
) -> None:
    from workflows.shop import settings

    desk.write(lambda work: settings.set_profile(work, profile, by=samia))
    desk.refresh()
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        header = next(line for line in strips(pilot.app) if line.startswith("    Order"))
        assert all(title in header for title in titles)
        assert header.split()[-1] == "Customer"


async def test_an_agent_reads_all_but_the_backlog_is_for_supervisors(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        assert "Backlog" not in dump(pilot.app)
        await press(pilot, "go.backlog")
        assert screen.status.text == "Backlog is for supervisors."


async def test_unanswered_orders_show_their_tries(desk: Desk, samia: Actor) -> None:
    first = shop.an_order(desk)
    desk.perform(first.id, NoAnswer(Outcome.BUSY), by=samia)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        screen.tabs.choose("no-answer")
        await settle(pilot, lambda: refs(pilot) == ["#1001"])
        assert "No answer" in at_cursor(pilot)
        assert "13:00" in at_cursor(pilot)


async def test_typing_a_search_from_another_place_starts_it_here(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk, customer="Yasmine Haddad")
    async with at_the_list(desk, samia, Backlog) as (pilot, _):
        await press(pilot, "desk.search")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders) and pilot.app.screen.line.has_focus)
        await typed(pilot, "haddad")
        await settle(pilot, lambda: refs(pilot) == ["#1001"])


# By number


async def test_of_several_orders_with_one_number_each_is_opened_from_the_palette(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk, ref="#1042", customer="Yasmine Haddad")
    second = shop.an_order(desk, ref="#1042", customer="Karim Benali", source="woocommerce")
    async with at_the_queue(desk, amina) as (pilot, queue):
        await press(pilot, "desk.palette")
        await typed(pilot, "1042")
        await settle(pilot, lambda: "Open #1042 of Yasmine Haddad, new, shopify" in dump(pilot.app))
        assert "› Open #1042 of Karim Benali, new, woocommerce" in dump(pilot.app)
        await pilot.press("enter")
        await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))
        screen = pilot.app.screen
        assert isinstance(screen, OrderDetail)
        await settle(pilot, lambda: screen.at_hand is not None)
        assert screen.at_hand is not None
        assert screen.at_hand.order.id == second.id
        screen.look_at(first.id)
        await settle(pilot, lambda: "Yasmine Haddad" in dump(pilot.app))
        await press(pilot, "order.back")
        assert pilot.app.screen is queue


async def test_the_palette_and_the_key_bar_work_on_the_list(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await press(pilot, "desk.palette")
        await typed(pilot, "open the order")
        await pilot.press("enter")
        await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))
        await pilot.press("escape")
        await settle(pilot, lambda: pilot.app.screen is screen)
        screen.key_bar.post_message(KeyBar.Pressed(screen.key_bar, "table.open"))
        await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))


async def test_nothing_is_selected_where_nothing_is_done_with_it(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await press(pilot, "table.select")
        assert not screen.table.selected
        assert not [entry.title for entry in screen.entries() if entry.title.startswith("Select")]
