"""The database is away for one key: the console says so, goes on, and the key works when it is back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.modals.lock import Lock
from console.screens.detail import OrderDetail
from console.screens.numbers import Numbers
from console.screens.orders import Orders
from console.screens.packing import Packing
from console.screens.queue import Queue
from console.screens.signin import SignIn
from console.widgets.status_line import StatusLine
from models.statuses import Shipping
from tests.console.support.away import SAID, stopped
from tests.console.support.desk import dump, press, settle
from tests.console.support.detailed import at_the_order, chosen
from tests.console.support.listed import at_the_list, opened, typed
from tests.console.support.seated import PLAIN, at_the_queue, seated
from tests.support import parcels, shop
from workflows.actors import Actor
from workflows.desk import Desk


@contextmanager
def away(desk: Desk) -> Iterator[None]:
    """Nothing is read or written meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("read", "write", "perform"):
            patch.setattr(desk, name, stopped)
        yield


def said(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one(StatusLine).text


# One order.


async def test_an_outcome_that_cannot_take_the_order_says_so(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        screen = await opened(pilot)
        with away(desk):
            await press(pilot, "call.later")
            assert said(pilot).startswith(SAID)
        await press(pilot, "call.later")
        assert screen.ask is not None
        await press(pilot, "form.close", "order.back")
    assert shop.order(desk, order.id).claimed_by is None


async def test_an_order_that_cannot_be_given_back_stays_open(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await opened(pilot)
        await press(pilot, "order.take")
        with away(desk):
            await press(pilot, "order.back")
            assert said(pilot).startswith(SAID)
            assert isinstance(pilot.app.screen, OrderDetail)
        await press(pilot, "order.back")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))
    assert shop.order(desk, order.id).claimed_by is None


async def test_a_number_that_cannot_be_judged_is_not_dialled(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        with away(desk):
            await press(pilot, "call.dial")
            assert said(pilot).startswith(SAID)
            assert screen.on_call is None


async def test_a_command_of_the_palette_says_so(desk: Desk, samia: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_TRANSIT)
    async with at_the_order(desk, samia, order) as (pilot, _):
        await press(pilot, "desk.palette")
        with away(desk):
            await typed(pilot, "edit the shipment")
            await pilot.press("enter")
            await settle(pilot, lambda: said(pilot).startswith(SAID))


async def test_a_step_that_was_chosen_says_so(desk: Desk, samia: Actor) -> None:
    order = parcels.at(desk, Shipping.IN_TRANSIT)
    async with at_the_order(desk, samia, order) as (pilot, _):
        await press(pilot, "order.parcels")
        with away(desk):
            await pilot.press("enter")
            await settle(pilot, lambda: said(pilot).startswith(SAID))


# A drawer of its own.


async def test_a_form_that_is_sent_says_so_and_keeps_what_was_typed(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await chosen(pilot, screen, "Assign the order")
        with away(desk):
            await pilot.press("1")
            await settle(pilot, lambda: said(pilot).startswith(SAID))
        assert screen.ask is not None
        assert screen.ask.is_open


async def test_a_customer_who_cannot_be_looked_up_says_so(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await chosen(pilot, screen, "Change the customer")
        with away(desk):
            await typed(pilot, "Yasmine")
            await pilot.press("enter")
            await settle(pilot, lambda: said(pilot).startswith(SAID))


async def test_a_sum_that_cannot_be_worked_out_says_so(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        with away(desk):
            await press(pilot, "list.new")
            await settle(pilot, lambda: said(pilot).startswith(SAID))
        await press(pilot, "form.close")


async def test_a_number_that_cannot_be_looked_up_in_the_palette_says_so(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        await press(pilot, "desk.palette")
        with away(desk):
            await typed(pilot, "1001")
            await settle(pilot, lambda: screen.query_one(StatusLine).text.startswith(SAID))


# A person.


async def test_whoever_cannot_sign_in_is_told_why(desk: Desk) -> None:
    app = ConsoleApp(lambda: desk, PLAIN)
    async with app.run_test(size=(120, 40)) as running:
        pilot: Pilot[Any] = running
        await settle(pilot, lambda: isinstance(app.screen, SignIn) and "Amina" in dump(pilot.app))
        with away(desk):
            await pilot.press("1")
            await settle(pilot, lambda: said(pilot).startswith(SAID))
        await pilot.press("1")
        await settle(pilot, lambda: "Choose a password" in said(pilot))
        app.seat.close()


async def test_whoever_cannot_unlock_is_told_why(desk: Desk, amina: Actor) -> None:
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, "desk.lock")
        with away(desk):
            await pilot.press("enter")
            await settle(pilot, lambda: said(pilot).startswith(SAID))
            assert isinstance(pilot.app.screen, Lock)
        await pilot.press("enter")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Queue))


async def test_a_pause_that_is_not_taken_is_asked_again(desk: Desk, amina: Actor) -> None:
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, "queue.pause")
        with away(desk):
            await pilot.press("1")
            await settle(pilot, lambda: said(pilot).startswith(SAID))
        await pilot.press("1")
        await settle(pilot, lambda: said(pilot).startswith("Paused"))
        with away(desk):
            await press(pilot, "queue.pause")
            assert said(pilot).startswith(SAID)
        await press(pilot, "queue.pause")
        await settle(pilot, lambda: said(pilot) == "Back at work.")


# Lists and figures.


async def test_a_list_that_cannot_be_read_says_whom_to_ask_and_which_key_reads_it(desk: Desk, samia: Actor) -> None:
    async with at_the_list(desk, samia, Orders, size=(80, 24)) as (pilot, _):
        with away(desk):
            await press(pilot, "table.reload")
            await settle(pilot, lambda: f"! {SAID} r reads it again." in dump(pilot.app))


async def test_a_queue_that_cannot_be_read_says_so(desk: Desk, amina: Actor) -> None:
    async with at_the_queue(desk, amina) as (pilot, screen):
        with away(desk):
            screen.take()
            await settle(pilot, lambda: SAID in dump(pilot.app))


async def test_a_batch_that_is_not_begun_says_so(desk: Desk, wali: Actor) -> None:
    parcels.courier(desk)
    parcels.confirmed(desk)
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        with away(desk):
            await press(pilot, "packing.batch")
            assert said(pilot)
        await press(pilot, "packing.batch")
        assert "being packed" in said(pilot)


async def test_numbers_that_cannot_be_read_are_not_written(
    desk: Desk, samia: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(Numbers, "data_changed", lambda _: None)  # it says so, too, in other words
    async with seated(desk, samia, Numbers, lambda screen: screen.is_mounted) as (pilot, _):
        await press(pilot, "numbers.write")
        with away(desk):
            await pilot.press("enter")
            await settle(pilot, lambda: said(pilot).startswith(SAID))
        assert not list(tmp_path.iterdir())
