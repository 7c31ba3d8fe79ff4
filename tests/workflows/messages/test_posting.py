"""The outbox as its worker knows it: due, sent, failed, given up; a PIN is forgotten when it has left."""

from datetime import timedelta

from models.orders import Order
from models.outbox import OutboxRow
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.ledger import events_of, outbox_of
from workflows import posting
from workflows.desk import Desk


def only(desk: Desk, order: Order, message: str = "placed") -> OutboxRow:
    (row,) = [row for row in outbox_of(desk, order) if row.message == message]
    return row


def due(desk: Desk) -> list[str]:
    return [row.message for row in desk.read(posting.due)]


def test_it_works(desk: Desk) -> None:
    order = shop.an_order(desk)
    (row,) = desk.read(posting.due)
    desk.write(lambda work: posting.sent(work, row))
    now = only(desk, order)
    assert (now.sent_at, now.due_at, now.last_error) == (desk.clock(), None, "")
    assert due(desk) == []


def test_a_failure_waits_longer_each_time_and_then_stops(desk: Desk, clock: TestClock) -> None:
    order = shop.an_order(desk)
    waits = []
    while desk.read(posting.due):
        desk.write(lambda work: posting.failed(work, only(desk, order), "line busy"))
        next_at = only(desk, order).due_at
        if next_at is not None:
            waits.append(next_at - clock.now)
            clock.now = next_at
    assert waits == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
    row = only(desk, order)
    assert (row.tries, row.last_error, row.due_at, row.sent_at) == (5, "line busy", None, None)


def test_a_lasting_failure_is_not_tried_again(desk: Desk) -> None:
    order = shop.an_order(desk)
    desk.write(lambda work: posting.failed(work, only(desk, order), "no such number", lasting=True))
    assert (only(desk, order).tries, due(desk)) == (1, [])


def test_the_oldest_is_sent_first_and_not_before_its_time(desk: Desk, clock: TestClock) -> None:
    first = shop.an_order(desk)
    desk.write(lambda work: posting.failed(work, only(desk, first), "busy"))
    clock.forward(seconds=30)
    second = shop.an_order(desk)
    assert [row.order_id for row in desk.read(posting.due)] == [second.id]
    clock.forward(seconds=30)
    assert [row.order_id for row in desk.read(posting.due)] == [second.id, first.id]
    assert len(desk.read(lambda work: posting.due(work, 1))) == 1


def test_a_pin_is_forgotten_when_it_has_left(desk: Desk) -> None:
    shop.policy(desk, pin_confirmation=True)
    order = shop.an_order(desk)
    pin = str(only(desk, order, "pin").payload["pin"])
    desk.write(lambda work: posting.sent(work, only(desk, order, "pin")))
    assert "pin" not in only(desk, order, "pin").payload
    assert all(pin not in str(event.data) for event in events_of(desk, order))


def test_a_pin_is_forgotten_when_it_is_given_up(desk: Desk) -> None:
    shop.policy(desk, pin_confirmation=True)
    order = shop.an_order(desk)
    desk.write(lambda work: posting.failed(work, only(desk, order, "pin"), "busy"))
    assert "pin" in only(desk, order, "pin").payload
    desk.write(lambda work: posting.failed(work, only(desk, order, "pin"), "no such number", lasting=True))
    assert "pin" not in only(desk, order, "pin").payload


def test_a_pin_that_nobody_could_use_is_not_sent(desk: Desk, clock: TestClock) -> None:
    shop.policy(desk, pin_confirmation=True)
    order = shop.an_order(desk)
    clock.forward(hours=23, minutes=59)
    assert desk.write(lambda work: posting.expire(work, only(desk, order, "pin"))) is False
    clock.forward(minutes=1)
    assert desk.write(lambda work: posting.expire(work, only(desk, order, "pin"))) is True
    row = only(desk, order, "pin")
    assert (row.due_at, row.last_error, "pin" in row.payload) == (
        *(None, "it was no longer good when it could be sent", False),
    )
    assert desk.write(lambda work: posting.expire(work, only(desk, order))) is False
