"""A real console on a real desk, with somebody signed in at a place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens.queue import Queue
from console.screens.signin import SignIn
from console.settings import Settings
from tests.console.support.desk import settle
from workflows.actors import Actor
from workflows.desk import Desk

PLAIN = Settings(idle_minutes=0)


@asynccontextmanager
async def at_the_queue(
    desk: Desk, by: Actor, *, size: tuple[int, int] = (120, 40), settings: Settings = PLAIN
) -> AsyncIterator[tuple[Pilot[Any], Queue]]:
    """`by` sits at the Queue; the order that is due is on the screen, or what is said when none is."""
    app = ConsoleApp(lambda: desk, settings)
    async with app.run_test(size=size) as opened:
        pilot: Pilot[Any] = opened
        await settle(pilot, lambda: isinstance(app.screen, SignIn))
        app.seat.person = by
        app.show_place("queue")
        await settle(pilot, lambda: isinstance(app.screen, Queue) and app.screen.is_mounted)
        screen = app.screen
        assert isinstance(screen, Queue)
        await settle(pilot, lambda: screen.around is not None)
        try:
            yield pilot, screen
        finally:
            await settle(pilot)
            app.seat.close()
