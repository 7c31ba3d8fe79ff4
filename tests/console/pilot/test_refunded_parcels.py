"""An order whose money was all sent back: nobody packs it or hands it over without being asked."""

import pytest

from console.screens.packing import Packing
from models.orders import Order
from models.statuses import Destination, Headline, Shipping
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_the_list
from tests.console.support.scanner import scan
from tests.support import parcels, shop
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder
from workflows.parcels.shipping import CreateShipment

pytestmark = pytest.mark.usefixtures("folder")
WHY = "All the money of this order was sent back"


def refunded(desk: Desk, samia: Actor, order: Order) -> Order:
    desk.perform(order.id, MarkPaid(reference="VIR-1"), by=samia)
    desk.perform(order.id, RefundOrder(adjustment=Minor(order.total_minor)), by=samia)
    return shop.order(desk, order.id)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, wali: Actor, samia: Actor) -> None:
    order = refunded(desk, samia, parcels.confirmed(desk))
    async with at_the_list(desk, wali, Packing, size=(80, 24)) as (pilot, _):
        assert "Confirmed, refunded" in dump(pilot.app)
        await press(pilot, "table.open")
        await settle(pilot, lambda: WHY in dump(pilot.app))
        await press(pilot, "form.close")
        await settle(pilot, lambda: WHY not in dump(pilot.app))
        assert shop.order(desk, order.id).headline is Headline.CONFIRMED
        await scan(pilot, order.ref)
        await settle(pilot, lambda: WHY in dump(pilot.app))
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "0/2" in dump(pilot.app))
        assert "REFUNDED" in dump(pilot.app)
    assert shop.order(desk, order.id).headline is Headline.PACKING


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_at_the_door_it_is_asked_about_once_more(desk: Desk, wali: Actor, samia: Actor) -> None:
    order = refunded(desk, samia, parcels.at(desk, Shipping.READY))
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.hand_over")
        await settle(pilot, lambda: "0 of 1 ticked" in dump(pilot.app))
        assert " refunded " in dump(pilot.app)
        await press(pilot, "door.tick_all", "door.give")
        await settle(
            pilot, lambda: f"{order.ref} was refunded; its goods would leave for nothing." in dump(pilot.app)
        )
        await pilot.press("enter")
        assert parcels.parcel(desk, order).status is Shipping.READY
        await press(pilot, "form.insist", "form.accept")
        await settle(pilot, lambda: "1 parcel handed over" in dump(pilot.app))


async def test_a_parcel_that_the_customer_fetches_says_so(desk: Desk, wali: Actor) -> None:
    order = parcels.confirmed(desk)
    desk.perform(order.id, CreateShipment(destination=Destination.PICKUP), by=wali)
    async with at_the_list(desk, wali, Packing, size=(80, 24)) as (pilot, _):
        assert " pickup " in dump(pilot.app)
