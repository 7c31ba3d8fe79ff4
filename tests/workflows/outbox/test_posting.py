"""The outbox as its worker knows it: due, sent, failed, given up; a PIN is forgotten when it has left."""

from datetime import timedelta

import pytest

from models.orders import Order
from models.outbox import OutboxRow
from models.statuses import Handoff, Reason, Role
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.ledger import events_of, outbox_of
from tests.support.packed import confirmed
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.oms.answers import HandOffRefused, RetryHandOff
from workflows.oms.handoff import CANCEL, ORDER
from workflows.outbox import posting


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


@pytest.fixture
def handed(desk: Desk) -> OutboxRow:
    """What the OMS is to be told of a confirmed order, as the worker has read it."""
    shop.policy(desk, oms="PUSH")
    made = confirmed(desk)
    (row,) = [row for row in outbox_of(desk, made) if row.kind == ORDER]
    return row


def standing(desk: Desk, row: OutboxRow) -> list[tuple[str, bool, bool]]:
    """What the OMS is told of the order: kind, whether it is due, whether it was sent."""
    assert row.order_id is not None
    rows = outbox_of(desk, shop.order(desk, row.order_id))
    return [
        (one.kind, one.due_at is not None, one.sent_at is not None) for one in rows if one.kind.startswith("oms.")
    ]


def call_off(desk: Desk, row: OutboxRow) -> None:
    """A supervisor cancels the order."""
    assert row.order_id is not None
    desk.perform(row.order_id, Cancel(Reason.CHANGED_MIND), by=shop.person(desk, "Samia"))


def test_what_was_called_off_while_it_failed_is_not_tried_again(desk: Desk, handed: OutboxRow) -> None:
    call_off(desk, handed)
    for lasting in (False, True):
        desk.write(lambda work, lasting=lasting: posting.failed(work, handed, "timeout", lasting=lasting))  # type: ignore[misc]
    assert standing(desk, handed) == [(ORDER, False, False)]
    assert desk.read(check) == []


def test_an_order_that_left_while_it_was_called_off_is_called_off_there(desk: Desk, handed: OutboxRow) -> None:
    call_off(desk, handed)
    for _ in range(2):  # told twice, it is called off once
        desk.write(lambda work: posting.sent(work, handed))
    assert standing(desk, handed) == [(ORDER, False, True), (CANCEL, True, False)]
    assert desk.read(check) == []


def test_what_was_sent_is_called_off_once(desk: Desk, handed: OutboxRow) -> None:
    desk.write(lambda work: posting.sent(work, handed))
    call_off(desk, handed)
    desk.write(lambda work: posting.sent(work, handed))
    desk.write(lambda work: posting.failed(work, handed, "timeout"))
    assert standing(desk, handed) == [(ORDER, False, True), (CANCEL, True, False)]


def test_a_row_that_was_handed_over_anew_does_not_fail_by_the_old_one(desk: Desk, handed: OutboxRow) -> None:
    assert handed.order_id is not None
    samia = shop.person(desk, "Samia")
    desk.perform(handed.order_id, HandOffRefused("no such SKU"), by=Actor(Role.OMS, "the OMS"))
    desk.perform(handed.order_id, RetryHandOff(), by=samia)
    desk.write(lambda work: posting.failed(work, handed, "gone", lasting=True))
    assert shop.order(desk, handed.order_id).handoff is Handoff.DUE
