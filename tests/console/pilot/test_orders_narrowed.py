"""Orders: search, sort and filters, said in words above the table."""

from datetime import timedelta

import pytest

from console.screens.orders import NO_HIT, NONE_FITS, TOO_SHORT, Orders
from models.statuses import Reason
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_cursor, at_the_list, opened, refs, typed
from tests.support import shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.calls.assignment import Assign
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.shop import settings

NAMES = ("Yasmine Haddad", "محمد علي", "Zoë d'Été", "राहुल शर्मा")


@pytest.fixture(autouse=True)
def _orders(desk: Desk, samia: Actor) -> None:
    """Five orders, one of them confirmed."""
    made = [shop.an_order(desk, customer=name) for name in (*NAMES, "Yasmine Khelifi")]
    desk.perform(made[0].id, Confirm(), by=samia)


@pytest.mark.parametrize("database", KINDS, indirect=True)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1003", ["#1003"]),
        ("#1003", ["#1003"]),
        ("0551 00 02 10", ["#1002"]),
        ("+213551000210", ["#1002"]),
        ("yasm", ["#1005", "#1001"]),
        ("ete zoe", ["#1003"]),
        ("محمد", ["#1002"]),
        ("राहुल", ["#1004"]),
    ],
)
async def test_it_finds_by_number_phone_and_part_of_a_name(
    desk: Desk, samia: Actor, text: str, found: list[str]
) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "desk.search")
        await typed(pilot, text)
        await settle(pilot, lambda: screen.searched == text and refs(pilot) == found)
        assert "[All" in dump(pilot.app)


async def test_enter_keeps_the_search_and_escape_ends_it(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        line = at_cursor(pilot)
        await press(pilot, "desk.search")
        await typed(pilot, "yasm")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.table.has_focus and refs(pilot) == ["#1005", "#1001"])
        await press(pilot, "table.down")
        assert "#1001" in at_cursor(pilot)
        await press(pilot, "list.clear")
        await settle(pilot, lambda: at_cursor(pilot) == line)
        assert not screen.line.display
        assert "[To confirm" in dump(pilot.app)


async def test_escape_while_typing_ends_it_too(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        before = refs(pilot)
        await press(pilot, "desk.search")
        await typed(pilot, "yasm")
        await press(pilot, "form.close")
        await settle(pilot, lambda: screen.table.has_focus and refs(pilot) == before)


async def test_what_is_found_opens_and_comes_back(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "desk.search")
        await typed(pilot, "yasm")
        await press(pilot, "form.accept", "table.down")
        await opened(pilot)
        await press(pilot, "order.back")
        await settle(pilot, lambda: "#1001" in at_cursor(pilot))
        assert screen.line.value == "yasm"


async def test_a_tab_narrows_what_is_found(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "desk.search")
        await typed(pilot, "yasm")
        await press(pilot, "form.accept", "tab.next")
        await settle(pilot, lambda: refs(pilot) == ["#1005"])


@pytest.mark.parametrize(
    ("text", "said"), [("y", TOO_SHORT), ("ya", TOO_SHORT), ("nobody", NO_HIT), ("778899", NO_HIT)]
)
async def test_what_finds_nothing_says_what_to_do(desk: Desk, samia: Actor, text: str, said: str) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "desk.search")
        await typed(pilot, text)
        await settle(pilot, lambda: " ".join(said.split()[:9]) in dump(pilot.app))


async def test_filters_are_words_above_the_table_and_one_key_clears_them(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        before = refs(pilot)
        await press(pilot, "list.filter")
        await typed(pilot, "p")
        await typed(pilot, "5")
        await settle(pilot, lambda: NONE_FITS in dump(pilot.app))
        assert "payment paid" in dump(pilot.app)
        await press(pilot, "list.filter")
        await typed(pilot, "p")
        assert "✓ Paid" in dump(pilot.app)
        await typed(pilot, "1")
        await settle(pilot, lambda: refs(pilot) == before)
        assert "payment unpaid or paid" in dump(pilot.app)
        await press(pilot, "list.clear")
        await settle(pilot, lambda: "payment" not in dump(pilot.app) and refs(pilot) == before)
        assert screen.is_whole


async def test_a_status_without_a_tab_is_found_by_the_profiles_word(desk: Desk, samia: Actor) -> None:
    gone = shop.an_order(desk)
    desk.perform(gone.id, Cancel(Reason.PRICE), by=samia)
    desk.write(lambda work: settings.set_profile(work, "kartify", by=samia))
    desk.refresh()
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "list.filter")
        await typed(pilot, "s")
        line = next(line for line in strips(pilot.app) if line.strip().endswith("Cancelled"))
        await typed(pilot, line.strip("› ")[0])
        await settle(pilot, lambda: refs(pilot) == ["#1006"])
        assert "status cancelled" in dump(pilot.app)
        assert screen.asked.tab == "all"


async def test_only_duplicates(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk, phone="0551 00 05 10")
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.filter")
        await typed(pilot, "d")
        await settle(pilot, lambda: refs(pilot) == ["#1006"])
        assert "possible duplicates" in dump(pilot.app)


async def test_only_one_agents(desk: Desk, samia: Actor) -> None:
    mine = shop.an_order(desk)
    desk.perform(mine.id, Assign("Karim"), by=samia)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.filter")
        await typed(pilot, "a")
        await settle(pilot, lambda: "2  Karim" in dump(pilot.app))
        await typed(pilot, "2")
        await settle(pilot, lambda: refs(pilot) == ["#1006"])
        assert "of Karim" in dump(pilot.app)


async def test_only_one_of_the_systems_that_orders_came_from(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk, source="second shop")
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.filter")
        await typed(pilot, "o")
        await settle(pilot, lambda: "1  second shop" in dump(pilot.app))
        assert "2  shopify" in dump(pilot.app)
        assert "woocommerce" not in dump(pilot.app)
        await typed(pilot, "1")
        await settle(pilot, lambda: refs(pilot) == ["#1006"])
        assert "from second shop" in dump(pilot.app)


async def test_dates_that_cannot_be_read_stay_with_an_example(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk, placed_at=desk.clock() - timedelta(days=3))
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await press(pilot, "list.filter")
        await typed(pilot, "w")
        await typed(pilot, "5")
        await typed(pilot, "blue moon")
        await press(pilot, "form.accept")
        assert "'blue moon' is no date; type it like" in dump(pilot.app)
        await pilot.press(*["backspace"] * 9)
        await typed(pilot, "20/11")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: refs(pilot) == ["#1006"])
        assert "placed since 20 Nov 2026 until 20 Nov 2026" in dump(pilot.app)


async def test_sorting_turns_the_list_round(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        before = refs(pilot)
        await press(pilot, "list.sort")
        await typed(pilot, "2")
        await settle(pilot, lambda: refs(pilot) == before[::-1])
        assert "sorted oldest first" in dump(pilot.app)


async def test_what_is_found_cannot_be_sorted(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "desk.search")
        await typed(pilot, "yasm")
        await press(pilot, "form.accept", "list.sort")
        await typed(pilot, "2")
        assert "newest first" in screen.status.text
        assert screen.ask.is_open


async def test_a_drawer_that_is_left_changes_nothing(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "list.filter")
        await typed(pilot, "p")
        await press(pilot, "form.close")
        assert screen.is_whole
        assert screen.table.has_focus
