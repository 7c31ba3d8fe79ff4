"""H4: where the OMS confirms payments the status is not edited before it has accepted."""

from typing import Any

import pytest

from models.money import Money
from models.orders import Order
from models.statuses import Method, MoneyKind, Reason, Role
from tests.support.ledger import events_of, messages, money_of, outbox_of
from tests.support.parcels import parcel
from tests.support.shop import an_order, missing, order, policy
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm, Recover
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid, PaymentArrived
from workflows.oms.answers import HandOffAccepted, HandOffRefused, RetryHandOff, SendPaymentProof
from workflows.parcels.shipping import CreateShipment
from workflows.views import refunds

OMS = Actor(Role.OMS, "the OMS")
GATEWAY = Actor(Role.GATEWAY, "chargily")


@pytest.fixture
def left(desk: Desk) -> Order:
    """A MISSING order in a shop whose OMS confirms payments."""
    policy(desk, oms="CONFIRM_API")
    return missing(desk, method=Method.ONLINE, gateway="chargily")


def proofs(desk: Desk, about: Order) -> list[dict[str, Any]]:
    """The proofs that were queued."""
    return [row.payload for row in outbox_of(desk, about) if row.kind == "oms.confirm_payment"]


def received(desk: Desk, about: Order) -> list[Money]:
    """Money that came in."""
    return [row for row in money_of(desk, about) if row.kind is MoneyKind.RECEIVED]


def stands(desk: Desk, about: Order) -> tuple[str, str, str]:
    now = order(desk, about.id)
    return now.confirmation.value, now.payment.value, now.handoff.value


def test_it_works(desk: Desk, samia: Actor, left: Order) -> None:
    desk.perform(left.id, SendPaymentProof("pi-1", note="seen at chargily"), by=samia)
    assert stands(desk, left) == ("MISSING", "IN_PROGRESS", "DUE")
    said = {"gateway": "chargily", "reference": "pi-1", "amount": 340000, "currency": "DZD"}
    assert proofs(desk, left) == [said | {"ref": left.ref}]
    done = desk.perform(left.id, HandOffAccepted("SO-1"), by=OMS)
    assert stands(desk, left) == ("CONFIRMED", "PAID", "DONE")
    assert [event.command for event in done.events] == ["HandOffAccepted", "PaymentArrived"]
    (row,) = received(desk, left)
    assert (row.gateway, row.reference, row.amount_minor) == ("chargily", "pi-1", 340000)
    assert messages(desk, left) == ["confirm payment", "confirmed", "payment received"]
    assert desk.read(check) == []


def test_money_that_arrives_by_itself_is_the_proof(desk: Desk, left: Order) -> None:
    desk.perform(left.id, PaymentArrived("chargily", "pi-1", Minor(340000)), by=GATEWAY)
    assert stands(desk, left) == ("MISSING", "PAID", "DUE")
    assert [proof["reference"] for proof in proofs(desk, left)] == ["pi-1"]
    desk.perform(left.id, HandOffAccepted(), by=OMS)
    assert stands(desk, left) == ("CONFIRMED", "PAID", "DONE")
    assert len(received(desk, left)) == 1
    assert desk.read(check) == []


def test_a_part_proves_nothing_yet(desk: Desk, left: Order) -> None:
    desk.perform(left.id, PaymentArrived("chargily", "pi-1", Minor(1000)), by=GATEWAY)
    assert (stands(desk, left), proofs(desk, left)) == (("MISSING", "PARTIALLY_PAID", "NONE"), [])
    desk.perform(left.id, PaymentArrived("chargily", "pi-2", Minor(339000)), by=GATEWAY)
    assert stands(desk, left) == ("MISSING", "PAID", "DUE")


def test_money_that_arrives_while_the_oms_thinks_is_booked_once(desk: Desk, samia: Actor, left: Order) -> None:
    desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(left.id, PaymentArrived("chargily", "pi-1", Minor(340000)), by=GATEWAY)
    assert len(proofs(desk, left)) == 1
    desk.perform(left.id, HandOffAccepted(), by=OMS)
    assert stands(desk, left) == ("CONFIRMED", "PAID", "DONE")
    with pytest.raises(Refused, match="was booked before"):
        desk.perform(left.id, PaymentArrived("chargily", "pi-1", Minor(340000)), by=GATEWAY)
    assert len(received(desk, left)) == 1


def test_the_oms_refuses_and_the_proof_is_sent_again(desk: Desk, samia: Actor, left: Order) -> None:
    desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(left.id, HandOffRefused("unknown order"), by=OMS)
    assert stands(desk, left) == ("MISSING", "IN_PROGRESS", "FAILED")
    desk.perform(left.id, RetryHandOff(), by=samia)
    first, second = proofs(desk, left)
    assert first == second
    desk.perform(left.id, HandOffAccepted(), by=OMS)
    assert stands(desk, left) == ("CONFIRMED", "PAID", "DONE")


def test_after_a_refusal_another_proof_may_be_sent(desk: Desk, samia: Actor, left: Order) -> None:
    desk.perform(left.id, SendPaymentProof("pi-wrong"), by=samia)
    desk.perform(left.id, HandOffRefused("no such payment"), by=OMS)
    desk.perform(left.id, SendPaymentProof("pi-1", gateway="slickpay"), by=samia)
    desk.perform(left.id, HandOffAccepted(), by=OMS)
    assert [(row.gateway, row.reference) for row in received(desk, left)] == [("slickpay", "pi-1")]


def test_a_shop_that_asks_everybody_places_the_order(desk: Desk, samia: Actor, left: Order) -> None:
    policy(desk, oms="CONFIRM_API", ask_customer="ALL")
    desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(left.id, HandOffAccepted(), by=OMS)
    assert stands(desk, left) == ("NEW", "PAID", "DONE")


