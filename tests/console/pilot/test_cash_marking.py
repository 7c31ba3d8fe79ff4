"""Cash of a shop where delivering is not paying: orders are marked as paid, many at once."""

import pytest

from console.data.cash import HOLDERS, TODAY
from console.screens.cash import Cash
from models.statuses import CashState
from tests.console.support.desk import dump, press, settle
from tests.console.support.tabbed import agreed, answer, at_the_place, go
from tests.support import parcels, shop
from tests.support.arriving import DUE, delivered, parcel
from tests.support.databases import KINDS
from tests.support.ledger import money_of, parcels_of
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady


@pytest.fixture(autouse=True)
def _apart(desk: Desk) -> None:
    """Delivering is not paying."""
    shop.policy(desk, cash_paid_on_delivery=False)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor) -> None:
    made = [delivered(desk) for _ in range(2)]
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, TODAY)
        await press(pilot, "table.select_all", "cash.settle")
        assert "once the order is marked as paid: mark it here" in dump(pilot.app)
        assert "m mark paid" in dump(pilot.app)
        await press(pilot, "cash.mark_paid")
        await answer(pilot, "the driver's list")
        await agreed(pilot)
        await settle(pilot, lambda: "2 orders marked as paid." in dump(pilot.app))
        await press(pilot, "table.select_all", "cash.mark_paid")
        assert "counts as collected already" in dump(pilot.app)
    assert [parcel(desk, one).cash for one in made] == [CashState.COLLECTED] * 2
    assert [(row.amount_minor, row.note) for one in made for row in money_of(desk, one)] == [
        (DUE, "the driver's list")
    ] * 2


async def test_an_order_of_two_parcels_is_marked_once_with_both(desk: Desk, samia: Actor) -> None:
    made = parcels.split(desk, "W1", "W2")
    for number in (1, 2):
        for command in (MarkReady(shipment=number), HandOver(shipment=number), Deliver(shipment=number)):
            desk.perform(made.id, command, by=samia)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, TODAY)
        await press(pilot, "table.select_all", "cash.mark_paid")
        await answer(pilot, "")
        await agreed(pilot)
        await settle(pilot, lambda: "1 order marked as paid." in dump(pilot.app))
    assert [one.cash for one in parcels_of(desk, made)] == [CashState.COLLECTED] * 2
    assert [row.amount_minor for row in money_of(desk, made)] == [made.total_minor]


async def test_elsewhere_it_says_where_they_stand(desk: Desk, samia: Actor) -> None:
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, HOLDERS)
        await press(pilot, "cash.mark_paid")
        assert "stand under Delivered today" in dump(pilot.app)
