"""Returns: count in what came back, line by line; what is missing is lost."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from console.screens.dock import CountIn
from console.screens.returns import Returns
from console.widgets.read_back import ReadBack
from models.statuses import Headline, Shipping
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_the_list, refs
from tests.console.support.scanner import scan
from tests.support import parcels, shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.parcels.packing import HandOver, MarkReady


async def counting(pilot: Pilot[Any]) -> None:
    """The parcel under the cursor lies on the dock."""
    await press(pilot, "table.open")
    await settle(pilot, lambda: isinstance(pilot.app.screen, CountIn) and "fit  damaged" in dump(pilot.app))


async def agree(pilot: Pilot[Any]) -> None:
    """Done, for no further reason, read back, yes."""
    await press(pilot, "dock.done")
    await pilot.press("enter")
    await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
    await press(pilot, "form.insist", "form.accept")
    await settle(pilot, lambda: "is counted in" in dump(pilot.app))


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        assert refs(pilot) == [order.ref]
        await press(pilot, "returns.scan")
        await settle(pilot, lambda: isinstance(pilot.app.screen, CountIn))
        await scan(pilot, "Y-1")
        await settle(pilot, lambda: "3 not" in dump(pilot.app))
        await scan(pilot, "ARG")
        await press(pilot, "dock.damaged")
        await agree(pilot)
    assert shop.order(desk, order.id).headline is Headline.RETURNED
    assert sorted((row.fit, row.damaged, row.lost) for row in parcels.returns_of(desk, order)) == [
        (0, 0, 1),
        (1, 1, 0),
    ]


async def test_the_parcel_whose_number_is_scanned_lies_on_the_dock(desk: Desk, wali: Actor) -> None:
    order = parcels.split(desk, "W1", "W2")
    for number in (1, 2):
        desk.perform(order.id, MarkReady(shipment=number), by=wali)
        desk.perform(order.id, HandOver(shipment=number), by=wali)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        await press(pilot, "returns.scan")
        await scan(pilot, "W2")
        await settle(pilot, lambda: "Yalidine W2" in dump(pilot.app))


async def test_of_a_line_that_is_counted_one_fit_unit_turns_damaged(desk: Desk, wali: Actor) -> None:
    parcels.at(desk, Shipping.IN_RETURN)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        await counting(pilot)
        for code in ("SOAP", "ARG", "ARG"):
            await scan(pilot, code)
        await press(pilot, "dock.damaged")
        assert "1 fit, 1 damaged of 2" in dump(pilot.app)
        await press(pilot, "dock.damaged", "dock.damaged")
        assert "TOO MANY" in dump(pilot.app)


async def test_a_wrong_or_second_item_stops(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        await counting(pilot)
        await scan(pilot, "\x1b[31mNOPE")
        assert "was not in this parcel" in dump(pilot.app)
        await scan(pilot, "SOAP")
        await scan(pilot, "SOAP")
        assert "all 1 are counted already" in dump(pilot.app)
        await press(pilot, "dock.again")
        assert "0 counted, 3 not" in dump(pilot.app)
    assert shop.order(desk, order.id).headline is Headline.IN_RETURN


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_goods_of_a_cancelled_delivery_are_found_in_a_tab_of_their_own(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.CANCELLED)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        assert "Nothing is on its way back" in dump(pilot.app)
        await press(pilot, "tab.next")
        await settle(pilot, lambda: refs(pilot) == [order.ref])
        await counting(pilot)
        await press(pilot, "dock.all_fit")
        await agree(pilot)
    assert shop.order(desk, order.id).headline is Headline.RETURNED


async def test_units_sent_back_after_delivery_leave_the_rest_with_the_customer(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.DELIVERED)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        await press(pilot, "tab.next", "tab.next")
        await settle(pilot, lambda: refs(pilot) == [order.ref])
        await counting(pilot)
        await press(pilot, "dock.done")
        assert "Count what came back first" in dump(pilot.app)
        await scan(pilot, "SOAP")
        await agree(pilot)
    assert shop.order(desk, order.id).headline is Headline.PARTIALLY_RETURNED


@pytest.mark.parametrize(("keys", "kept"), [([""], "refused"), (["4"], "not-available"), (["a", "wet"], "wet")])
async def test_why_it_came_back_is_chosen_from_the_list(desk: Desk, wali: Actor, keys: list[str], kept: str) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        await counting(pilot)
        await press(pilot, "dock.all_fit", "dock.done")
        assert "another day" in dump(pilot.app)
        for key in keys:
            await scan(pilot, key)
        await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "is counted in" in dump(pilot.app))
    assert {row.reason for row in parcels.returns_of(desk, order)} == {kept}


async def test_what_cannot_come_back_says_why(desk: Desk, wali: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        await press(pilot, "returns.scan")
        await scan(pilot, order.ref)
        await settle(pilot, lambda: "STOP" in dump(pilot.app))
        assert order.ref in dump(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_looks_like_this(
    desk: Desk, wali: Actor, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    parcels.at(desk, Shipping.IN_RETURN, customer="राहुल शर्मा")
    async with at_the_list(desk, wali, Returns, size=size) as (pilot, _):
        await counting(pilot)
        await scan(pilot, "ARG")
        assert "\n".join(line.rstrip() for line in strips(pilot.app)) == snapshot
