"""A real console on a real desk, with somebody signed in at a place."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens.place import PlaceScreen
from console.screens.queue import Queue
from console.screens.signin import SignIn
from console.settings import Settings
from tests.console.support.desk import settle
from workflows.actors import Actor
from workflows.desk import Desk

PLAIN = Settings(idle_minutes=0)
S = TypeVar("S", bound=PlaceScreen)
Seated = AbstractAsyncContextManager[tuple[Pilot[Any], S]]


@asynccontextmanager
async def seated(
    desk: Desk,
    by: Actor,
    kind: type[S],
    is_read: Callable[[S], object],
    *,
    size: tuple[int, int] = (120, 40),
    settings: Settings = PLAIN,
) -> AsyncIterator[tuple[Pilot[Any], S]]:
    """`by` sits at a place, which `is_read` says has shown its first rows."""
    app = ConsoleApp(lambda: desk, settings)
    async with app.run_test(size=size) as opened:
        pilot: Pilot[Any] = opened
        await settle(pilot, lambda: isinstance(app.screen, SignIn))
        app.seat.person = by
        app.show_place(kind.name_)
        await settle(pilot, lambda: isinstance(app.screen, kind) and app.screen.is_mounted)
        screen = app.screen
        assert isinstance(screen, kind)
        await settle(pilot, lambda: is_read(screen))
        try:
            yield pilot, screen
        finally:
            await settle(pilot)
            app.seat.close()


def at_the_queue(
    desk: Desk, by: Actor, *, size: tuple[int, int] = (120, 40), settings: Settings = PLAIN
) -> Seated[Queue]:
    """`by` sits at the Queue; the order that is due is on the screen, or what is said when none is."""
    return seated(desk, by, Queue, lambda screen: screen.around is not None, size=size, settings=settings)
