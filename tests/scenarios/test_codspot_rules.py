"""What CODSPOT's guide says of its two statuses, one sentence at a time."""

from typing import Any

import pytest

from models.statuses import Issue, Reason
from tests.scenarios.conftest import Open
from tests.scenarios.connected import Connected
from tests.scenarios.day import Day
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.orders.contact import EditContact
from workflows.parcels.courier import Kind, Outcome
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.road import CancelDelivery, DeliveryFailed, InTransit, OutForDelivery, StartReturn
from workflows.parcels.shipping import CreateShipment
from workflows.profiles import PROFILES


def confirmed(day: Day, *, waybill: str = "") -> Connected:
    """A confirmed order, and the delivery company that has heard of it."""
    cathedis = day.connected("Cathedis")
    day.order("#1")
    day.shelf_is_counted(OIL=20, SOAP=10)
    day.at("10:00")
    day.person("Amina").confirms("#1")
    if waybill:
        cathedis.numbers("#1", waybill)
    return cathedis


def on_the_road(day: Day) -> Connected:
    """The company has scanned it."""
    cathedis = confirmed(day, waybill="CA-1")
    day.person("Wali").readies("#1")
    cathedis.scans("#1")
    return cathedis


def test_there_are_six_confirmation_and_eight_shipping_statuses() -> None:
    tabs = PROFILES["codspot"].tabs
    assert [tab.title for tab in tabs if tab.group == "confirmation"] == [
        "New",
        "No Answer",
        "Call Later",
        "Confirmed",
        "Canceled",
        "Fake Order",
    ]
    assert [tab.title for tab in tabs if tab.group == "shipping"] == [
        "Created",
        "Fulfilled",
        "Shipped",
        "Package Issue",
        "Delivered",
        "Canceled",
        "In Return",
        "Returned",
    ]


@pytest.mark.parametrize("step", [CreateShipment(), StartPacking(), MarkReady(), HandOver()])
def test_shipping_is_locked_until_the_order_is_confirmed(a_day: Open, step: Any) -> None:
    day = a_day("codspot")
    day.order("#1")
    day.at("10:00")
    wali = day.person("Wali")
    assert "while the order stands at new" in wali.cannot("#1", step)
    day.person("Amina").hears_nothing("#1")
    assert "while the order stands at no answer" in wali.cannot("#1", step)
    assert day.parcels("#1") == []


def test_no_answer_and_call_later_are_updated_as_often_as_it_takes(a_day: Open) -> None:
    day = a_day("codspot")
    day.order("#1")
    day.at("10:00")
    amina = day.person("Amina")
    amina.hears_nothing("#1")
    assert day.word("#1") == "No Answer"
    amina.promises("#1", day.hour("15:00"))
    assert day.word("#1") == "Call Later"
    amina.hears_nothing("#1")
    assert day.word("#1") == "No Answer"
    amina.confirms("#1")
    assert day.word("#1") == "Confirmed / Created"


@pytest.mark.parametrize("end", [Cancel(Reason.CHANGED_MIND), MarkFake()])
@pytest.mark.parametrize("step", [Confirm(), NoAnswer(), EditContact(name="X"), CreateShipment()])
def test_canceled_and_fake_orders_are_closed(a_day: Open, end: Cancel | MarkFake, step: Any) -> None:
    day = a_day("codspot")
    day.order("#1")
    day.at("10:00")
    day.person("Amina").does("#1", end)
    assert "locked" in day.person("Samia").cannot("#1", step)


@pytest.mark.parametrize("step", [NoAnswer(), Cancel(Reason.PRICE), MarkFake(), Confirm()])
def test_a_confirmed_order_is_locked_on_that_side(a_day: Open, step: Any) -> None:
    day = a_day("codspot")
    confirmed(day)
    assert day.person("Samia").cannot("#1", step)
    assert day.word("#1") == "Confirmed / Created"


def test_a_promise_cannot_be_made_for_a_confirmed_order(a_day: Open) -> None:
    day = a_day("codspot")
    confirmed(day)
    assert "already confirmed" in day.person("Samia").cannot("#1", CallLater(day.hour("15:00")))


def test_confirming_puts_the_parcel_on_the_connected_companys_platform(a_day: Open) -> None:
    day = a_day("codspot")
    confirmed(day)
    assert day.word("#1") == "Confirmed / Created"
    assert "#1 create at the courier" in day.told()
    assert day.parcels("#1")[0].courier == "Cathedis"


def test_our_own_van_beside_it_does_not_keep_parcels_from_the_platform(a_day: Open) -> None:
    day = a_day("codspot")
    day.driver("Hassan")
    confirmed(day)
    assert "#1 create at the courier" in day.told()


