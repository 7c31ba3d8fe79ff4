"""One order whole."""

from datetime import timedelta

import pytest

from models.orders import Order
from models.statuses import Confirmation, Outcome, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.calls.do_not_call import DoNotCall
from workflows.confirmation.axis import CallLater, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.errors import NotFound
from workflows.labels import Promise
from workflows.money.payment import MarkPaid
from workflows.orders.remarks import AddNote, DeleteNote
from workflows.views import Detail, detail


def look(desk: Desk, order: Order, by: Actor) -> Detail:
    return desk.read(lambda work: detail(work, order.id, by))


def test_it_shows_what_was_ordered_and_where_it_stands(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    seen = look(desk, order, amina)
    assert seen.order == order
    assert seen.row.label == "New"
    assert [(line.title, line.quantity) for line in seen.lines] == [("Argan oil", 2), ("Soap", 1)]
    assert (seen.notes, seen.attempts, seen.appointment, seen.parcels, seen.money) == ((), (), None, (), ())


def test_history_is_told_in_sentences(desk: Desk, amina: Actor, samia: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, NoAnswer(Outcome.BUSY), by=amina)
    clock.forward(hours=3)
    desk.perform(order.id, MarkPaid(amount=340000, reference="T-1"), by=samia)  # type: ignore[arg-type]
    told = look(desk, order, amina).history
    assert [step.what for step in told] == [
        "the shop's checkout placed this order",
        "Amina called without an answer",
        "Samia marked this order paid",
    ]
    assert ("kind", "busy") in told[1].details
    assert ("amount", "3400.00") in told[2].details
    assert (told[1].before, told[1].after) == ("NEW", "NO_ANSWER")


def test_calls_of_one_instant_stand_in_their_order(desk: Desk, amina: Actor, samia: Actor) -> None:
    order = shop.an_order(desk)
    for turn in range(8):
        desk.perform(order.id, NoAnswer(Outcome.BUSY), by=(amina, samia)[turn % 2])
    assert [attempt.nth for attempt in look(desk, order, amina).attempts] == [*range(1, 9)]


def test_a_promise_says_when_and_whether_it_was_missed(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, CallLater(clock.now + timedelta(hours=1), "after lunch"), by=amina)
    seen = look(desk, order, amina)
    assert seen.appointment is not None
    assert (seen.appointment.wall, seen.appointment.by) == ("2026-11-23T12:00", "Amina")
    assert seen.appointment.promise is Promise.LATER
    assert seen.history[-1].details[0] == ("at", "Mon 23 Nov 12:00")
    clock.forward(hours=1, minutes=15)
    missed = look(desk, order, amina).appointment
    assert missed is not None
    assert missed.promise is Promise.MISSED


def test_other_orders_of_the_number_stand_beside_it(desk: Desk, amina: Actor) -> None:
    past = shop.an_order(desk, phone="0551 23 45 67", shipping=Shipping.DELIVERED)
    open_one = shop.an_order(desk, phone="+213551234567")
    shop.an_order(desk, phone="0661 23 45 67")
    order = shop.an_order(desk, phone="00213 551 23 45 67")
    same = look(desk, order, amina).same_number
    assert [(row.ref, row.label) for row in same] == [(open_one.ref, "New"), (past.ref, "Delivered")]


def test_a_possible_duplicate_is_shown(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk, phone="0551 23 45 67")
    second = shop.an_order(desk, phone="0551 23 45 67")
    found = look(desk, second, amina).duplicate
    assert found is not None
    assert found.id == first.id


def test_a_deleted_note_is_gone_and_stays_in_the_history(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, AddNote("call the sister"), by=amina)
    (note,) = look(desk, order, amina).notes
    desk.perform(order.id, DeleteNote(note.id), by=amina)
    seen = look(desk, order, amina)
    assert seen.notes == ()
    assert ("old text", "call the sister") in seen.history[-1].details


def test_it_says_whether_the_number_may_be_dialled(desk: Desk, amina: Actor, samia: Actor) -> None:
    order = shop.an_order(desk)
    reach = look(desk, order, amina).reach
    assert (reach.refusal, reach.warnings, reach.kind, reach.region) == (None, (), "mobile", "DZ")
    assert f"{reach.there:%H:%M}" == "11:00"
    desk.perform(order.id, NoAnswer(), by=amina)
    called = look(desk, order, amina).reach
    assert called.calls_today == 1
    assert called.warnings == ("this number was called just now",)
    desk.perform(order.id, DoNotCall("asked us to stop"), by=samia)
    assert look(desk, order, amina).reach.refusal == "this number must not be called: asked us to stop"


def test_choices_come_with_titles_and_reasons(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    taken = desk.next_order(by=karim)
    assert taken is not None
    choices = {choice.verb: choice for choice in look(desk, order, amina).choices}
    assert choices["no-answer"].title == "No answer"
    assert "Karim is on this order" in (choices["no-answer"].reason or "")
    assert choices["add-note"].reason is None


def test_money_and_parcels_are_shown(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, create_shipment_on_confirm=True)
    order = shop.an_order(desk, paid_minor=100000)
    desk.perform(order.id, Confirm(), by=amina)
    seen = look(desk, order, amina)
    assert [row.amount_minor for row in seen.money] == [100000]
    assert [parcel.shipment.status for parcel in seen.parcels] == [Shipping.CREATED]
    assert seen.order.confirmation is Confirmation.CONFIRMED


def test_an_order_that_is_not_there_is_said_so(desk: Desk, amina: Actor) -> None:
    with pytest.raises(NotFound, match="there is no such order"):
        desk.read(lambda work: detail(work, work.shop.id, amina))
