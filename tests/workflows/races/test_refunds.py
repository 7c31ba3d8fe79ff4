"""Two seats send the same refund: the money is marked as sent once (domain.md P7)."""

import pytest

from models.money import refunds
from models.orders import Order
from tests.support.history import order_events, rows
from tests.support.ledger import money_of
from tests.support.shop import an_order
from tests.workflows.races.seats import Job, overlapping
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Done, Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder, RefundSent


@pytest.fixture
def made(desk: Desk, samia: Actor) -> Order:
    """An order with one refund to send."""
    order = an_order(desk)
    desk.perform(order.id, MarkPaid(reference="CCP 1"), by=samia)
    return desk.perform(order.id, RefundOrder(adjustment=Minor(100)), by=samia).order


def sending(made: Order, by: Actor, reference: str, request: str) -> Job[Done | str]:
    """Mark it as sent; the sentence when that is refused."""

    def job(seat: Desk) -> Done | str:
        try:
            return seat.perform(made.id, RefundSent(reference, 1), by=by, request_id=request)
        except Refused as refusal:
            return str(refusal)

    return job


def is_sent_once(desk: Desk, made: Order, reference: str) -> bool:
    """One event, one row, with the reference of whoever was first."""
    told = [event for event in order_events(desk, made.id) if event.command == "RefundSent"]
    states = [row.state.value for row in money_of(desk, made) if row.kind == "REFUND"]
    (row,) = rows(desk, refunds)
    return (len(told), states, row.sent_reference) == (1, ["DONE"], reference) and desk.read(check) == []


def test_the_second_of_two_is_refused(desk: Desk, samia: Actor, made: Order) -> None:
    first, second = overlapping(
        desk, sending(made, samia, "CCP 7", "at one seat"), sending(made, samia, "CCP 8", "at another")
    )
    assert isinstance(first, Done)
    assert second == "no refund of this order waits to be sent"
    assert is_sent_once(desk, made, "CCP 7")


def test_one_request_from_two_seats_is_one(desk: Desk, samia: Actor, made: Order) -> None:
    job = sending(made, samia, "CCP 7", "the same")
    first, second = overlapping(desk, job, job)
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert (first.repeated, second.repeated) == (False, True)
    assert is_sent_once(desk, made, "CCP 7")
