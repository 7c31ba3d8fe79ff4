"""A bar code scanner: a keyboard that types a code and presses enter, whatever the screen shows."""

from typing import Any

from textual.pilot import Pilot

from tests.console.support.desk import settle
from tests.console.support.listed import typed


async def scan(pilot: Pilot[Any], code: str) -> None:
    """Every character, then enter."""
    await typed(pilot, code)
    await pilot.press("enter")
    await settle(pilot)
