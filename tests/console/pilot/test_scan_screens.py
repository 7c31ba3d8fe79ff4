"""Bench, dock and door: how each is left, and what becomes of a job that fails."""

import asyncio
from collections.abc import Callable

import pytest

from console.modals.help import Help
from console.screens.bench import PackingBench
from console.screens.dock import CountIn
from console.screens.hand_over import HandOverScreen
from console.screens.orders import Orders
from console.screens.packing import Packing
from console.screens.returns import Returns
from console.screens.scan_screen import ScanScreen
from models.statuses import Shipping
from tests.console.support.away import SAID, stopped
from tests.console.support.desk import dump, press, settle, strips, until
from tests.console.support.detailed import at_the_order
from tests.console.support.listed import at_the_list
from tests.console.support.scanner import scan
from tests.support import parcels
from tests.support.ledger import parcels_of
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.orders.contact import EditContact
from workflows.parcels.packing import MarkReady

EACH = pytest.mark.parametrize("make", [PackingBench, CountIn, lambda: HandOverScreen(parcels.YALIDINE)])


@EACH
async def test_another_place_is_reached_at_once(desk: Desk, wali: Actor, make: Callable[[], ScanScreen]) -> None:
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await pilot.app.push_screen(made := make())
        made.action_go("returns")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Returns))
        assert not any(isinstance(one, ScanScreen) for one in pilot.app.screen_stack)


@EACH
async def test_the_way_leads_through_the_order_below(desk: Desk, wali: Actor, make: Callable[[], ScanScreen]) -> None:
    async with at_the_order(desk, wali, parcels.at(desk, Shipping.IN_RETURN)) as (pilot, detail):
        await pilot.app.push_screen(made := make())
        made.action_go(made.name_)
        await settle(pilot, lambda: isinstance(pilot.app.screen, (Packing, Returns)))
        assert detail not in pilot.app.screen_stack
        assert not any(isinstance(one, Orders) for one in pilot.app.screen_stack)


@EACH
async def test_nothing_is_left_for_a_place_without_work(
    desk: Desk, wali: Actor, make: Callable[[], ScanScreen]
) -> None:
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await pilot.app.push_screen(made := make())
        made.action_go("numbers")
        await settle(pilot, lambda: "Numbers is for supervisors." in dump(pilot.app))
        assert pilot.app.screen is made


async def test_what_goes_wrong_outside_the_rules_is_said_and_nothing_is_lost(
    desk: Desk, wali: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await pilot.press(*"SOAP", "enter")
        monkeypatch.setattr(desk, "perform", stopped)
        await press(pilot, "bench.by_hand")
        await settle(pilot, lambda: "Who takes" in dump(pilot.app))
        await pilot.press(*"Mourad", "enter")
        await settle(pilot, lambda: "Scan or type the waybill" in dump(pilot.app))
        await pilot.press(*"M-1", "enter")
        await settle(pilot, lambda: f"{SAID} Then try it again." in dump(pilot.app))
        assert "3 of 3 in the parcel" in dump(pilot.app)
        assert order.ref in dump(pilot.app)


async def test_a_label_that_fails_leaves_the_next_parcel_alone(
    desk: Desk, wali: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcels.courier(desk)
    ready, next_ = parcels.confirmed(desk), parcels.confirmed(desk)
    printer = asyncio.Event()

    async def jammed(*_: object) -> str:
        await printer.wait()
        raise RuntimeError("out of paper")

    monkeypatch.setattr("console.screens.printing.print_label", jammed)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.scan")
        for code in (ready.ref, "ARG", "ARG", "SOAP"):
            await scan(pilot, code)
        await pilot.press(*"Y-77", "enter")
        await until(lambda: f"{ready.ref} is ready" in dump(pilot.app))
        await pilot.press(*next_.ref.lstrip("#"), "enter")
        await until(lambda: "0/2" in dump(pilot.app))
        printer.set()
        await settle(pilot, lambda: f"{ready.ref} is ready, but its label failed" in dump(pilot.app))
        assert "try it again" not in dump(pilot.app)
        await scan(pilot, "ARG")
        assert "1 of 3 in the parcel" in dump(pilot.app)
    assert [one.status for one in parcels_of(desk, next_)] == [Shipping.PACKING]


async def test_what_a_colleague_changed_is_looked_at_before_a_parcel_is_ready(
    desk: Desk, wali: Actor, samia: Actor
) -> None:
    parcels.courier(desk)
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        desk.perform(order.id, EditContact(city="Oran"), by=samia)
        await scan(pilot, "Y-77")
        await settle(pilot, lambda: "Samia edited" in dump(pilot.app))
        assert "Oran" in dump(pilot.app)
        assert "3 of 3 in the parcel" in dump(pilot.app)
        await scan(pilot, "")
        await scan(pilot, "Y-77")
        await settle(pilot, lambda: f"{order.ref} is ready" in dump(pilot.app))


async def test_a_parcel_that_a_colleague_made_ready_leaves_the_bench(desk: Desk, wali: Actor, samia: Actor) -> None:
    order = parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "table.open")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        await press(pilot, "bench.by_hand")
        desk.perform(order.id, MarkReady("Mourad", "M-1"), by=samia)
        await scan(pilot, "Wali's own")
        await scan(pilot, "Y-77")
        await settle(pilot, lambda: "Samia packed this order" in dump(pilot.app))
        assert "Scan or type the next order" in dump(pilot.app)
    assert [one.waybill for one in parcels_of(desk, order)] == ["M-1"]


@EACH
async def test_the_bar_names_only_keys_that_the_field_leaves_alone(
    desk: Desk, wali: Actor, make: Callable[[], ScanScreen]
) -> None:
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await pilot.app.push_screen(make())
        await settle(pilot, lambda: "esc back" in dump(pilot.app))
        assert "search" not in dump(pilot.app)
        assert strips(pilot.app)[-1].endswith("  f1 keys ")
        await pilot.press("f1")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.press("f1")
        await settle(pilot, lambda: not isinstance(pilot.app.screen, Help))
