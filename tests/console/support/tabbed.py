"""A real console on a real desk, with somebody signed in at a place whose tabs are different lists."""

from typing import Any, TypeVar

from textual.pilot import Pilot

from console.screens.tabbed import TabbedPlace
from console.widgets.read_back import ReadBack
from tests.console.support.desk import dump, press, settle
from tests.console.support.seated import Seated, seated
from workflows.actors import Actor
from workflows.desk import Desk

S = TypeVar("S", bound=TabbedPlace)


def at_the_place(desk: Desk, by: Actor, kind: type[S], *, size: tuple[int, int] = (120, 40)) -> Seated[S]:
    """`by` sits at a place, whose first list is read."""
    return seated(desk, by, kind, lambda screen: screen.table.window.ready, size=size)


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
