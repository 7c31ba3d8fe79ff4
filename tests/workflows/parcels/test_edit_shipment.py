"""S15: courier, waybill, link, date, cash."""

from datetime import timedelta

import pytest

from models.orders import Order
from models.statuses import Shipping
from tests.support import shop
from tests.support.ledger import last_event, messages, outbox_of, parcels_of
from tests.support.parcels import COURIER, at, courier, parcel, split
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import EditShipment

LOCKED = "Yalidine is connected; in this shop its parcels are changed only there"


def refused(desk: Desk, about: Order, command: EditShipment, by: Actor) -> str:
    with pytest.raises(Refused) as refusal:
        desk.perform(about.id, command, by=by)
    return str(refusal.value)


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING, Shipping.READY])
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    friday = desk.clock() + timedelta(days=4)
    command = EditShipment("Ali", "A-7", "https://a.example/7", "https://l.example/7", friday, Minor(1000))
    done = desk.perform(made.id, command, by=wali).order
    one = parcel(desk, made)
    assert (one.courier, one.waybill, one.tracking, one.label, one.expected_at, one.cash_due_minor) == (
        "Ali",
        "A-7",
        "https://a.example/7",
        "https://l.example/7",
        friday,
        1000,
    )
    assert done.shipping is status
    assert last_event(desk, made).data["cash due before"] == 340000
    assert desk.read(check) == []


def test_what_is_left_out_stays(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, EditShipment(tracking="https://a.example/7"), by=wali)
    one = parcel(desk, made)
    assert (one.courier, one.waybill, one.cash_due_minor) == ("Yalidine", "Y-1", 340000)


def test_the_customer_is_told_when_it_is_ticked(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, EditShipment(waybill="Y-2"), by=wali)
    assert "shipment updated" not in messages(desk, made)
    desk.perform(made.id, EditShipment(waybill="Y-3", notify=True), by=wali)
    (row,) = [row for row in outbox_of(desk, made) if row.message == "shipment updated"]
    assert row.payload["waybill"] == "Y-3"


def test_nothing_typed_is_refused(desk: Desk, wali: Actor) -> None:
    said = refused(desk, at(desk, Shipping.READY), EditShipment(" ", notify=True), wali)
    assert said == "nothing was changed; type what is different"


@pytest.mark.parametrize(
    ("due", "sentence"),
    [(340001, "the amount is more than is still owed for this order"), (-1, "an amount cannot be less than nothing")],
)
def test_the_cash_must_make_sense(desk: Desk, wali: Actor, due: int, sentence: str) -> None:
    assert refused(desk, at(desk, Shipping.READY), EditShipment(cash_due=Minor(due)), wali) == sentence


def test_a_waybill_of_another_parcel_is_refused(desk: Desk, wali: Actor) -> None:
    at(desk, Shipping.READY)
    other = at(desk, Shipping.CREATED)
    assert refused(desk, other, EditShipment(waybill="Y-1"), wali).startswith("the waybill Y-1 is on another parcel")


# Connected couriers.


