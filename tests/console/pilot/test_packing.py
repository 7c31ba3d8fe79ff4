"""Packing: scan an order, scan its items, say courier and waybill, hand over by a manifest."""

from pathlib import Path
from uuid import UUID

import pytest
from syrupy.assertion import SnapshotAssertion

from console.screens.bench import PackingBench
from console.screens.hand_over import HandOverScreen
from console.screens.packing import Packing
from console.widgets.read_back import ReadBack
from models.statuses import Headline, Shipping
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_the_list, refs
from tests.console.support.scanner import scan
from tests.support import parcels, shop
from tests.support.databases import KINDS
from tests.support.ledger import events_of, parcels_of
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.parcels.packing import MarkReady, StartPacking
from workflows.shop import settings

pytestmark = pytest.mark.usefixtures("folder")


def standing(desk: Desk, order_id: UUID) -> Headline:
    return shop.order(desk, order_id).headline


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, wali: Actor, folder: Path) -> None:
    parcels.courier(desk)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        assert refs(pilot) == [order.ref]
        await press(pilot, "packing.scan")
        await settle(pilot, lambda: isinstance(pilot.app.screen, PackingBench))
        await scan(pilot, order.ref)
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        assert standing(desk, order.id) is Headline.PACKING
        await scan(pilot, "ARG")
        await scan(pilot, "arg")
        await scan(pilot, "SOAP")
        await settle(pilot, lambda: "Scan or type the waybill" in dump(pilot.app))
        await scan(pilot, "Y-77")
        await settle(pilot, lambda: f"{order.ref} is ready" in dump(pilot.app))
        await settle(pilot, lambda: "Scan or type the next order" in dump(pilot.app))
    assert standing(desk, order.id) is Headline.READY
    (parcel,) = parcels_of(desk, order)
    assert (parcel.status, parcel.waybill, parcel.courier) == (Shipping.READY, "Y-77", parcels.YALIDINE)
    assert [one.name for one in folder.iterdir()] == [f"label-{order.ref.lstrip('#')}.pdf"]


@pytest.mark.parametrize(("profile", "said"), [("kartrocket", "Ready for Dispatch"), ("ucraft", "Awaiting Shipment")])
async def test_it_speaks_the_words_of_the_profile(desk: Desk, samia: Actor, profile: str, said: str) -> None:
    parcels.at(desk, Shipping.READY)
    desk.write(lambda work: settings.set_profile(work, profile, by=samia))
    desk.refresh()
    async with at_the_list(desk, samia, Packing) as (pilot, _):
        await press(pilot, "tab.next")
        await settle(pilot, lambda: said in dump(pilot.app))


async def test_the_only_courier_is_named_before_and_after(desk: Desk, wali: Actor) -> None:
    parcels.courier(desk)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: f"Alger · with {parcels.YALIDINE}" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        await scan(pilot, "Y-77")
        await settle(pilot, lambda: f"{order.ref} is ready for {parcels.YALIDINE}." in dump(pilot.app))


async def test_the_parcel_whose_number_is_scanned_is_begun(desk: Desk, wali: Actor) -> None:
    order = parcels.split(desk, "W1", "W2")
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.scan")
        await scan(pilot, "W2")
        await settle(pilot, lambda: "0/1" in dump(pilot.app))
    assert [one.status for one in parcels_of(desk, order)] == [Shipping.CREATED, Shipping.PACKING]


async def test_only_the_parcel_that_was_packed_gets_a_label(desk: Desk, wali: Actor, folder: Path) -> None:
    order = parcels.split(desk, "W1", "W2")
    desk.perform(order.id, MarkReady(shipment=1), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.scan")
        await scan(pilot, "W2")
        await settle(pilot, lambda: "0/1" in dump(pilot.app))
        await scan(pilot, "G")
        await settle(pilot, lambda: "Scan or type the next order" in dump(pilot.app))
        await settle(pilot, lambda: "Saved to" in dump(pilot.app))
    labels = [event for event in events_of(desk, order) if event.command == "PrintLabel"]
    assert [event.data["parcel"] for event in labels] == [2]


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_what_a_colleague_is_packing_is_asked_about_first(desk: Desk, wali: Actor, samia: Actor) -> None:
    order = parcels.confirmed(desk)
    desk.perform(order.id, StartPacking(), by=wali)
    async with at_the_list(desk, samia, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "Wali began to pack it" in dump(pilot.app))
        await pilot.press("enter")
        await settle(pilot, lambda: "Press y and then enter to pack it." in dump(pilot.app))
        await press(pilot, "form.close")
        await settle(pilot, lambda: "Wali began" not in dump(pilot.app))
        await scan(pilot, order.ref)
        await settle(pilot, lambda: "Wali began to pack it" in dump(pilot.app))
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))


