"""What Ucraft's article says of orders and payment, one sentence at a time."""

from typing import Any

import pytest

from models.statuses import Method, Payment, Role
from tests.scenarios.conftest import Open
from tests.scenarios.day import TOTAL
from tests.scenarios.ucraft import EVERYTHING, OILS, delivered, placed
from workflows import views
from workflows.engine import Minor
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.road import InTransit, OutForDelivery
from workflows.profiles import PROFILES
from workflows.units import Units
from workflows.views import Filters, Query, Sort


def test_an_order_stands_on_the_page_and_the_merchant_is_told(a_day: Open) -> None:
    day = a_day("ucraft")
    day.settles(merchant_email="orders@maison-atlas.example")
    day.order("#1")
    assert day.shows() == {"#1": "Unpaid / Unfulfilled"}
    assert "#1 placed by email to the merchant" in day.told()


def test_orders_are_searched_by_number_phone_and_name(a_day: Open) -> None:
    day = a_day("ucraft")
    day.order("#1", customer="Léa Martin")
    day.order("#2", customer="Omar Ziani")
    assert (day.finds("#2"), day.finds("martin"), day.finds("000002")) == (["#2"], ["#1"], ["#2"])


def test_orders_are_sorted_by_payment_fulfilment_and_creation(a_day: Open) -> None:
    day = a_day("ucraft")
    day.order("#1")
    day.order("#2")
    day.order("#3")
    day.person("Samia").marks_paid("#1")
    day.person("Wali").readies("#2", courier="Our van")

    def listed(sort: Sort) -> list[str]:
        return [row.ref for row in day.desk.read(lambda work: views.page(work, Query("all", sort=sort))).rows]

    assert (listed(Sort.NEWEST), listed(Sort.OLDEST)) == (["#3", "#2", "#1"], ["#1", "#2", "#3"])
    assert sorted(listed(Sort.PAYMENT)) == sorted(listed(Sort.FULFILMENT)) == ["#1", "#2", "#3"]
    assert "#1" in (listed(Sort.PAYMENT)[0], listed(Sort.PAYMENT)[-1])
    assert "#2" in (listed(Sort.FULFILMENT)[0], listed(Sort.FULFILMENT)[-1])


def test_orders_are_filtered(a_day: Open) -> None:
    day = a_day("ucraft")
    day.order("#1")
    day.order("#2")
    day.person("Samia").marks_paid("#1")
    assert list(day.shows("paid")) == ["#1"]
    only = Filters(payment=frozenset({Payment.PAID}))
    page = day.desk.read(lambda work: views.page(work, Query("unfulfilled", filters=only)))
    assert [row.ref for row in page.rows] == ["#1"]


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (MarkReady("Our van"), "ready"),
        (HandOver(), "shipped"),
        (OutForDelivery(), "out for delivery"),
        (Deliver(), "delivered"),
    ],
)
def test_a_change_of_status_is_told_to_the_customer(a_day: Open, step: Any, message: str) -> None:
    day = a_day("ucraft")
    placed(day)
    for before in (MarkReady("Our van"), HandOver(), OutForDelivery(), Deliver()):
        day.told()
        day.person("Wali").does("#1", before)
        if before == step:
            break
    assert day.told() == {f"#1 {message} by sms"}


def test_the_shop_configures_what_customers_are_told(a_day: Open) -> None:
    day = a_day("ucraft")
    day.tells("ready", "none")
    day.tells("shipped", "email")
    day.order("#1", email="lea@example.com")
    day.told()
    day.person("Wali").readies("#1", courier="Our van")
    day.person("Wali").hands_over("#1")
    assert day.told() == {"#1 shipped by email"}


@pytest.mark.parametrize("step", [MarkReady(), HandOver(), InTransit(), OutForDelivery(), Deliver()])
def test_what_is_confirmed_cannot_be_reset(a_day: Open, step: Any) -> None:
    day = a_day("ucraft")
    delivered(day)
    assert day.person("Samia").cannot("#1", step) == "not possible now: parcel 1 stands at delivered"


# Payment.


@pytest.mark.parametrize("method", [Method.CASH, Method.CARD_ON_DELIVERY, Method.TRANSFER])
def test_a_manual_method_is_unpaid(a_day: Open, method: Method) -> None:
    day = a_day("ucraft")
    placed(day, method)
    assert day.shows("unpaid") == {"#1": "Unpaid / Unfulfilled"}


def test_a_part_is_partially_paid_and_all_of_it_is_paid(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day, Method.TRANSFER)
    day.person("Samia").marks_paid("#1", "SEPA-1", 100000)
    assert day.word("#1") == "Partially Paid / Unfulfilled"
    day.person("Samia").marks_paid("#1", "SEPA-2")
    assert day.word("#1") == "Paid / Unfulfilled"


def test_an_online_payment_is_in_progress_and_then_paid(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day, Method.ONLINE)
    day.sender(Role.CUSTOMER, "the customer").begins_to_pay("#1", "st-1", "Stripe")
    assert day.word("#1") == "In progress / Unfulfilled"
    day.sender(Role.GATEWAY, "Stripe").reports_paid("#1", "st-1", TOTAL)
    assert day.word("#1") == "Paid / Unfulfilled"


def test_all_of_it_sent_back_is_refunded(a_day: Open) -> None:
    day = a_day("ucraft")
    delivered(day)
    day.person("Samia").refunds("#1", lines=EVERYTHING, shipping=Minor(40000))
    assert (day.word("#1"), day.refunds("#1")) == ("Refunded / Delivered", ["3400 TODO"])


def test_some_of_it_sent_back_is_partially_refunded(a_day: Open) -> None:
    day = a_day("ucraft")
    delivered(day)
    day.person("Samia").refunds("#1", lines=OILS)
    assert (day.word("#1"), day.refunds("#1")) == ("Partially Refunded / Delivered", ["2400 TODO"])


def test_a_refund_takes_units_shipping_adjustment_and_fee(a_day: Open) -> None:
    day = a_day("ucraft")
    delivered(day)
    parts = {"shipping": Minor(10000), "adjustment": Minor(5000), "fee": Minor(2000)}
    day.person("Samia").refunds("#1", lines=(Units("OIL", 1),), **parts)
    assert day.refunds("#1") == ["1330 TODO"]


def test_a_problem_without_a_return_is_refunded_too(a_day: Open) -> None:
    day = a_day("ucraft")
    delivered(day)
    day.person("Samia").refunds("#1", adjustment=Minor(50000), note="the box was crushed")
    assert day.word("#1") == "Partially Refunded / Delivered"


def test_the_money_is_sent_by_hand_and_noted(a_day: Open) -> None:
    day = a_day("ucraft")
    delivered(day)
    day.person("Samia").refunds("#1", lines=OILS)
    day.person("Samia").sent_refund("#1", "re_1 at Stripe")
    assert day.refunds("#1") == ["2400 DONE"]


def test_the_filters_are_the_words_of_both_tables() -> None:
    tabs = PROFILES["ucraft"].tabs
    assert [tab.title for tab in tabs if tab.group == "payment"] == [
        "Unpaid",
        "Partially Paid",
        "In progress",
        "Paid",
        "Refunded",
        "Partially Refunded",
    ]
    assert [tab.title for tab in tabs if tab.group == "fulfilment"] == [
        "Unfulfilled",
        "Dispatched",
        "Fulfilled",
        "Partially Fulfilled",
        "Delivered",
        "Picked Up",
        "Returned",
        "Partially Returned",
        "Canceled",
    ]