def test_an_order_that_an_agent_confirms_meanwhile_stays_confirmed_and_is_paid(desk: Desk, samia: Actor) -> None:
    policy(desk, oms="CONFIRM_API")
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, SendPaymentProof("pi-1", Minor(340000)), by=samia)
    desk.perform(made.id, Confirm(), by=samia)
    steps = len(events_of(desk, made))
    desk.perform(made.id, HandOffAccepted(), by=OMS)
    assert stands(desk, made) == ("CONFIRMED", "PAID", "DONE")
    assert [event.command for event in events_of(desk, made)[steps:]] == ["HandOffAccepted", "PaymentArrived"]
    assert desk.read(check) == []


def test_a_recovered_order_keeps_the_payment_that_the_oms_accepts(
    desk: Desk, samia: Actor, amina: Actor, wali: Actor
) -> None:
    policy(desk, oms="CONFIRM_API", ask_customer="NOBODY")
    made = missing(desk, method=Method.ONLINE, gateway="chargily")
    desk.perform(made.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(made.id, Recover(Method.CASH), by=amina)
    desk.perform(made.id, HandOffAccepted(), by=OMS)
    assert stands(desk, made) == ("CONFIRMED", "PAID", "DONE")
    desk.perform(made.id, CreateShipment(courier="Ali"), by=wali)
    assert parcel(desk, made).cash_due_minor == 0
    assert desk.read(check) == []


def test_what_was_paid_twice_is_to_be_sent_back(desk: Desk, samia: Actor, left: Order) -> None:
    desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(left.id, PaymentArrived("chargily", "pi-2", Minor(340000)), by=GATEWAY)
    desk.perform(left.id, HandOffAccepted(), by=OMS)
    assert stands(desk, left) == ("CONFIRMED", "PAID", "DONE")
    assert [row.amount_minor for row in received(desk, left)] == [340000, 340000]
    assert [row.order_id for row in desk.read(refunds.to_make)] == [left.id]


def test_an_order_that_comes_in_paid_is_proved_to_the_oms(desk: Desk) -> None:
    policy(desk, oms="CONFIRM_API", ask_customer="NOBODY")
    made = an_order(desk, method=Method.ONLINE, gateway="chargily", paid_minor=340000, payment_reference="pi-1")
    assert stands(desk, made) == ("NEW", "PAID", "DUE")
    assert [row.payload["reference"] for row in outbox_of(desk, made) if row.kind == "oms.confirm_payment"] == [
        "pi-1"
    ]
    desk.perform(made.id, HandOffAccepted(), by=OMS)
    assert stands(desk, made) == ("CONFIRMED", "PAID", "DONE")
    assert len(received(desk, made)) == 1
    assert desk.read(check) == []


def test_cancelling_takes_the_proof_back(desk: Desk, samia: Actor, amina: Actor, left: Order) -> None:
    desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(left.id, Cancel(Reason.ABANDONED), by=amina)
    assert stands(desk, left) == ("CANCELLED", "UNPAID", "NONE")
    assert [row.due_at for row in outbox_of(desk, left) if row.kind.startswith("oms.")] == [None]
    with pytest.raises(Refused, match="this order is cancelled and locked"):
        desk.perform(left.id, HandOffAccepted(), by=OMS)
    assert desk.read(check) == []


def test_the_status_is_not_edited_by_hand(desk: Desk, samia: Actor, left: Order) -> None:
    with pytest.raises(Refused, match="the OMS confirms payments of this shop; send it the proof instead"):
        desk.perform(left.id, MarkPaid(reference="pi-1"), by=samia)


def test_a_proof_has_its_refusals(desk: Desk, samia: Actor, amina: Actor, left: Order) -> None:
    with pytest.raises(Refused, match="type the provider's reference"):
        desk.perform(left.id, SendPaymentProof(), by=samia)
    with pytest.raises(Refused, match="the OMS takes whole payments only"):
        desk.perform(left.id, SendPaymentProof("pi-1", Minor(339999)), by=samia)
    with pytest.raises(Refused, match="is done by a supervisor or codesk itself here, not by an agent"):
        desk.perform(left.id, SendPaymentProof("pi-1"), by=amina)
    desk.perform(an_order(desk).id, PaymentArrived("chargily", "pi-1", Minor(5)), by=GATEWAY)
    with pytest.raises(Refused, match="the payment pi-1 was booked before"):
        desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(left.id, SendPaymentProof("pi-2"), by=samia)
    with pytest.raises(Refused, match="the OMS was asked already and has not answered"):
        desk.perform(left.id, SendPaymentProof("pi-2"), by=samia)


def test_an_accepted_payment_is_not_proved_again(desk: Desk, samia: Actor, left: Order) -> None:
    policy(desk, oms="CONFIRM_API", ask_customer="ALL")
    desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(left.id, HandOffAccepted(), by=OMS)
    with pytest.raises(Refused, match="the OMS has accepted this payment already"):
        desk.perform(left.id, SendPaymentProof("pi-1"), by=samia)


def test_a_test_order_is_marked_paid_instead(desk: Desk, samia: Actor, left: Order) -> None:
    made = an_order(desk, is_test=True, method=Method.ONLINE)
    with pytest.raises(Refused, match="a test order is handed to nobody; mark it paid instead"):
        desk.perform(made.id, SendPaymentProof("pi-1"), by=samia)
    desk.perform(made.id, MarkPaid(reference="pi-1"), by=samia)
    assert stands(desk, made) == ("CONFIRMED", "PAID", "NONE")
