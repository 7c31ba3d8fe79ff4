"""Missing: what the OMS, couriers and customers could not be told, and telling it again."""

import pytest

from console.data.missing import OMS, TROUBLE
from console.screens.missing import Missing
from models.statuses import Handoff, Method, Shipping
from tests.console.support.desk import dump, press, settle
from tests.console.support.detailed import at_the_order
from tests.console.support.tabbed import answer, at_the_place, go
from tests.console.support.troubled import THE_OMS, refused, reported, unsent
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from tests.support.ledger import outbox_of
from tests.support.parcels import at, courier
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.oms.answers import HandOffAccepted
from workflows.outbox import posting
from workflows.parcels.exceptions import exceptions
from workflows.shop import settings


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_failed_hand_offs_are_retried(desk: Desk, samia: Actor) -> None:
    orders = [refused(desk) for _ in range(2)]
    async with at_the_place(desk, samia, Missing) as (pilot, screen):
        assert "no such SKU" in await go(pilot, OMS)
        await press(pilot, "table.select_all", "missing.retry")
        await answer(pilot, "the SKU is there now")
        await settle(pilot, lambda: "2 orders handed to the OMS again." in dump(pilot.app))
        await settle(pilot, lambda: "due" in dump(pilot.app))
        await press(pilot, "table.reload", "missing.retry")
        assert "Only a failed hand-off is retried" in dump(pilot.app)
        desk.perform(orders[0].id, HandOffAccepted(), by=THE_OMS)
        await press(pilot, "table.reload")
        await settle(pilot, lambda: orders[0].ref not in dump(pilot.app))
        assert screen.here == OMS
    states = [shop.order(desk, order.id).handoff for order in orders]
    assert states == [Handoff.DONE, Handoff.DUE]


async def test_a_proof_of_payment_is_sent(desk: Desk, samia: Actor) -> None:
    shop.policy(desk, oms="CONFIRM_API")
    order = shop.missing(desk, method=Method.ONLINE, gateway="chargily")
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        await press(pilot, "missing.proof")
        await answer(pilot, "", "")
        await settle(pilot, lambda: "Type the provider's reference" in dump(pilot.app))
        await press(pilot, "missing.proof")
        await answer(pilot, "pi-1", "seen at chargily")
        await settle(pilot, lambda: "The OMS is sent the payment" in dump(pilot.app))
        assert order.ref in await go(pilot, OMS)
    assert shop.order(desk, order.id).handoff is Handoff.DUE


async def test_the_money_of_an_order_offers_the_proof_where_the_oms_asks_for_it(desk: Desk, samia: Actor) -> None:
    order = shop.missing(desk, method=Method.ONLINE, gateway="chargily")
    for oms, is_offered in (("CONFIRM_API", True), ("PUSH", False)):
        shop.policy(desk, oms=oms)
        async with at_the_order(desk, samia, order) as (pilot, _):
            await press(pilot, "order.money")
            assert ("send the payment proof to the OMS" in dump(pilot.app)) is is_offered


async def test_a_shop_without_an_oms_says_so_before_anything_is_asked(desk: Desk, samia: Actor) -> None:
    shop.missing(desk)
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        await press(pilot, "missing.proof")
        await settle(pilot, lambda: "confirms no payments" in dump(pilot.app))
        assert "Send the OMS which payment?" not in dump(pilot.app)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_a_couriers_report_is_settled(desk: Desk, samia: Actor) -> None:
    reported(desk)
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no parcel has this waybill" in await go(pilot, TROUBLE)
        await press(pilot, "missing.settle")
        await answer(pilot, "not ours")
        await settle(pilot, lambda: "The report is settled." in dump(pilot.app))
    assert desk.read(exceptions) == []


async def test_a_message_that_failed_is_sent_again(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = unsent(desk)
    reported(desk)
    clock.forward(seconds=1)
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no such number" in await go(pilot, TROUBLE)
        await press(pilot, "missing.message")
        assert "Only what a customer, courier or OMS was to hear is told again" in dump(pilot.app)
        await press(pilot, "table.down", "missing.message")
        await settle(pilot, lambda: "the message placed is sent again" in dump(pilot.app))
    assert len([row for row in outbox_of(desk, order) if row.message == "placed"]) == 2


async def test_the_shops_own_mail_is_not_sent_to_the_customer(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: settings.change(work, "merchant_email", "shop@example.com", by=samia))
    order = shop.an_order(desk, email="y@example.com")
    (row,) = [row for row in outbox_of(desk, order) if row.recipient == "shop@example.com"]
    desk.write(lambda work: posting.failed(work, row, "no such box", lasting=True))
    written = len(outbox_of(desk, order))
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no such box" in await go(pilot, TROUBLE)
        await press(pilot, "missing.message")
        await settle(
            pilot, lambda: "Only what a customer, courier or OMS was to hear is told again" in dump(pilot.app)
        )
    assert len(outbox_of(desk, order)) == written


async def test_a_call_to_a_courier_that_failed_is_told_again(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    (row,) = [row for row in outbox_of(desk, at(desk, Shipping.CREATED)) if row.kind == "courier.create"]
    desk.write(lambda work: posting.failed(work, row, "no route to host", lasting=True))
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no route to host" in await go(pilot, TROUBLE)
        await press(pilot, "missing.message")
        await settle(pilot, lambda: "Yalidine is told again." in dump(pilot.app))
    assert row.id in {due.id for due in desk.read(posting.due)}
