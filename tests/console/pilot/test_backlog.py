"""Backlog: unanswered orders and missed call-backs, many of them settled at once."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from console.screens.backlog import Backlog
from console.screens.orders import Orders
from console.widgets.form import Choice, Choices
from console.widgets.read_back import ReadBack
from models.orders import Order
from models.statuses import Confirmation, Headline
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_cursor, at_the_list, opened, refs, typed
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import CallLater, Confirm, NoAnswer
from workflows.desk import Desk

NAMES = ("Yasmine Haddad", "محمد علي", "राहुल शर्मा")


@pytest.fixture
def unanswered(desk: Desk, amina: Actor, clock: TestClock) -> list[Order]:
    """Three orders: called three times, twice, once."""
    made = [shop.an_order(desk, customer=name) for name in NAMES]
    for count in (1, 2, 3):
        for order in made[: 4 - count]:
            desk.perform(order.id, NoAnswer(), by=amina)
        clock.forward(hours=2)
    return made


@pytest.mark.parametrize("database", KINDS, indirect=True)
@pytest.mark.usefixtures("unanswered")
async def test_it_works(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Backlog, size=(160, 48)) as (pilot, _):
        assert sorted(refs(pilot)) == ["#1001", "#1002", "#1003"]
        first = next(line for line in strips(pilot.app) if "#1001" in line)
        for text in (
            "3/3",
            "cancel?",
            "am noon",
            "eve weekend",
            "15:00",
            "7 h",
            "DZD 3 400.00",
            "Amina",
            "Yasmine Haddad",
        ):
            assert text in first
        assert "2/3" in next(line for line in strips(pilot.app) if "#1002" in line)
        foot = next(line for line in strips(pilot.app) if "tries ·" in line)
        assert at_cursor(pilot)[4:9] in foot


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.usefixtures("unanswered")
async def test_it_looks_like_this(
    desk: Desk, samia: Actor, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    async with at_the_list(desk, samia, Backlog, size=size) as (pilot, _):
        assert "\n".join(line.rstrip() for line in strips(pilot.app)) == snapshot


@pytest.mark.usefixtures("unanswered")
async def test_its_tabs_are_counted(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    desk.perform(shop.an_order(desk).id, CallLater(clock() + timedelta(hours=1)), by=amina)
    clock.forward(hours=2)
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await settle(pilot, lambda: "[Backlog 3] Missed call-backs 1 " in dump(pilot.app))
        desk.perform(shop.an_order(desk).id, NoAnswer(), by=amina)
        screen.data_changed()
        await settle(pilot, lambda: "[Backlog 4]" in dump(pilot.app))


async def test_missed_call_backs_have_a_tab_of_their_own(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, CallLater(clock() + timedelta(hours=1)), by=samia)
    async with at_the_list(desk, samia, Backlog) as (pilot, _):
        assert "Nobody waits to be called again" in dump(pilot.app)
        await press(pilot, "tab.next")
        await settle(pilot, lambda: "No promised call-back was missed" in dump(pilot.app))
        clock.forward(hours=2)
        await press(pilot, "table.reload")
        await settle(pilot, lambda: refs(pilot) == ["#1001"])
        assert at_cursor(pilot)[2:4].strip() == "!"


async def test_many_are_cancelled_with_one_reason(desk: Desk, samia: Actor, unanswered: list[Order]) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select", "table.down", "table.select")
        assert "2 selected" in dump(pilot.app)
        chosen = set(screen.table.selected)
        await press(pilot, "backlog.cancel")
        assert "Cancel 2 orders: why?" in dump(pilot.app)
        await typed(pilot, "4")
        assert "! Cancelled is final" in dump(pilot.app)
        assert all(order.confirmation is Confirmation.NO_ANSWER for order in fresh(desk, unanswered))
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.status.text == "2 orders cancelled.")
        await settle(pilot, lambda: not screen.table.selected)
    done = {str(order.id) for order in fresh(desk, unanswered) if order.headline is Headline.CANCELLED}
    assert done == chosen
    assert {order.cancel_reason for order in fresh(desk, unanswered)} == {"no-answer", ""}


async def test_an_order_that_was_confirmed_meanwhile_is_left(
    desk: Desk, samia: Actor, amina: Actor, unanswered: list[Order]
) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select_all", "backlog.cancel")
        await typed(pilot, "1")
        desk.perform(unanswered[1].id, Confirm(), by=amina)
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "1 refused and still selected: #1002: Amina confirmed" in screen.status.text)
    standing = [order.headline for order in fresh(desk, unanswered)]
    assert standing == [Headline.CANCELLED, Headline.CONFIRMED, Headline.CANCELLED]


def fresh(desk: Desk, orders: list[Order]) -> list[Order]:
    """The orders as they are now."""
    return [shop.order(desk, order.id) for order in orders]


async def test_without_a_selection_it_is_the_order_under_the_cursor(
    desk: Desk, samia: Actor, unanswered: list[Order]
) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        ref = at_cursor(pilot)[4:9]
        await press(pilot, "backlog.cancel")
        await typed(pilot, "1")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.status.text == "1 order cancelled.")
    assert [order.ref for order in fresh(desk, unanswered) if order.headline is Headline.CANCELLED] == [ref]


async def test_escape_leaves_everything_as_it_was(desk: Desk, samia: Actor, unanswered: list[Order]) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select_all", "backlog.cancel")
        await typed(pilot, "1")
        await press(pilot, "form.close")
        assert len(screen.table.selected) == 3
    assert all(order.confirmation is Confirmation.NO_ANSWER for order in fresh(desk, unanswered))


async def test_a_card_that_is_accepted_twice_does_it_once(desk: Desk, samia: Actor, unanswered: list[Order]) -> None:
    versions = [order.version + 1 for order in fresh(desk, unanswered)]
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select_all", "backlog.cancel")
        await typed(pilot, "1")
        card = screen.query_one(ReadBack)
        card.action_accept()
        card.action_accept()
        await settle(pilot, lambda: screen.status.text == "3 orders cancelled.")
    assert [order.version for order in fresh(desk, unanswered)] == versions


async def test_an_answer_to_the_question_before_answers_nothing(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "list.filter")
        choices = screen.query_one(Choices)
        late = Choices.Chosen(choices, Choice("1", "Unpaid", "UNPAID"))
        screen.ask.post_message(late)
        await settle(pilot)
        assert screen.is_whole
        assert screen.ask.is_open


async def test_another_reason_has_to_be_said(desk: Desk, samia: Actor, unanswered: list[Order]) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select_all", "backlog.cancel")
        await typed(pilot, "9")
        await press(pilot, "form.accept")
        assert "Say what the reason is" in dump(pilot.app)
        await typed(pilot, "flood")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "3 orders: flood" in dump(pilot.app))
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.status.text == "3 orders cancelled.")
    assert all(order.cancel_reason == "other" for order in fresh(desk, unanswered))


async def test_the_refused_stay_selected_and_say_why(
    desk: Desk, samia: Actor, karim: Actor, unanswered: list[Order]
) -> None:
    desk.perform(unanswered[1].id, ClaimOrder(), by=karim)
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select_all", "backlog.cancel")
        await typed(pilot, "1")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.status.text.startswith("2 orders cancelled. 1 refused and still selected"))
        assert "#1002: Karim is on this order until" in screen.status.text
        assert screen.table.selected == {str(unanswered[1].id)}


async def test_they_are_given_to_an_agent_and_taken_back(desk: Desk, samia: Actor, unanswered: list[Order]) -> None:
    karim = shop.person(desk, "Karim")
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select_all", "backlog.assign")
        await settle(pilot, lambda: "Give 3 orders to" in dump(pilot.app))
        await typed(pilot, "2")
        await settle(pilot, lambda: screen.status.text == "3 orders given to Karim.")
        assert {order.assigned_to for order in fresh(desk, unanswered)} == {karim.id}
        await press(pilot, "table.select_all", "backlog.assign")
        await settle(pilot, lambda: "nobody, take them back" in dump(pilot.app))
        await typed(pilot, "4")
        await settle(pilot, lambda: screen.status.text == "3 orders taken back.")
    assert {order.assigned_to for order in fresh(desk, unanswered)} == {None}


async def test_they_are_offered_to_the_queue_now(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, NoAnswer(), by=amina)
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "backlog.retry")
        await settle(pilot, lambda: screen.status.text == "1 order offered to the queue now.")
        await press(pilot, "backlog.retry")
        await settle(pilot, lambda: "this order is due already" in screen.status.text)
    assert shop.order(desk, order.id).due_at == desk.clock()


async def test_a_message_goes_out_again(desk: Desk, samia: Actor, amina: Actor) -> None:
    for _ in range(2):
        desk.perform(shop.an_order(desk).id, NoAnswer(), by=amina)
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select_all", "backlog.message")
        await typed(pilot, "1")
        await settle(pilot, lambda: screen.status.text == "2 orders with a message written again.")
        await press(pilot, "table.select_all", "backlog.message")
        await typed(pilot, "3")
        await settle(pilot, lambda: screen.status.text.startswith("0 orders with a message written again. 2 refused"))
        assert "and 1 more: this order had no message 'confirmed'" in screen.status.text
        assert len(screen.table.selected) == 2


async def test_an_empty_list_says_that_there_is_nothing_to_do(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "backlog.cancel")
        assert screen.status.text == "There is no order here to do that with."
        assert not screen.ask.is_open


@pytest.mark.usefixtures("unanswered")
async def test_an_order_opens_and_comes_back_to_its_row(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, _):
        await press(pilot, "table.down")
        line = at_cursor(pilot)
        await opened(pilot)
        await press(pilot, "order.back")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Backlog) and at_cursor(pilot) == line)


@pytest.mark.usefixtures("unanswered")
async def test_a_filter_narrows_the_backlog_too(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, _):
        await press(pilot, "list.filter")
        await typed(pilot, "d")
        await settle(pilot, lambda: "No order of this list fits" in dump(pilot.app))
        await press(pilot, "list.clear")
        await settle(pilot, lambda: len(refs(pilot)) == 3)


@pytest.mark.usefixtures("unanswered")
async def test_a_search_looks_among_all_orders(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, _):
        await press(pilot, "desk.search")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders) and pilot.app.screen.line.has_focus)


async def test_what_is_settled_is_selected_no_more(desk: Desk, samia: Actor, unanswered: list[Order]) -> None:
    async with at_the_list(desk, samia, Backlog) as (pilot, screen):
        await press(pilot, "table.select", "backlog.cancel")
        await pilot.press("1")
        await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
        await pilot.press("enter")
        await settle(pilot, lambda: "1 order cancelled" in dump(pilot.app))
        await press(pilot, "table.select_all")
        assert len(screen.table.selected) == len(unanswered) - 1
        await press(pilot, "table.select_all")
        assert not screen.table.selected
        await press(pilot, "table.select_all", "list.clear")
        assert not screen.table.selected
