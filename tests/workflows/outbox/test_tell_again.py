"""A call to a courier or the OMS that was given up is told again."""

from datetime import timedelta

import pytest

from models.orders import Order
from models.outbox import OutboxRow
from models.statuses import Reason, Role, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.ledger import last_event, outbox_of
from tests.support.packed import confirmed
from tests.support.parcels import COURIER, at, courier, split
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.oms.answers import HandOffAccepted
from workflows.orders.contact import EditContact
from workflows.orders.remarks import AddNote
from workflows.outbox import posting
from workflows.outbox.given_up import TellAgain
from workflows.parcels import couriers
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.road import OutForDelivery, TryAgain
from workflows.parcels.shipping import CancelShipment
from workflows.views.exceptions import failed_messages

OMS = Actor(Role.OMS, "the OMS")


def call(desk: Desk, order: Order, kind: str) -> OutboxRow:
    (row,) = [row for row in outbox_of(desk, order) if row.kind == kind]
    return row


def give_up(desk: Desk, order: Order, kind: str) -> OutboxRow:
    row = call(desk, order, kind)
    desk.write(lambda work: posting.failed(work, row, "no route to host", lasting=True))
    return call(desk, order, kind)


def leave(desk: Desk, order: Order, kind: str) -> None:
    row = call(desk, order, kind)
    desk.write(lambda work: posting.sent(work, row))


def rename(desk: Desk, by: Actor) -> None:
    desk.write(lambda work: couriers.rename(work, couriers.find(work, "Yalidine"), "Yalidine Express", by=by))


@pytest.fixture
def parcel(desk: Desk) -> Order:
    """Waits to be packed; a connected courier was asked to take it, in vain."""
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    give_up(desk, made, "courier.create")
    return made


def test_it_works(desk: Desk, samia: Actor, parcel: Order) -> None:
    before = call(desk, parcel, "courier.create")
    desk.perform(parcel.id, TellAgain(), by=samia)
    after = call(desk, parcel, "courier.create")
    assert (after.due_at, after.tries, after.key, after.payload) == (desk.clock(), 0, before.key, before.payload)
    assert last_event(desk, parcel).data == {"told again": ["Yalidine: create"]}
    assert (desk.read(failed_messages), desk.read(check)) == ([], [])


def test_a_cancel_at_the_oms_is_told_again(desk: Desk, samia: Actor) -> None:
    shop.policy(desk, oms="PUSH")
    made = confirmed(desk)
    leave(desk, made, "oms.order")
    desk.perform(made.id, HandOffAccepted(), by=OMS)
    desk.perform(made.id, Cancel(Reason.PRICE), by=samia)
    give_up(desk, made, "oms.cancel")
    desk.perform(made.id, TellAgain(), by=samia)
    assert call(desk, made, "oms.cancel").due_at == desk.clock()
    assert (desk.read(failed_messages), desk.read(check)) == ([], [])
    give_up(desk, made, "oms.cancel")
    shop.policy(desk, oms="NONE")
    with pytest.raises(Refused, match="this shop tells no OMS any more what was cancelled"):
        desk.perform(made.id, TellAgain(), by=samia)


def test_another_try_is_asked_for_again_while_the_parcel_waits_for_it(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.ISSUE)
    leave(desk, made, "courier.create")
    desk.perform(made.id, TryAgain(), by=samia)
    give_up(desk, made, "courier.redeliver")
    desk.perform(made.id, TellAgain(), by=samia)
    give_up(desk, made, "courier.redeliver")
    desk.perform(made.id, OutForDelivery(), by=COURIER)
    assert desk.read(failed_messages) == []
    with pytest.raises(Refused, match="no call to a courier or to the OMS about this order was given up"):
        desk.perform(made.id, TellAgain(), by=samia)


def test_another_try_on_a_day_that_has_passed_is_not_asked_for_again(
    desk: Desk, samia: Actor, clock: TestClock
) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.ISSUE)
    leave(desk, made, "courier.create")
    desk.perform(made.id, TryAgain(on=clock() + timedelta(days=2)), by=samia)
    give_up(desk, made, "courier.redeliver")
    clock.forward(days=2)
    desk.perform(made.id, TellAgain(), by=samia)
    give_up(desk, made, "courier.redeliver")
    clock.forward(days=1)
    with pytest.raises(Refused, match="that day has passed; try again with a later one"):
        desk.perform(made.id, TellAgain(), by=samia)
    assert len(desk.read(failed_messages)) == 1
    desk.perform(made.id, TryAgain(on=clock() + timedelta(days=1)), by=samia)
    assert desk.read(failed_messages) == []


def test_a_parcel_that_has_left_is_not_asked_for_again(desk: Desk, samia: Actor, parcel: Order) -> None:
    desk.perform(parcel.id, MarkReady(waybill="Y-1"), by=samia)
    assert len(desk.read(failed_messages)) == 1
    desk.perform(parcel.id, HandOver(), by=COURIER)
    assert desk.read(failed_messages) == []
    with pytest.raises(Refused, match="was given up"):
        desk.perform(parcel.id, TellAgain(), by=samia)


