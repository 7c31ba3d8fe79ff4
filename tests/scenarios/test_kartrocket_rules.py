"""What KartRocket's article says of each status, one sentence at a time."""

import pytest

from models.statuses import Issue, Method, Reason, Role
from tests.scenarios.conftest import Open
from tests.scenarios.day import TOTAL, Day
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.engine import Command
from workflows.money.payment import PaymentStarted
from workflows.orders.remarks import AddNote
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CreateShipment
from workflows.profiles import PROFILES


def ready(day: Day, courier: str) -> None:
    """A confirmed order, packed for a courier."""
    day.order("#1")
    day.at("10:00")
    day.person("Amina").confirms("#1")
    day.person("Wali").readies("#1", courier=courier, waybill="W-1")


def test_the_tabs_are_the_eight_statuses_and_missing() -> None:
    own = [tab.title for tab in PROFILES["kartrocket"].tabs if tab.group != "desk"]
    assert own == [
        "Pending",
        "COD Confirmed",
        "ePayment Received",
        "ePayment Failed",
        "Ready for Dispatch",
        "Shipped",
        "Delivered",
        "Canceled",
        "Missing",
    ]


@pytest.mark.parametrize("method", [Method.CASH, Method.TRANSFER])
def test_an_order_that_nobody_verified_is_pending_and_is_called_before_dispatch(a_day: Open, method: Method) -> None:
    day = a_day("kartrocket")
    day.order("#1", method=method)
    day.at("10:00")
    assert day.shows("pending") == {"#1": "Pending"}
    assert "while the order stands at new" in day.person("Wali").cannot("#1", MarkReady("Blue Dart", "BD-1"))
    assert day.person("Amina").takes_next() == "#1"


