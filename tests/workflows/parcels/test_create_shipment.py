"""S1: a parcel comes into being."""

import pytest

from models.orders import Order
from models.statuses import Destination, Reason, Role, RunBy, Shipping
from tests.support import shop
from tests.support.ledger import events_of, last_event, lines_of, outbox_of, parcels_of
from tests.support.parcels import YALIDINE, at, confirmed, courier, lines_in, parcel
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.engine import Command, Minor
from workflows.errors import Refused
from workflows.parcels.shipping import CancelShipment, CreateShipment, EditShipment
from workflows.units import Units


def refused(desk: Desk, about: Order, command: Command, by: Actor) -> str:
    with pytest.raises(Refused) as refusal:
        desk.perform(about.id, command, by=by)
    return str(refusal.value)


def test_it_works(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    done = desk.perform(made.id, CreateShipment(), by=wali).order
    (one,) = parcels_of(desk, made)
    assert (one.status, one.destination, one.run_by, one.position) == ("CREATED", "LOCAL", "STAFF", 1)
    assert [line.quantity for line in lines_in(desk, made)] == [2, 1]
    assert (done.headline, done.fulfilment, done.shipping) == ("CONFIRMED", "UNFULFILLED", "CREATED")
    told = last_event(desk, made).data
    assert (told["parcel"], told["units"], told["cash due"]) == (1, 3, 340000)
    assert desk.read(check) == []


def test_an_order_may_be_split(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("ARG", 1),)), by=wali)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert [line.quantity for line in lines_in(desk, made, 1)] == [1]
    assert [line.quantity for line in lines_in(desk, made, 2)] == [1, 1]
    assert desk.read(check) == []


def test_two_lines_of_one_product_are_named_by_their_number(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk, lines=(shop.OIL, shop.OIL))
    assert "name the line by its number" in refused(desk, made, CreateShipment((Units("ARG", 1),)), wali)
    desk.perform(made.id, CreateShipment((Units("2", 2),)), by=wali)
    second = lines_of(desk, made)[1]
    assert [(line.line_id, line.quantity) for line in lines_in(desk, made)] == [(second.id, 2)]


def test_no_unit_is_in_two_parcels(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("ARG", 1),)), by=wali)
    said = refused(desk, made, CreateShipment((Units("ARG", 2),)), wali)
    assert said == "Argan oil: 1 of 2 units can be sent, not 2"
    desk.perform(made.id, CreateShipment(), by=wali)
    assert refused(desk, made, CreateShipment(), wali) == "every unit of this order is in a parcel already"


@pytest.mark.parametrize(
    ("units", "sentence"),
    [
        (Units("ARG", 0), "Argan oil: 0 units are none"),
        (Units("ARG", -1), "Argan oil: -1 units are none"),
        (Units("HAT", 1), "this order has no 'HAT'; it has ARG, SOAP"),
    ],
)
def test_units_that_make_no_sense_are_refused(desk: Desk, wali: Actor, units: Units, sentence: str) -> None:
    assert sentence in refused(desk, confirmed(desk), CreateShipment((units,)), wali)


def test_units_of_a_parcel_that_was_called_off_can_be_sent_again(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("wrong box"), by=wali)
    assert desk.perform(made.id, CreateShipment(), by=wali).order.shipping == "CREATED"
    assert [one.status for one in parcels_of(desk, made)] == ["CANCELLED", "CREATED"]


@pytest.mark.parametrize("status", ["NEW", "MISSING", "CANCELLED"])
def test_no_parcel_before_the_order_is_confirmed(desk: Desk, wali: Actor, samia: Actor, status: str) -> None:
    made = shop.missing(desk) if status == "MISSING" else shop.an_order(desk)
    if status == "CANCELLED":
        desk.perform(made.id, Cancel(Reason.PRICE), by=samia)
    assert len(refused(desk, made, CreateShipment(), wali).split()) > 4
    assert parcels_of(desk, made) == []


def test_agents_create_none(desk: Desk, amina: Actor) -> None:
    assert "is done by a supervisor or the warehouse" in refused(desk, confirmed(desk), CreateShipment(), amina)


# Who delivers.


def test_the_only_courier_takes_it(desk: Desk, wali: Actor) -> None:
    courier(desk)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert parcel(desk, made).courier == YALIDINE


def test_of_several_couriers_none_is_taken_by_itself(desk: Desk, wali: Actor) -> None:
    courier(desk)
    courier(desk, "Ali")
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert parcel(desk, made).courier == ""


def test_beside_a_connected_courier_the_van_is_chosen_by_people(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    courier(desk, "Ali")
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert parcel(desk, made).courier == ""


def test_what_confirming_creates_goes_to_the_only_connected_courier(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, create_shipment_on_confirm=True)
    courier(desk, connected=True)
    courier(desk, "Ali")
    made = shop.an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    assert parcel(desk, made).courier == YALIDINE


def test_a_known_courier_is_written_as_the_shop_writes_it(desk: Desk, wali: Actor) -> None:
    courier(desk)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(courier=" yalidine"), by=wali)
    assert parcel(desk, made).courier == YALIDINE


def test_a_link_follows_from_the_waybill(desk: Desk, wali: Actor) -> None:
    courier(desk, tracking="https://yalidine.example/{waybill}")
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(waybill="Y-9"), by=wali)
    assert parcel(desk, made).tracking == "https://yalidine.example/Y-9"


