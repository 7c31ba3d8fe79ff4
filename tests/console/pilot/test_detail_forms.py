"""Every command of the rule book has a form on the order's screen, for everyone who may give it."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from console.actions import Place
from console.keys import actions_at
from console.screens import command_form
from console.screens.detail import OrderDetail
from console.screens.dock import CountIn
from models.orders import Order
from models.statuses import Destination, Reason, Role, Shipping
from tests.console.pilot.test_orders_hostile import is_plain
from tests.console.support.desk import press, settle, strips, words
from tests.console.support.detailed import asks, at_the_order, chosen, said
from tests.console.support.listed import typed
from tests.console.support.payloads import PAYLOADS
from tests.support import ledger, parcels, shop
from workflows.actors import CHECKOUT, Actor
from workflows.calls.assignment import Assign
from workflows.calls.claims import ClaimOrder
from workflows.calls.do_not_call import DoNotCall
from workflows.confirmation.axis import Cancel, NoAnswer
from workflows.desk import Desk
from workflows.engine import RULES, Minor
from workflows.labels import word
from workflows.money.cash import SettleCash
from workflows.money.payment import MarkPaid, PaymentStarted
from workflows.money.refunds import RefundOrder
from workflows.orders.draft import Address, DraftLine
from workflows.orders.remarks import AddNote
from workflows.parcels.courier import CourierEvent, Kind, report
from workflows.parcels.packing import MarkReady
from workflows.parcels.shipping import CancelShipment, CreateShipment, EditShipment
from workflows.views.whole_order import for_people

RARE = {
    "Place the order",
    "Send the payment proof to the OMS",
    "Hand to the OMS again",
    "Tell courier or OMS again",
}  # only beside another system
STAGES = (Shipping.CREATED, Shipping.READY, Shipping.SHIPPED, Shipping.ISSUE, Shipping.IN_RETURN)


def situations(desk: Desk, samia: Actor, amina: Actor) -> list[Order]:
    """Orders at which, together, nearly everything can be done."""
    fresh, called, missing = shop.an_order(desk), shop.an_order(desk), shop.missing(desk)
    desk.perform(called.id, NoAnswer(), by=amina)
    desk.perform(called.id, AddNote("rings twice"), by=amina)
    desk.perform(missing.id, PaymentStarted("CIB", "tx-1", Minor(340000)), by=CHECKOUT)
    off = shop.an_order(desk)
    desk.perform(off.id, MarkPaid(reference="VIR-1"), by=samia)
    desk.perform(off.id, Cancel(Reason.PRICE), by=samia)
    stages = [parcels.at(desk, status, name=word(status)) for status in STAGES]
    arrived = parcels.at(desk, Shipping.DELIVERED, name="Mourad")
    desk.perform(arrived.id, SettleCash(Minor(1000)), by=samia)
    desk.perform(arrived.id, RefundOrder(adjustment=Minor(1000)), by=samia)
    calls = [fresh, called, missing, off, parcels.confirmed(desk)]
    return [*calls, *stages, arrived, *others(desk, samia, amina)]


def others(desk: Desk, samia: Actor, amina: Actor) -> list[Order]:
    """Held, kept for somebody, not to be called, picked up, reported about."""
    held, mine, kept, silent = (shop.an_order(desk) for _ in range(4))
    desk.perform(held.id, ClaimOrder(), by=amina)
    desk.perform(mine.id, ClaimOrder(), by=samia)
    desk.perform(kept.id, Assign("Karim"), by=samia)
    desk.perform(silent.id, DoNotCall("asked us not to"), by=samia)
    collected, reported = parcels.confirmed(desk), parcels.at(desk, Shipping.READY, name="Rapid")
    desk.perform(collected.id, CreateShipment(destination=Destination.PICKUP), by=samia)
    desk.perform(collected.id, MarkReady(), by=samia)
    desk.perform(reported.id, CancelShipment("called off"), by=samia)
    event = CourierEvent("Rapid", "Y-1", "1", Kind.DELIVERED, desk.clock())
    desk.write(lambda work: report(work, event))
    return [held, mine, kept, silent, collected, reported]


async def test_every_form_opens_in_words_and_escape_leaves_it(desk: Desk, samia: Actor, amina: Actor) -> None:
    """Forms that look the same for others than the supervisor are opened once."""
    orders, opened = situations(desk, samia, amina), set[str]()
    for by in (samia, amina, shop.person(desk, "Wali")):
        offered = set[str]()
        async with at_the_order(desk, by, orders[0]) as (pilot, _):
            for order in orders:
                screen = OrderDetail(order.id)
                pilot.app.push_screen(screen)
                await settle(pilot, lambda pilot=pilot: pilot.app.screen.at_hand is not None)  # type: ignore[misc]
                offered |= await opened_all(pilot, screen, opened)
                pilot.app.pop_screen()
                await settle(pilot)
        assert offered == known_to(by.role) - RARE


def known_to(role: Role) -> set[str]:
    """What the rule book lets a role do, but for what has a key of its own."""
    keyed = {action.command for action in actions_at(Place.DETAIL)}
    mine = (command for command in for_people() if any(role in rule.who for rule in RULES[command]))
    return {command.title() for command in mine if command.verb() not in keyed}


async def opened_all(pilot: Pilot[Any], screen: OrderDetail, opened: set[str]) -> set[str]:
    """Commands that can be given now and have no key of their own; forms that were not open before are, and left."""
    assert screen.at_hand is not None
    before = screen.at_hand.order.version
    free = [entry.title for entry in command_form.entries(screen) if not entry.reason]
    for title in sorted({*free} - opened - {"Print the label"}):  # it asks nothing
        await chosen(pilot, screen, title)
        if isinstance(pilot.app.screen, CountIn):
            await press(pilot, "dock.leave")
            continue
        assert screen.ask is not None, title
        assert "_" not in said(pilot), title
        await press(pilot, "form.close")
        assert screen.ask is None, title
    assert screen.at_hand.order.version == before
    opened |= set(free)
    return set(free)


async def test_enter_through_a_form_changes_nothing_that_was_not_typed(desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.READY, email="yasmine@example.com")
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await chosen(pilot, screen, "Edit the shipment")
        await asks(pilot, screen, "2 ✓ no")
        await press(pilot, "form.accept")
        await typed(pilot, "YAL-1176")
        for _ in range(6):
            await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
    edited = ledger.last_event(desk, order)
    assert (edited.data["waybill"], edited.data["notify"]) == ("YAL-1176", False)


# Papers


async def test_a_label_is_printed_and_told(
    desk: Desk, wali: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.paper.sending._folder", lambda _settings: tmp_path)
    order = parcels.at(desk, Shipping.READY)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await pilot.press("l")
        await settle(pilot, lambda: bool(list(tmp_path.glob("*.pdf"))) and "Wali printed the label" in said(pilot))
        assert screen.ask is None
    assert ledger.last_event(desk, order).command == "PrintLabel"


# Whose it is


async def test_another_customer_is_found_and_gets_the_order(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk, customer="Nadia Ferhat", address=Address("3 rue Larbi", "Oran", "Oran", "31000", "DZ"))
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await press(pilot, "order.who")
        await pilot.press("c")
        await asks(pilot, screen, "change the customer: to whom?")
        await typed(pilot, "nobody of that name")
        await press(pilot, "form.accept")
        assert screen.status.text.startswith("No other customer is found by that")
        await pilot.press("ctrl+u")
        await typed(pilot, "nadia")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "1 Nadia Ferhat")
        await typed(pilot, "1")
        await asks(pilot, screen, "to theirs: 3 rue Larbi, Oran, Algeria")
        await typed(pilot, "2")
        await settle(pilot, lambda: screen.ask is None)
    changed = shop.order(desk, order.id)
    assert (changed.name, changed.street) == ("Nadia Ferhat", "3 rue Larbi")


async def test_the_customer_of_a_parcel_that_left_is_changed_knowingly(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk, customer="Nadia Ferhat", address=Address("3 rue Larbi", "Oran", "Oran", "31000", "DZ"))
    order = parcels.at(desk, Shipping.DELIVERED)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await press(pilot, "order.who")
        await pilot.press("c")
        await asks(pilot, screen, "change the customer: to whom?")
        await typed(pilot, "nadia")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "1 Nadia Ferhat")
        await typed(pilot, "1")
        await asks(
            pilot, screen, "to theirs: 3 rue Larbi, Oran, Algeria – the parcel has left with the address it had"
        )
        assert "! A parcel has left already: its label keeps the name and number it had" in said(pilot)
        await typed(pilot, "2")
        assert screen.status.text == "The parcel has left with the address it had; tell the courier instead."
        await typed(pilot, "1")
        await settle(pilot, lambda: screen.ask is None)
    changed = shop.order(desk, order.id)
    assert (changed.name, changed.street) == ("Nadia Ferhat", order.street)


async def test_the_notes_have_a_key(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, AddNote("rings twice"), by=amina)
    async with at_the_order(desk, amina, order) as (pilot, screen):
        await press(pilot, "order.who")
        await pilot.press("d")
        await asks(pilot, screen, "delete a note")
        await typed(pilot, "1")
        await asks(pilot, screen, "Amina: rings twice ! A deleted note does not come back")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
        assert "Amina deleted a note of this order" in said(pilot)


# What strangers write


async def test_whatever_is_written_on_a_parcel_is_only_shown(desk: Desk, samia: Actor, wali: Actor) -> None:
    stored = [payload for payload in PAYLOADS if payload.name not in ("lone surrogates", "null and delete")]
    async with at_the_order(desk, samia, shop.an_order(desk), size=(160, 60)) as (pilot, _):
        for at in range(0, len(stored), 12):
            some = stored[at : at + 12]
            screen = OrderDetail(a_parcel(desk, wali, [payload.text[:300] for payload in some]).id)
            pilot.app.push_screen(screen)
            await settle(pilot, lambda: pilot.app.screen.at_hand is not None)  # type: ignore[attr-defined]
            assert all(map(is_plain, strips(pilot.app)))
            shown = words([said(pilot).replace("\u200e", "")])
            assert [payload.name for payload in some if words([payload.shown]) not in shown] == []
            await press(pilot, "order.parcels")
            await asks(pilot, screen, "which parcel?")
            assert all(map(is_plain, strips(pilot.app)))
            await typed(pilot, "1")
            await asks(pilot, screen, "parcel 1")
            assert all(map(is_plain, strips(pilot.app)))
            await press(pilot, "form.close")
            pilot.app.pop_screen()
            await settle(pilot)


def a_parcel(desk: Desk, wali: Actor, texts: list[str]) -> Order:
    """A parcel with strangers' texts wherever one may stand, and another one."""
    lines = tuple(DraftLine(text, 1, 1000) for text in texts)
    order = parcels.confirmed(desk, lines=lines, total_minor=1000 * len(lines), shipping_minor=0)
    text = " ".join(texts)[:400]
    desk.perform(order.id, CreateShipment(courier=text), by=wali)
    desk.perform(order.id, EditShipment(waybill=f"{text} {order.number}", tracking=text), by=wali)
    desk.perform(order.id, CancelShipment(text), by=wali)
    desk.perform(order.id, CreateShipment(), by=wali)
    return order


async def test_the_network_of_a_number_is_told_when_it_is_asked_for(desk: Desk, samia: Actor) -> None:
    async with at_the_order(desk, samia, shop.an_order(desk)) as (pilot, screen):
        await chosen(pilot, screen, "Show the network of the number")
        said = "+213 551 00 01 10 was given out by Ooredoo; a number can be taken to another network."
        assert screen.status.text == said
    async with at_the_order(desk, samia, shop.an_order(desk, phone="12")) as (_, screen):
        assert "Show the network of the number" not in {entry.title for entry in screen.entries()}


async def test_an_order_whose_calls_are_over_settles_no_other(desk: Desk, samia: Actor) -> None:
    over, _open = (shop.an_order(desk, phone="0551 23 45 67") for _ in range(2))
    desk.perform(over.id, Cancel(Reason.PRICE), by=samia)
    async with at_the_order(desk, samia, over) as (pilot, screen):
        await press(pilot, "call.together")
        assert screen.ask is None
        assert screen.status.text.startswith("This order is cancelled and locked")
