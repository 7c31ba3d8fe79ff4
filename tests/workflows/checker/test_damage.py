"""Damage of every kind, planted behind the rules' back, and found for what it is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, insert, select, update

from models.calls import appointments, call_attempts, pins
from models.catalogue import products, stock_moves
from models.customers import numbers
from models.log import events
from models.money import money
from models.orders import order_lines, orders
from models.outbox import outbox
from models.shipments import shipment_lines, shipments
from models.statuses import Confirmation, MoneyKind, Reason, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.damage import Damage, found, missed, of, plant, row
from tests.support.history import shop_events
from workflows.actors import Actor
from workflows.calls.claims import ClaimOrder
from workflows.chain import chained
from workflows.checker import Look, check, look_at
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.money.payment import MarkPaid
from workflows.orders.remarks import AddNote
from workflows.shop.opening import open_shop

Orders = dict[str, UUID]


@pytest.fixture
def worked(desk: Desk, amina: Actor, karim: Actor, samia: Actor, clock: TestClock) -> Orders:
    """A morning's work: an order of every kind, and nothing wrong with any of them."""
    shop.policy(desk, create_shipment_on_confirm=True)
    found = {"sent": shop.an_order(desk, shipping=Shipping.DELIVERED, paid_minor=340000).id}
    found["test"] = shop.an_order(desk, is_test=True).id
    found["test sent"] = shop.an_order(desk, is_test=True, shipping=Shipping.DELIVERED).id
    found["new"] = shop.an_order(desk, phone="0551 99 99 01").id
    found["other"] = shop.an_order(desk, phone="0551 99 99 01").id
    for name in ("unanswered", "later", "confirmed", "cancelled", "fake", "paid", "claimed"):
        found[name] = shop.an_order(desk).id
    desk.perform(found["unanswered"], NoAnswer(), by=amina)
    desk.perform(found["later"], CallLater(clock.now + timedelta(hours=3)), by=amina)
    desk.perform(found["confirmed"], Confirm(), by=amina)
    desk.perform(found["cancelled"], Cancel(Reason.PRICE), by=amina)
    desk.perform(found["cancelled"], AddNote("too dear"), by=amina)
    desk.perform(found["fake"], MarkFake(), by=amina)
    desk.perform(found["paid"], MarkPaid(reference="T-1"), by=samia)
    desk.perform(found["claimed"], ClaimOrder(), by=karim)
    assert desk.read(check) == []
    return found


DAMAGES: list[Damage] = [
    (lambda o: row(o["new"]).values(payment="PAID"), 6, "another payment status"),
    (lambda o: row(o["paid"]).values(received_minor=1), 6, "its money rows say PAID with 340000"),
    (lambda o: row(o["new"]).values(fulfilment="DELIVERED"), 6, "other words than its confirmation"),
    (lambda o: row(o["sent"]).values(fulfilment="FULFILLED"), 6, "its parcels say DELIVERED"),
    (lambda o: row(o["sent"]).values(shipping="READY"), 6, "shows READY for its newest parcel"),
    (lambda o: row(o["new"]).values(headline="NO_ANSWER"), 6, "other words than its confirmation"),
    (lambda o: row(o["new"]).values(lines_minor=1), 6, "another sum of lines"),
    (lambda o: row(o["new"]).values(total_minor=-1), 6, "a total of less than nothing"),
    (lambda o: row(o["confirmed"]).values(confirmation="NEW"), 3, "was never confirmed"),
    (lambda o: of(shipment_lines, o["confirmed"]).values(quantity=9), 3, "9 units of"),
    (lambda o: row(o["confirmed"]).values(reserved=False), 4, "another number of units"),
    (lambda o: of(stock_moves, o["confirmed"]).values(reserved_change=7), 4, "by another number"),
    (lambda o: update(products).values(reserved=products.c.reserved + 1), 4, "its ledger sums to"),
    (lambda o: update(products).values(on_hand=3), 4, "3 on hand"),
    (lambda o: row(o["paid"]).values(refunded_minor=999999999), 5, "more sent back than came in"),
    (lambda o: of(money, o["paid"]).values(kind=MoneyKind.REFUND), 5, "0 received rows, 1 were reported"),
    (lambda o: row(o["new"]).values(version=7), 1, "it has 1 step and stands at version 7"),
    (lambda o: row(o["later"]).values(appointment_at=None), 8, "to be called later without a time"),
    (lambda o: of(appointments, o["later"]).values(state="CLEARED"), 8, "other promises than it shows"),
    (lambda o: row(o["unanswered"]).values(attempts=0, counted_attempts=0), 8, "than it says"),
    (lambda o: row(o["unanswered"]).values(counted_attempts=5), 8, "counts more attempts"),
    (lambda o: row(o["unanswered"]).values(attempts=5), 1, "its steps tell of 1 call"),
    (lambda o: row(o["unanswered"]).values(lane=6), 8, "wrong lane"),
    (lambda o: row(o["unanswered"]).values(due_at=None), 8, "stands in no queue"),
    (lambda o: row(o["unanswered"]).values(phone_problem="no"), 8, "nobody may be called about it"),
    (lambda o: row(o["unanswered"]).values(due_at=orders.c.placed_at), 8, "before its time"),
    (lambda o: row(o["claimed"]).values(claimed_until=None), 8, "half a claim"),
    (lambda o: row(o["claimed"]).values(due_at=orders.c.placed_at), 8, "before the lease ends"),
    (lambda o: row(o["claimed"]).values(phone="+213"), 8, "held by nobody"),
    (lambda o: update(numbers).values(held_until=None), 8, "held by nobody"),
    (lambda o: row(o["confirmed"]).values(is_test=True), 9, "is a test order and moved stock"),
    (lambda o: row(o["confirmed"]).values(is_test=True), 9, "wrote to somebody outside"),
    (lambda o: row(o["test"]).values(handoff="DUE"), 9, "was handed to the OMS"),
    (lambda o: of(shipments, o["test sent"]).values(cash="DUE"), 9, "cash on the road"),
    (lambda o: of(outbox, o["new"]).values(order_id=uuid4()), 10, "an order that does not exist"),
    (lambda o: of(outbox, o["new"]).values(sent_at=outbox.c.due_at), 10, "was sent and is due again"),
    (lambda o: row(o["new"]).values(handoff="DUE"), 11, "in a shop that has none"),
]


