"""S8: out once more, or asked for."""

from datetime import timedelta

import pytest

from models.statuses import CashState, Issue, Shipping
from tests.support import shop
from tests.support.ledger import last_event, outbox_of
from tests.support.parcels import COURIER, at, courier, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.delivering import Deliver
from workflows.parcels.road import DeliveryFailed, TryAgain


@pytest.mark.parametrize("status", [Shipping.ISSUE, Shipping.IN_RETURN])
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    tomorrow = desk.clock() + timedelta(days=1)
    done = desk.perform(made.id, TryAgain(tomorrow), by=wali).order
    assert (done.headline, parcel(desk, made).cash, parcel(desk, made).expected_at) == (
        "OUT_FOR_DELIVERY",
        "DUE",
        tomorrow,
    )
    assert desk.read(check) == []


def test_after_a_refusal_that_came_back_at_once_the_cash_is_due_again(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, failed_delivery="IN_RETURN")
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, DeliveryFailed(Issue.NOT_AVAILABLE), by=wali)
    assert parcel(desk, made).cash == "VOID"
    desk.perform(made.id, TryAgain(), by=wali)
    assert (parcel(desk, made).status, parcel(desk, made).cash) == ("OUT_FOR_DELIVERY", "DUE")


def test_a_connected_courier_is_only_asked(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.ISSUE)
    day = desk.clock() + timedelta(days=2)
    done = desk.perform(made.id, TryAgain(day), by=wali).order
    assert (done.headline, parcel(desk, made).status) == ("ISSUE", "ISSUE")
    (call,) = [row for row in outbox_of(desk, made) if row.kind == "courier.redeliver"]
    assert (call.recipient, call.payload["waybill"], call.payload["on"]) == ("Yalidine", "Y-1", day.isoformat())
    assert last_event(desk, made).data["asked"] == "Yalidine"
    assert desk.perform(made.id, TryAgain(), by=COURIER).order.headline == "OUT_FOR_DELIVERY"
    assert desk.read(check) == []


def test_it_may_be_asked_twice(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.ISSUE)
    for _ in range(2):
        desk.perform(made.id, TryAgain(), by=wali)
    assert len([row for row in outbox_of(desk, made) if row.kind == "courier.redeliver"]) == 2


def test_a_day_that_has_passed_is_refused(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.ISSUE)
    with pytest.raises(Refused, match="that day has passed; choose a later one"):
        desk.perform(made.id, TryAgain(desk.clock() - timedelta(days=1)), by=wali)
    desk.perform(made.id, TryAgain(desk.clock() - timedelta(hours=1)), by=wali)  # earlier today


@pytest.mark.parametrize("status", [Shipping.READY, Shipping.SHIPPED, Shipping.DELIVERED, Shipping.CANCELLED])
def test_from_elsewhere_it_is_refused(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    for by in (wali, COURIER):
        with pytest.raises(Refused, match="not possible now: parcel 1 stands at"):
            desk.perform(made.id, TryAgain(), by=by)


def test_agents_send_nothing_out(desk: Desk, amina: Actor) -> None:
    made = at(desk, Shipping.ISSUE)
    with pytest.raises(Refused, match="is done by a supervisor or the warehouse or the courier here"):
        desk.perform(made.id, TryAgain(), by=amina)


def test_an_imported_parcel_that_was_coming_back_collects_again(desk: Desk, wali: Actor) -> None:
    made = shop.an_order(desk, shipping=Shipping.IN_RETURN)
    assert parcel(desk, made).cash is CashState.VOID
    desk.perform(made.id, TryAgain(), by=wali)
    assert parcel(desk, made).cash is CashState.DUE
    desk.perform(made.id, Deliver(), by=wali)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, 340000)
    assert desk.read(check) == []
