"""A Monday at a shop on CODRocket: everybody is called, the shop's own driver collects the cash."""

from models.statuses import Issue, Outcome, Reason
from tests.scenarios.conftest import Open
from workflows.confirmation.axis import Cancel
from workflows.parcels.packing import StartPacking
from workflows.parcels.returning import Counted
from workflows.parcels.road import DeliveryFailed


def test_a_working_day(a_day: Open) -> None:
    day = a_day("codrocket")
    amina, wali, samia = day.person("Amina"), day.person("Wali"), day.person("Samia")
    driver = day.driver("Nabil")

    # The night's orders: two shops are connected, and Samia wrote one down herself.
    day.order("#1", source="shopify")
    day.order("#2", source="woocommerce")
    day.order("#3", source="shopify")
    day.order("#4", source="woocommerce")
    day.order("#5", source="shopify")
    day.writes_down(OIL=2, SOAP=1)
    day.shelf_is_counted(OIL=20, SOAP=10)
    assert day.shows() == {"#1": "New", "#2": "New", "#3": "New", "#4": "New", "#5": "New", "DESK-6": "New"}
    assert day.tabs() == {"New": 6}
    assert day.stock() == {"OIL": (20, 12), "SOAP": (10, 6)}
    assert day.told() == {f"{ref} placed by sms" for ref in day.shows()}

    # 09:00, the morning routine: the New tab, from top to bottom.
    day.at("09:00")
    assert wali.cannot("#1", StartPacking()) == "'Start packing' is not possible while the order stands at new"
    assert amina.takes_next() == "#1"
    amina.confirms("#1")
    assert amina.takes_next() == "#2"
    amina.confirms("#2")
    assert amina.takes_next() == "#3"
    amina.hears_nothing("#3")
    assert amina.takes_next() == "#4"
    amina.cancels("#4", Reason.CHANGED_MIND)
    assert amina.takes_next() == "#5"
    amina.promises("#5", day.hour("11:30"), "after the market")
    assert amina.takes_next() == "DESK-6"
    amina.confirms("DESK-6")
    assert amina.takes_next() is None
    assert day.shows() == {
        "#1": "Confirmed",
        "#2": "Confirmed",
        "#3": "No Answer (1 attempt)",
        "#4": "Cancelled",
        "#5": "Call later",
        "DESK-6": "Confirmed",
    }
    assert day.tabs() == {"Confirmed": 3, "No Answer": 2, "Cancelled": 1}
    assert day.stock() == {"OIL": (20, 10), "SOAP": (10, 5)}
    assert day.told() == {
        "#1 confirmed by sms",
        "#2 confirmed by sms",
        "#4 cancelled by sms",
        "DESK-6 confirmed by sms",
    }

    # 10:00, packaging time: the Confirmed tab.
    day.at("10:00")
    assert list(day.shows("confirmed")) == ["#1", "#2", "DESK-6"]
    wali.packs("#1")
    wali.packs("#2")
    wali.packs("DESK-6")
    assert day.tabs() == {"No Answer": 2, "Processing": 3, "Cancelled": 1}
    wali.readies("#1", courier="Nabil")
    wali.readies("#2", courier="Nabil")
    wali.readies("DESK-6", courier="Nabil")
    wali.prints("#1")
    assert list(day.shows("processing")) == ["#1", "#2", "DESK-6"]
    assert day.told() == {"#1 ready by sms", "#2 ready by sms", "DESK-6 ready by sms"}

    # 11:00: the driver takes the parcels; one of them is given a number of its own.
    day.at("11:00")
    wali.hands_over("#1")
    wali.hands_over("#2", waybill="NB-2")
    wali.hands_over("DESK-6")
    assert day.tabs() == {"No Answer": 2, "Shipped": 3, "Cancelled": 1}
    assert day.stock() == {"OIL": (14, 4), "SOAP": (7, 2)}
    assert day.cash() == {"#1": "3400 DUE", "#2": "3400 DUE", "DESK-6": "3400 DUE"}
    assert day.told() == {"#1 shipped by sms", "#2 shipped by sms", "DESK-6 shipped by sms"}
    assert "has left the building" in samia.cannot("#1", Cancel(Reason.CHANGED_MIND))

    # 11:30: the promised call, and the second try of the other one.
    day.at("11:30")
    assert amina.takes_next() == "#5"
    amina.confirms("#5")
    assert amina.takes_next() == "#3"
    amina.hears_nothing("#3", Outcome.OFF)
    assert day.word("#3") == "No Answer (2 attempts)"
    assert not day.suggests_cancelling("#3")
    assert day.told() == {"#5 confirmed by sms"}

    # 13:00: the driver sets out, in his app.
    day.at("13:00")
    driver.drives("#1", driver="Nabil")
    driver.drives("#2", driver="Nabil")
    driver.drives("DESK-6", driver="Nabil")
    assert day.tabs() == {"Confirmed": 1, "No Answer": 1, "Out for Delivery": 3, "Cancelled": 1}
    assert day.told() == {
        "#1 out for delivery by sms",
        "#2 out for delivery by sms",
        "DESK-6 out for delivery by sms",
    }

    # 15:30: one is delivered, one refused, at one door nobody is at home. The third try hears nothing again.
    day.at("15:30")
    driver.delivers("#1")
    driver.fails("#2", Issue.REFUSED)
    driver.fails("DESK-6", Issue.NOT_AVAILABLE)
    assert amina.takes_next() == "#3"
    amina.hears_nothing("#3")
    assert day.suggests_cancelling("#3")
    assert day.shows() == {
        "#1": "Delivered",
        "#2": "Returned",
        "#3": "No Answer (3 attempts)",
        "#4": "Cancelled",
        "#5": "Confirmed",
        "DESK-6": "Returned",
    }
    assert day.payment("#1") == "PAID"
    assert day.cash() == {"#1": "3400 COLLECTED", "#2": "3400 VOID", "DESK-6": "3400 VOID"}
    assert day.reason("#2") == "refused"
    assert "delivered" in driver.cannot("#1", DeliveryFailed(Issue.REFUSED))

    # 16:00: nobody cancels by itself; Samia does, and the units are free again. The absent customer is tried again.
    day.at("16:00")
    assert day.word("#3") == "No Answer (3 attempts)"
    samia.cancels("#3", Reason.NO_ANSWER)
    assert day.stock() == {"OIL": (14, 2), "SOAP": (7, 1)}
    driver.tries_again("DESK-6")
    assert day.word("DESK-6") == "Out for Delivery"
    driver.delivers("DESK-6")
    assert day.cash() == {"#1": "3400 COLLECTED", "#2": "3400 VOID", "DESK-6": "3400 COLLECTED"}

    # 17:30: the refused parcel is back, counted, and on the shelf.
    day.at("17:30")
    assert day.stock()["OIL"] == (14, 2)
    wali.counts_in("#2", Counted("OIL", 2), Counted("SOAP", 1))
    assert day.word("#2") == "Returned"
    assert day.stock() == {"OIL": (16, 2), "SOAP": (8, 1)}

    # 18:00, the end of the day: the Delivered tab, and the driver empties his pockets.
    day.at("18:00")
    assert list(day.shows("delivered")) == ["#1", "DESK-6"]
    samia.settles_cash("Nabil", "#1", "DESK-6")
    assert day.cash() == {"#1": "3400 RECONCILED", "#2": "3400 VOID", "DESK-6": "3400 RECONCILED"}
    assert day.tabs() == {"Confirmed": 1, "Delivered": 2, "Returned": 1, "Cancelled": 2}
    day.ends()

    # Friday, the weekly review: what came back, and why.
    day.at("09:00", later=4)
    assert day.shows("returned") == {"#2": "Returned"}
    assert day.came_back() == {"refused": 1}
    assert day.history("#2")[-4:] == ["HandOver", "OutForDelivery", "DeliveryFailed", "ReceiveReturn"]
    day.ends()
