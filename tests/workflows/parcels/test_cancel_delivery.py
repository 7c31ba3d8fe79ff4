"""S12: called off on the road; the goods are still out."""

import pytest

from models.statuses import Reason, Shipping
from tests.support.ledger import product
from tests.support.parcels import COURIER, at, courier, moved, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.road import CancelDelivery
from workflows.parcels.shipping import CreateShipment

OFF = CancelDelivery("customer called")


@pytest.mark.parametrize("status", [Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE])
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    before = moved(desk, made)
    done = desk.perform(made.id, OFF, by=wali).order
    assert (done.headline, done.fulfilment, done.shipping) == ("IN_RETURN", "FULFILLED", "CANCELLED")
    assert (parcel(desk, made).cash, moved(desk, made)) == ("VOID", before)
    assert desk.read(check) == []


def test_its_units_cannot_be_sent_again_before_they_are_back(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.CANCELLED)
    with pytest.raises(Refused, match="every unit of this order is in a parcel already"):
        desk.perform(made.id, CreateShipment(), by=wali)
    assert product(desk, "ARG").on_hand == -2


def test_the_order_cannot_be_cancelled_while_they_are_out(desk: Desk, samia: Actor) -> None:
    made = at(desk, Shipping.CANCELLED)
    with pytest.raises(Refused, match="a parcel of this order has left the building"):
        desk.perform(made.id, Cancel(Reason.PRICE), by=samia)


def test_a_connected_parcel_is_called_off_by_its_courier_only(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED)
    with pytest.raises(Refused, match="Yalidine is connected and reports this step"):
        desk.perform(made.id, OFF, by=wali)
    assert desk.perform(made.id, OFF, by=COURIER).order.shipping == "CANCELLED"


def test_it_needs_a_reason(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    with pytest.raises(Refused, match="type why"):
        desk.perform(made.id, CancelDelivery(""), by=wali)


@pytest.mark.parametrize("status", [Shipping.READY, Shipping.DELIVERED, Shipping.IN_RETURN, Shipping.CANCELLED])
def test_from_elsewhere_it_is_refused(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    for by in (wali, COURIER):
        with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
            desk.perform(made.id, OFF, by=by)
