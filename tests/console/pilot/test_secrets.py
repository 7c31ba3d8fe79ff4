"""Signing in, choosing a password, and the locked screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from console.app import ConsoleApp
from console.modals.lock import Lock
from console.screens.queue import Queue
from console.screens.signin import SignIn
from console.widgets.key_bar import KeyBar
from console.widgets.status_line import StatusLine
from tests.console.support.desk import dump, press, settle, words
from tests.console.support.seated import PLAIN, at_the_queue
from workflows import roster
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.shop import sign_in

GOOD = "olives and figs"


@asynccontextmanager
async def at_the_door(desk: Desk) -> AsyncIterator[Pilot[Any]]:
    """Nobody has signed in yet."""
    app = ConsoleApp(lambda: desk, PLAIN)
    async with app.run_test(size=(80, 24)) as opened:
        pilot: Pilot[Any] = opened
        await settle(pilot, lambda: isinstance(app.screen, SignIn) and "Amina" in dump(pilot.app))
        try:
            yield pilot
        finally:
            await settle(pilot)
            app.seat.close()


async def submitted(pilot: Pilot[Any], text: str) -> str:
    """Type a line; what is said about it."""
    await pilot.press(*("space" if letter == " " else letter for letter in text), "enter")
    await settle(pilot)
    return pilot.app.screen.query_one(StatusLine).text


def secret_of(desk: Desk, who: Actor) -> str:
    return desk.read(lambda work: roster.by_name(work, who.name)).password


async def test_the_door_names_its_keys(desk: Desk, amina: Actor) -> None:
    assert amina.id is not None
    sign_in.choose_password(desk, amina.id, GOOD, by=amina)
    async with at_the_door(desk) as pilot:
        assert "choose  ↑ ↓ move  enter take it  ctrl+q quit" in dump(pilot.app)
        await pilot.press("1")
        await settle(pilot, lambda: "enter go on  esc names  ctrl+q quit" in dump(pilot.app))
        await pilot.click(KeyBar, offset=(14, 0))
        await settle(pilot, lambda: "choose  ↑ ↓ move" in dump(pilot.app))


async def test_whoever_was_chosen_is_named_while_the_secret_is_typed(desk: Desk, amina: Actor) -> None:
    assert amina.id is not None
    sign_in.choose_password(desk, amina.id, GOOD, by=amina)
    async with at_the_door(desk) as pilot:
        await pilot.press("1")
        await settle(pilot, lambda: "Sign in as Amina." in dump(pilot.app))
        assert "Who sits here?" not in dump(pilot.app)
        await submitted(pilot, "wrong wrong")
        assert "Sign in as Amina." in dump(pilot.app)
        await pilot.press("escape")
        await settle(pilot, lambda: "Who sits here?" in dump(pilot.app))


async def test_whoever_may_choose_a_password_later_reads_the_key(desk: Desk, amina: Actor) -> None:
    async with at_the_door(desk) as pilot:
        await pilot.press("1")
        await settle(pilot, lambda: "enter go on  esc later  ctrl+q quit" in dump(pilot.app))


async def test_a_first_password_is_judged_when_it_is_typed_the_first_time(desk: Desk, amina: Actor) -> None:
    async with at_the_door(desk) as pilot:
        await pilot.press("1")
        await settle(pilot, lambda: "Choose a password" in dump(pilot.app))
        assert await submitted(pilot, "short") == "a password has at least 8 characters"
        assert await submitted(pilot, GOOD) == "Type the same password once more, then enter."
        assert await submitted(pilot, "olives and nuts") == "the two were not the same; choose a password again"
        await submitted(pilot, GOOD)
        await submitted(pilot, GOOD)
        await settle(pilot, lambda: isinstance(pilot.app.screen, Queue))
    assert secret_of(desk, amina)


async def test_whoever_has_no_secret_is_told_so_and_unlocks_with_enter(desk: Desk, amina: Actor) -> None:
    async with at_the_queue(desk, amina, size=(80, 24)) as (pilot, screen):
        await press(pilot, "desk.lock")
        shown = words(dump(pilot.app).splitlines())
        assert words(["Amina has no password or PIN, so anybody can unlock: press enter to go on."]) in shown
        await pilot.press("enter")
        await settle(pilot, lambda: pilot.app.screen is screen)


async def test_what_is_scanned_at_the_locked_screen_never_becomes_a_password(desk: Desk, amina: Actor) -> None:
    async with at_the_queue(desk, amina, size=(80, 24)) as (pilot, screen):
        await press(pilot, "desk.lock")
        for _ in range(2):
            assert await submitted(pilot, "YAL-10442587") == "There is no password yet; press enter alone to go on."
            assert isinstance(pilot.app.screen, Lock)
        await submitted(pilot, "")
        await settle(pilot, lambda: pilot.app.screen is screen)
    assert secret_of(desk, amina) == ""


async def test_a_password_unlocks(desk: Desk, amina: Actor) -> None:
    assert amina.id is not None
    sign_in.choose_password(desk, amina.id, GOOD, by=amina)
    async with at_the_queue(desk, amina, size=(80, 24)) as (pilot, screen):
        await press(pilot, "desk.lock")
        assert "Type your PIN or password" in dump(pilot.app)
        assert "that is not the password" in await submitted(pilot, "")
        assert isinstance(pilot.app.screen, Lock)
        await submitted(pilot, GOOD)
        await settle(pilot, lambda: pilot.app.screen is screen)


async def test_a_pin_unlocks(desk: Desk, amina: Actor) -> None:
    assert amina.id is not None
    sign_in.choose_pin(desk, amina.id, "4711", by=amina)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "desk.lock")
        assert "no password" not in dump(pilot.app)
        assert "that is not the PIN" in await submitted(pilot, "4712")
        await submitted(pilot, "4711")
        await settle(pilot, lambda: pilot.app.screen is screen)
