"""Bench, dock and door: a scanner goes on typing while something is asked, and answers nothing by that."""

from pathlib import Path

import pytest
from textual import events

from console.screens.packing import Packing
from console.screens.returns import Returns
from models.statuses import Headline, Shipping
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_the_list
from tests.console.support.scanner import scan
from tests.support import parcels, shop
from tests.support.ledger import parcels_of
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.parcels.packing import MarkReady

pytestmark = pytest.mark.usefixtures("folder")

EAN = "6130000000017"


async def test_a_waybill_chooses_no_courier(desk: Desk, wali: Actor) -> None:
    for name in ("Noest", "Yalidine", "Zr Express"):
        parcels.courier(desk, name)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        for code in ("ARG", "ARG", "SOAP", "2076553523841"):
            await scan(pilot, code)
        assert "2076553523841 answers nothing" in dump(pilot.app)
        assert "Who takes" in dump(pilot.app)
        await scan(pilot, "2")
        await settle(pilot, lambda: "Scan or type the waybill" in dump(pilot.app))
        await scan(pilot, "2076553523841")
        await settle(pilot, lambda: shop.order(desk, order.id).headline is Headline.READY)
    (parcel,) = parcels_of(desk, order)
    assert (parcel.courier, parcel.waybill) == ("Yalidine", "2076553523841")


async def test_an_item_says_not_why_a_parcel_came_back(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN)
    async with at_the_list(desk, wali, Returns) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "fit  damaged" in dump(pilot.app))
        await scan(pilot, "ARG")
        await press(pilot, "dock.done")
        await scan(pilot, EAN)
        assert f"{EAN} answers nothing" in dump(pilot.app)
        await scan(pilot, "")
        assert "2 units are lost. Is that right?" in dump(pilot.app)
        for code in (EAN, "", "soapy"):
            await scan(pilot, code)
            assert "Press y and then enter to count it in." in dump(pilot.app)
    assert shop.order(desk, order.id).headline is Headline.IN_RETURN


@pytest.mark.parametrize(
    "keys", [[*"ARG", "enter", "ctrl+t"], [*"ARG", "enter", *"ARG", "enter", *"SOAP", "enter"]], ids=["key", "scan"]
)
async def test_what_comes_right_behind_a_scan_is_done_after_it(desk: Desk, wali: Actor, keys: list[str]) -> None:
    shop.policy(desk, waybill_by="HAND_OVER")
    parcels.courier(desk)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        for key in keys:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settle(pilot, lambda: f"{order.ref} is ready" in dump(pilot.app))


@pytest.mark.parametrize("code", ["", "Y-2", "y-2"])
async def test_a_parcel_scanned_late_hands_nothing_over(desk: Desk, wali: Actor, folder: Path, code: str) -> None:
    goes = parcels.at(desk, Shipping.READY)
    stays = parcels.confirmed(desk)
    desk.perform(stays.id, MarkReady(parcels.YALIDINE, "Y-2"), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 2 ticked" in dump(pilot.app))
        await scan(pilot, "Y-1")
        await press(pilot, "door.give")
        await scan(pilot, code)
        assert "Press y and then enter to hand over" in dump(pilot.app)
        assert {shop.order(desk, one.id).headline for one in (goes, stays)} == {Headline.READY}
        assert not folder.exists()
        await scan(pilot, "y")
        await settle(pilot, lambda: "1 parcel handed over" in dump(pilot.app))
    assert [shop.order(desk, one.id).headline for one in (goes, stays)] == [Headline.SHIPPED, Headline.READY]
