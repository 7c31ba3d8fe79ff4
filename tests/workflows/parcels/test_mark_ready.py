"""S3: packed and labelled."""

import pytest

from models.orders import Order
from models.statuses import Destination, Shipping
from tests.support import shop
from tests.support.ledger import events_of, messages, outbox_of, parcels_of
from tests.support.parcels import YALIDINE, at, confirmed, courier, parcel
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels import couriers
from workflows.parcels.packing import MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units

READY = MarkReady(YALIDINE, "Y-1")


def refused(desk: Desk, about: Order, command: MarkReady, by: Actor) -> str:
    with pytest.raises(Refused) as refusal:
        desk.perform(about.id, command, by=by)
    return str(refusal.value)


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING])
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    done = desk.perform(made.id, MarkReady(waybill=" Y-7 ", label="https://labels.example/7"), by=wali).order
    one = parcel(desk, made)
    assert (one.status, one.courier, one.waybill, one.label) == ("READY", YALIDINE, "Y-7", "https://labels.example/7")
    assert (done.headline, done.fulfilment) == ("READY", "DISPATCHED")
    assert "ready" in messages(desk, made)
    assert desk.read(check) == []


def test_a_shop_that_sends_one_parcel_never_creates_one(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, READY, by=wali, request_id="r")
    assert [event.command for event in events_of(desk, made)][-2:] == ["CreateShipment", "MarkReady"]
    assert (parcel(desk, made).courier, parcel(desk, made).waybill, parcel(desk, made).cash_due_minor) == (
        YALIDINE,
        "Y-1",
        340000,
    )
    assert desk.perform(made.id, READY, by=wali, request_id="r").repeated
    assert len(parcels_of(desk, made)) == 1
    assert desk.read(check) == []


def test_a_parcel_that_was_called_off_is_made_anew(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("wrong box"), by=wali)
    desk.perform(made.id, MarkReady(YALIDINE, "Y-2"), by=wali)
    assert [one.status for one in parcels_of(desk, made)] == ["CANCELLED", "READY"]


def test_goods_that_came_back_are_not_sent_again_by_mistake(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    desk.perform(made.id, ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 1))), by=wali)
    sentence = "goods of this order came back; to send them again, create a shipment first, then pack it"
    assert refused(desk, made, READY, wali) == sentence


def test_one_of_several_must_be_named(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("ARG", 1),)), by=wali)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert "name one by its number" in refused(desk, made, READY, wali)
    desk.perform(made.id, MarkReady(YALIDINE, "Y-1", shipment=2), by=wali)
    assert [one.status for one in parcels_of(desk, made)] == ["CREATED", "READY"]


# The waybill (waybill_by).


def test_by_ready_it_needs_courier_and_waybill(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    assert refused(desk, made, MarkReady(), wali).startswith("name the courier; in this shop a parcel is ready only")
    assert refused(desk, made, MarkReady(YALIDINE), wali).startswith(
        "type the waybill; in this shop a parcel is ready"
    )
    assert parcels_of(desk, made) == []
    courier(desk)
    desk.perform(made.id, MarkReady(waybill="Y-1"), by=wali)
    assert parcel(desk, made).courier == YALIDINE


def test_by_ready_another_courier_needs_a_waybill_of_its_own(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(courier=YALIDINE, waybill="Y-9"), by=wali)
    assert refused(desk, made, MarkReady("Zr Express"), wali).startswith("type the waybill; in this shop a parcel")
    desk.perform(made.id, MarkReady("yalidine "), by=wali)
    assert (parcel(desk, made).courier, parcel(desk, made).waybill) == (YALIDINE, "Y-9")


@pytest.mark.parametrize("by", ["HAND_OVER", "INTERNATIONAL_ONLY", "NEVER"])
def test_by_a_later_step_it_needs_none_yet(desk: Desk, wali: Actor, by: str) -> None:
    shop.policy(desk, waybill_by=by)
    made = confirmed(desk)
    assert desk.perform(made.id, MarkReady(), by=wali).order.headline == "READY"


def test_a_pick_up_needs_none(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(destination=Destination.PICKUP), by=wali)
    assert desk.perform(made.id, MarkReady(), by=wali).order.headline == "READY"


# The courier.


def test_a_courier_who_stopped_is_refused(desk: Desk, wali: Actor) -> None:
    courier(desk)
    desk.write(lambda work: couriers.deactivate(work, couriers.find(work, YALIDINE), by=SYSTEM))
    said = refused(desk, confirmed(desk), READY, wali)
    assert said == "Yalidine does not deliver for this shop any more; choose another courier"


def test_a_waybill_of_another_parcel_is_refused(desk: Desk, wali: Actor) -> None:
    at(desk, Shipping.READY)
    assert refused(desk, confirmed(desk), READY, wali).startswith("the waybill Y-1 is on another parcel already")


def test_another_courier_is_told_and_the_first_one_too(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    courier(desk, "Maystro", connected=True)
    made = at(desk, Shipping.CREATED)
    desk.perform(made.id, MarkReady("maystro", "M-1"), by=wali)
    assert (parcel(desk, made).courier, parcel(desk, made).waybill) == ("Maystro", "M-1")
    calls = [(row.kind, row.recipient) for row in outbox_of(desk, made) if row.kind.startswith("courier")]
    assert sorted(calls) == [
        ("courier.cancel", YALIDINE),
        ("courier.create", "Maystro"),
        ("courier.create", YALIDINE),
    ]


@pytest.mark.parametrize("status", [Shipping.READY, Shipping.SHIPPED, Shipping.IN_RETURN, Shipping.DELIVERED])
def test_it_is_ready_once(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    assert refused(desk, made, READY, wali).startswith("not possible now: parcel 1 stands at")


def test_agents_pack_nothing(desk: Desk, amina: Actor) -> None:
    assert "is done by a supervisor or the warehouse" in refused(desk, confirmed(desk), READY, amina)
