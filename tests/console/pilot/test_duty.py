"""What goes on in every place: claims, promised calls and the idle lock, whatever is in front."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from console.modals.lock import Lock
from console.screens.orders import Orders
from console.widgets.search_line import SearchLine
from tests.console.support.desk import press, settle
from tests.console.support.seated import PLAIN, at_the_queue
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater
from workflows.desk import Desk


@asynccontextmanager
async def away_from_the_queue(desk: Desk, by: Actor) -> AsyncIterator[tuple[Pilot[Any], Orders]]:
    """`by` has an order at hand in Queue, and looks at Orders."""
    async with at_the_queue(desk, by) as (pilot, _):
        await press(pilot, "go.orders")
        screen = pilot.app.screen
        assert isinstance(screen, Orders)
        await settle(pilot, lambda: screen.table.window.ready)
        yield pilot, screen


async def ticked(pilot: Pilot[Any], screen: Any) -> None:
    """Five seconds later."""
    screen.desk.tick()
    await settle(pilot)
    await settle(pilot)


# Claims


async def test_letters_typed_in_a_drawer_keep_the_order(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.note")
        await ticked(pilot, screen)
        clock.forward(minutes=8)
        await pilot.press("h")
        await ticked(pilot, screen)
        assert shop.order(desk, order.id).claimed_until == clock() + timedelta(minutes=10)


async def test_an_order_at_hand_is_kept_while_one_works_in_another_place(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    order = shop.an_order(desk)
    async with away_from_the_queue(desk, amina) as (pilot, screen):
        await ticked(pilot, screen)
        clock.forward(minutes=8)
        await press(pilot, "table.down")
        await ticked(pilot, screen)
        assert shop.order(desk, order.id).claimed_until == clock() + timedelta(minutes=10)
        clock.forward(minutes=8)
        await ticked(pilot, screen)
        assert shop.order(desk, order.id).claimed_until == clock() + timedelta(minutes=2)


async def test_a_claim_that_is_lost_meanwhile_is_said_there(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    shop.an_order(desk)
    async with away_from_the_queue(desk, amina) as (pilot, screen):
        clock.forward(minutes=20)
        assert desk.next_order(by=karim) is not None
        await press(pilot, "table.down")
        await ticked(pilot, screen)
        assert screen.status.text.startswith("#1001 is not yours any more: Karim is on this order until 11:30")
        assert screen.status.text.endswith("Press 1 for the queue.")
        clock.forward(minutes=2)
        await press(pilot, "table.down")
        await ticked(pilot, screen)
        assert screen.status.text == ""


async def test_nothing_is_kept_for_whoever_types_at_a_locked_screen(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    order = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await ticked(pilot, screen)
        until = shop.order(desk, order.id).claimed_until
        await press(pilot, "desk.lock")
        clock.forward(minutes=8)
        await pilot.press(*"guess")
        await ticked(pilot, screen)
        assert shop.order(desk, order.id).claimed_until == until


# Promised calls


async def test_a_promised_call_is_announced_in_every_place_and_steals_no_key(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    promised, _ = shop.an_order(desk), shop.an_order(desk)
    desk.perform(promised.id, CallLater(clock() + timedelta(minutes=15)), by=amina)
    async with away_from_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "desk.search")
        await pilot.press("y")
        clock.forward(minutes=5)
        await ticked(pilot, screen)
        assert screen.status.text == "#1001 Yasmine Haddad: you promised a call at 11:15, in 10 min."
        await pilot.press("a")
        line = screen.query_one(SearchLine)
        assert (line.has_focus, line.value) == (True, "ya")
        screen.status.clear()
        clock.forward(minutes=10)
        await ticked(pilot, screen)
        due = "#1001 Yasmine Haddad: the call you promised for 11:15 is due; it comes up next."
        assert screen.status.text == f"{due} Press 1 for the queue."


async def test_a_promised_call_that_is_not_the_next_one_says_so(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    missed, promised, _ = (shop.an_order(desk) for _ in range(3))
    desk.perform(missed.id, CallLater(clock() + timedelta(minutes=10)), by=karim)
    desk.perform(promised.id, CallLater(clock() + timedelta(minutes=30)), by=amina)
    async with away_from_the_queue(desk, amina) as (pilot, screen):
        clock.forward(minutes=30)
        await ticked(pilot, screen)
        due = "#1002 Yasmine Haddad: the call you promised for 11:30 is due; it comes up after 1 earlier promise."
        assert due in screen.status.text


async def test_a_promised_call_is_not_announced_on_a_locked_screen(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    promised, _ = shop.an_order(desk), shop.an_order(desk)
    desk.perform(promised.id, CallLater(clock() + timedelta(minutes=5)), by=amina)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "desk.lock")
        await ticked(pilot, screen)
        assert screen.status.text == ""
        pilot.app.pop_screen()
        await ticked(pilot, screen)
        assert "you promised a call at 11:05" in screen.status.text


# The idle lock


@pytest.mark.parametrize("typing", [True, False])
async def test_whoever_types_a_long_note_is_not_locked_out(desk: Desk, amina: Actor, typing: bool) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina, settings=replace(PLAIN, idle_minutes=1)) as (pilot, screen):
        await press(pilot, "order.note")
        for _ in range(3):
            screen.desk._touched -= 40
            if typing:
                await pilot.press("h")
        await ticked(pilot, screen)
        assert isinstance(pilot.app.screen, Lock) is not typing
