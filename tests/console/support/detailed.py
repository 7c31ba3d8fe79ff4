"""A real console on a real desk, with one order open over the list of all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from console.screens.detail import OrderDetail
from console.screens.orders import Orders
from models.orders import Order
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_the_list, typed
from workflows.actors import Actor
from workflows.desk import Desk


@asynccontextmanager
async def at_the_order(
    desk: Desk, by: Actor, order: Order, *, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[Any], OrderDetail]]:
    """`by` looks at one order."""
    async with at_the_list(desk, by, Orders, size=size) as (pilot, _):
        screen = OrderDetail(order.id)
        pilot.app.push_screen(screen)
        await settle(pilot, lambda: screen.at_hand is not None)
        yield pilot, screen


def said(pilot: Pilot[Any]) -> str:
    """The screen without its gaps, one column after the other."""
    lines = [line.partition("│") for line in dump(pilot.app).splitlines()]
    return " ".join(" ".join([*(line[0] for line in lines), *(line[2] for line in lines)]).split())


async def asks(pilot: Pilot[Any], screen: OrderDetail, of: str) -> None:
    """Wait for the drawer that shows a text."""
    await settle(pilot, lambda: screen.ask is not None and screen.ask.is_open and of in said(pilot))


async def chosen(pilot: Pilot[Any], screen: OrderDetail, title: str) -> None:
    """A command by its title, as the palette runs it."""
    entry = next(entry for entry in screen.entries() if entry.title == title)
    assert not entry.reason, entry.reason
    await entry.run()  # type: ignore[misc]
    await settle(pilot)


async def stepped(pilot: Pilot[Any], screen: OrderDetail, key: str, *more: object) -> None:
    """The key of parcels, the step's key, what its form is told; the last one is where the parcel stands then."""
    *told, status = more
    await press(pilot, "order.parcels")
    await settle(pilot, lambda: screen.ask is not None and screen.ask.is_open)
    before = screen.ask
    await pilot.press(key)
    await settle(pilot, lambda: screen.ask is not before and screen.ask is not None and screen.ask.is_open)
    for text in map(str, told):
        await (pilot.press(text) if text == "enter" else typed(pilot, text))
        await settle(pilot)
    await settle(pilot, lambda: screen.ask is None)
    assert screen.at_hand is not None
    assert screen.at_hand.parcels[0].shipment.status is status