def test_another_courier_gets_it_and_the_first_is_told(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    desk.perform(made.id, EditShipment("Ali"), by=wali)
    one = parcel(desk, made)
    assert (one.courier, one.run_by, one.waybill) == ("Ali", "STAFF", "")
    calls = sorted(row.kind for row in outbox_of(desk, made) if row.kind.startswith("courier"))
    assert calls == ["courier.cancel", "courier.create"]


def test_the_same_courier_is_told_nothing(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    desk.perform(made.id, EditShipment("YALIDINE", "Y-2"), by=wali)
    assert [row.kind for row in outbox_of(desk, made) if row.kind.startswith("courier")] == ["courier.create"]


def test_a_shop_may_leave_connected_parcels_to_their_courier(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, staff_may_change_carrier_shipments=False)
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    said = refused(desk, made, EditShipment(waybill="Y-2"), wali)
    assert said == LOCKED
    desk.perform(made.id, EditShipment(waybill="Y-2", label="https://l.example"), by=COURIER)
    assert parcel(desk, made).waybill == "Y-2"


def test_there_a_packed_parcel_takes_the_number_that_it_has_not_yet(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, staff_may_change_carrier_shipments=False, waybill_by="INTERNATIONAL_ONLY")
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    desk.perform(made.id, MarkReady(), by=wali)
    for more in (EditShipment("Ali", "Y-2"), EditShipment(waybill="Y-2", cash_due=Minor(5))):
        said = refused(desk, made, more, wali)
        assert said == f"{LOCKED}; all that can be added is its number, its link and its label, where it has none"
    desk.perform(made.id, EditShipment(waybill="Y-2", label="https://l.example"), by=wali)
    assert parcel(desk, made).waybill == "Y-2"
    assert refused(desk, made, EditShipment(waybill="Y-3"), wali) == LOCKED


def test_there_what_the_courier_has_given_stays(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, staff_may_change_carrier_shipments=False, waybill_by="NEVER")
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    desk.perform(made.id, EditShipment(label="https://l.example"), by=COURIER)
    desk.perform(made.id, MarkReady(), by=wali)
    assert "where it has none" in refused(desk, made, EditShipment(label="https://ours.example"), wali)
    desk.perform(made.id, EditShipment("yalidine", "Y-2", label="https://l.example"), by=wali)
    assert (parcel(desk, made).waybill, parcel(desk, made).label) == ("Y-2", "https://l.example")


# On the road.


@pytest.mark.parametrize("status", [Shipping.SHIPPED, Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE])
def test_on_the_road_staff_edit_what_they_run(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    desk.perform(made.id, EditShipment(waybill="Y-2"), by=wali)
    assert parcel(desk, made).waybill == "Y-2"


def test_but_not_the_cash(desk: Desk, wali: Actor) -> None:
    said = refused(desk, at(desk, Shipping.SHIPPED), EditShipment(cash_due=Minor(5)), wali)
    assert said == "the parcel has left with the amount on its label; tell the courier instead"


def test_nor_to_whom_only_an_unsent_parcel_can_be_given(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED, name="Ali")
    said = refused(desk, made, EditShipment("Yalidine"), wali)
    assert said == "Yalidine takes parcels only before they are handed over; this one is on the road"


def test_nor_what_a_connected_courier_has(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED)
    assert refused(desk, made, EditShipment(waybill="Y-2"), wali).startswith("Yalidine is connected and reports this")


@pytest.mark.parametrize("status", [Shipping.DELIVERED, Shipping.IN_RETURN, Shipping.CANCELLED])
def test_a_parcel_that_is_over_stays_as_it_is(desk: Desk, wali: Actor, status: Shipping) -> None:
    assert refused(desk, at(desk, status), EditShipment(waybill="Y-2"), wali).startswith("not possible now")


def test_of_several_parcels_one_must_be_named_also_where_they_stand_at_different_steps(
    desk: Desk, wali: Actor
) -> None:
    made = split(desk, "W1", "W2")
    desk.perform(made.id, MarkReady(shipment=1), by=wali)
    desk.perform(made.id, HandOver(shipment=1), by=wali)
    with pytest.raises(Refused, match=r"could mean \(1, 2\); name one by its number"):
        desk.perform(made.id, EditShipment(waybill="NEW"), by=wali)
    desk.perform(made.id, EditShipment(waybill="NEW", shipment=2), by=wali)
    assert [one.waybill for one in parcels_of(desk, made)] == ["W1", "NEW"]


def test_a_parcel_that_nobody_here_may_edit_is_not_meant(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = split(desk, "W1", "W2")
    desk.perform(made.id, MarkReady(shipment=1), by=wali)
    desk.perform(made.id, HandOver(shipment=1), by=COURIER)
    desk.perform(made.id, EditShipment(waybill="NEW"), by=wali)
    assert [one.waybill for one in parcels_of(desk, made)] == ["W1", "NEW"]
