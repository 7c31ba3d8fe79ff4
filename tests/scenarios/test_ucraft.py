"""A week at a shop on Ucraft: nobody is called, orders are split into shipments, money is a matter of its own."""

import pytest

from models.statuses import Destination, Issue, Method, Reason, Role
from tests.scenarios.conftest import Open
from tests.scenarios.day import TOTAL
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder
from workflows.parcels.packing import HandOver
from workflows.parcels.returning import Counted
from workflows.parcels.road import InTransit
from workflows.parcels.shipping import CancelShipment, CreateShipment, EditShipment
from workflows.units import Units


def test_a_working_week(a_day: Open) -> None:
    day = a_day("ucraft")
    wali, samia = day.person("Wali"), day.person("Samia")
    customer, stripe = day.sender(Role.CUSTOMER, "the customer"), day.sender(Role.GATEWAY, "Stripe")
    ups = day.connected("UPS")
    day.driver("Our van")
    day.settles(merchant_email="orders@maison-atlas.example")

    # Before the first customer: Samia tries the shop out, as often as she likes. Nobody else is told.
    tried = [day.test_order(), day.test_order()]
    assert list(day.shows("test")) == tried
    assert day.told() >= {f"{ref} placed by email" for ref in tried}
    assert day.tabs() == {}

    # Monday 09:00: real orders, each of them told to the shop's own address. No more tests from now on.
    day.at("09:00")
    day.order("#1", email="yasmine@example.com")
    day.order("#2", method=Method.ONLINE)
    day.order("#3", method=Method.TRANSFER)
    day.order("#4", method=Method.CARD_ON_DELIVERY)
    day.order("#5", method=Method.ONLINE)
    day.order("#6")
    day.order("#7", method=Method.TRANSFER)
    with pytest.raises(Refused, match="real orders have come in"):
        day.test_order()
    day.shelf_is_counted(OIL=20, SOAP=10)
    assert {"#1 placed by email to the merchant", "#1 placed by email", "#2 placed by sms"} <= day.told()

    # Payment and fulfilment stand side by side; nothing has to be confirmed by anybody.
    customer.begins_to_pay("#2", "st-2", "Stripe")
    customer.begins_to_pay("#5", "st-5", "Stripe")
    assert day.shows("unfulfilled") == dict.fromkeys(tried, "Unpaid / Unfulfilled") | {
        "#1": "Unpaid / Unfulfilled",
        "#2": "In progress / Unfulfilled",
        "#3": "Unpaid / Unfulfilled",
        "#4": "Unpaid / Unfulfilled",
        "#5": "In progress / Unfulfilled",
        "#6": "Unpaid / Unfulfilled",
        "#7": "Unpaid / Unfulfilled",
    }
    assert day.tabs() == {"Unfulfilled": 7, "Unpaid": 5, "In progress": 2}

    # 10:00: the card payments go through; of the transfer for #3 a first part is on the account.
    day.at("10:00")
    stripe.reports_paid("#2", "st-2", TOTAL)
    stripe.reports_paid("#5", "st-5", TOTAL)
    samia.marks_paid("#3", "SEPA-1", 100000)
    assert samia.cannot("#3", MarkPaid(Minor(TOTAL), "SEPA-2")) == "the amount is more than is still due"
    assert day.tabs() == {"Unfulfilled": 7, "Unpaid": 4, "Partially Paid": 1, "Paid": 2}
    assert day.told() == {
        "#2 payment received by sms",
        "#2 confirmed by sms",
        "#3 payment received by sms",
        "#5 payment received by sms",
        "#5 confirmed by sms",
    }
    samia.marks_paid("#3", "SEPA-2")
    assert day.payment("#3") == "PAID"

    # 11:00, manual fulfilment of #1: the oils today, the soap tomorrow. Each is a shipment of its own.
    day.at("11:00")
    wali.creates("#1", lines=(Units("OIL", 2),), courier="Our van")
    assert day.shipments("#1") == ["Awaiting Shipment"]
    wali.readies("#1")
    wali.hands_over("#1")
    assert day.word("#1") == "Unpaid / Partially Fulfilled"
    wali.creates("#1", lines=(Units("SOAP", 1),), courier="Our van")
    wali.readies("#1", parcel=2)
    assert day.shipments("#1") == ["Shipped", "Awaiting Shipment"]
    assert wali.cannot("#1", CreateShipment()) == "every unit of this order is in a parcel already"

    # Abroad it leaves with a tracking number only; what is picked up in the store never drives.
    wali.creates("#3", destination=Destination.INTERNATIONAL, courier="La Poste")
    wali.readies("#3")
    assert day.word("#3") == "Paid / Dispatched"
    assert "type the waybill" in wali.cannot("#3", HandOver())
    wali.hands_over("#3", waybill="LP-3")
    assert day.word("#3") == "Paid / Fulfilled"
    wali.creates("#6", destination=Destination.PICKUP)
    wali.readies("#6")
    assert "picks this parcel up" in wali.cannot("#6", HandOver())
    assert day.word("#6") == "Unpaid / Dispatched"

    # 12:00, carrier fulfilment of #2 and #5: UPS is told what it asks for. Its shipments are changed only there.
    day.at("12:00")
    day.told()
    wali.creates(
        "#2",
        courier="UPS",
        package="box M",
        weight=800,
        drop_off=day.hour("16:00"),
        declared=Minor(300000),
        insured=True,
        dangerous=True,
        signature=True,
        rate="Express Saver",
    )
    wali.creates("#5", courier="UPS", rate="Standard")
    assert day.told() == {"#2 create at the courier", "#5 create at the courier"}
    ups.numbers("#2", "1Z-2")
    ups.numbers("#5", "1Z-5")
    wali.prints("#2")
    only_there = "UPS is connected; in this shop its parcels are changed only there"
    assert wali.cannot("#2", EditShipment(waybill="mine")) == only_there
    assert wali.cannot("#2", CancelShipment("too late")) == only_there
    wali.readies("#2")
    wali.readies("#5")

    # 14:00: ours can be put right, with a word to the customer; one is voided, and its units are sent anew.
    day.at("14:00")
    wali.edits("#3", expected=day.hour("12:00", later=3), notify=True)
    assert "#3 shipment updated by sms" in day.told()
    wali.creates("#4", courier="Our van")
    wali.calls_off("#4", "packed by mistake")
    assert (day.word("#4"), day.shipments("#4")) == ("Unpaid / Unfulfilled", ["Canceled"])
    wali.creates("#4", courier="Our van")
    wali.readies("#4", parcel=2)
    wali.hands_over("#4", parcel=2)
    assert day.shipments("#4") == ["Canceled", "Shipped"]

    # The customer of #7 changes her mind: canceled at her request, and that cannot be undone.
    samia.cancels("#7", Reason.CHANGED_MIND)
    assert day.word("#7") == "Unpaid / Canceled"
    assert "cancelled and locked" in wali.cannot("#7", CreateShipment())
    assert day.tabs() == {
        "Dispatched": 3,
        "Fulfilled": 2,
        "Partially Fulfilled": 1,
        "Canceled": 1,
        "Unpaid": 4,
        "Paid": 3,
    }
    assert day.stock() == {"OIL": (14, 6), "SOAP": (8, 4)}
    day.ends()

    # Tuesday: UPS tells its own journeys, Wali tells those of the van. From now on "delivered" goes by both channels.
    day.at("10:00", later=1)
    day.tells("delivered", "email, sms")
    day.told()
    ups.scans("#2")
    ups.scans("#5")
    ups.moves("#2")
    assert day.shipments("#2") == ["In transit"]
    assert "UPS is connected" in wali.cannot("#5", InTransit())
    ups.drives("#2")
    ups.delivers("#2")
    ups.fails("#5", Issue.NOT_AVAILABLE)
    assert (day.word("#2"), day.word("#5")) == ("Paid / Delivered", "Paid / Fulfilled")
    assert day.shipments("#5") == ["Delivery Failed"]
    wali.hands_over("#1", parcel=2)
    wali.drives("#1", parcel=1)
    assert day.shipments("#1") == ["Out for delivery", "Shipped"]
    wali.delivers("#1", parcel=1)
    wali.delivers("#1", parcel=2)
    assert {"#1 delivered by email", "#1 delivered by sms", "#2 delivered by sms"} <= day.told()

    # Delivered does not mean paid here: Samia marks that when she knows, and only then the driver owes the cash.
    assert (day.word("#1"), day.cash()["#1"]) == ("Unpaid / Delivered", "2800 DUE")
    samia.marks_paid("#1", method=Method.CASH)
    assert day.word("#1") == "Paid / Delivered"
    assert (day.cash()["#1"], day.cash()["#1 parcel 2"]) == ("2800 COLLECTED", "600 COLLECTED")
    wali.delivers("#4")
    samia.marks_paid("#4", method=Method.CARD_ON_DELIVERY)
    wali.gives("#6")
    samia.marks_paid("#6", method=Method.CASH)
    assert (day.word("#4"), day.word("#6")) == ("Paid / Delivered", "Paid / Picked Up")

    # Thursday: goods come back after delivery, and money goes back; the one does not wait for the other.
    day.at("10:00", later=2)
    ups.drives("#5")
    ups.delivers("#5")
    wali.delivers("#3")
    wali.takes_back("#3", Counted("OIL", 1), reason="one too many")
    assert day.word("#3") == "Paid / Partially Returned"
    wali.takes_back("#2", Counted("OIL", 1, damaged=1), Counted("SOAP", 1))
    assert day.word("#2") == "Paid / Returned"
    assert day.stock() == {"OIL": (10, 0), "SOAP": (5, 0)}
    samia.refunds("#3", lines=(Units("OIL", 1),), adjustment=Minor(5000), fee=Minor(10000))
    assert (day.word("#3"), day.refunds("#3")) == ("Partially Refunded / Partially Returned", ["1150 TODO"])
    everything = (Units("OIL", 2), Units("SOAP", 1))
    assert "delivery charge" in samia.cannot("#2", RefundOrder(everything, Minor(40001)))
    samia.refunds("#2", lines=everything, shipping=Minor(40000))
    assert (day.word("#2"), day.refunds("#2")) == ("Refunded / Returned", ["3400 TODO"])
    assert {"#2 refunded by sms", "#3 refunded by sms"} <= day.told()

    # The money itself is sent by hand on the provider's pages; Samia notes where it can be found there.
    samia.sent_refund("#2", "re_2 at Stripe")
    assert day.refunds("#2") == ["3400 DONE"]

    # Friday evening: the van's cash is in the safe.
    day.at("18:00", later=1)
    samia.settles_cash("Our van", "#1", "#4")
    samia.settles_cash("pick-up point", "#6")
    assert day.cash() == {
        "#1": "2800 RECONCILED",
        "#1 parcel 2": "600 RECONCILED",
        "#4 parcel 2": "3400 RECONCILED",
        "#6": "3400 RECONCILED",
    }
    assert day.tabs() == {
        "Delivered": 3,
        "Picked Up": 1,
        "Returned": 1,
        "Partially Returned": 1,
        "Canceled": 1,
        "Unpaid": 1,
        "Paid": 4,
        "Refunded": 1,
        "Partially Refunded": 1,
    }
    day.ends()