def test_every_damage_is_found(desk: Desk, worked: Orders) -> None:
    assert missed(desk, worked, DAMAGES) == []


def test_two_people_on_one_number_are_found(desk: Desk, worked: Orders, amina: Actor, karim: Actor) -> None:
    later = desk.clock() + timedelta(minutes=5)
    claim = {"claimed_until": later, "due_at": later}
    problems = plant(
        desk,
        row(worked["claimed"]).values(claimed_by=None, claimed_until=None),
        row(worked["new"]).values(claimed_by=amina.id, **claim),
        row(worked["other"]).values(claimed_by=karim.id, **claim),
    )
    assert found(problems, 8, "have one number and are with two people")


def test_a_pin_in_a_shop_without_pins_is_found(desk: Desk, worked: Orders) -> None:
    pin = {"salt": b"", "hash": b"", "expires_at": desk.clock(), "tries_left": 5, "used": False}
    problems = plant(desk, insert(pins).values(shop_id=desk.shop.id, order_id=worked["new"], **pin))
    assert found(problems, 11, "has a PIN, in a shop that sends none")


def test_a_test_order_in_a_shop_that_places_none_is_found(desk: Desk, worked: Orders) -> None:
    shop.policy(desk, test_orders="NEVER")
    problems = desk.read(check)
    assert not found(problems, 11, "is a test order")  # the profile once allowed them


# The chains.


def chain(desk: Desk, order_id: UUID) -> list[Any]:
    wanted = select(events).where(events.c.order_id == order_id).order_by(events.c.version)
    return list(desk.database.read(lambda connection: connection.execute(wanted).all()))


def test_an_edited_step_is_found(desk: Desk, worked: Orders) -> None:
    step = chain(desk, worked["cancelled"])[1]
    problems = plant(desk, update(events).where(events.c.id == step.id).values(actor="Karim"))
    assert found(problems, 1, "step 2 (Cancel) is not what was written then")


def test_an_edited_reason_is_found(desk: Desk, worked: Orders) -> None:
    step = chain(desk, worked["cancelled"])[1]
    problems = plant(desk, update(events).where(events.c.id == step.id).values(data={"reason": "junk"}))
    assert found(problems, 1, "step 2 (Cancel) is not what was written then")


def test_a_deleted_step_is_found(desk: Desk, worked: Orders) -> None:
    step = chain(desk, worked["cancelled"])[1]
    problems = plant(desk, delete(events).where(events.c.id == step.id))
    assert found(problems, 1, "step 2 is missing or stands twice")


def test_a_cut_off_end_is_found(desk: Desk, worked: Orders) -> None:
    step = chain(desk, worked["cancelled"])[-1]
    problems = plant(desk, delete(events).where(events.c.id == step.id))
    assert found(problems, 1, "it has 2 steps and stands at version 3")