def test_a_fulfilled_parcel_may_be_canceled_or_returned_until_it_is_scanned(a_day: Open) -> None:
    day = a_day("codspot")
    confirmed(day, waybill="CA-1")
    day.order("#2")
    day.person("Amina").confirms("#2")
    wali = day.person("Wali")
    wali.readies("#1")
    wali.readies("#2")
    assert day.shows("shipping-fulfilled") == {"#1": "Confirmed / Fulfilled", "#2": "Confirmed / Fulfilled"}
    wali.calls_off("#1", "out of stock after all")
    wali.counts_in("#2")
    assert day.shows() == {"#1": "Confirmed / Canceled", "#2": "Confirmed / Returned"}


def test_the_scan_of_the_delivery_agent_makes_it_shipped(a_day: Open) -> None:
    day = a_day("codspot")
    on_the_road(day)
    assert day.word("#1") == "Confirmed / Shipped"
    assert day.history("#1")[-1] == "HandOver"


@pytest.mark.parametrize(
    ("kind", "more", "word"),
    [
        (Kind.FAILED, {"reason": Issue.REFUSED}, "Package Issue"),
        (Kind.DELIVERED, {}, "Delivered"),
        (Kind.CANCELLED, {}, "Canceled"),
        (Kind.RETURNING, {}, "In Return"),
    ],
)
def test_from_there_the_package_tells_its_journey(a_day: Open, kind: Kind, more: dict[str, Any], word: str) -> None:
    day = a_day("codspot")
    cathedis = on_the_road(day)
    assert cathedis.reports("#1", kind, **more) is Outcome.APPLIED
    assert day.word("#1") == f"Confirmed / {word}"


@pytest.mark.parametrize(
    "step",
    [
        InTransit(),
        OutForDelivery(),
        DeliveryFailed(Issue.REFUSED),
        Deliver(),
        CancelDelivery("x"),
        StartReturn("x"),
    ],
)
def test_and_nobody_tells_it_by_hand(a_day: Open, step: Any) -> None:
    day = a_day("codspot")
    on_the_road(day)
    sentence = "Cathedis is connected and reports this step of parcel 1 itself"
    assert day.person("Samia").cannot("#1", step) == sentence


def test_returned_is_set_by_hand_when_the_package_is_back(a_day: Open) -> None:
    day = a_day("codspot")
    cathedis = on_the_road(day)
    cathedis.turns_back("#1")
    assert day.word("#1") == "Confirmed / In Return"
    day.at("10:00", later=30)
    assert day.word("#1") == "Confirmed / In Return"
    day.person("Wali").counts_in("#1")
    assert day.word("#1") == "Confirmed / Returned"


def test_stock_comes_back_with_returned_only(a_day: Open) -> None:
    day = a_day("codspot")
    cathedis = on_the_road(day)
    out = {"OIL": (18, 0), "SOAP": (9, 0)}
    assert day.stock() == out
    cathedis.fails("#1", Issue.REFUSED)
    cathedis.cancels("#1")
    cathedis.turns_back("#1")
    assert day.stock() == out
    day.person("Wali").counts_in("#1")
    assert day.stock() == {"OIL": (20, 0), "SOAP": (10, 0)}


def test_a_canceled_order_moves_no_stock(a_day: Open) -> None:
    day = a_day("codspot")
    day.order("#1")
    day.shelf_is_counted(OIL=20, SOAP=10)
    day.at("10:00")
    day.person("Amina").cancels("#1", Reason.PRICE)
    assert day.stock() == {"OIL": (20, 0), "SOAP": (10, 0)}


def test_a_canceled_parcel_moves_no_stock(a_day: Open) -> None:
    day = a_day("codspot")
    confirmed(day)
    assert day.stock() == {"OIL": (20, 2), "SOAP": (10, 1)}
    day.person("Wali").calls_off("#1", "no courier goes there")
    assert day.stock() == {"OIL": (20, 2), "SOAP": (10, 1)}


def test_local_deliveries_follow_the_same_steps_by_hand(a_day: Open) -> None:
    day = a_day("codspot")
    day.order("#1")
    day.at("10:00")
    day.person("Amina").confirms("#1")
    wali = day.person("Wali")
    wali.readies("#1", courier="Hassan")
    wali.hands_over("#1")
    assert day.word("#1") == "Confirmed / Shipped"
    wali.fails("#1", Issue.NOT_AVAILABLE)
    assert day.word("#1") == "Confirmed / Package Issue"
    wali.turns_back("#1", "nobody at home")
    assert day.word("#1") == "Confirmed / In Return"
    wali.tries_again("#1")
    wali.stops("#1", "the customer moved")
    assert day.word("#1") == "Confirmed / Canceled"
    wali.counts_in("#1")
    assert day.word("#1") == "Confirmed / Returned"
    day.ends()
