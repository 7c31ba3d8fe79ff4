"""S5: moving between hubs."""

from datetime import timedelta

import pytest

from models.statuses import Shipping
from tests.support.ledger import events_of
from tests.support.parcels import COURIER, at, courier, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.road import InTransit


@pytest.mark.parametrize("who", ["wali", "samia", "courier"])
def test_it_works(desk: Desk, wali: Actor, samia: Actor, who: str) -> None:
    made = at(desk, Shipping.SHIPPED)
    by = {"wali": wali, "samia": samia, "courier": COURIER}[who]
    done = desk.perform(made.id, InTransit(), by=by).order
    assert (done.headline, done.fulfilment) == ("IN_TRANSIT", "FULFILLED")
    assert parcel(desk, made).cash == "DUE"
    assert desk.read(check) == []


def test_a_connected_parcel_is_moved_by_its_courier_only(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED)
    with pytest.raises(Refused, match="Yalidine is connected and reports this step of parcel 1 itself"):
        desk.perform(made.id, InTransit(), by=wali)
    desk.perform(made.id, InTransit(), by=COURIER)


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING, Shipping.READY])
def test_a_missed_scan_hands_it_over_first(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status, waybill="Y-1")
    with pytest.raises(Refused, match="not possible now"):
        desk.perform(made.id, InTransit(), by=wali)
    desk.perform(made.id, InTransit(), by=COURIER, request_id="courier/y/1")
    assert [(event.command, event.request_id) for event in events_of(desk, made)[-2:]] == [
        ("HandOver", "courier/y/1/first"),
        ("InTransit", "courier/y/1"),
    ]
    assert (parcel(desk, made).shipped_at, parcel(desk, made).cash) == (desk.clock(), "DUE")
    assert desk.read(check) == []


@pytest.mark.parametrize(
    "status", [Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE, Shipping.DELIVERED, Shipping.IN_RETURN]
)
def test_there_is_no_way_back(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
        desk.perform(made.id, InTransit(), by=wali)


def test_it_may_be_told_later_but_not_before_it_happened(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    now = desk.clock()
    with pytest.raises(Refused, match="that time has not come yet"):
        desk.perform(made.id, InTransit(at=now + timedelta(minutes=1)), by=wali)
    with pytest.raises(Refused, match="that is before the parcel left"):
        desk.perform(made.id, InTransit(at=now - timedelta(minutes=1)), by=wali)
    desk.perform(made.id, InTransit(at=now), by=wali)
