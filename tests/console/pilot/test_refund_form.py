"""Money back, and goods that came back after delivery: what is typed is worked out at once, and asked once."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from console.screens.outcomes.live import LiveForm
from models.orders import Order
from models.statuses import MoneyState, Payment, Shipping
from tests.console.support.desk import press, settle, until
from tests.console.support.detailed import asks, at_the_order, chosen, said
from tests.console.support.listed import typed
from tests.console.support.refunding import begun, fields
from tests.support import ledger, parcels, shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.refunds import RefundOrder
from workflows.orders.draft import DraftLine
from workflows.orders.remarks import AddNote
from workflows.units import Units
from workflows.work import Work


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a pause in typing."""
    monkeypatch.setattr(LiveForm, "PAUSE", 0.01)


def paid(desk: Desk) -> Order:
    """Two of one product, one of another, a delivery charge: 3 400.00 collected at the door."""
    return parcels.at(desk, Shipping.DELIVERED)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor) -> None:
    order = paid(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        assert "goods 0.00 + delivery 0.00 + adjustment 0.00 − fee 0.00" in said(pilot)
        await fields(pilot, "1", "", "100", "50.5", "20")
        await settle(pilot, lambda: "goods 1 200.00 + delivery 100.00 + adjustment 50.50 − fee 20.00" in said(pilot))
        assert "= DZD 1 330.50 goes back; 3 400.00 came in and is not refunded yet" in said(pilot)
        assert "Argan oil (2)" in said(pilot)
        assert "= 1 200.00" in said(pilot)
        await typed(pilot, "one was broken")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "DZD 1 330.50 goes back to Yasmine Haddad")
        for text in ("1 × Argan oil: 1 200.00", "less fee: 20.00", "one was broken", "enter refund DZD 1 330.50"):
            assert text in said(pilot)
        assert shop.order(desk, order.id).refunded_minor == 0
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
        assert "1. DZD 1 330.50 · still to be sent" in said(pilot)
    assert shop.order(desk, order.id).refunded_minor == 133050
    assert shop.order(desk, order.id).payment is Payment.PARTIALLY_REFUNDED


async def test_what_is_left_counts_what_went_back_before(desk: Desk, samia: Actor) -> None:
    order = paid(desk)
    desk.perform(order.id, RefundOrder((Units("ARG", 1),)), by=samia)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await settle(pilot, lambda: "Argan oil (1)" in said(pilot))
        assert "2 200.00 came in and is not refunded yet" in said(pilot)
        await fields(pilot, "2")
        await settle(pilot, lambda: "Argan oil: 1 of 2 units can be refunded, not 2." in said(pilot))
        await press(pilot, "form.accept")
        assert "can be refunded, not 2" in screen.status.text
        assert screen.ask is not None
        assert not screen.ask.has_class("-card")


async def test_more_than_came_in_is_refused_while_it_is_typed(desk: Desk, samia: Actor) -> None:
    async with at_the_order(desk, samia, paid(desk)) as (pilot, screen):
        await begun(pilot, screen)
        await fields(pilot, "", "", "", "5000")
        await settle(pilot, lambda: "only DZD 3 400.00 came in and is not refunded yet" in said(pilot))


async def test_what_cannot_be_read_says_which_and_shows_no_sum(desk: Desk, samia: Actor) -> None:
    async with at_the_order(desk, samia, paid(desk)) as (pilot, screen):
        await begun(pilot, screen)
        await fields(pilot, "a few")
        await settle(pilot, lambda: "Argan oil, units: 'a few' is not" in said(pilot))
        assert "goes back;" not in said(pilot)
        await pilot.press(*["shift+tab"], *["backspace"] * 5)
        await fields(pilot, "", "", "much")
        await settle(pilot, lambda: "Delivery: 'much' is not an amount" in said(pilot))


async def test_escape_goes_from_the_card_to_the_fields_and_from_them_away(desk: Desk, samia: Actor) -> None:
    order = paid(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await typed(pilot, "1")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "goes back to Yasmine")
        await press(pilot, "form.close")
        await settle(pilot, lambda: "= DZD 1 200.00 goes back" in said(pilot))
        await press(pilot, "form.close")
        assert screen.ask is None
    assert shop.order(desk, order.id).refunded_minor == 0


async def test_a_colleague_who_was_faster_is_told_and_nothing_typed_is_lost(
    desk: Desk, samia: Actor, amina: Actor
) -> None:
    order = paid(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await typed(pilot, "2")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "DZD 2 400.00 goes back")
        desk.perform(order.id, RefundOrder((Units("ARG", 1),)), by=samia)
        desk.perform(order.id, AddNote("called"), by=amina)
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "Argan oil: 1 of 2 units can be refunded, not 2." in said(pilot))
        assert "Amina added a note" in screen.status.text
    assert shop.order(desk, order.id).refunded_minor == 120000