def test_a_lost_history_is_found(desk: Desk, worked: Orders) -> None:
    problems = plant(desk, delete(events).where(events.c.order_id == worked["new"]))
    assert found(problems, 1, "it has 0 steps and stands at version 1")


def test_exchanged_steps_are_found(desk: Desk, worked: Orders) -> None:
    _, second, third = chain(desk, worked["cancelled"])
    problems = plant(
        desk,
        update(events).where(events.c.id == second.id).values(version=9),
        update(events).where(events.c.id == third.id).values(version=2),
        update(events).where(events.c.id == second.id).values(version=3),
    )
    assert found(problems, 1, "step 2 (AddNote) is not what was written then")


def test_a_machine_that_cancels_is_found(desk: Desk, worked: Orders) -> None:
    step = chain(desk, worked["cancelled"])[1]
    problems = plant(desk, update(events).where(events.c.id == step.id).values(role="system", actor="codesk"))
    assert found(problems, 2, "was set CANCELLED by codesk, who is no person")


def test_a_step_on_a_locked_order_is_found(desk: Desk, worked: Orders) -> None:
    step = chain(desk, worked["cancelled"])[2]
    problems = plant(desk, update(events).where(events.c.id == step.id).values(command="Confirm"))
    assert found(problems, 7, "was locked, and yet Amina did Confirm at step 3")


def test_an_edit_of_the_shops_own_history_is_found(desk: Desk, worked: Orders) -> None:
    opened = (events.c.order_id.is_(None), events.c.command == "OpenShop")
    problems = plant(desk, update(events).where(*opened).values(data={"name": "Another"}))
    assert found(problems, 1, "the shop's history: step 1 (OpenShop) is not what was written then")


def test_a_shop_without_history_is_found(desk: Desk, worked: Orders) -> None:
    problems = plant(desk, delete(events).where(events.c.order_id.is_(None)))
    assert found(problems, 1, "the shop has no history")


def test_a_cut_off_end_of_the_shops_own_history_is_found(desk: Desk, worked: Orders) -> None:
    last = shop_events(desk)[-1]
    problems = plant(desk, delete(events).where(events.c.id == last.id))
    said = f"the shop's history: it has {last.version - 1} steps of {last.version} that were written"
    assert found(problems, 1, said)


def test_a_forged_end_of_the_shops_own_history_is_found(desk: Desk, worked: Orders) -> None:
    *_, before, last = shop_events(desk)
    forged = chained(replace(last, actor="Karim"), before.hash)
    values = {"actor": forged.actor, "hash": forged.hash}
    problems = plant(desk, update(events).where(events.c.id == last.id).values(**values))
    assert found(problems, 1, "the shop's history: its last step is not the one that was written last")


# What is no damage.


def test_only_orders_that_changed_since_are_looked_at(desk: Desk, worked: Orders, clock: TestClock) -> None:
    plant(desk, row(worked["new"]).values(lines_minor=1))
    later = clock.forward(minutes=1)
    assert found(desk.read(check), 6, "another sum of lines")
    assert desk.read(lambda work: look_at(Look(work, later))) == []


def test_a_total_of_another_system_is_its_own(desk: Desk) -> None:
    shop.an_order(desk, total_minor=123456)
    assert desk.read(check) == []


def test_orders_of_another_shop_are_not_looked_at(desk: Desk, worked: Orders) -> None:
    other = open_shop(desk.database, name="Elsewhere", country="MA", currency="MAD", zone="Africa/Casablanca")
    plant(desk, row(worked["new"]).values(lines_minor=1))
    assert other.read(check) == []


def test_a_deleted_line_is_found(desk: Desk, worked: Orders) -> None:
    problems = plant(desk, delete(order_lines).where(order_lines.c.order_id == worked["cancelled"]))
    assert found(problems, 6, "another sum of lines")


def test_a_deleted_attempt_is_no_damage_to_the_count(desk: Desk, worked: Orders) -> None:
    """One call may settle several orders: then an order counts an attempt whose row is another order's."""
    problems = plant(desk, delete(call_attempts).where(call_attempts.c.order_id == worked["unanswered"]))
    assert [problem.order_id for problem in problems] == [None]  # no order is wrong, only the tally of calls
    assert found(problems, 6, "5 with 4 reached are counted, there were 4 with 4")


def test_a_confirmation_without_its_step_is_found(desk: Desk, worked: Orders) -> None:
    values = {"confirmation": Confirmation.FAKE, "headline": "FAKE", "fulfilment": "CANCELLED", "due_at": None}
    problems = plant(desk, row(worked["new"]).values(**values))
    assert found(problems, 1, "its last step left it NEW, it stands at FAKE")
