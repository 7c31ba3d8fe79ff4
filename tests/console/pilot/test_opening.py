"""From the first frame to the first place: names at once, the desk as soon as it is open."""

import gc
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens.queue import Queue
from console.screens.signin import SignIn
from models.glance import Glance
from models.shops import ShopKind
from models.statuses import Role
from tests.console.support.desk import dump, settle, until
from tests.console.support.seated import PLAIN
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.shop import people

SEEN = Glance("Maison Atlas", (("Amina", "agent"), ("Samia", "supervisor")))


async def test_names_stand_there_before_the_desk_is_open_and_one_can_be_chosen(desk: Desk) -> None:
    desk.shop.kind = ShopKind.DEMO  # nobody is asked for a password
    opened = Event()

    def slowly() -> Desk:
        assert opened.wait(20)
        return desk

    app = ConsoleApp(slowly, PLAIN, glance=lambda: SEEN)
    async with app.run_test() as running:
        pilot: Pilot[Any] = running
        await until(lambda: isinstance(app.screen, SignIn) and "1  Amina, agent" in dump(pilot.app))
        assert "Maison Atlas" in dump(pilot.app)
        await pilot.press("1")
        await until(lambda: "One moment, the desk is being opened." in dump(pilot.app))
        opened.set()
        await settle(pilot, lambda: isinstance(app.screen, Queue))
        assert app.seat.actor.name == "Amina"
        await settle(pilot)
        app.seat.close()


async def test_the_desk_knows_better_than_a_glance(desk: Desk) -> None:
    app = ConsoleApp(lambda: desk, PLAIN, glance=lambda: SEEN)
    async with app.run_test() as running:
        pilot: Pilot[Any] = running
        await settle(pilot, lambda: isinstance(app.screen, SignIn) and "Wali, warehouse" in dump(pilot.app))
        await settle(pilot)
        app.seat.close()


async def test_whoever_has_no_letter_left_is_reached_with_the_arrows(desk: Desk, samia: Actor) -> None:
    for number in range(40):
        desk.write(lambda work, number=number: people.add(work, f"Person {number:02}", Role.AGENT, by=samia))  # type: ignore[misc]
    app = ConsoleApp(lambda: desk, PLAIN)
    async with app.run_test(size=(80, 24)) as running:
        pilot: Pilot[Any] = running
        await settle(pilot, lambda: isinstance(app.screen, SignIn) and "Amina" in dump(pilot.app))
        assert "Wali, warehouse" not in dump(pilot.app)
        await pilot.press("up")
        await settle(pilot, lambda: "›    Wali, warehouse" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "Choose a password" in dump(pilot.app))
        app.seat.close()


async def test_a_desk_that_cannot_be_opened_ends_the_console_also_behind_the_names() -> None:
    def broken() -> Desk:
        raise OSError("the disk is gone")

    app = ConsoleApp(broken, PLAIN, glance=lambda: SEEN)
    async with app.run_test():
        await until(lambda: app.problem is not None)
    assert str(app.problem) == "the disk is gone"


async def test_the_collector_rests_only_while_the_console_starts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[int] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(1))
    app = ConsoleApp(lambda: desk, PLAIN)
    gc.disable()
    try:
        async with app.run_test() as running:
            pilot: Pilot[Any] = running
            await settle(pilot, gc.isenabled)
            assert frozen == [1]
            app.settled()
            assert frozen == [1]
            await settle(pilot)
            app.seat.close()
    finally:
        gc.enable()
