"""H1-H3: a confirmed order is due at the OMS; what the OMS says; and what a supervisor does about it."""

import itertools
from typing import Any

import pytest

from models.orders import Order
from models.statuses import Method, Reason, Role
from tests.support.clock import TestClock
from tests.support.ledger import last_event, outbox_of
from tests.support.shop import an_order, order, policy
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.oms.answers import HandOffAccepted, HandOffRefused, RetryHandOff, SendPaymentProof
from workflows.outbox import posting
from workflows.work import Work

OMS = Actor(Role.OMS, "the OMS")


def confirmed(desk: Desk, by: Actor, mode: str, **changes: Any) -> Order:
    """An order that an agent confirmed, in a shop of that mode."""
    policy(desk, oms=mode)
    made = an_order(desk, **changes)
    return desk.perform(made.id, Confirm(), by=by).order


def queued(desk: Desk, about: Order) -> list[tuple[str, bool]]:
    """What the OMS is told, and whether it is due."""
    return [(row.kind, row.due_at is not None) for row in outbox_of(desk, about) if row.kind.startswith("oms.")]


def send(desk: Desk, about: Order) -> None:
    """The worker has told the OMS."""

    def unit(work: Work) -> None:
        for row in posting.due(work):
            if row.order_id == about.id and row.kind.startswith("oms."):
                posting.sent(work, row)

    desk.write(unit)


@pytest.mark.parametrize(
    ("mode", "handoff", "told"),
    [
        ("NONE", "NONE", []),
        ("PUSH", "DUE", [("oms.order", True)]),
        ("PULL", "DUE", []),
        ("CONFIRM_API", "NONE", []),
    ],
)
def test_it_works(desk: Desk, amina: Actor, mode: str, handoff: str, told: list[Any]) -> None:
    made = confirmed(desk, amina, mode)
    assert (made.confirmation, made.handoff, queued(desk, made)) == ("CONFIRMED", handoff, told)
    assert desk.read(check) == []


@pytest.mark.parametrize("mode", ["PUSH", "PULL"])
def test_the_oms_accepts(desk: Desk, amina: Actor, mode: str) -> None:
    made = confirmed(desk, amina, mode)
    done = desk.perform(made.id, HandOffAccepted("SO-77"), by=OMS)
    assert (done.order.handoff, done.order.confirmation) == ("DONE", "CONFIRMED")
    assert last_event(desk, made).data == {"reference": "SO-77"}
    with pytest.raises(Refused, match="the OMS has this order already"):
        desk.perform(made.id, HandOffAccepted("SO-77"), by=OMS)
    assert desk.read(check) == []