async def test_an_answer_to_an_older_text_is_dropped(
    desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_order(desk, samia, paid(desk)) as (pilot, screen):
        await begun(pilot, screen)
        read, waiting, let_go = screen.seat.read, asyncio.Event(), asyncio.Event()

        async def late(unit: Callable[[Work], Any]) -> Any:
            answer = await read(unit)
            waiting.set()
            await let_go.wait()
            return answer

        monkeypatch.setattr(screen.seat, "read", late)
        await pilot.press("1")
        await waiting.wait()
        monkeypatch.setattr(screen.seat, "read", read)
        await pilot.press("backspace", "2")
        await until(lambda: "goods 2 400.00" in said(pilot))
        let_go.set()
        await settle(pilot)
        assert "goods 2 400.00" in said(pilot)


async def test_enter_right_after_the_last_digit_is_enough(
    desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_order(desk, samia, paid(desk)) as (pilot, screen):
        await begun(pilot, screen)
        read = screen.seat.read

        async def slow(unit: Callable[[Work], Any]) -> Any:
            await asyncio.sleep(2 * LiveForm.PAUSE)
            return await read(unit)

        monkeypatch.setattr(screen.seat, "read", slow)
        await pilot.press("1", "enter")
        await asks(pilot, screen, "goes back to Yasmine")


async def test_a_product_that_is_called_like_another_ones_number_is_refunded_itself(desk: Desk, samia: Actor) -> None:
    lines = (DraftLine("Two", 1, 100000, sku="2"), DraftLine("One", 1, 240000, sku="1"))
    order = parcels.at(desk, Shipping.DELIVERED, lines=lines, shipping_minor=0)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await typed(pilot, "1")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "1 × Two: 1 000.00")


async def test_only_a_supervisor_sends_money_back(desk: Desk, amina: Actor) -> None:
    async with at_the_order(desk, amina, paid(desk)) as (pilot, screen):
        await press(pilot, "order.money")
        assert screen.status.text == "'Refund' is done by a supervisor here, not by an agent."


async def test_a_refund_is_marked_as_sent_and_of_several_one_is_chosen(desk: Desk, samia: Actor) -> None:
    order = paid(desk)
    for amount in (1000, 2000):
        desk.perform(order.id, RefundOrder(adjustment=Minor(amount)), by=samia)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await press(pilot, "order.money")
        await pilot.press("s")
        await asks(pilot, screen, "refund 2: 20.00")
        await typed(pilot, "VIR-2")
        await pilot.press("tab")
        await typed(pilot, "2")
        await asks(pilot, screen, "refund 2: DZD 20.00 to Yasmine Haddad reference VIR-2")
        assert "Sent is for good" in said(pilot)
        assert MoneyState.DONE not in [row.state for row in ledger.money_of(desk, order) if row.amount_minor == 2000]
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
        await press(pilot, "order.money")
        await pilot.press("s")
        await asks(pilot, screen, "mark a refund as sent")
        assert "refund 1" not in said(pilot).split("mark a refund as sent")[1]
        await typed(pilot, "VIR-1")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "refund 1: DZD 10.00 to")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
    states = [row.state for row in ledger.money_of(desk, order) if row.amount_minor in (1000, 2000)]
    assert states == [MoneyState.DONE, MoneyState.DONE]


# Goods


async def test_units_that_were_sent_back_are_counted(desk: Desk, wali: Actor) -> None:
    order = paid(desk)
    async with at_the_order(desk, wali, order) as (pilot, screen):
        await press(pilot, "order.parcels")
        await pilot.press("g")
        await asks(pilot, screen, "sent back, parcel 1")
        await fields(pilot, "1", "1")
        await settle(pilot, lambda: "1 fit, back in stock · 1 damaged · 1 stay with the customer" in said(pilot))
        await fields(pilot, "2")
        await settle(pilot, lambda: "Soap: the customer has 1 unit of this parcel, no more." in said(pilot))
        await pilot.press("shift+tab", "backspace", "tab", "tab")
        await typed(pilot, "too dark")
        await press(pilot, "form.accept")
        await asks(pilot, screen, "Argan oil: 1 fit, 1 damaged")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
        assert "Argan oil: 1 fit, 1 damaged · parcel 1 sent back: too dark · Wali" in said(pilot)
    (back,) = parcels.returns_of(desk, order)
    assert (back.fit, back.damaged) == (1, 1)


async def test_nothing_counted_is_no_return(desk: Desk, wali: Actor) -> None:
    async with at_the_order(desk, wali, paid(desk)) as (pilot, screen):
        await chosen(pilot, screen, "Return after delivery")
        await press(pilot, "form.accept")
        assert screen.status.text == "Name the products that came back, and how many units of each."
