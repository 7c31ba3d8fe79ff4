"""The door: a connected courier's parcels are only listed, and a waybill that is missing is asked for."""

from pathlib import Path

import pytest

from console.screens.packing import Packing
from console.widgets.read_back import ReadBack
from models.statuses import Shipping
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_the_list
from tests.console.support.scanner import scan
from tests.support import parcels, shop
from tests.support.databases import KINDS
from tests.support.ledger import last_event
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.parcels.packing import MarkReady
from workflows.parcels.shipping import EditShipment

pytestmark = pytest.mark.usefixtures("folder")


def manifests(folder: Path) -> int:
    return len(list(folder.glob("manifest*")))


async def test_a_connected_courier_gets_its_manifest_and_moves_its_parcels_itself(
    desk: Desk, wali: Actor, folder: Path
) -> None:
    parcels.courier(desk, connected=True)
    order = parcels.at(desk, Shipping.READY)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "Their first scan marks their parcels handed over." in dump(pilot.app))
        await press(pilot, "door.tick_all", "door.give")
        await settle(pilot, lambda: "Saved to" in dump(pilot.app))
        assert "stays" not in dump(pilot.app)
        assert "1 parcel handed over" not in dump(pilot.app)
    assert parcels.parcel(desk, order).status is Shipping.READY
    assert manifests(folder) == 1


async def test_what_staff_run_leaves_beside_what_the_courier_scans(desk: Desk, wali: Actor, folder: Path) -> None:
    ours = parcels.at(desk, Shipping.READY)
    parcels.courier(desk, connected=True)
    theirs = parcels.confirmed(desk)
    desk.perform(theirs.id, MarkReady(parcels.YALIDINE, "Y-2"), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 2 ticked" in dump(pilot.app))
        await press(pilot, "door.tick_all", "door.give")
        await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
        assert "1 parcel to Yalidine" in dump(pilot.app)
        assert "1 parcel on the manifest only, till the courier's first scan" in dump(pilot.app)
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "1 parcel handed over" in dump(pilot.app))
        assert "stays" not in dump(pilot.app)
    assert [parcels.parcel(desk, one).status for one in (ours, theirs)] == [Shipping.SHIPPED, Shipping.READY]
    assert manifests(folder) == 1


async def test_a_parcel_that_is_scanned_twice_is_told_so(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.READY)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 1 ticked" in dump(pilot.app))
        await pilot.press(*"y-1", "enter")
        await settle(pilot, lambda: "1 parcel of 1 ticked." in dump(pilot.app))
        assert "already" not in dump(pilot.app)
        await pilot.press(*order.ref.lstrip("#"), "enter")
        await settle(pilot, lambda: f"{order.ref.lstrip('#')} is ticked already. 1 parcel of 1" in dump(pilot.app))


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_a_waybill_that_is_missing_is_asked_for(desk: Desk, wali: Actor, folder: Path) -> None:
    shop.policy(desk, waybill_by="HAND_OVER")
    order = parcels.confirmed(desk)
    desk.perform(order.id, MarkReady("Mourad"), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "(no waybill)" in dump(pilot.app))
        await press(pilot, "door.tick_all", "door.give")
        await settle(pilot, lambda: f"Scan or type the waybill of {order.ref}" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "leaves only with its waybill" in dump(pilot.app))
        await pilot.press(*"M-7", "enter")
        await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "1 parcel handed over" in dump(pilot.app))
    left = parcels.parcel(desk, order)
    assert (left.status, left.waybill) == (Shipping.SHIPPED, "M-7")
    assert manifests(folder) == 1


async def test_a_waybill_of_another_parcel_is_asked_for_again(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, waybill_by="HAND_OVER")
    first, second = parcels.confirmed(desk), parcels.confirmed(desk)
    desk.perform(first.id, MarkReady("Mourad", "M-1"), by=wali)
    desk.perform(second.id, MarkReady("Mourad"), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "(no waybill)" in dump(pilot.app))
        await press(pilot, "door.tick_all", "door.give")
        await settle(pilot, lambda: f"Scan or type the waybill of {second.ref}" in dump(pilot.app))
        await pilot.press(*"M-1", "enter")
        await settle(pilot, lambda: "The waybill M-1 is on another parcel already" in dump(pilot.app))
        assert f"Scan or type the waybill of {second.ref}" in dump(pilot.app)
        await pilot.press("escape")
    assert {parcels.parcel(desk, one).status for one in (first, second)} == {Shipping.READY}


async def test_nothing_leaves_without_its_manifest(desk: Desk, wali: Actor, folder: Path) -> None:
    order = parcels.at(desk, Shipping.READY)
    folder.write_text("")  # papers cannot be saved below a file
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 1 ticked" in dump(pilot.app))
        await press(pilot, "door.tick_all", "door.give")
        await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "Nothing was handed over." in dump(pilot.app))
    assert parcels.parcel(desk, order).status is Shipping.READY


async def test_a_label_that_did_not_come_out_is_not_told_as_printed(desk: Desk, wali: Actor, folder: Path) -> None:
    order = parcels.at(desk, Shipping.CREATED)
    folder.write_text("")
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.label")
        await settle(pilot, lambda: "nothing was saved" in dump(pilot.app))
        assert last_event(desk, order).command == "CreateShipment"
        folder.unlink()
        await press(pilot, "packing.label")
        await settle(pilot, lambda: last_event(desk, order).command == "PrintLabel")


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_a_parcel_that_became_another_couriers_behind_the_card_stays(
    desk: Desk, wali: Actor, samia: Actor
) -> None:
    order = parcels.at(desk, Shipping.READY)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 1 ticked" in dump(pilot.app))
        await press(pilot, "door.tick_all", "door.give")
        desk.perform(order.id, EditShipment(courier="Noest", waybill="N-9"), by=samia)
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: f"{order.ref} stays: Samia edited" in " ".join(dump(pilot.app).split()))
    left = parcels.parcel(desk, order)
    assert (left.status, left.courier) == (Shipping.READY, "Noest")


async def test_each_parcel_of_an_order_is_ticked_by_the_orders_number(desk: Desk, wali: Actor) -> None:
    order = parcels.split(desk, "W1", "W2")
    for number in (1, 2):
        desk.perform(order.id, MarkReady(shipment=number), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 2 ticked" in dump(pilot.app))
        for said in ("1 parcel of 2 ticked.", "2 parcels of 2 ticked.", "is ticked already. 2 parcels of 2 ticked."):
            await scan(pilot, order.ref)
            assert said in dump(pilot.app)


async def test_a_sign_without_a_number_ticks_nothing(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, waybill_by="HAND_OVER")
    order = parcels.confirmed(desk)
    desk.perform(order.id, MarkReady("Mourad"), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 1 ticked" in dump(pilot.app))
        await scan(pilot, "#")
        assert "# is not among the parcels" in dump(pilot.app)
