"""S6: on the way to the customer today."""

import pytest

from models.statuses import Shipping
from tests.support.ledger import events_of, outbox_of
from tests.support.parcels import COURIER, at, courier, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.road import OutForDelivery


@pytest.mark.parametrize("status", [Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.ISSUE])
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    done = desk.perform(made.id, OutForDelivery(" Ali "), by=wali).order
    assert (done.headline, done.fulfilment, parcel(desk, made).driver) == ("OUT_FOR_DELIVERY", "FULFILLED", "Ali")
    assert desk.read(check) == []


def test_the_customer_is_told_by_sms(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.OUT_FOR_DELIVERY, email="y@example.com")
    assert [row.kind for row in outbox_of(desk, made) if row.message == "out for delivery"] == ["sms"]


def test_the_driver_stays_when_none_is_named(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.ISSUE)
    desk.perform(made.id, OutForDelivery("Ali"), by=wali)
    assert parcel(desk, made).driver == "Ali"


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.READY])
def test_a_missed_scan_hands_it_over_first(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status, waybill="Y-1")
    with pytest.raises(Refused, match="not possible now"):
        desk.perform(made.id, OutForDelivery(), by=wali)
    desk.perform(made.id, OutForDelivery(), by=COURIER)
    assert [event.command for event in events_of(desk, made)[-2:]] == ["HandOver", "OutForDelivery"]
    assert desk.read(check) == []


def test_a_connected_parcel_is_moved_by_its_courier_only(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED)
    with pytest.raises(Refused, match="Yalidine is connected and reports this step"):
        desk.perform(made.id, OutForDelivery(), by=samia)


@pytest.mark.parametrize("status", [Shipping.OUT_FOR_DELIVERY, Shipping.DELIVERED, Shipping.IN_RETURN])
def test_from_elsewhere_it_is_refused(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
        desk.perform(made.id, OutForDelivery(), by=wali)