def test_both_halves_of_a_change_are_told_again_the_cancel_first(desk: Desk, samia: Actor, parcel: Order) -> None:
    leave_again = call(desk, parcel, "courier.create")
    desk.perform(parcel.id, EditContact(street="rue Didouche"), by=samia)
    calls = [row for row in outbox_of(desk, parcel) if row.kind.startswith("courier.") and row.id != leave_again.id]
    for row in calls:
        desk.write(lambda work, row=row: posting.failed(work, row, "no route to host", lasting=True))  # type: ignore[misc]
    desk.perform(parcel.id, TellAgain(), by=samia)
    due = [row.kind for row in desk.read(posting.due) if row.kind.startswith("courier.")]
    assert due == ["courier.cancel", "courier.create"]


def test_a_change_that_a_courier_never_heard_of_is_listed_until_the_parcel_arrives(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    leave(desk, made, "courier.create")
    desk.perform(made.id, EditContact(street="rue Didouche"), by=samia)
    for row in (row for row in outbox_of(desk, made) if row.kind.startswith("courier.") and row.due_at):
        desk.write(lambda work, row=row: posting.failed(work, row, "no route to host", lasting=True))  # type: ignore[misc]
    desk.perform(made.id, MarkReady(waybill="Y-1"), by=samia)
    desk.perform(made.id, HandOver(), by=COURIER)
    assert {one.message for one in desk.read(failed_messages)} == {"cancel", "create"}
    with pytest.raises(Refused, match="left as Yalidine first heard of it; tell them there what has changed"):
        desk.perform(made.id, TellAgain(), by=samia)
    desk.perform(made.id, Deliver(), by=COURIER)
    assert desk.read(failed_messages) == []


def test_a_cancel_is_not_told_behind_the_parcel_that_was_made_anew(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    leave(desk, made, "courier.create")
    desk.perform(made.id, EditContact(street="rue Didouche"), by=samia)
    give_up(desk, made, "courier.cancel")
    with pytest.raises(
        Refused, match="Yalidine has since been asked for this parcel anew; call the old one off there"
    ):
        desk.perform(made.id, TellAgain(), by=samia)
    assert len(desk.read(failed_messages)) == 1


@pytest.mark.parametrize("renamed_first", [True, False])
def test_a_parcel_that_was_called_off_stays_so_when_its_courier_is_renamed(
    desk: Desk, samia: Actor, parcel: Order, renamed_first: bool
) -> None:
    if renamed_first:
        rename(desk, samia)
    desk.perform(parcel.id, CancelShipment(Reason.PRICE), by=samia)
    leave(desk, parcel, "courier.cancel")
    if not renamed_first:
        rename(desk, samia)
    assert desk.read(failed_messages) == []
    with pytest.raises(Refused, match="was given up"):
        desk.perform(parcel.id, TellAgain(), by=samia)


def test_a_parcel_that_left_is_not_asked_for_again_when_its_courier_is_renamed(
    desk: Desk, samia: Actor, parcel: Order
) -> None:
    desk.perform(parcel.id, MarkReady(waybill="Y-1"), by=samia)
    rename(desk, samia)
    assert len(desk.read(failed_messages)) == 1
    desk.perform(parcel.id, HandOver(), by=COURIER)
    assert desk.read(failed_messages) == []


def test_the_courier_that_had_a_parcel_is_told_again_that_another_takes_it(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    courier(desk, "Maystro", connected=True)
    made = at(desk, Shipping.CREATED)
    leave(desk, made, "courier.create")
    desk.perform(made.id, MarkReady(courier="Maystro", waybill="M-1"), by=samia)
    give_up(desk, made, "courier.cancel")
    desk.perform(made.id, TellAgain(), by=samia)
    assert call(desk, made, "courier.cancel").due_at == desk.clock()


def test_the_twelfth_step_comes_after_the_second(desk: Desk, samia: Actor, parcel: Order) -> None:
    for number in range(10):
        desk.perform(parcel.id, AddNote(f"note {number}"), by=samia)
    desk.perform(parcel.id, CancelShipment(Reason.PRICE), by=samia)
    leave(desk, parcel, "courier.cancel")
    assert desk.read(failed_messages) == []


def test_only_what_was_given_up_is_told_again(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    made = split(desk, "Y-1", "Y-2")
    desk.perform(made.id, CancelShipment("by hand", shipment=2), by=samia)
    give_up(desk, made, "courier.cancel")
    waits = [row.due_at for row in outbox_of(desk, made) if row.kind == "courier.create"]
    desk.clock.forward(minutes=1)  # type: ignore[attr-defined]
    desk.perform(made.id, TellAgain(), by=samia)
    assert call(desk, made, "courier.cancel").due_at == desk.clock()
    assert [row.due_at for row in outbox_of(desk, made) if row.kind == "courier.create"] == waits


def test_it_is_refused_where_nothing_was_given_up(desk: Desk, samia: Actor) -> None:
    made = shop.an_order(desk)
    with pytest.raises(Refused, match="no call to a courier or to the OMS about this order was given up"):
        desk.perform(made.id, TellAgain(), by=samia)


def test_an_agent_is_refused(desk: Desk, amina: Actor, parcel: Order) -> None:
    with pytest.raises(Refused, match="not by"):
        desk.perform(parcel.id, TellAgain(), by=amina)
