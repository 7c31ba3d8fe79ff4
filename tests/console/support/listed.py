"""A real console on a real desk, with somebody signed in at a list."""

from typing import Any, TypeVar

from textual.events import Paste
from textual.pilot import Pilot

from console.screens.detail import OrderDetail
from console.screens.list_screen import ListScreen
from tests.console.support.desk import press, settle, strips
from tests.console.support.seated import Seated, seated
from workflows.actors import Actor
from workflows.desk import Desk

S = TypeVar("S", bound=ListScreen)


def at_the_list(desk: Desk, by: Actor, kind: type[S], *, size: tuple[int, int] = (120, 40)) -> Seated[S]:
    """`by` sits at a place that is a list, which is read."""
    return seated(desk, by, kind, lambda screen: screen.table.window.ready and screen.counts, size=size)


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Every character, then wait until nothing moves. What the pilot has no keys for is pasted."""
    if text.isascii() and text.isprintable():
        await pilot.press(*("space" if letter == " " else letter for letter in text))
    else:
        pilot.app.post_message(Paste(text))
    await settle(pilot)


def refs(pilot: Pilot[Any]) -> list[str]:
    """The orders on the screen, from top to bottom."""
    cells = [line[4:13].split() for line in strips(pilot.app) if "tries ·" not in line]
    return [words[0] for words in cells if words and words[0].startswith("#")]


def at_cursor(pilot: Pilot[Any]) -> str:
    """The line that carries the cursor's sign."""
    return next((line for line in strips(pilot.app) if line.startswith("›")), "")


async def opened(pilot: Pilot[Any]) -> OrderDetail:
    """The order under the cursor, opened and read."""
    await press(pilot, "table.open")
    await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))
    screen = pilot.app.screen
    assert isinstance(screen, OrderDetail)
    await settle(pilot, lambda: screen.at_hand is not None)
    return screen
