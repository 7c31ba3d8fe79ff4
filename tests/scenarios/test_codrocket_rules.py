"""What CODRocket's guide says of each status, one sentence at a time."""

from pathlib import Path

import pytest

from models.statuses import Issue, Reason
from tests.scenarios.conftest import Open
from tests.scenarios.day import Day
from tests.scenarios.people import Person
from workflows.confirmation.axis import Cancel
from workflows.intake import load
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.road import CancelDelivery, DeliveryFailed, StartReturn, TryAgain
from workflows.parcels.shipping import CreateShipment
from workflows.profiles import PROFILES

SHOPS = {"shopify": "shopify/cash_on_delivery.csv", "woocommerce": "woocommerce/webtoffee.csv"}


def shipped(day: Day) -> Person:
    """An order that the driver has; and the driver."""
    driver = day.driver("Nabil")
    day.order("#1")
    day.shelf_is_counted(OIL=20, SOAP=10)
    day.at("10:00")
    day.person("Amina").confirms("#1")
    day.person("Wali").readies("#1", courier="Nabil")
    day.person("Wali").hands_over("#1")
    return driver


def test_the_tabs_are_the_nine_statuses_in_the_order_of_the_guide() -> None:
    own = [tab.title for tab in PROFILES["codrocket"].tabs if tab.group != "desk"]
    assert own == [
        "New",
        "Confirmed",
        "No Answer",
        "Processing",
        "Shipped",
        "Out for Delivery",
        "Delivered",
        "Returned",
        "Cancelled",
    ]


@pytest.mark.parametrize("shop", SHOPS)
def test_orders_of_a_connected_shop_come_in_as_new(a_day: Open, shop: str) -> None:
    day = a_day("codrocket")
    file = load.open_file(day.desk, Path(__file__).parents[1] / "data" / SHOPS[shop])
    assert load.load(day.desk, file).orders_created > 0
    assert "New" in day.tabs()
    assert {word for ref, word in day.shows("new").items()} == {"New"}
    day.ends()


@pytest.mark.parametrize("name", ["Amina", "Samia"])
def test_an_order_that_is_written_down_by_hand_is_new(a_day: Open, name: str) -> None:
    day = a_day("codrocket")
    day.order("#1")
    ref = day.writes_down(OIL=2, SOAP=1, by=name)
    assert day.shows("new") == {"#1": "New", ref: "New"}
    day.ends()


@pytest.mark.parametrize("step", [CreateShipment(), StartPacking(), MarkReady("Nabil"), HandOver()])
def test_a_new_order_is_not_dispatched(
    a_day: Open, step: CreateShipment | StartPacking | MarkReady | HandOver
) -> None:
    day = a_day("codrocket")
    day.order("#1")
    assert "while the order stands at new" in day.person("Wali").cannot("#1", step)


def test_a_tracking_number_may_be_given_at_the_door_or_never(a_day: Open) -> None:
    day = a_day("codrocket")
    day.order("#1")
    day.order("#2")
    day.at("10:00")
    for ref, waybill in (("#1", "NB-1"), ("#2", "")):
        day.person("Amina").confirms(ref)
        day.person("Wali").readies(ref, courier="Nabil")
        day.person("Wali").hands_over(ref, waybill=waybill)
    assert [day.parcels(ref)[0].waybill for ref in ("#1", "#2")] == ["NB-1", ""]
    assert day.tabs() == {"Shipped": 2}


def test_the_driver_on_the_way_is_told_by_sms(a_day: Open) -> None:
    day = a_day("codrocket")
    driver = shipped(day)
    day.told()
    driver.drives("#1")
    assert day.told() == {"#1 out for delivery by sms"}


def test_delivered_means_that_the_cash_is_collected(a_day: Open) -> None:
    day = a_day("codrocket")
    shipped(day).delivers("#1")
    assert (day.word("#1"), day.payment("#1"), day.cash()) == ("Delivered", "PAID", {"#1": "3400 COLLECTED"})


@pytest.mark.parametrize(
    "step",
    [
        DeliveryFailed(Issue.REFUSED),
        TryAgain(),
        StartReturn("late"),
        CancelDelivery("late"),
        Deliver(),
    ],
)
def test_delivered_is_final(
    a_day: Open, step: DeliveryFailed | TryAgain | StartReturn | CancelDelivery | Deliver
) -> None:
    day = a_day("codrocket")
    shipped(day)
    day.person("Wali").delivers("#1")
    assert "parcel 1 stands at delivered" in day.person("Samia").cannot("#1", step)
    assert "has left the building" in day.person("Samia").cannot("#1", Cancel(Reason.PRICE))


@pytest.mark.parametrize("reason", [Issue.REFUSED, Issue.WRONG_ADDRESS, Issue.NOT_AVAILABLE])
def test_a_driver_who_reports_a_failed_delivery_makes_it_returned_with_the_reason(a_day: Open, reason: Issue) -> None:
    day = a_day("codrocket")
    shipped(day).fails("#1", reason)
    assert (day.word("#1"), day.reason("#1")) == ("Returned", reason.value)
    assert day.shows("returned") == {"#1": "Returned"}


def test_returned_goods_are_in_stock_once_they_are_counted(a_day: Open) -> None:
    day = a_day("codrocket")
    shipped(day)
    day.person("Wali").fails("#1", Issue.REFUSED)
    assert day.stock() == {"OIL": (18, 0), "SOAP": (9, 0)}
    day.person("Wali").counts_in("#1")
    assert day.stock() == {"OIL": (20, 0), "SOAP": (10, 0)}
    assert day.word("#1") == "Returned"


def test_a_returned_order_may_be_delivered_again_before_and_after_it_is_back(a_day: Open) -> None:
    day = a_day("codrocket")
    shipped(day)
    wali = day.person("Wali")
    wali.fails("#1", Issue.NOT_AVAILABLE)
    wali.tries_again("#1")
    assert (day.word("#1"), day.cash()) == ("Out for Delivery", {"#1": "3400 DUE"})
    wali.fails("#1", Issue.NOT_AVAILABLE)
    wali.counts_in("#1")
    wali.creates("#1")
    assert day.word("#1") == "Confirmed"
    assert day.stock() == {"OIL": (20, 2), "SOAP": (10, 1)}
    day.ends()


def test_cancelled_before_shipment_frees_what_was_held(a_day: Open) -> None:
    day = a_day("codrocket")
    day.order("#1")
    day.shelf_is_counted(OIL=20, SOAP=10)
    day.at("10:00")
    day.person("Amina").confirms("#1")
    day.person("Wali").packs("#1")
    assert day.stock() == {"OIL": (20, 2), "SOAP": (10, 1)}
    day.person("Samia").cancels("#1", Reason.CHANGED_MIND)
    assert (day.word("#1"), day.stock()) == ("Cancelled", {"OIL": (20, 0), "SOAP": (10, 0)})
    day.ends()
