"""The refund form of the order at hand."""

from typing import Any

from textual.pilot import Pilot

from console.screens.detail import OrderDetail
from tests.console.support.desk import press, settle
from tests.console.support.detailed import asks
from tests.console.support.listed import typed


async def begun(pilot: Pilot[Any], screen: OrderDetail) -> None:
    """The refund of the order at hand."""
    await press(pilot, "order.money")
    await pilot.press("r")
    await asks(pilot, screen, "refund, in DZD")


async def fields(pilot: Pilot[Any], *texts: str) -> None:
    """Each field in its turn; an empty text goes past."""
    for text in texts:
        if text:
            await typed(pilot, text)
        await pilot.press("tab")
    await settle(pilot)
