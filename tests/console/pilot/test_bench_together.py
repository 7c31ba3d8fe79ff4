"""Two packers at the parcels of one order."""

import pytest

from console.data.packing_source import LAYOUT
from console.screens.packing import Packing
from models.statuses import Shipping
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_the_list
from tests.console.support.scanner import scan
from tests.support import parcels
from tests.support.databases import KINDS
from tests.support.ledger import parcels_of
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.orders.contact import EditContact
from workflows.parcels.packing import MarkReady, StartPacking
from workflows.parcels.shipping import CancelShipment, EditShipment

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.parametrize("database", KINDS, indirect=True)]


async def test_a_parcel_goes_on_while_a_colleague_packs_another_one(desk: Desk, wali: Actor, samia: Actor) -> None:
    order = parcels.split(desk, "W1", "W2", "W3")
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.scan")
        await scan(pilot, "W2")
        await settle(pilot, lambda: "0/1" in dump(pilot.app))
        for command in (StartPacking(shipment=3), MarkReady(shipment=3), StartPacking(shipment=1)):
            desk.perform(order.id, command, by=samia)
        await scan(pilot, "G")
        await settle(pilot, lambda: f"{order.ref} is ready" in dump(pilot.app))
    stand = [one.status for one in parcels_of(desk, order)]
    assert stand == [Shipping.PACKING, Shipping.READY, Shipping.READY]


@pytest.mark.parametrize("is_last", [True, False])
async def test_a_step_of_this_parcel_or_of_the_order_stops_it(
    desk: Desk, wali: Actor, samia: Actor, is_last: bool
) -> None:
    order = parcels.split(desk, "W1", "W2")
    own = EditShipment(shipment=2, courier="Noest") if is_last else EditContact(name="Lina")
    async with at_the_list(desk, wali, Packing) as (pilot, _):
        await press(pilot, "packing.scan")
        await scan(pilot, "W2")
        await settle(pilot, lambda: "0/1" in dump(pilot.app))
        for command in (own, StartPacking(shipment=1)):
            desk.perform(order.id, command, by=samia)
        await scan(pilot, "G")
        await settle(pilot, lambda: "look at it again" in dump(pilot.app))
        assert "✗ STOP" in dump(pilot.app)
        assert parcels_of(desk, order)[1].status is Shipping.PACKING


async def test_a_packer_is_told_which_of_the_parcels_it_is_and_not_of_one_called_off(desk: Desk, wali: Actor) -> None:
    order = parcels.split(desk, "W1", "W2", "W3")
    desk.perform(order.id, CancelShipment(shipment=1, reason="wrong courier"), by=wali)
    async with at_the_list(desk, wali, Packing) as (pilot, screen):
        await settle(pilot, lambda: screen.table.current is not None)
        assert screen.table.current
        assert screen.table.current.cells[[column.title for column in LAYOUT].index("Parcels")] == "2"
        await press(pilot, "packing.scan")
        await scan(pilot, "W3")
        await settle(pilot, lambda: f"{order.ref} · parcel 2 of 2 · " in dump(pilot.app))
