"""A Monday at a shop on KartRocket: PINs and payments confirm by themselves, ShipRocket runs on auto-pilot."""

from models.statuses import Issue, Method, Reason, Role
from tests.scenarios.conftest import Open
from tests.scenarios.day import TOTAL
from workflows.money.cash import SettleCash
from workflows.money.payment import MarkPaid
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.returning import Counted
from workflows.parcels.road import OutForDelivery
from workflows.parcels.shipping import CreateShipment


def test_a_working_day(a_day: Open) -> None:
    day = a_day("kartrocket")
    amina, wali, samia = day.person("Amina"), day.person("Wali"), day.person("Samia")
    customer, direcpay = day.sender(Role.CUSTOMER, "the customer"), day.sender(Role.GATEWAY, "DirecPay")
    shiprocket = day.connected("ShipRocket")
    day.driver("Blue Dart")

    # The night's orders: cash on delivery, paid online, a bank transfer, and two checkouts that were left.
    day.order("#1")
    day.order("#2")
    day.order("#3", method=Method.ONLINE, gateway="DirecPay")
    day.order("#4", method=Method.ONLINE, gateway="DirecPay")
    day.order("#5", method=Method.TRANSFER)
    day.order("#6")
    day.order("#7")
    day.checkout("#8", method=Method.ONLINE)
    day.checkout("#9", phone="")
    customer.begins_to_pay("#3", "dp-3")
    customer.begins_to_pay("#4", "dp-4")
    day.shelf_is_counted(OIL=20, SOAP=10)
    assert day.tabs() == {"Pending": 7, "Missing": 2}
    assert day.shows("pending")["#5"] == "Pending"
    assert day.shows("missing") == {"#8": "Missing", "#9": "Missing"}
    assert day.stock() == {"OIL": (20, 14), "SOAP": (10, 7)}
    assert {"#1 placed by sms", "#1 pin by sms", "#3 placed by sms"} <= day.told()

    # 09:00: a PIN comes back, a payment arrives, another one fails. Nobody has called anybody.
    day.at("09:00")
    customer.answers("#1", day.sms("#1", "pin")["pin"])
    direcpay.reports_paid("#3", "dp-3", TOTAL)
    direcpay.reports_failure("#4", "dp-4")
    assert day.word("#1") == "COD Confirmed"
    assert day.word("#3") == "ePayment Received"
    assert day.word("#4") == "ePayment Failed"
    assert day.tabs() == {
        "Pending": 4,
        "COD Confirmed": 1,
        "ePayment Received": 1,
        "ePayment Failed": 1,
        "Missing": 2,
    }
    assert day.told() == {
        "#1 confirmed by sms",
        "#3 payment received by sms",
        "#3 confirmed by sms",
        "#4 payment failed by sms",
    }

    # 09:30: the bank's statement shows the transfer; only with its reference.
    day.at("09:30")
    assert "reference" in samia.cannot("#5", MarkPaid())
    samia.marks_paid("#5", "NEFT-77")
    assert (day.word("#5"), day.payment("#5")) == ("COD Confirmed", "PAID")
    assert day.told() == {"#5 payment received by sms", "#5 confirmed by sms"}

    # 10:00, the calls: verify, before anything is dispatched.
    day.at("10:00")
    assert wali.cannot("#2", CreateShipment()) == "'Create a shipment' is not possible while the order stands at new"
    assert amina.takes_next() == "#2"
    amina.confirms("#2")
    assert amina.takes_next() == "#4"
    amina.promises("#4", day.hour("13:00"), "will pay again at noon")
    assert amina.takes_next() == "#6"
    amina.cancels("#6", Reason.DUPLICATE)
    assert amina.takes_next() == "#7"
    amina.cancels("#7", Reason.JUNK)
    assert day.word("#4") == "ePayment Failed"
    assert day.tabs() == {
        "COD Confirmed": 3,
        "ePayment Received": 1,
        "ePayment Failed": 1,
        "Canceled": 2,
        "Missing": 2,
    }
    assert day.stock() == {"OIL": (20, 10), "SOAP": (10, 5)}
    assert samia.cannot("#6", MarkReady()) == samia.cannot("#7", MarkReady())
    assert "cancelled and locked" in samia.cannot("#6", MarkReady())
    assert day.told() == {"#2 confirmed by sms", "#6 cancelled by sms", "#7 cancelled by sms"}

    # 10:30, the missing ones: the one with a number is asked what made her leave. The other one just stays.
    day.at("10:30")
    assert amina.takes_next() == "#8"
    amina.notes("#8", "the card was refused, wants to pay the courier")
    amina.recovers("#8", Method.CASH)
    assert day.word("#8") == "Pending"
    amina.confirms("#8")
    assert day.word("#8") == "COD Confirmed"
    assert amina.takes_next() is None
    assert day.shows("missing") == {"#9": "Missing"}
    assert day.told() == {"#8 placed by sms", "#8 pin by sms", "#8 confirmed by sms"}

    # 12:00: the second payment of the same customer arrives.
    day.at("12:00")
    customer.begins_to_pay("#4", "dp-4b")
    direcpay.reports_paid("#4", "dp-4b", TOTAL)
    assert list(day.shows("epayment-received")) == ["#3", "#4"]
    assert day.told() == {"#4 payment received by sms", "#4 confirmed by sms"}

    # 13:00, ready for dispatch: with a courier company and a waybill, or not at all.
    day.at("13:00")
    assert "name the courier" in wali.cannot("#1", MarkReady())
    assert "type the waybill" in wali.cannot("#1", MarkReady("ShipRocket"))
    wali.readies("#1", courier="ShipRocket", waybill="SR-1")
    wali.readies("#3", courier="ShipRocket", waybill="SR-3")
    wali.readies("#8", courier="ShipRocket", waybill="SR-8")
    wali.readies("#2", courier="Blue Dart", waybill="BD-2")
    wali.readies("#4", courier="Blue Dart", waybill="BD-4")
    assert day.tabs() == {"COD Confirmed": 1, "Ready for Dispatch": 5, "Canceled": 2, "Missing": 1}
    assert {"#1 create at the courier", "#1 ready by sms", "#2 ready by sms"} <= day.told()

    # 14:00: ShipRocket scans its parcels by itself; the shop says itself what Blue Dart took.
    day.at("14:00")
    assert "ShipRocket is connected" in wali.cannot("#1", HandOver())
    shiprocket.scans("#1")
    shiprocket.scans("#3")
    shiprocket.scans("#8")
    wali.hands_over("#2")
    wali.hands_over("#4")
    assert day.tabs() == {"COD Confirmed": 1, "Shipped": 5, "Canceled": 2, "Missing": 1}
    assert day.stock() == {"OIL": (10, 2), "SOAP": (5, 1)}
    assert day.cash() == {"#1": "3400 DUE", "#2": "3400 DUE", "#8": "3400 DUE"}
    assert len(day.told()) == 5

    # Tuesday: auto-pilot for ShipRocket's, by hand for Blue Dart's; one is refused at the door.
    day.at("11:00", later=1)
    assert "ShipRocket is connected" in samia.cannot("#1", OutForDelivery())
    shiprocket.moves("#1")
    shiprocket.drives("#1")
    assert day.word("#1") == "Shipped"
    shiprocket.delivers("#1")
    shiprocket.delivers("#3")
    shiprocket.fails("#8", Issue.REFUSED)
    wali.delivers("#2")
    wali.delivers("#4")
    assert day.word("#8") == "Shipped (issue)"
    assert list(day.shows("delivered")) == ["#1", "#2", "#3", "#4"]
    assert (day.payment("#2"), day.payment("#3")) == ("PAID", "PAID")
    assert day.cash() == {"#1": "3400 COLLECTED", "#2": "3400 COLLECTED", "#8": "3400 DUE"}

    # Thursday: the refused parcel is back; Wali opens it, one bottle is broken.
    day.at("10:00", later=2)
    shiprocket.turns_back("#8")
    assert day.word("#8") == "In return"
    wali.counts_in("#8", Counted("OIL", 1, damaged=1), Counted("SOAP", 1))
    assert day.word("#8") == "Returned"
    assert day.stock() == {"OIL": (11, 2), "SOAP": (6, 1)}

    # Friday: both couriers pay; ShipRocket is 100 short, and pays the rest a day later.
    day.at("16:00", later=1)
    samia.settles_cash("Blue Dart", "#2")
    samia.settles_cash("ShipRocket", "#1", short={"#1": 10000})
    assert day.cash() == {"#1": "3400 SHORT", "#2": "3400 RECONCILED", "#8": "3400 VOID"}
    day.at("16:00", later=1)
    samia.does("#1", SettleCash())
    assert day.cash()["#1"] == "3400 RECONCILED"
    assert day.tabs() == {"COD Confirmed": 1, "Delivered": 4, "Canceled": 2, "Missing": 1}
    day.ends()
