"""S13: on its way back."""

import pytest

from models.statuses import Issue, Shipping
from tests.support.ledger import events_of
from tests.support.parcels import COURIER, YALIDINE, at, courier, moved, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.courier import CourierEvent, Kind, take_in
from workflows.parcels.road import StartReturn
from workflows.parcels.shipping import CancelShipment

BACK = StartReturn("refused at the door")


@pytest.mark.parametrize(
    "status", [Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE, Shipping.CANCELLED]
)
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    before = moved(desk, made)
    done = desk.perform(made.id, BACK, by=wali).order
    assert (done.headline, done.fulfilment, done.shipping) == ("IN_RETURN", "FULFILLED", "IN_RETURN")
    assert (parcel(desk, made).cash, moved(desk, made)) == ("VOID", before)
    assert desk.read(check) == []


@pytest.mark.parametrize(
    ("typed", "issue", "note"),
    [("refused", "refused", ""), ("No-Cash", "no-cash", ""), ("refused at the door", "other", "refused at the door")],
)
def test_why_it_comes_back_is_kept(desk: Desk, wali: Actor, typed: str, issue: str, note: str) -> None:
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, StartReturn(typed), by=wali)
    assert (parcel(desk, made).issue, parcel(desk, made).issue_note) == (issue, note)


@pytest.mark.parametrize(
    ("reason", "note", "why"), [("refused", "", "refused"), ("other", "by us", "by us"), ("other", "", "")]
)
def test_what_a_courier_says_is_kept(desk: Desk, reason: str, note: str, why: str) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED)
    said = CourierEvent(YALIDINE, "Y-1", "e1", Kind.RETURNING, desk.clock(), Issue(reason), note)
    take_in(desk, said)
    assert parcel(desk, made).why == why


def test_what_a_failed_delivery_said_stays(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.ISSUE)
    before = parcel(desk, made).issue
    desk.perform(made.id, BACK, by=wali)
    assert before
    assert (parcel(desk, made).issue, parcel(desk, made).issue_note) == (before, "")


def test_a_parcel_that_never_left_does_not_come_back(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("wrong box"), by=wali)
    with pytest.raises(Refused, match="this parcel was called off before it left; there is nothing to return"):
        desk.perform(made.id, BACK, by=wali)


def test_a_missed_scan_hands_it_over_first(desk: Desk) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, BACK, by=COURIER)
    assert [event.command for event in events_of(desk, made)[-2:]] == ["HandOver", "StartReturn"]
    assert desk.read(check) == []


def test_a_connected_parcel_is_sent_back_by_its_courier_only(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.ISSUE)
    with pytest.raises(Refused, match="Yalidine is connected and reports this step"):
        desk.perform(made.id, BACK, by=wali)
    assert desk.perform(made.id, BACK, by=COURIER).order.headline == "IN_RETURN"


def test_it_needs_a_reason(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.ISSUE)
    with pytest.raises(Refused, match="type why"):
        desk.perform(made.id, StartReturn(" "), by=wali)


@pytest.mark.parametrize("status", [Shipping.READY, Shipping.DELIVERED, Shipping.IN_RETURN])
def test_from_elsewhere_it_is_refused(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
        desk.perform(made.id, BACK, by=wali)