def test_a_pin_sets_cod_confirmed_without_anybody(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.order("#1")
    day.sender(Role.CUSTOMER, "the customer").answers("#1", day.sms("#1", "pin")["pin"])
    assert day.shows("cod-confirmed") == {"#1": "COD Confirmed"}


def test_a_call_sets_cod_confirmed_by_hand(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.order("#1")
    day.at("10:00")
    day.person("Amina").confirms("#1")
    assert day.shows("cod-confirmed") == {"#1": "COD Confirmed"}


def test_a_payment_that_arrives_is_epayment_received(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.order("#1", method=Method.ONLINE)
    day.sender(Role.GATEWAY, "DirecPay").reports_paid("#1", "dp-1", TOTAL)
    assert day.shows("epayment-received") == {"#1": "ePayment Received"}


def test_a_payment_that_fails_is_epayment_failed_and_has_its_filter(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.order("#1", method=Method.ONLINE)
    day.sender(Role.CUSTOMER, "the customer").does("#1", PaymentStarted("DirecPay", "dp-1"))
    day.sender(Role.GATEWAY, "DirecPay").reports_failure("#1", "dp-1")
    assert day.shows("epayment-failed") == {"#1": "ePayment Failed"}
    day.at("10:00")
    day.person("Amina").hears_nothing("#1")
    assert day.shows("epayment-failed") == {"#1": "ePayment Failed"}


def test_who_pays_the_courier_after_all_is_cod_confirmed_and_owes_the_cash(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.order("#1", method=Method.ONLINE)
    day.sender(Role.CUSTOMER, "the customer").does("#1", PaymentStarted("DirecPay", "dp-1"))
    day.sender(Role.GATEWAY, "DirecPay").reports_failure("#1", "dp-1")
    day.at("10:00")
    day.person("Amina").confirms("#1")
    assert day.word("#1") == "COD Confirmed"
    day.person("Wali").readies("#1", courier="Blue Dart", waybill="BD-1")
    day.person("Wali").hands_over("#1")
    assert day.cash() == {"#1": "3400 DUE"}
    day.person("Wali").delivers("#1")
    assert (day.payment("#1"), day.cash()) == ("PAID", {"#1": "3400 COLLECTED"})
    day.ends()


def test_ready_for_dispatch_takes_a_courier_company_and_a_waybill(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.order("#1")
    day.at("10:00")
    day.person("Amina").confirms("#1")
    wali = day.person("Wali")
    assert "name the courier" in wali.cannot("#1", MarkReady())
    assert "type the waybill" in wali.cannot("#1", MarkReady("Blue Dart"))
    wali.readies("#1", courier="Blue Dart", waybill="BD-1")
    assert day.shows("ready") == {"#1": "Ready for Dispatch"}
    (parcel,) = day.parcels("#1")
    assert (parcel.courier, parcel.waybill) == ("Blue Dart", "BD-1")


def test_shiprocket_flies_from_shipped_to_delivered_by_itself(a_day: Open) -> None:
    day = a_day("kartrocket")
    shiprocket = day.connected("ShipRocket")
    ready(day, "ShipRocket")
    assert "ShipRocket is connected" in day.person("Wali").cannot("#1", HandOver())
    shiprocket.scans("#1")
    assert day.word("#1") == "Shipped"
    shiprocket.delivers("#1")
    assert day.word("#1") == "Delivered"
    assert all(event.role is Role.COURIER for event in day.events("#1")[-2:])


def test_an_own_courier_is_moved_by_hand(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.driver("Blue Dart")
    ready(day, "Blue Dart")
    day.person("Wali").hands_over("#1")
    assert day.word("#1") == "Shipped"
    day.person("Wali").delivers("#1")
    assert day.word("#1") == "Delivered"


@pytest.mark.parametrize("reason", [Reason.JUNK, Reason.DUPLICATE])
@pytest.mark.parametrize("step", [Confirm(), NoAnswer(), CreateShipment(), Cancel(Reason.PRICE)])
def test_canceled_by_hand_needs_no_further_change_and_takes_none(a_day: Open, reason: Reason, step: Command) -> None:
    day = a_day("kartrocket")
    day.order("#1")
    day.at("10:00")
    day.person("Amina").cancels("#1", reason)
    assert day.shows("canceled") == {"#1": "Canceled"}
    assert "cancelled and locked" in day.person("Samia").cannot("#1", step)
    day.person("Amina").does("#1", AddNote("a word is no change"))


def test_nothing_is_canceled_by_itself(a_day: Open) -> None:
    day = a_day("kartrocket")
    shiprocket, gateway = day.connected("ShipRocket"), day.sender(Role.GATEWAY, "DirecPay")
    ready(day, "ShipRocket")
    shiprocket.scans("#1")
    shiprocket.fails("#1", Issue.REFUSED)
    shiprocket.cancels("#1")
    day.order("#2", method=Method.ONLINE)
    day.sender(Role.CUSTOMER, "the customer").does("#2", PaymentStarted("DirecPay", "dp-2"))
    gateway.reports_failure("#2", "dp-2")
    day.checkout("#3")
    day.order("#4")
    day.at("10:00", later=400)
    assert day.shows("canceled") == {}
    assert set(day.shows()) == {"#1", "#2", "#3", "#4"}
    day.ends()


def test_a_checkout_that_was_left_is_missing_with_what_was_chosen(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.checkout("#1", method=Method.ONLINE, gateway="DirecPay")
    assert day.shows("missing") == {"#1": "Missing"}
    left = day.now("#1")
    assert (left.method, left.gateway, left.total_minor) == (Method.ONLINE, "DirecPay", TOTAL)
    assert day.told() == set()


def test_who_left_a_number_is_asked_why_and_who_left_none_is_not(a_day: Open) -> None:
    day = a_day("kartrocket")
    day.checkout("#1", phone="")
    day.checkout("#2")
    day.at("10:00")
    amina = day.person("Amina")
    assert amina.takes_next() == "#2"
    amina.cancels("#2", Reason.ABANDONED, "the delivery was too dear")
    assert day.now("#2").cancel_reason == "abandoned"
    assert amina.takes_next() is None