def test_a_connected_courier_is_asked_to_take_it(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(courier=YALIDINE, weight=700, package="box"), by=wali)
    one = parcel(desk, made)
    assert (one.run_by, one.details) == (RunBy.COURIER, {"weight": 700, "package": "box"})
    (call,) = [row for row in outbox_of(desk, made) if row.kind == "courier.create"]
    assert (call.recipient, call.payload["street"], call.payload["cash_due_minor"]) == (
        YALIDINE,
        "12 rue Didouche",
        340000,
    )
    assert (call.payload["details"], call.payload["shipment"]) == ({"weight": 700, "package": "box"}, str(one.id))


def test_staff_may_run_a_connected_couriers_parcel_by_hand(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(courier=YALIDINE, run_by=RunBy.STAFF), by=wali)
    assert parcel(desk, made).run_by is RunBy.STAFF
    assert [row for row in outbox_of(desk, made) if row.kind.startswith("courier")] == []


def test_no_courier_hears_of_a_test_order(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = confirmed_test(desk)
    desk.perform(made.id, CreateShipment(courier=YALIDINE), by=wali)
    one = parcel(desk, made)
    assert (one.run_by, one.cash_due_minor) == (RunBy.STAFF, 0)
    assert [row for row in outbox_of(desk, made) if row.kind.startswith("courier")] == []


def confirmed_test(desk: Desk) -> Order:
    made = shop.an_order(desk, is_test=True)
    desk.perform(made.id, Confirm(), by=shop.person(desk, "Samia"))
    return shop.order(desk, made.id)


def test_nothing_is_collected_for_a_test_order(desk: Desk, wali: Actor) -> None:
    said = refused(desk, confirmed_test(desk), CreateShipment(cash_due=Minor(1)), wali)
    assert said == "no cash is collected for a test order"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (CreateShipment(run_by=RunBy.COURIER), "no connected courier is named; add one with `codesk couriers add`"),
        (CreateShipment(courier="Ali", weight=100), "package, weight and insurance are for a connected courier"),
        (CreateShipment(courier=YALIDINE, weight=0), "a parcel weighs more than nothing"),
    ],
)
def test_what_only_a_connected_courier_can_do(
    desk: Desk, wali: Actor, command: CreateShipment, sentence: str
) -> None:
    courier(desk, connected=True)
    courier(desk, "Ali")
    assert sentence in refused(desk, confirmed(desk), command, wali)


def test_the_only_couriers_waybill_is_one_parcel_though_nobody_is_named(desk: Desk, wali: Actor) -> None:
    courier(desk)
    at(desk, Shipping.READY)
    said = refused(desk, confirmed(desk), CreateShipment(waybill="Y-1"), wali)
    assert said == "the waybill Y-1 is on another parcel already; type this one's own"


def test_the_waybill_of_a_parcel_that_was_called_off_goes_on_the_next_one(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("the box broke"), by=wali)
    desk.perform(made.id, CreateShipment(courier=YALIDINE, waybill="Y-1"), by=wali)
    assert [one.waybill for one in parcels_of(desk, made)] == ["Y-1", "Y-1"]
    assert desk.read(check) == []


def test_a_parcel_cannot_take_its_waybill_to_a_courier_that_has_it_already(desk: Desk, wali: Actor) -> None:
    at(desk, Shipping.READY)
    made = at(desk, Shipping.READY, name="another")
    said = refused(desk, made, EditShipment(courier=YALIDINE, waybill="Y-1"), wali)
    assert said == "the waybill Y-1 is on another parcel already; type this one's own"


def test_a_waybill_is_one_parcel_of_a_courier(desk: Desk, wali: Actor) -> None:
    courier(desk)
    at(desk, Shipping.READY)
    made = confirmed(desk)
    said = refused(desk, made, CreateShipment(courier=YALIDINE, waybill="Y-1"), wali)
    assert said == "the waybill Y-1 is on another parcel already; type this one's own"
    desk.perform(made.id, CreateShipment(courier="another", waybill="Y-1"), by=wali)


# By itself.


def test_a_shop_may_create_it_on_confirming(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, create_shipment_on_confirm=True)
    courier(desk, connected=True)
    made = shop.an_order(desk)
    done = desk.perform(made.id, Confirm(), by=amina)
    assert [event.command for event in done.events] == ["Confirm", "CreateShipment"]
    assert [event.role for event in done.events] == [Role.AGENT, Role.SYSTEM]
    assert (parcel(desk, made).courier, done.order.shipping) == (YALIDINE, "CREATED")
    assert desk.read(check) == []


def test_otherwise_confirming_creates_none(desk: Desk, amina: Actor) -> None:
    made = shop.an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    assert parcels_of(desk, made) == []
    assert [event.command for event in events_of(desk, made)] == ["PlaceOrder", "Confirm"]


def test_and_the_system_cannot(desk: Desk) -> None:
    assert refused(desk, confirmed(desk), CreateShipment(), SYSTEM) == "in this shop people create the parcels"


def test_a_pick_up_has_no_courier(desk: Desk, wali: Actor) -> None:
    courier(desk)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(destination=Destination.PICKUP), by=wali)
    assert parcel(desk, made).courier == ""


def test_the_same_request_creates_one(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    for _ in range(2):
        desk.perform(made.id, CreateShipment(), by=wali, request_id="once")
    assert len(parcels_of(desk, made)) == 1
