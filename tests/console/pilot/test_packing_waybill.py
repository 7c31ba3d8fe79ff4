"""Packing: who takes the parcel, and under which waybill."""

from pathlib import Path
from uuid import UUID

import pytest

from console.screens.packing import Packing
from console.widgets.form import Choices
from models.statuses import Headline
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_the_list
from tests.console.support.scanner import scan
from tests.support import parcels, shop
from tests.support.ledger import parcels_of
from workflows.actors import Actor
from workflows.desk import Desk

pytestmark = pytest.mark.usefixtures("folder")


def standing(desk: Desk, order_id: UUID) -> Headline:
    return shop.order(desk, order_id).headline


async def test_of_several_couriers_one_is_chosen(desk: Desk, wali: Actor) -> None:
    for name in ("Yalidine", "Zr Express"):
        parcels.courier(desk, name)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        await settle(pilot, lambda: isinstance(pilot.app.focused, Choices))
        await pilot.press("2", "enter")
        await settle(pilot, lambda: "waybill" in dump(pilot.app))
        await scan(pilot, "Z-1")
        await settle(pilot, lambda: standing(desk, order.id) is Headline.READY)
    assert parcels_of(desk, order)[0].courier == "Zr Express"


async def test_enter_on_a_full_parcel_asks_for_courier_and_waybill_again(desk: Desk, wali: Actor) -> None:
    for name in ("Yalidine", "Zr Express"):
        parcels.courier(desk, name)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        await settle(pilot, lambda: isinstance(pilot.app.focused, Choices))
        await pilot.press("escape")
        await settle(pilot, lambda: "Everything is in; enter goes on" in dump(pilot.app))
        await scan(pilot, "")
        await pilot.press("1", "enter")
        await settle(pilot, lambda: "Scan or type the waybill" in dump(pilot.app))
        await press(pilot, "bench.leave")
        await scan(pilot, "")
        await pilot.press("2", "enter")
        await scan(pilot, "Z-1")
        await settle(pilot, lambda: standing(desk, order.id) is Headline.READY)
    assert parcels_of(desk, order)[0].courier == "Zr Express"


async def test_one_key_alone_makes_no_parcel_ready(desk: Desk, wali: Actor, folder: Path) -> None:
    shop.policy(desk, waybill_by="HAND_OVER")
    parcels.courier(desk)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        await settle(pilot, lambda: "Everything is in; enter goes on" in dump(pilot.app))
        assert standing(desk, order.id) is Headline.PACKING
        assert not folder.exists()
        await scan(pilot, "")
        await settle(pilot, lambda: standing(desk, order.id) is Headline.READY)


async def test_an_empty_waybill_and_one_without_bars_are_told(desk: Desk, wali: Actor) -> None:
    parcels.courier(desk)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        await settle(pilot, lambda: "Scan or type the waybill" in dump(pilot.app))
        await scan(pilot, "")
        assert "The parcel needs its waybill." in dump(pilot.app)
        await scan(pilot, "WB 79 é")
        await settle(pilot, lambda: "the label gets no bar code" in dump(pilot.app))
        assert standing(desk, order.id) is Headline.PACKING
        await pilot.press("escape")
        await scan(pilot, "WB 79 é")
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: standing(desk, order.id) is Headline.READY)
    assert parcels_of(desk, order)[0].waybill == "WB 79 é"


async def test_a_waybill_may_be_typed_where_the_shop_asks_for_none(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, waybill_by="NEVER")
    parcels.courier(desk)
    first, second = parcels.confirmed(desk), parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.scan")
        for order, number in ((first, ""), (second, "Y-77")):
            await scan(pilot, order.ref)
            await settle(pilot, lambda: "0/2" in dump(pilot.app))
            await press(pilot, "bench.number")
            assert "The waybill is asked for when everything is in." in dump(pilot.app)
            for code in ("ARG", "ARG", "SOAP"):
                await scan(pilot, code)
            await settle(pilot, lambda: "enter alone leaves it out" in dump(pilot.app))
            await scan(pilot, number)
            await settle(pilot, lambda order=order: standing(desk, order.id) is Headline.READY)  # type: ignore[misc]
            await settle(pilot, lambda: "Scan or type the next order" in dump(pilot.app))
    assert [parcels_of(desk, order)[0].waybill for order in (first, second)] == ["", "Y-77"]


async def test_a_courier_that_the_shop_does_not_know_is_typed(desk: Desk, wali: Actor) -> None:
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        await settle(pilot, lambda: "Who takes" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "needs the name" in dump(pilot.app))
        await pilot.press(*"Mourad", "enter")
        await settle(pilot, lambda: "Scan or type the waybill" in dump(pilot.app))
        await scan(pilot, "M-1")
        await settle(pilot, lambda: standing(desk, order.id) is Headline.READY)
    assert parcels_of(desk, order)[0].courier == "Mourad"
