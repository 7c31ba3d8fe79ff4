"""A real console on a real desk, with somebody signed in at a place whose tabs are different lists."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens.signin import SignIn
from console.screens.tabbed import TabbedPlace
from console.widgets.form import ReadBack
from tests.console.support.desk import dump, press, settle
from tests.console.support.seated import PLAIN
from workflows.actors import Actor
from workflows.desk import Desk

S = TypeVar("S", bound=TabbedPlace)


@asynccontextmanager
async def at_the_place(
    desk: Desk, by: Actor, kind: type[S], *, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[Any], S]]:
    """`by` sits at a place, whose first list is read."""
    app = ConsoleApp(lambda: desk, PLAIN)
    async with app.run_test(size=size) as opened:
        pilot: Pilot[Any] = opened
        await settle(pilot, lambda: isinstance(app.screen, SignIn))
        app.seat.person = by
        app.show_place(kind.name_)
        await settle(pilot, lambda: isinstance(app.screen, kind) and app.screen.is_mounted)
        screen = app.screen
        assert isinstance(screen, kind)
        await settle(pilot, lambda: screen.table.window.ready)
        try:
            yield pilot, screen
        finally:
            await settle(pilot)
            app.seat.close()


async def go(pilot: Pilot[Any], tab: str) -> str:
    """A tab of the place in front, read."""
    screen = pilot.app.screen
    assert isinstance(screen, TabbedPlace)
    while screen.here != tab:
        await press(pilot, "tab.next")
    await settle(pilot, lambda: screen.table.window.ready)
    return dump(pilot.app)


async def answer(pilot: Pilot[Any], *texts: str) -> None:
    """One line for each question, whatever stood there; None of the questions is a choice."""
    for text in texts:
        if text:
            await pilot.press(*("space" if letter == " " else letter for letter in text))
        await press(pilot, "form.accept")


async def agreed(pilot: Pilot[Any]) -> None:
    """The card is there, and its key is pressed."""
    await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
    await press(pilot, "form.accept")
    await settle(pilot)
