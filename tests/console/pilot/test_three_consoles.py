"""Three people at three consoles on one database: from the checkout to the cash, and from the door to the shelf."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from textual.pilot import Pilot

from console.data.cash import COLLECTED
from console.screens.bench import PackingBench
from console.screens.cash import Cash
from console.screens.detail import OrderDetail
from console.screens.dock import CountIn
from console.screens.hand_over import HandOverScreen
from console.screens.packing import Packing
from console.widgets.read_back import ReadBack
from models.database import Database
from models.orders import Order
from models.statuses import CashState, Headline, Shipping
from tests.console.support.desk import dump, press, settle
from tests.console.support.detailed import stepped
from tests.console.support.listed import at_the_list, opened, typed
from tests.console.support.scanner import scan
from tests.console.support.seated import at_the_queue
from tests.console.support.tabbed import agreed, answer, at_the_place
from tests.support import parcels, shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.parametrize("database", KINDS, indirect=True)]


@dataclass
class Floor:
    """What each of them has in front."""

    amina: Pilot[Any]
    wali: Pilot[Any]
    samia: Pilot[Any]


@asynccontextmanager
async def floor(desk: Desk, amina: Actor, wali: Actor, samia: Actor) -> AsyncIterator[Floor]:
    """Each sits at a console of their own, with connections of its own."""
    url = desk.database.url.render_as_string(hide_password=False)
    desks = [Desk(Database(url, synchronous="OFF"), desk.shop, desk.clock) for _ in range(3)]
    async with AsyncExitStack() as stack:
        queue, _ = await stack.enter_async_context(at_the_queue(desks[0], amina))
        packing, _ = await stack.enter_async_context(at_the_list(desks[1], wali, Packing))
        cash, _ = await stack.enter_async_context(at_the_place(desks[2], samia, Cash))
        yield Floor(queue, packing, cash)


async def on_the_road(here: Floor, order: Order) -> OrderDetail:
    """Amina gets a yes; Wali sees it come, packs it and lets it go, and looks at it then."""
    with here.amina.app._context():
        await press(here.amina, "call.confirm", "form.accept")
    pilot = here.wali
    with pilot.app._context():
        await settle(pilot, lambda: order.ref in dump(pilot.app))
        await press(pilot, "packing.scan")
        await settle(pilot, lambda: isinstance(pilot.app.screen, PackingBench))
        for code in (order.ref, "ARG", "ARG", "SOAP", "Y-77"):
            await scan(pilot, code)
        await settle(pilot, lambda: f"{order.ref} is ready" in dump(pilot.app))
        await press(pilot, "bench.leave", "packing.hand_over")
        await settle(pilot, lambda: isinstance(pilot.app.screen, HandOverScreen))
        await scan(pilot, "Y-77")
        await press(pilot, "door.give")
        await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "1 parcel handed over" in dump(pilot.app))
        await press(pilot, "door.leave", "desk.search")
        await typed(pilot, order.ref)
        await press(pilot, "form.accept")
        return await opened(pilot)


async def test_from_checkout_to_reconciled_cash(desk: Desk, amina: Actor, wali: Actor, samia: Actor) -> None:
    parcels.courier(desk)
    order = shop.an_order(desk)
    async with floor(desk, amina, wali, samia) as here:
        detail = await on_the_road(here, order)
        with here.wali.app._context():
            await stepped(here.wali, detail, "d", "enter", "enter", "enter", Shipping.DELIVERED)
        pilot = here.samia
        with pilot.app._context():
            await settle(pilot, lambda: "0 min     Yalidine" in dump(pilot.app))  # collected, and no longer due
            await press(pilot, "table.open")
            screen = pilot.app.screen
            assert isinstance(screen, Cash)
            await settle(pilot, lambda: screen.here == COLLECTED and screen.table.window.ready)
            await press(pilot, "table.select", "cash.settle")
            await answer(pilot, "", "", "R-17", "")
            await agreed(pilot)
            await settle(pilot, lambda: "settled" in dump(pilot.app))
    assert parcels.parcel(desk, order).cash is CashState.RECONCILED
    assert shop.order(desk, order.id).headline is Headline.DELIVERED


async def test_from_refused_to_restocked(desk: Desk, amina: Actor, wali: Actor, samia: Actor) -> None:
    parcels.courier(desk)
    order = shop.an_order(desk)
    async with floor(desk, amina, wali, samia) as here:
        detail = await on_the_road(here, order)
        pilot = here.wali
        with pilot.app._context():
            await stepped(pilot, detail, "f", "1", "enter", "enter", Shipping.ISSUE)
            await stepped(pilot, detail, "s", "refused", "enter", "enter", Shipping.IN_RETURN)
            await press(pilot, "go.returns", "returns.scan")
            await settle(pilot, lambda: isinstance(pilot.app.screen, CountIn))
            await scan(pilot, "Y-77")
            await settle(pilot, lambda: "3 not" in dump(pilot.app))
            for code in ("ARG", "ARG", "SOAP"):
                await scan(pilot, code)
            await press(pilot, "dock.done", "form.accept")
            await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
            await press(pilot, "form.insist", "form.accept")
            await settle(pilot, lambda: "is counted in" in dump(pilot.app))
    assert shop.order(desk, order.id).headline is Headline.RETURNED
    back = [(row.fit, row.damaged, row.lost) for row in parcels.returns_of(desk, order)]
    assert sorted(back) == [(1, 0, 0), (2, 0, 0)]
