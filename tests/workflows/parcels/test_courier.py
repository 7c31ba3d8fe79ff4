"""What couriers report: in order, twice, late, without a scan at the door, and what fits nowhere."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from models.log import events
from models.statuses import Issue, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import shop_events
from tests.support.ledger import events_of, last_event
from tests.support.parcels import YALIDINE, at, courier, moved, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Invalid
from workflows.parcels import exceptions
from workflows.parcels.courier import CourierEvent, Kind, Outcome, Reported, take_in
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.shipping import CancelShipment, EditShipment


@pytest.fixture
def connected(desk: Desk) -> Desk:
    courier(desk, connected=True)
    return desk


_ids = iter(range(10_000))


def say(desk: Desk, kind: Kind, at: datetime | None = None, **more: Any) -> Reported:
    """The courier reports on Y-1."""
    said = {"waybill": "Y-1", "event_id": f"e{next(_ids)}", "courier": YALIDINE} | more
    event = CourierEvent(kind=kind, at=at or desk.clock(), **said)
    return take_in(desk, event)


def steps(desk: Desk) -> int:
    """How many steps the whole shop has."""
    return desk.read(lambda work: work.connection.scalar(select(func.count()).select_from(events)) or 0)


def open_exceptions(desk: Desk) -> list[str]:
    return [row.why for row in desk.read(exceptions.exceptions)]


def test_it_works(connected: Desk) -> None:
    made = at(connected, Shipping.READY)
    words = []
    for kind in (Kind.PICKED_UP, Kind.IN_TRANSIT, Kind.OUT_FOR_DELIVERY, Kind.FAILED, Kind.OUT_FOR_DELIVERY):
        assert say(connected, kind).outcome is Outcome.APPLIED
        words.append(parcel(connected, made).status.value)
    assert words == ["SHIPPED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "ISSUE", "OUT_FOR_DELIVERY"]
    assert say(connected, Kind.DELIVERED, amount=Minor(340000)).outcome is Outcome.APPLIED
    done = shop.order(connected, made.id)
    assert (done.headline, done.payment) == ("DELIVERED", "PAID")
    assert {event.actor for event in events_of(connected, made)[-6:]} == {YALIDINE}
    assert connected.read(check) == []


def test_the_way_back(connected: Desk) -> None:
    made = at(connected, Shipping.READY)
    for kind in (Kind.PICKED_UP, Kind.FAILED, Kind.RETURNING):
        assert say(connected, kind).outcome is Outcome.APPLIED
    assert (parcel(connected, made).status, parcel(connected, made).cash) == ("IN_RETURN", "VOID")
    assert connected.read(check) == []


def test_a_cancelled_delivery(connected: Desk) -> None:
    made = at(connected, Shipping.SHIPPED)
    assert say(connected, Kind.CANCELLED).outcome is Outcome.APPLIED
    assert parcel(connected, made).status == "CANCELLED"


def test_why_it_failed_is_kept(connected: Desk) -> None:
    made = at(connected, Shipping.SHIPPED)
    say(connected, Kind.FAILED, reason=Issue.NO_CASH, note="no change \x1b[31m")
    assert (parcel(connected, made).issue, parcel(connected, made).issue_note) == ("no-cash", "no change [31m")


def test_a_known_id_changes_nothing(connected: Desk) -> None:
    at(connected, Shipping.READY)
    assert say(connected, Kind.PICKED_UP, event_id="one").outcome is Outcome.APPLIED
    before = steps(connected)
    assert say(connected, Kind.PICKED_UP, event_id="one").outcome is Outcome.KNOWN
    assert say(connected, Kind.DELIVERED, event_id="one").outcome is Outcome.KNOWN
    assert steps(connected) == before


def test_the_same_id_of_two_couriers_are_two_reports(connected: Desk) -> None:
    courier(connected, "Maystro", connected=True)
    at(connected, Shipping.READY)
    at(connected, Shipping.READY, name="Maystro")
    assert say(connected, Kind.PICKED_UP, event_id="one").outcome is Outcome.APPLIED
    assert say(connected, Kind.PICKED_UP, event_id="one", courier="Maystro").outcome is Outcome.APPLIED


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING, Shipping.READY])
@pytest.mark.parametrize(
    "kind", [Kind.IN_TRANSIT, Kind.OUT_FOR_DELIVERY, Kind.FAILED, Kind.DELIVERED, Kind.RETURNING]
)
def test_a_missed_scan_hands_it_over_first_and_issues_once(
    connected: Desk, wali: Actor, status: Shipping, kind: Kind
) -> None:
    made = at(connected, status)
    give_number(connected, made.id, wali)
    assert say(connected, kind, event_id="one").outcome is Outcome.APPLIED
    first, second = events_of(connected, made)[-2:]
    assert (first.command, first.request_id) == ("HandOver", "courier/Yalidine/one/first")
    assert second.request_id == "courier/Yalidine/one"
    assert [row for row in moved(connected, made) if row[0] == "ISSUE"] == [
        ("ISSUE", 1, -1, -1),
        ("ISSUE", 2, -2, -2),
    ]
    assert connected.read(check) == []


def give_number(desk: Desk, order_id: Any, by: Actor) -> None:
    desk.perform(order_id, EditShipment(waybill="Y-1"), by=by)


# Late.


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Shipping.SHIPPED, Kind.PICKED_UP),
        (Shipping.OUT_FOR_DELIVERY, Kind.IN_TRANSIT),
        (Shipping.ISSUE, Kind.IN_TRANSIT),
        (Shipping.ISSUE, Kind.FAILED),
        (Shipping.DELIVERED, Kind.OUT_FOR_DELIVERY),
        (Shipping.DELIVERED, Kind.FAILED),
        (Shipping.DELIVERED, Kind.DELIVERED),
        (Shipping.IN_RETURN, Kind.FAILED),
        (Shipping.IN_RETURN, Kind.RETURNING),
        (Shipping.CANCELLED, Kind.IN_TRANSIT),
    ],
)
def test_a_step_that_is_behind_is_logged_as_late(connected: Desk, status: Shipping, kind: Kind) -> None:
    made = at(connected, status)
    before = moved(connected, made)
    assert say(connected, kind).outcome is Outcome.LATE
    event = last_event(connected, made)
    assert (event.command, event.data["late"], parcel(connected, made).status) == ("LogReport", True, status)
    assert (moved(connected, made), open_exceptions(connected)) == (before, [])
    assert connected.read(check) == []


def test_a_report_that_was_overtaken_is_late(connected: Desk, clock: TestClock) -> None:
    made = at(connected, Shipping.SHIPPED)
    nine = clock.now
    clock.forward(hours=5)
    say(connected, Kind.FAILED, nine + timedelta(hours=2))
    assert say(connected, Kind.OUT_FOR_DELIVERY, nine + timedelta(hours=1)).outcome is Outcome.LATE
    assert parcel(connected, made).status == "ISSUE"
    assert say(connected, Kind.OUT_FOR_DELIVERY, nine + timedelta(hours=3)).outcome is Outcome.APPLIED


def test_a_clock_that_once_was_years_ahead_silences_no_parcel(connected: Desk, clock: TestClock) -> None:
    made = at(connected, Shipping.SHIPPED)
    say(connected, Kind.IN_TRANSIT, clock.now + timedelta(days=3650))
    clock.forward(hours=1)
    assert say(connected, Kind.OUT_FOR_DELIVERY).outcome is Outcome.APPLIED
    assert say(connected, Kind.FAILED).outcome is Outcome.APPLIED
    assert parcel(connected, made).status == "ISSUE"


def test_a_delivery_counts_whatever_its_clock_says(connected: Desk, clock: TestClock) -> None:
    made = at(connected, Shipping.SHIPPED)
    nine = clock.now
    clock.forward(hours=5)
    say(connected, Kind.FAILED, nine + timedelta(hours=2))
    assert say(connected, Kind.DELIVERED, nine - timedelta(hours=1)).outcome is Outcome.APPLIED
    assert parcel(connected, made).status == "DELIVERED"


def test_another_try_of_a_parcel_that_came_back_at_once(connected: Desk, clock: TestClock) -> None:
    shop.policy(connected, failed_delivery="IN_RETURN")
    made = at(connected, Shipping.SHIPPED)
    say(connected, Kind.FAILED)
    clock.forward(days=1)
    assert say(connected, Kind.OUT_FOR_DELIVERY).outcome is Outcome.APPLIED
    assert (parcel(connected, made).status, parcel(connected, made).cash) == ("OUT_FOR_DELIVERY", "DUE")


# What fits nowhere.


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Shipping.DELIVERED, Kind.CANCELLED),
        (Shipping.DELIVERED, Kind.RETURNING),
        (Shipping.IN_RETURN, Kind.DELIVERED),
        (Shipping.CANCELLED, Kind.DELIVERED),
        (Shipping.READY, Kind.CANCELLED),
    ],
)
def test_it_is_logged_and_listed(connected: Desk, status: Shipping, kind: Kind) -> None:
    made = at(connected, status)
    assert say(connected, kind).outcome is Outcome.NOT_APPLIED
    event = last_event(connected, made)
    assert (event.command, event.data.get("late", False), parcel(connected, made).status) == (
        "LogReport",
        False,
        status,
    )
    (row,) = connected.read(exceptions.exceptions)
    assert (row.order_id, row.courier, row.waybill, row.settled_at) == (made.id, YALIDINE, "Y-1", None)
    assert row.why.startswith("not possible now: parcel 1 stands at")
    assert connected.read(check) == []


def test_nothing_leaves_a_parcel_that_was_received_back(connected: Desk, wali: Actor) -> None:
    made = at(connected, Shipping.IN_RETURN)
    connected.perform(made.id, ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 1))), by=wali)
    for kind in Kind:
        assert say(connected, kind).outcome is not Outcome.APPLIED
        assert parcel(connected, made).status == "RETURNED"
    assert len(open_exceptions(connected)) == 1  # only the delivery contradicts what was counted in
    assert connected.read(check) == []


def test_nothing_leaves_a_parcel_that_was_delivered(connected: Desk) -> None:
    made = at(connected, Shipping.DELIVERED)
    for kind in Kind:
        assert say(connected, kind).outcome is not Outcome.APPLIED
    assert parcel(connected, made).status == "DELIVERED"
    assert connected.read(check) == []


def test_a_parcel_that_was_called_off_here_is_an_exception(connected: Desk, wali: Actor) -> None:
    made = at(connected, Shipping.READY)
    connected.perform(made.id, CancelShipment("wrong box"), by=wali)
    assert say(connected, Kind.PICKED_UP).outcome is Outcome.NOT_APPLIED
    assert parcel(connected, made).status == "CANCELLED"


@pytest.mark.parametrize("more", [{"waybill": "Z-9"}, {"waybill": ""}, {"courier": "Maystro"}])
def test_a_waybill_that_nobody_knows_is_an_event_of_the_shop(connected: Desk, more: dict[str, Any]) -> None:
    made = at(connected, Shipping.SHIPPED)
    version = shop.order(connected, made.id).version
    first = say(connected, Kind.DELIVERED, event_id="one", **more)
    assert first.outcome is Outcome.NOT_APPLIED
    assert say(connected, Kind.DELIVERED, event_id="one", **more).outcome is Outcome.KNOWN
    assert shop.order(connected, made.id).version == version
    (row,) = connected.read(exceptions.exceptions)
    assert (row.order_id, row.shipment_id) == (None, None)
    assert shop_events(connected, "CourierReport")[-1].data["why"] == row.why
    assert connected.read(check) == []


@pytest.mark.parametrize("more", [{"event_id": ""}, {"courier": " "}, {"amount": -1}])
def test_what_no_courier_can_mean_is_refused(connected: Desk, more: dict[str, Any]) -> None:
    at(connected, Shipping.SHIPPED)
    before = steps(connected)
    with pytest.raises(Invalid):
        say(connected, Kind.DELIVERED, **more)
    assert steps(connected) == before


def test_a_driver_may_report_on_what_staff_run(desk: Desk) -> None:
    courier(desk, "Ali")
    made = at(desk, Shipping.SHIPPED, name="Ali")
    assert say(desk, Kind.OUT_FOR_DELIVERY, courier="Ali", driver="Ali B.").outcome is Outcome.APPLIED
    assert (parcel(desk, made).status, parcel(desk, made).driver) == ("OUT_FOR_DELIVERY", "Ali B.")


def test_a_report_whose_second_step_is_refused_is_logged_and_listed(desk: Desk) -> None:
    courier(desk, "Ali")
    made = at(desk, Shipping.READY, name="Ali", is_test=True)
    before = steps(desk)
    told = say(desk, Kind.DELIVERED, courier="Ali", amount=Minor(500), event_id="one")
    assert (told.outcome, told.why) == (Outcome.NOT_APPLIED, "no cash is collected for a test order")
    assert (parcel(desk, made).status, steps(desk)) == ("READY", before + 1)
    assert open_exceptions(desk) == [told.why]
    assert say(desk, Kind.DELIVERED, courier="Ali", amount=Minor(500), event_id="one").outcome is Outcome.KNOWN
    assert desk.read(check) == []


def test_no_report_cancels_an_order(connected: Desk) -> None:
    made = at(connected, Shipping.READY)
    for kind in (Kind.PICKED_UP, Kind.FAILED, Kind.CANCELLED, Kind.RETURNING, Kind.CANCELLED):
        say(connected, kind)
    done = shop.order(connected, made.id)
    assert (done.confirmation, done.headline) == ("CONFIRMED", "IN_RETURN")


def test_a_report_that_waits_is_told_with_the_time_on_the_shops_clock(connected: Desk) -> None:
    say(connected, Kind.RETURNING, waybill="Z-9")
    (row,) = connected.read(exceptions.exceptions)
    assert row.said == "returning, Mon 23 Nov 11:00"
