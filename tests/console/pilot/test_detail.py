"""One order over its list: what is known, the outcome keys, notes, and every other command of the rule book."""

import pytest
from syrupy.assertion import SnapshotAssertion

from console.screens.detail import OrderDetail
from console.screens.missing import Missing
from console.screens.orders import Orders
from console.screens.signin import SignIn
from models.statuses import Confirmation, Outcome, Reason
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_the_list, opened, refs
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import Cancel, NoAnswer
from workflows.desk import Desk
from workflows.orders.remarks import AddNote


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk, note="call after 2 pm", email="yasmine@example.com")
    shop.an_order(desk, phone=order.phone)
    desk.perform(order.id, NoAnswer(Outcome.BUSY, "engaged"), by=amina)
    desk.perform(order.id, AddNote("sister picks up"), by=amina)
    clock.forward(minutes=5)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        screen.tabs.choose("no-answer")
        await settle(pilot, lambda: refs(pilot) == ["#1001"])
        await opened(pilot)
        shown = " ".join(dump(pilot.app).split())
        for text in ("#1001 · No answer", "Yasmine Haddad", "+213 551 00 01 10", "2 × Argan oil", "DZD 3 400.00"):
            assert text in shown
        for text in ("call after 2 pm", "yasmine@example.com", "Amina: sister picks up", "#1002 new"):
            assert text in shown
        for text in ("Amina, busy (morning): engaged", "Amina called without an answer", "next try 13:00"):
            assert text in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_looks_like_this(
    desk: Desk, samia: Actor, amina: Actor, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    order = shop.an_order(desk, customer="محمد علي", note="اتصل بعد الظهر")
    desk.perform(order.id, NoAnswer(), by=amina)
    async with at_the_list(desk, samia, Orders, size=size) as (pilot, screen):
        screen.tabs.choose("all")
        await settle(pilot, lambda: refs(pilot) == ["#1001"])
        await opened(pilot)
        assert "\n".join(line.rstrip() for line in strips(pilot.app)) == snapshot


async def test_the_whole_history_can_be_read(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    for number in range(30):
        clock.forward(minutes=1)
        desk.perform(order.id, AddNote(f"note {number}"), by=samia)
    async with at_the_list(desk, samia, Orders, size=(80, 24)) as (pilot, _):
        await opened(pilot)
        assert "placed this order" not in dump(pilot.app)
        await pilot.press("end")
        await settle(pilot, lambda: "placed this order" in dump(pilot.app))


# Working on it


async def test_the_first_outcome_key_takes_the_order(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        screen = await opened(pilot)
        assert shop.order(desk, order.id).claimed_by is None
        await press(pilot, "call.confirm")
        assert shop.order(desk, order.id).claimed_by == amina.id
        assert "Read back to the customer, #1001" in dump(pilot.app)
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.status.text == "#1001 confirmed.")
    assert shop.order(desk, order.id).confirmation is Confirmation.CONFIRMED


async def test_leaving_gives_the_order_back(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await opened(pilot)
        await press(pilot, "call.later", "form.close")
        assert shop.order(desk, order.id).claimed_by == amina.id
        await press(pilot, "order.back")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))
    assert shop.order(desk, order.id).claimed_by is None


async def test_an_order_that_was_held_before_stays_held(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, ClaimOrder(), by=amina)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await opened(pilot)
        await press(pilot, "call.later", "form.close", "order.back")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))
    assert shop.order(desk, order.id).claimed_by == amina.id


async def test_another_place_leaves_the_list_too(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await opened(pilot)
        await press(pilot, "go.backlog")
        await settle(pilot, lambda: type(pilot.app.screen).__name__ == "Backlog")
        await press(pilot, "go.orders")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))


async def test_a_key_takes_it_and_a_supervisor_takes_it_over(desk: Desk, samia: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, ClaimOrder(), by=karim)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        screen = await opened(pilot)
        assert "Karim has it until 11:10" in dump(pilot.app)
        await press(pilot, "order.take")
        await settle(pilot, lambda: shop.order(desk, order.id).claimed_by == samia.id)
        assert "Samia has it" in dump(pilot.app)
        await press(pilot, "order.take")
        assert screen.status.text == "You have this order already."


async def test_an_agent_is_told_who_has_it(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, ClaimOrder(), by=karim)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        screen = await opened(pilot)
        await press(pilot, "order.take")
        assert "Karim is on this order until 11:10" in screen.status.text
        await press(pilot, "call.confirm")
        assert "Karim is on this order until 11:10" in screen.status.text


async def test_the_warehouse_reads_but_takes_nothing(desk: Desk, wali: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, wali, Orders) as (pilot, _):
        screen = await opened(pilot)
        await press(pilot, "order.take")
        assert screen.status.text == "Agents and supervisors take orders."


async def test_what_a_colleague_does_is_shown_and_said(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        screen = await opened(pilot)
        desk.perform(order.id, Cancel(Reason.PRICE), by=karim)
        await settle(pilot, lambda: "Karim cancelled this order" in screen.status.text)
        assert "#1001 · Cancelled" in dump(pilot.app)


async def test_leaving_a_call_without_an_outcome_is_said(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        for way, place in (("order.back", Orders), ("go.missing", Missing)):
            await opened(pilot)
            await press(pilot, "call.dial", way)
            await settle(pilot, lambda: "#1001 was dialled and is given back without an outcome" in dump(pilot.app))
            assert isinstance(pilot.app.screen, place)
            assert shop.order(desk, order.id).claimed_by is None


async def test_leaving_without_a_call_says_nothing(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await opened(pilot)
        await press(pilot, "order.take", "order.back")
        assert "without an outcome" not in dump(pilot.app)


async def test_somebody_else_signs_in_while_an_order_is_open(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        await opened(pilot)
        await press(pilot, "desk.switch")
        await settle(pilot, lambda: isinstance(pilot.app.screen, SignIn))
        assert pilot.app.screen_stack[-1] is pilot.app.screen
        assert not any(isinstance(screen, (OrderDetail, Orders)) for screen in pilot.app.screen_stack)


async def test_a_search_leaves_the_order_as_going_elsewhere_does(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await opened(pilot)
        await press(pilot, "order.take", "desk.search")
        await settle(pilot, lambda: screen.line.display)
        assert pilot.app.screen_stack[1:] == [screen]
    assert shop.order(desk, order.id).claimed_by is None
