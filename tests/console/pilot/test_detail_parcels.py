"""An order after it was confirmed: its parcels one by one, and the key that does each step."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from console.screens.dock import CountIn
from models.statuses import CashState, Issue, Shipping
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.detailed import asks, at_the_order, chosen, said, stepped
from tests.console.support.listed import typed
from tests.support import parcels, shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.cash import SettleCash
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.parcels.packing import MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.road import DeliveryFailed, OutForDelivery
from workflows.parcels.shipping import CreateShipment
from workflows.policy import Oms
from workflows.units import Units

LINK = "https://track.example/{waybill}"


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor, wali: Actor, clock: TestClock) -> None:
    parcels.courier(desk, tracking=LINK)
    order = parcels.at(desk, Shipping.DELIVERED, email="yasmine@example.com")
    clock.forward(days=1)
    desk.perform(order.id, SettleCash(Minor(300000)), by=samia)
    desk.perform(order.id, ReturnAfterDelivery((Counted("ARG", 1),), "too dark"), by=wali)
    desk.perform(order.id, RefundOrder((Units("ARG", 1),), shipping=Minor(10000), fee=Minor(500)), by=samia)
    desk.perform(order.id, RefundSent("VIR-7"), by=samia)
    desk.perform(order.id, RefundOrder(adjustment=Minor(1000), note="late"), by=samia)
    async with at_the_order(desk, samia, order, size=(160, 90)) as (pilot, _):
        shown = said(pilot)
        for text in ("1. Delivered · Yalidine · waybill Y-1", "2 × Argan oil, 1 × Soap", "https://track.example/Y-1"):
            assert text in shown
        for text in ("3 000.00 of 3 400.00 settled, the rest is open", "parcel 1: 3 000.00 of 3 400.00"):
            assert text in shown
        for text in ("Argan oil: 1 fit · parcel 1 sent back: too dark · Wali", "DZD 1 295.00 · sent"):
            assert text in shown
        for text in (
            "VIR-7 1 × Argan oil 1 200.00 · delivery 100.00 · less fee 5.00",
            "DZD 10.00 · still to be sent",
        ):
            assert text in shown
        for text in ("e-mail, shipped to yasmine@example.com · waiting", "at most 2 095.00 can still be refunded"):
            assert text in shown
        for text in ("Wali took back units of this order", "lines 1 fit × ARG, parcel 1", "Samia sent a refund"):
            assert text in shown
        assert "stood" not in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_looks_like_this(
    desk: Desk, samia: Actor, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    parcels.courier(desk, tracking=LINK)
    order = parcels.at(desk, Shipping.ISSUE, customer="محمد علي")
    async with at_the_order(desk, samia, order, size=size) as (pilot, screen):
        seen = [drawn(pilot)]
        await press(pilot, "order.parcels")
        seen.append(drawn(pilot))
        await pilot.press("e")
        await asks(pilot, screen, "parcel 1 edit the shipment")
        seen.append(drawn(pilot))
        assert "\n\n".join(seen) == snapshot


def drawn(pilot: Pilot[Any]) -> str:
    return "\n".join(line.rstrip() for line in strips(pilot.app))


async def test_a_parcel_on_its_way_says_who_has_it_and_what_went_wrong(desk: Desk, samia: Actor, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    desk.perform(order.id, OutForDelivery("Mourad"), by=wali)
    desk.perform(order.id, DeliveryFailed(Issue.NOT_AVAILABLE, "shop was closed"), by=wali)
    async with at_the_order(desk, samia, order) as (pilot, _):
        shown = said(pilot)
        assert "driver Mourad" in shown
        assert "1 failed attempt, last: not available (shop was closed)" in shown
        assert "3 400.00 to collect" in shown


async def test_what_went_to_the_oms_is_said(desk: Desk, samia: Actor) -> None:
    shop.policy(desk, oms=Oms.PUSH)
    order = parcels.confirmed(desk)
    async with at_the_order(desk, samia, order) as (pilot, _):
        assert "OMS to be handed over" in said(pilot)
        assert "OMS, order · waiting" in said(pilot)


# One parcel, step by step


async def test_each_step_has_a_key(desk: Desk, wali: Actor) -> None:
    order = parcels.confirmed(desk)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await stepped(pilot, screen, "p", "enter", Shipping.PACKING)
        await stepped(pilot, screen, "r", "Yalidine", "enter", "Y-9", "enter", "enter", Shipping.READY)
        await stepped(pilot, screen, "h", "enter", Shipping.SHIPPED)
        await stepped(pilot, screen, "t", "enter", Shipping.IN_TRANSIT)
        await stepped(pilot, screen, "o", "Mourad", "enter", "enter", Shipping.OUT_FOR_DELIVERY)
        await stepped(pilot, screen, "f", "1", "enter", "enter", Shipping.ISSUE)
        await stepped(pilot, screen, "a", "enter", "enter", Shipping.OUT_FOR_DELIVERY)
        await stepped(pilot, screen, "d", "enter", "enter", "enter", Shipping.DELIVERED)
    assert parcels.parcel(desk, order).waybill == "Y-9"
    assert parcels.parcel(desk, order).cash is CashState.COLLECTED


async def test_a_step_that_cannot_be_done_says_why(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.READY)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await typed(pilot, "d")
        assert screen.status.text == "Not possible now: parcel 1 stands at ready."
        assert screen.ask is not None
        await press(pilot, "form.close")
        assert screen.ask is None


async def test_an_agent_reads_who_does_it_instead(desk: Desk, amina: Actor) -> None:
    order = parcels.at(desk, Shipping.READY)
    async with at_the_order(desk, amina, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await typed(pilot, "h")
        assert (
            screen.status.text
            == "'Hand over' is done by a supervisor or the warehouse or the courier here, not by an agent."
        )


async def test_the_key_is_greyed_until_there_can_be_a_parcel(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        assert screen.status.text == "'Create a shipment' is not possible while the order stands at new."
        assert screen.ask is None


async def test_what_is_left_empty_stays_as_it_is(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.READY)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await pilot.press("e")
        await asks(pilot, screen, "waybill stays Y-1")
        await pilot.press("tab")
        await typed(pilot, "Y-22")
        await pilot.press(*["enter"] * 5)
        await typed(pilot, "2")
        await settle(pilot, lambda: screen.ask is None)
    changed = parcels.parcel(desk, order)
    assert (changed.courier, changed.waybill, changed.cash_due_minor) == ("Yalidine", "Y-22", 340000)


async def test_what_cannot_be_read_says_which_and_why(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await pilot.press("d")
        await asks(pilot, screen, "parcel 1 delivered")
        await typed(pilot, "all of it")
        await pilot.press("enter", "enter", "enter")
        await settle(pilot, lambda: "Amount: 'all of it' is not an amount" in screen.status.text)
        assert "type an amount like 34.50" in screen.status.text
        await pilot.press("shift+tab", "shift+tab", *["backspace"] * 9, "tab", "tab")
        await typed(pilot, "whenever")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.status.text.startswith("When: "))
        await pilot.press(*["backspace"] * 8)
        await typed(pilot, "2026-11-23 10:59")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "that is before the parcel left" in screen.status.text.lower())


async def test_a_time_names_the_short_ways_to_type_it(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await pilot.press("d")
        await asks(pilot, screen, "like 20 min ago, 10:30, yesterday 16:00")


async def test_the_link_is_shown_and_offered_to_the_clipboard(desk: Desk, amina: Actor) -> None:
    parcels.courier(desk, tracking=LINK)
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, amina, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await typed(pilot, "k")
        assert screen.status.text == "https://track.example/Y-1 was offered to the clipboard."
        assert pilot.app.clipboard == "https://track.example/Y-1"


async def test_without_a_link_it_says_so(desk: Desk, amina: Actor) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    async with at_the_order(desk, amina, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await typed(pilot, "k")
        assert screen.status.text == "There is no tracking link yet; type the waybill, or edit the parcel."


# Several parcels


def split(desk: Desk, wali: Actor) -> Any:
    order = parcels.confirmed(desk)
    desk.perform(order.id, CreateShipment((Units("ARG", 2),), courier="Yalidine"), by=wali)
    desk.perform(order.id, CreateShipment((Units("SOAP", 1),), courier="Mourad"), by=wali)
    return order


async def test_of_several_parcels_one_is_chosen(desk: Desk, wali: Actor) -> None:
    order = split(desk, wali)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        assert "1. Created · Yalidine" in said(pilot)
        await press(pilot, "order.parcels")
        await typed(pilot, "2")
        await asks(pilot, screen, "1 × Soap")
        await pilot.press("x")
        await asks(pilot, screen, "parcel 2 cancel the shipment")
        await typed(pilot, "one box is enough")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
    assert parcels.parcel(desk, order, 2).status is Shipping.CANCELLED
    assert parcels.parcel(desk, order, 1).status is Shipping.CREATED


async def test_the_palette_asks_which_parcel_only_where_several_could_be_meant(desk: Desk, wali: Actor) -> None:
    order = split(desk, wali)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await chosen(pilot, screen, "Start packing")
        assert "start packing: which parcel?" in said(pilot)
        await typed(pilot, "2")
        await asks(pilot, screen, "parcel 2 start packing")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
        await chosen(pilot, screen, "Start packing")
        await asks(pilot, screen, "parcel 1 start packing")
    assert parcels.parcel(desk, order, 2).status is Shipping.PACKING


# What leads elsewhere


async def test_a_parcel_that_is_back_is_counted_in_at_the_dock(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_RETURN)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await pilot.press("b")
        await settle(pilot, lambda: isinstance(pilot.app.screen, CountIn) and "#1001" in dump(pilot.app))
        desk.perform(order.id, ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 0, 1))), by=wali)
        await press(pilot, "dock.leave")
        await settle(pilot, lambda: pilot.app.screen is screen and "Came back" in said(pilot))
        assert "Soap: 1 damaged · parcel 1 came back undelivered" in said(pilot)


async def test_the_dock_counts_the_parcel_that_was_chosen(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, return_before_hand_over=True, waybill_by="NEVER")
    order = split(desk, wali)
    for number in (1, 2):
        desk.perform(order.id, MarkReady(shipment=number), by=wali)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await typed(pilot, "2")
        await asks(pilot, screen, "1 × Soap")
        await pilot.press("b")
        await settle(pilot, lambda: isinstance(pilot.app.screen, CountIn) and "Soap" in dump(pilot.app))
        assert "Argan oil" not in dump(pilot.app)
        dock = pilot.app.screen
        assert isinstance(dock, CountIn)
        dock.action_go("packing")  # as a click on the place does
        await settle(pilot, lambda: type(pilot.app.screen).__name__ == "Packing")