async def test_what_one_has_begun_oneself_goes_on(desk: Desk, wali: Actor) -> None:
    order = parcels.confirmed(desk)
    desk.perform(order.id, StartPacking(), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))


async def test_a_wrong_item_stops_with_a_clear_sign(desk: Desk, wali: Actor) -> None:
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await scan(pilot, "\x1b]0;own\x07NOPE")
        assert "STOP" in dump(pilot.app)
        assert "is not in this order" in dump(pilot.app)
        await scan(pilot, "SOAP")
        await scan(pilot, "SOAP")
        assert "TOO MANY" in dump(pilot.app)
        assert "1 of 3 in the parcel" in dump(pilot.app)
    assert standing(desk, order.id) is Headline.PACKING


async def test_an_order_that_nobody_confirmed_is_refused(desk: Desk, wali: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        assert "Nothing is to be packed" in dump(pilot.app)
        await press(pilot, "packing.scan")
        await scan(pilot, order.ref)
        await settle(pilot, lambda: "STOP" in dump(pilot.app))
        assert order.ref in dump(pilot.app)
        await scan(pilot, "no such order")
        await settle(pilot, lambda: "there is no order" in dump(pilot.app).lower())
        said = " ".join(dump(pilot.app).split())
        assert "leave with esc and search with /" in said
        assert "codesk orders" not in said
    assert standing(desk, order.id) is Headline.NEW


async def test_enter_alone_counts_the_marked_line(desk: Desk, wali: Actor) -> None:
    parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.down")
        await scan(pilot, "")
        assert "1/1" in dump(pilot.app)
        await press(pilot, "bench.again")
        assert "0 of 3 in the parcel" in dump(pilot.app)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_what_is_not_ticked_stays(desk: Desk, wali: Actor, folder: Path) -> None:
    parcels.courier(desk)
    goes = parcels.at(desk, Shipping.READY)
    stays = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        await settle(pilot, lambda: "waybill" in dump(pilot.app))
        await scan(pilot, "Y-2")
        await settle(pilot, lambda: standing(desk, stays.id) is Headline.READY)
        await press(pilot, "bench.leave", "packing.hand_over")
        await settle(pilot, lambda: isinstance(pilot.app.screen, HandOverScreen))
        await settle(pilot, lambda: "0 of 2 ticked" in dump(pilot.app))
        await press(pilot, "door.give")
        assert "Tick the parcels that go first" in dump(pilot.app)
        await scan(pilot, "Q-9")
        assert "is not among the parcels" in dump(pilot.app)
        await scan(pilot, "y-1")
        assert "1 of 2 ticked" in dump(pilot.app)
        await press(pilot, "door.give")
        await settle(pilot, lambda: isinstance(pilot.app.focused, ReadBack))
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "1 parcel handed over" in dump(pilot.app))
    assert (standing(desk, goes.id), standing(desk, stays.id)) == (Headline.SHIPPED, Headline.READY)
    assert any(one.name.startswith("manifest") for one in folder.iterdir())


async def test_a_batch_is_begun_at_once(desk: Desk, wali: Actor, folder: Path) -> None:
    orders = [parcels.confirmed(desk) for _ in range(3)]
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.select_all", "packing.pick_list")
        await settle(pilot, lambda: "Saved to" in dump(pilot.app))
        await press(pilot, "packing.batch")
        await settle(pilot, lambda: "3 orders being packed" in dump(pilot.app))
    assert {standing(desk, order.id) for order in orders} == {Headline.PACKING}
    assert len(list(folder.iterdir())) == 1


async def test_the_order_under_the_cursor_is_a_batch_by_itself(desk: Desk, wali: Actor) -> None:
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, screen):
        await press(pilot, "packing.batch")
        assert screen.status.text == "1 order being packed."
    assert standing(desk, order.id) is Headline.PACKING


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_looks_like_this(
    desk: Desk, wali: Actor, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    parcels.confirmed(desk, customer="محمد علي")
    async with at_the_list(desk, wali, Packing, size=size) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await scan(pilot, "ARG")
        assert "\n".join(line.rstrip() for line in strips(pilot.app)) == snapshot