def test_the_oms_refuses_and_a_supervisor_retries(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = confirmed(desk, amina, "PUSH")
    send(desk, made)
    assert desk.perform(made.id, HandOffRefused("no such SKU"), by=OMS).order.handoff == "FAILED"
    assert last_event(desk, made).data == {"why": "no such SKU"}
    assert desk.perform(made.id, RetryHandOff("SKU added"), by=samia).order.handoff == "DUE"
    assert queued(desk, made) == [("oms.order", False), ("oms.order", True)]
    assert desk.perform(made.id, HandOffAccepted(), by=OMS).order.handoff == "DONE"
    assert desk.read(check) == []


def test_a_refusal_in_a_shop_that_is_asked_is_due_again(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = confirmed(desk, amina, "PULL")
    desk.perform(made.id, HandOffRefused("closed"), by=OMS)
    assert desk.perform(made.id, RetryHandOff(), by=samia).order.handoff == "DUE"
    assert queued(desk, made) == []


def test_an_oms_that_accepts_after_all_is_believed(desk: Desk, amina: Actor) -> None:
    made = confirmed(desk, amina, "PUSH")
    desk.perform(made.id, HandOffRefused("timeout"), by=OMS)
    assert desk.perform(made.id, HandOffAccepted(), by=OMS).order.handoff == "DONE"


def test_what_cannot_be_delivered_has_failed(desk: Desk, amina: Actor, clock: TestClock) -> None:
    made = confirmed(desk, amina, "PUSH")

    def fail(work: Work) -> int:
        rows = [row for row in posting.due(work) if row.kind == "oms.order"]
        for row in rows:
            posting.failed(work, row, "connection refused")
        return len(rows)

    waits = []
    for _ in range(60):
        if desk.write(fail):
            waits.append(clock.now)
        clock.forward(minutes=5)
    gaps = [int((late - early).total_seconds()) // 60 for early, late in itertools.pairwise(waits)]
    assert gaps == [5, 5, 30, 120]
    assert order(desk, made.id).handoff == "FAILED"
    assert last_event(desk, made).data == {"why": "connection refused"}
    assert desk.read(check) == []


def test_what_the_oms_has_not_heard_is_taken_back_on_cancel(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = confirmed(desk, amina, "PUSH")
    assert desk.perform(made.id, Cancel(Reason.PRICE), by=samia).order.handoff == "NONE"
    assert queued(desk, made) == [("oms.order", False)]
    with pytest.raises(Refused, match="this order is cancelled and locked"):
        desk.perform(made.id, HandOffAccepted(), by=OMS)
    assert desk.read(check) == []


@pytest.mark.parametrize("heard", ["sent", "accepted"])
def test_an_oms_that_may_have_heard_is_told_of_the_cancel(desk: Desk, amina: Actor, samia: Actor, heard: str) -> None:
    made = confirmed(desk, amina, "PUSH")
    send(desk, made)
    if heard == "accepted":
        desk.perform(made.id, HandOffAccepted(), by=OMS)
    done = desk.perform(made.id, Cancel(Reason.PRICE), by=samia).order
    assert done.handoff == ("DONE" if heard == "accepted" else "NONE")
    assert queued(desk, made) == [("oms.order", False), ("oms.cancel", True)]
    assert desk.read(check) == []


def test_a_failed_hand_off_is_taken_back_on_cancel(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = confirmed(desk, amina, "PUSH")
    desk.perform(made.id, HandOffRefused("no"), by=OMS)
    assert desk.perform(made.id, Cancel(Reason.PRICE), by=samia).order.handoff == "NONE"


@pytest.mark.parametrize("mode", ["PUSH", "PULL", "CONFIRM_API"])
def test_a_test_order_is_handed_to_nobody(desk: Desk, amina: Actor, samia: Actor, mode: str) -> None:
    made = confirmed(desk, amina, mode, is_test=True)
    assert (made.handoff, queued(desk, made)) == ("NONE", [])
    desk.perform(made.id, Cancel(Reason.PRICE), by=samia)
    assert queued(desk, made) == []


def test_an_order_that_does_not_wait_takes_no_word_of_the_oms(desk: Desk, amina: Actor) -> None:
    made = confirmed(desk, amina, "NONE")
    for said in (HandOffAccepted(), HandOffRefused("no")):
        with pytest.raises(Refused, match="this order does not wait for the OMS"):
            desk.perform(made.id, said, by=OMS)


def test_a_second_refusal_is_refused(desk: Desk, amina: Actor) -> None:
    made = confirmed(desk, amina, "PUSH")
    desk.perform(made.id, HandOffRefused("no"), by=OMS)
    with pytest.raises(Refused, match="the hand-off failed before; hand it over again first"):
        desk.perform(made.id, HandOffRefused("no"), by=OMS)


def test_a_retry_has_its_refusals(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = confirmed(desk, amina, "PUSH")
    with pytest.raises(Refused, match="the hand-off is still under way"):
        desk.perform(made.id, RetryHandOff(), by=samia)
    desk.perform(made.id, HandOffRefused("no"), by=OMS)
    with pytest.raises(Refused, match="is done by a supervisor here, not by an agent"):
        desk.perform(made.id, RetryHandOff(), by=amina)
    policy(desk, oms="CONFIRM_API")
    with pytest.raises(Refused, match="there is no proof of payment to send"):
        desk.perform(made.id, RetryHandOff(), by=samia)
    policy(desk, oms="NONE")
    with pytest.raises(Refused, match="this shop hands its orders to no OMS"):
        desk.perform(made.id, RetryHandOff(), by=samia)
    policy(desk, oms="PULL")
    desk.perform(made.id, RetryHandOff(), by=samia)
    desk.perform(made.id, HandOffAccepted(), by=OMS)
    with pytest.raises(Refused, match="the OMS has this order already"):
        desk.perform(made.id, RetryHandOff(), by=samia)


def test_only_the_oms_says_what_it_did(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = confirmed(desk, amina, "PUSH")
    with pytest.raises(Refused, match="is done by the OMS here, not by a supervisor"):
        desk.perform(made.id, HandOffAccepted(), by=samia)
    with pytest.raises(Refused, match="is done by the OMS or codesk itself here, not by a supervisor"):
        desk.perform(made.id, HandOffRefused("no"), by=samia)


@pytest.mark.parametrize("mode", ["NONE", "PUSH", "PULL"])
def test_a_proof_is_for_an_oms_that_confirms_payments(desk: Desk, samia: Actor, mode: str) -> None:
    policy(desk, oms=mode)
    made = an_order(desk, method=Method.ONLINE)
    with pytest.raises(Refused, match="the OMS of this shop confirms no payments; mark the order paid instead"):
        desk.perform(made.id, SendPaymentProof("pi-1"), by=samia)
