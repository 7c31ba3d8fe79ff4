"""S7: an attempt failed."""

import pytest

from models.statuses import Issue, Shipping
from tests.support import shop
from tests.support.ledger import events_of, messages, outbox_of
from tests.support.parcels import COURIER, at, courier, moved, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.road import DeliveryFailed, OutForDelivery

REFUSED = DeliveryFailed(Issue.REFUSED, "did not want it")


@pytest.mark.parametrize("status", [Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY])
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    done = desk.perform(made.id, REFUSED, by=wali).order
    one = parcel(desk, made)
    assert (one.status, one.attempts, one.issue, one.issue_note) == ("ISSUE", 1, "refused", "did not want it")
    assert (done.headline, done.fulfilment, one.cash) == ("ISSUE", "FULFILLED", "DUE")
    assert desk.read(check) == []


def test_the_customer_is_told_why(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.ISSUE)
    assert "delivery failed" in messages(desk, made)
    (row,) = [row for row in outbox_of(desk, made) if row.message == "delivery failed"]
    assert row.payload["reason"] == "refused"


def test_every_attempt_counts(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.ISSUE)
    desk.perform(made.id, OutForDelivery(), by=wali)
    desk.perform(made.id, DeliveryFailed(Issue.NO_CASH), by=wali)
    assert (parcel(desk, made).attempts, parcel(desk, made).issue, parcel(desk, made).issue_note) == (
        2,
        "no-cash",
        "",
    )


def test_a_shop_may_call_it_returned_at_once(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, failed_delivery="IN_RETURN")
    made = at(desk, Shipping.SHIPPED)
    before = moved(desk, made)
    done = desk.perform(made.id, REFUSED, by=wali).order
    assert (done.headline, done.shipping, parcel(desk, made).cash) == ("IN_RETURN", "IN_RETURN", "VOID")
    assert parcel(desk, made).attempts == 1
    assert moved(desk, made) == before  # the goods are not counted yet
    assert desk.read(check) == []


def test_the_reason_other_needs_a_note(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    with pytest.raises(Refused, match="the reason 'other' needs a note that says why"):
        desk.perform(made.id, DeliveryFailed(Issue.OTHER, " "), by=wali)
    desk.perform(made.id, DeliveryFailed(Issue.OTHER, "road closed"), by=wali)


def test_a_missed_scan_hands_it_over_first(desk: Desk) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, REFUSED, by=COURIER)
    assert [event.command for event in events_of(desk, made)[-2:]] == ["HandOver", "DeliveryFailed"]
    assert desk.read(check) == []


@pytest.mark.parametrize("policy", ["ISSUE", "IN_RETURN"])
def test_a_connected_parcel_is_moved_by_its_courier_only(desk: Desk, wali: Actor, policy: str) -> None:
    shop.policy(desk, failed_delivery=policy)
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED)
    with pytest.raises(Refused, match="Yalidine is connected and reports this step"):
        desk.perform(made.id, REFUSED, by=wali)
    assert desk.perform(made.id, REFUSED, by=COURIER).order.headline == policy


@pytest.mark.parametrize("status", [Shipping.READY, Shipping.ISSUE, Shipping.DELIVERED, Shipping.CANCELLED])
def test_from_elsewhere_it_is_refused(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
        desk.perform(made.id, REFUSED, by=wali)
