"""A Monday at a shop on CODSPOT: two statuses side by side, Cathedis is connected, some parcels go by our own van."""

from models.statuses import Issue, Reason
from tests.scenarios.conftest import Open
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.orders.contact import EditContact
from workflows.orders.remarks import AddNote
from workflows.parcels.packing import HandOver
from workflows.parcels.road import OutForDelivery
from workflows.parcels.shipping import CreateShipment


def test_a_working_day(a_day: Open) -> None:
    day = a_day("codspot")
    amina, wali, samia = day.person("Amina"), day.person("Wali"), day.person("Samia")
    cathedis = day.connected("Cathedis")

    # The leads of the night. Nothing is held in stock for them, and there is nothing to ship.
    day.order("#1")
    day.order("#2")
    day.order("#3")
    day.order("#4")
    day.order("#5")
    day.order("#6")
    day.order("#7")
    day.order("#8")
    day.shelf_is_counted(OIL=40, SOAP=20)
    assert day.tabs() == {"New": 8}
    assert day.stock() == {"OIL": (40, 0), "SOAP": (20, 0)}
    locked = "'Create a shipment' is not possible while the order stands at new"
    assert wali.cannot("#1", CreateShipment()) == locked
    assert len(day.told()) == 8

    # 09:00, the calls. Confirming locks the one status and opens the other: the parcel is on Cathedis' platform.
    day.at("09:00")
    assert amina.takes_next() == "#1"
    amina.confirms("#1")
    assert day.word("#1") == "Confirmed / Created"
    assert day.told() == {"#1 confirmed by sms", "#1 create at the courier"}
    assert samia.cannot("#1", Cancel(Reason.PRICE)) == (
        "a confirmed order is locked in this shop; cancel its shipment instead"
    )
    assert samia.cannot("#1", NoAnswer()) == "this order is already confirmed"
    assert amina.takes_next() == "#2"
    amina.confirms("#2")
    assert amina.takes_next() == "#3"
    amina.hears_nothing("#3")
    assert amina.takes_next() == "#4"
    amina.promises("#4", day.hour("11:00"), "is driving")
    assert amina.takes_next() == "#5"
    amina.cancels("#5", Reason.CHANGED_MIND)
    assert amina.takes_next() == "#6"
    amina.marks_fake("#6")
    assert amina.takes_next() == "#7"
    amina.confirms("#7")
    assert amina.takes_next() == "#8"
    amina.confirms("#8")
    assert day.shows() == {
        "#1": "Confirmed / Created",
        "#2": "Confirmed / Created",
        "#3": "No Answer",
        "#4": "Call Later",
        "#5": "Canceled",
        "#6": "Fake Order",
        "#7": "Confirmed / Created",
        "#8": "Confirmed / Created",
    }
    assert day.tabs() == {
        "No Answer": 1,
        "Call Later": 1,
        "Confirmed": 4,
        "Canceled (confirmation)": 1,
        "Fake Order": 1,
        "Created": 4,
    }
    assert day.stock() == {"OIL": (40, 8), "SOAP": (20, 4)}
    assert "#5 cancelled by sms" in day.told()

    # Canceled and Fake Order are closed: nothing of them can be edited, but for a word among colleagues.
    assert "cancelled and locked" in samia.cannot("#5", EditContact(name="Somebody else"))
    assert "marked fake and locked" in samia.cannot("#6", Confirm())
    assert "marked fake and locked" in wali.cannot("#6", CreateShipment())
    amina.does("#5", AddNote("she will come to the shop"))

    # 11:00: the other two statuses are updated later, whatever they are.
    day.at("11:00")
    assert amina.takes_next() == "#4"
    amina.confirms("#4")
    assert amina.takes_next() == "#3"
    amina.promises("#3", day.hour("11:30"))
    assert day.word("#3") == "Call Later"
    day.at("11:30")
    assert amina.takes_next() == "#3"
    amina.confirms("#3")
    assert day.tabs() == {"Confirmed": 6, "Canceled (confirmation)": 1, "Fake Order": 1, "Created": 6}
    day.told()

    # 12:00: Cathedis has numbered its parcels. #8 lives around the corner and goes by our own van instead.
    day.at("12:00")
    cathedis.numbers("#1", "CA-1")
    cathedis.numbers("#2", "CA-2")
    cathedis.numbers("#7", "CA-7")
    samia.edits("#8", courier="Hassan")
    assert day.told() == {"#8 cancel at the courier"}
    wali.readies("#1")
    wali.readies("#2")
    wali.readies("#3")
    wali.readies("#4")
    wali.readies("#7")
    wali.readies("#8")
    assert day.tabs() == {"Confirmed": 6, "Canceled (confirmation)": 1, "Fake Order": 1, "Fulfilled": 6}

    # 13:00: two packed parcels do not leave after all. Canceled leaves the stock alone, Returned gives it back.
    day.at("13:00")
    assert day.stock() == {"OIL": (40, 12), "SOAP": (20, 6)}
    wali.calls_off("#3", "the customer called")
    assert day.word("#3") == "Confirmed / Canceled"
    assert day.stock() == {"OIL": (40, 12), "SOAP": (20, 6)}
    wali.counts_in("#4")
    assert day.word("#4") == "Confirmed / Returned"
    assert day.stock() == {"OIL": (40, 10), "SOAP": (20, 5)}
    assert {"#3 cancel at the courier", "#4 cancel at the courier"} <= day.told()

    # 14:00: the agent of Cathedis scans; people cannot do it for him. The van leaves by our own word.
    day.at("14:00")
    assert "Cathedis is connected" in wali.cannot("#1", HandOver())
    cathedis.scans("#1")
    cathedis.scans("#2")
    cathedis.scans("#7")
    wali.hands_over("#8")
    assert day.tabs() == {
        "Confirmed": 6,
        "Canceled (confirmation)": 1,
        "Fake Order": 1,
        "Shipped": 4,
        "Canceled (shipping)": 1,
        "Returned": 1,
    }
    assert day.stock() == {"OIL": (32, 2), "SOAP": (16, 1)}
    assert "Cathedis is connected" in samia.cannot("#1", OutForDelivery())

    # 17:00: from here on the package tells its journey; the van's driver tells it to Wali on the phone.
    day.at("17:00")
    cathedis.moves("#1")
    cathedis.drives("#1")
    assert day.word("#1") == "Confirmed / Shipped"
    cathedis.delivers("#1")
    cathedis.fails("#2", Issue.NOT_REACHABLE)
    cathedis.cancels("#7")
    wali.fails("#8", Issue.WRONG_ADDRESS)
    assert day.shows()["#1"] == "Confirmed / Delivered"
    assert day.shows()["#2"] == "Confirmed / Package Issue"
    assert day.shows()["#7"] == "Confirmed / Canceled"
    assert day.shows()["#8"] == "Confirmed / Package Issue"
    wali.tries_again("#8")
    wali.delivers("#8")
    assert day.cash() == {"#1": "3400 COLLECTED", "#2": "3400 DUE", "#7": "3400 VOID", "#8": "3400 COLLECTED"}
    assert day.stock() == {"OIL": (32, 2), "SOAP": (16, 1)}

    # Thursday: both are on their way back, which moves no stock; only Returned does, and only by hand.
    day.at("10:00", later=3)
    cathedis.turns_back("#2")
    cathedis.turns_back("#7")
    assert day.shows("shipping-in-return") == {"#2": "Confirmed / In Return", "#7": "Confirmed / In Return"}
    assert day.stock() == {"OIL": (32, 2), "SOAP": (16, 1)}
    wali.counts_in("#2")
    wali.counts_in("#7")
    assert list(day.shows("shipping-returned")) == ["#2", "#4", "#7"]
    assert day.stock() == {"OIL": (36, 2), "SOAP": (18, 1)}

    # 18:00: Cathedis and Hassan hand the cash over. What is still held for #3 is freed after a count.
    day.at("18:00")
    samia.settles_cash("Cathedis", "#1")
    samia.settles_cash("Hassan", "#8")
    assert day.cash() == {"#1": "3400 RECONCILED", "#2": "3400 VOID", "#7": "3400 VOID", "#8": "3400 RECONCILED"}
    day.frees(OIL=2, SOAP=1)
    assert day.stock() == {"OIL": (36, 0), "SOAP": (18, 0)}
    day.ends()
