"""Queue beside colleagues: they change the order at hand, take it over, or do something to it meanwhile."""

import asyncio
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens.queue import Queue
from models.statuses import Confirmation
from tests.console.support.desk import dump, press, settle, until
from tests.console.support.seated import at_the_queue
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.calls import claims
from workflows.desk import Desk
from workflows.orders.contact import EditContact
from workflows.orders.remarks import AddNote


async def test_a_colleague_changed_the_order_and_what_was_typed_stays(
    desk: Desk, amina: Actor, samia: Actor, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.an_order(desk)
    monkeypatch.setattr(Queue, "data_changed", lambda _: None)  # it may say so first, in other words
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.note")
        await pilot.press(*"ring twice")
        desk.perform(first.id, claims.TakeOver(), by=samia)
        desk.perform(first.id, EditContact(street="7 rue Larbi"), by=samia)
        clock.forward(seconds=12)
        await pilot.press("enter")
        await settle(pilot)
        said = "Samia edited the contact of this order 12 s ago; look at it again."
        assert screen.status.text == f"{said} Press s for the next order."
        shown = dump(pilot.app)
        assert "ring twice" in shown
        assert "7 rue Larbi" in shown
        assert "Samia has it until 11:10" in shown
        await pilot.press("enter")
        await settle(pilot)
        assert screen.status.text == "#1001 has a new note."


async def test_a_card_is_read_back_anew_after_a_change(desk: Desk, amina: Actor, karim: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.confirm")
        desk.perform(first.id, AddNote("has moved"), by=karim)
        desk.perform(first.id, EditContact(street="7 rue Larbi"), by=amina)
        await press(pilot, "form.accept")
        assert shop.order(desk, first.id).confirmation is Confirmation.NEW
        await settle(pilot, lambda: screen.ask and "7 rue Larbi, 16000 Alger" in _drawer(pilot))
        await press(pilot, "form.accept")
        await settle(pilot, lambda: shop.order(desk, first.id).confirmation is Confirmation.CONFIRMED)


def _drawer(pilot: Pilot[Any]) -> str:
    return "\n".join(dump(pilot.app).splitlines()[-14:])


async def test_what_a_colleague_does_meanwhile_is_said(desk: Desk, amina: Actor, karim: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        desk.perform(first.id, AddNote("asks for Ali"), by=karim)
        screen.data_changed()
        await settle(pilot)
        assert screen.status.text == "Karim added a note to this order just now."
        assert "Karim: asks for Ali" in dump(pilot.app)


async def test_a_take_over_names_the_key_for_the_next_customer(desk: Desk, amina: Actor, samia: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        desk.perform(first.id, claims.TakeOver(), by=samia)
        screen.data_changed()
        await settle(pilot)
        assert screen.status.text == "Samia took this order over just now. Press s for the next order."
        desk.perform(first.id, AddNote("asks for Ali"), by=samia)
        screen.data_changed()
        await settle(pilot)
        assert screen.status.text == "Samia added a note to this order just now."


async def test_what_a_colleague_does_while_this_seat_writes_is_seen_afterwards(
    desk: Desk, amina: Actor, karim: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.an_order(desk)
    monkeypatch.setattr("console.app.PULSE", 0.02)
    monkeypatch.setattr("console.app.TICK", 3600.0)  # the clock makes the queue look, too
    ticks, look = [0], ConsoleApp._look_for_changes

    def counted(app: ConsoleApp) -> None:
        ticks[0] += 1
        look(app)

    monkeypatch.setattr(ConsoleApp, "_look_for_changes", counted)
    written = Event()
    async with at_the_queue(desk, amina) as (pilot, screen):
        writing = asyncio.ensure_future(screen.seat.call(lambda: written.wait(20)))
        desk.perform(first.id, AddNote("asks for Ali"), by=karim)
        so_far = ticks[0]
        await until(lambda: ticks[0] > so_far + 5)
        written.set()
        await writing
        await settle(pilot, lambda: "Karim: asks for Ali" in dump(pilot.app))
