"""What nothing takes back is read back once before it is done."""

from typing import Any

import pytest
from textual.pilot import Pilot

from console.screens.detail import OrderDetail
from models.statuses import Method, Payment
from tests.console.support.desk import press, settle
from tests.console.support.detailed import asks, at_the_order, said
from tests.console.support.listed import typed
from tests.support import ledger, parcels, shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.orders.remarks import AddNote


async def paying(pilot: Pilot[Any], screen: OrderDetail, *texts: str) -> None:
    """The form of a payment, each field in its turn; what stands last chooses how it was paid."""
    await press(pilot, "order.money")
    await pilot.press("p")
    await asks(pilot, screen, "mark as paid")
    for text in texts:
        await typed(pilot, text)
        await pilot.press("tab")
    await settle(pilot)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_money_is_booked_once_it_was_read_back(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await paying(pilot, screen, "1000", "TX-77", "seen in the account")
        await pilot.press("4")
        await asks(pilot, screen, "DZD 1 000.00 of DZD 3 400.00 that is due")
        for text in ("paid by transfer", "reference TX-77", "seen in the account", "enter book DZD 1 000.00"):
            assert text in said(pilot)
        assert "goes back only by a refund. DZD 2 400.00 is left to pay." in said(pilot)
        assert shop.order(desk, order.id).received_minor == 0
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
        assert screen.status.text == "#1001 is paid in part: DZD 1 000.00 came, DZD 2 400.00 is left."
    assert shop.order(desk, order.id).payment is Payment.PARTIALLY_PAID


async def test_what_is_due_is_booked_whole_where_no_amount_is_typed(desk: Desk, samia: Actor) -> None:
    order = parcels.confirmed(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await paying(pilot, screen)
        assert "amount all that is due, DZD 3 400.00" in said(pilot)
        assert "reference may be left empty" in said(pilot)
        await pilot.press("enter", "enter", "enter", "1")
        await asks(pilot, screen, "DZD 3 400.00 of DZD 3 400.00 that is due paid by transfer")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
        assert screen.status.text == "#1001 is paid in full."


async def test_an_unconfirmed_order_says_that_the_reference_is_needed_and_that_it_is_confirmed(
    desk: Desk, samia: Actor
) -> None:
    async with at_the_order(desk, samia, shop.an_order(desk)) as (pilot, screen):
        await paying(pilot, screen)
        assert "reference needed, as this order is not confirmed yet" in said(pilot)
        await paying_again(pilot, "TX-1")
        await asks(pilot, screen, "The order is confirmed by it, for good.")


async def paying_again(pilot: Pilot[Any], reference: str) -> None:
    """From the amount on."""
    await pilot.press("tab")
    await typed(pilot, reference)
    await pilot.press("tab", "tab", "4")
    await settle(pilot)


async def test_escape_goes_from_the_card_back_to_what_was_typed(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await paying(pilot, screen, "1000", "TX-77", "")
        await pilot.press("4")
        await asks(pilot, screen, "DZD 1 000.00 of")
        await press(pilot, "form.close")
        await asks(pilot, screen, "amount 1000 reference TX-77")
        await press(pilot, "form.close")
        assert screen.ask is None
    assert shop.order(desk, order.id).received_minor == 0


async def test_what_was_chosen_stays_chosen_while_another_field_is_mended(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await paying(pilot, screen, "1000", "", "")
        await pilot.press("3")
        await settle(pilot, lambda: "Type the bank's or provider's reference" in screen.status.text)
        await pilot.press("tab", "tab")
        await typed(pilot, "TX-77")
        await pilot.press("tab", "tab", "enter")
        await asks(pilot, screen, "DZD 1 000.00 of")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
    assert [row.method for row in ledger.money_of(desk, order)] == [Method.CARD_ON_DELIVERY]


async def test_an_order_that_changes_behind_the_card_is_read_back_anew(desk: Desk, samia: Actor, wali: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await paying(pilot, screen, "1000", "TX-77", "")
        await pilot.press("4")
        await asks(pilot, screen, "DZD 1 000.00 of")
        desk.perform(order.id, AddNote("rings twice"), by=wali)
        await press(pilot, "form.accept")
        await asks(pilot, screen, "amount 1000 reference TX-77")
        assert shop.order(desk, order.id).received_minor == 0
