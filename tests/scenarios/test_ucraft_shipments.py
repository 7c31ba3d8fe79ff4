"""What Ucraft's article says of fulfilment and shipments, one sentence at a time."""

from typing import Any

import pytest

from models.statuses import Destination, Issue, Reason
from tests.scenarios.conftest import Open
from tests.scenarios.ucraft import OILS, by_carrier, delivered, handed_over, placed
from workflows.confirmation.axis import Cancel
from workflows.engine import Minor
from workflows.parcels.packing import HandOver
from workflows.parcels.returning import Counted
from workflows.parcels.shipping import CancelShipment, CreateShipment, EditShipment
from workflows.units import Units

# Fulfilment.


def test_packed_is_dispatched_and_handed_over_is_fulfilled(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    wali = day.person("Wali")
    wali.readies("#1", courier="Our van")
    assert day.shows("dispatched") == {"#1": "Unpaid / Dispatched"}
    wali.hands_over("#1")
    assert day.shows("fulfilled") == {"#1": "Unpaid / Fulfilled"}
    wali.delivers("#1")
    assert day.shows("delivered") == {"#1": "Unpaid / Delivered"}


def test_some_of_it_handed_over_is_partially_fulfilled(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    day.person("Wali").creates("#1", lines=(Units("OIL", 1),), courier="Our van")
    day.person("Wali").readies("#1")
    day.person("Wali").hands_over("#1")
    assert day.shows("partially-fulfilled") == {"#1": "Unpaid / Partially Fulfilled"}
    day.person("Wali").creates("#1", courier="Our van")
    assert day.shipments("#1") == ["Shipped", "Awaiting Shipment"]


def test_collected_in_the_store_is_picked_up(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    day.person("Wali").creates("#1", destination=Destination.PICKUP)
    day.person("Wali").readies("#1")
    day.person("Wali").gives("#1")
    assert day.shows("picked-up") == {"#1": "Unpaid / Picked Up"}


def test_sent_back_after_delivery_is_returned_in_part_or_as_a_whole(a_day: Open) -> None:
    day = a_day("ucraft")
    delivered(day)
    day.person("Wali").takes_back("#1", Counted("OIL", 2))
    assert day.word("#1") == "Paid / Partially Returned"
    day.person("Wali").takes_back("#1", Counted("SOAP", 1))
    assert day.word("#1") == "Paid / Returned"


def test_an_order_is_canceled_by_the_merchant_or_at_the_customers_request(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    day.order("#2")
    day.person("Samia").cancels("#1", Reason.OUT_OF_STOCK)
    day.person("Samia").cancels("#2", Reason.CHANGED_MIND)
    assert list(day.shows("canceled")) == ["#1", "#2"]


# Shipments.


def test_abroad_needs_carrier_and_tracking_number_and_at_home_does_not(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    day.order("#2")
    wali = day.person("Wali")
    wali.creates("#1", destination=Destination.INTERNATIONAL, courier="La Poste")
    wali.creates("#2", destination=Destination.LOCAL)
    wali.readies("#1")
    wali.readies("#2")
    assert "goes abroad leaves only with one" in wali.cannot("#1", HandOver())
    wali.hands_over("#1", waybill="LP-1")
    wali.hands_over("#2")
    assert [day.shipments(ref) for ref in ("#1", "#2")] == [["Shipped"], ["Shipped"]]


def test_a_manual_shipment_goes_through_its_statuses(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    wali = day.person("Wali")
    wali.creates("#1", courier="Our van")
    assert day.shipments("#1") == ["Awaiting Shipment"]
    wali.readies("#1")
    wali.hands_over("#1")
    assert day.shipments("#1") == ["Shipped"]
    wali.moves("#1")
    assert day.shipments("#1") == ["In transit"]
    wali.drives("#1")
    assert day.shipments("#1") == ["Out for delivery"]
    wali.fails("#1", Issue.NOT_AVAILABLE)
    assert day.shipments("#1") == ["Delivery Failed"]
    wali.delivers("#1")
    assert day.shipments("#1") == ["Delivered"]


def test_a_manual_shipment_is_edited_and_the_customer_told_where_it_is_ticked(a_day: Open) -> None:
    day = a_day("ucraft")
    handed_over(day)
    day.told()
    wali, friday = day.person("Wali"), day.hour("12:00", later=4)
    wali.edits("#1", courier="La Poste", waybill="LP-1", expected=friday)
    (parcel,) = day.parcels("#1")
    assert (parcel.courier, parcel.waybill, parcel.expected_at) == ("La Poste", "LP-1", friday)
    assert day.told() == set()
    wali.edits("#1", waybill="LP-2", notify=True)
    assert day.told() == {"#1 shipment updated by sms"}


def test_a_manual_shipment_is_voided(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    day.person("Wali").creates("#1", courier="Our van")
    day.person("Wali").calls_off("#1", "wrong address")
    assert (day.shipments("#1"), day.word("#1")) == (["Canceled"], "Unpaid / Unfulfilled")


@pytest.mark.parametrize("step", [EditShipment(waybill="mine"), CancelShipment("too late")])
def test_a_carriers_shipment_is_neither_edited_nor_voided(a_day: Open, step: Any) -> None:
    day = a_day("ucraft")
    by_carrier(day)
    sentence = "UPS is connected; in this shop its parcels are changed only there"
    assert day.person("Samia").cannot("#1", step) == sentence


def test_a_carrier_is_told_all_about_the_parcel(a_day: Open) -> None:
    day = a_day("ucraft")
    day.connected("UPS")
    placed(day)
    wanted: dict[str, Any] = {
        "package": "box M",
        "weight": 800,
        "drop_off": day.hour("16:00"),
        "declared": Minor(300000),
        "insured": True,
        "dangerous": True,
        "signature": True,
        "rate": "Express Saver",
    }
    day.person("Wali").creates("#1", lines=OILS, courier="UPS", **wanted)
    told = day.sms("#1", "create")["details"]
    assert {name: told[name] for name in told if name != "drop off"} == {
        name: value for name, value in wanted.items() if name != "drop_off"
    }
    assert told["drop off"] == wanted["drop_off"].isoformat()


def test_a_carriers_label_is_printed_and_its_shipment_tracked(a_day: Open) -> None:
    day = a_day("ucraft")
    by_carrier(day)
    day.person("Wali").prints("#1")
    assert day.history("#1")[-1] == "PrintLabel"
    day.person("Wali").readies("#1")
    assert day.parcels("#1")[0].waybill == "1Z-1"


def test_every_unit_is_shipped_once(a_day: Open) -> None:
    day = a_day("ucraft")
    placed(day)
    day.person("Wali").creates("#1", lines=OILS)
    assert "0 of 2 units can be sent" in day.person("Wali").cannot("#1", CreateShipment(OILS))
    day.person("Wali").creates("#1")
    assert day.person("Wali").cannot("#1", CreateShipment()) == "every unit of this order is in a parcel already"


def test_a_shipment_that_left_keeps_its_order_from_being_canceled(a_day: Open) -> None:
    day = a_day("ucraft")
    handed_over(day)
    assert "has left the building" in day.person("Samia").cannot("#1", Cancel(Reason.CHANGED_MIND))
