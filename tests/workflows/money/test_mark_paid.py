"""P4 and C4b: a supervisor saw the money."""

import pytest

from models.statuses import Method, Reason
from tests.support.ledger import messages, money_of
from tests.support.shop import an_order, missing, policy
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid


def test_it_works(desk: Desk, samia: Actor) -> None:
    made = missing(desk, method=Method.TRANSFER)
    done = desk.perform(made.id, MarkPaid(reference="CCP 77", note="seen in the account"), by=samia).order
    assert (done.confirmation, done.payment, done.received_minor) == ("CONFIRMED", "PAID", 340000)
    (row,) = money_of(desk, made)
    assert (row.kind, row.reference, row.note, row.method, row.by) == (
        "RECEIVED",
        "CCP 77",
        "seen in the account",
        "TRANSFER",
        "Samia",
    )
    assert messages(desk, made) == ["confirmed", "payment received"]


def test_a_part_may_be_paid(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    done = desk.perform(made.id, MarkPaid(Minor(100000), "CCP 1"), by=samia).order
    assert (done.confirmation, done.payment) == ("NEW", "PARTIALLY_PAID")
    done = desk.perform(made.id, MarkPaid(reference="CCP 2"), by=samia).order
    assert (done.confirmation, done.received_minor) == ("CONFIRMED", 340000)


def test_after_the_confirmation_no_reference_is_needed(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    assert desk.perform(made.id, MarkPaid(method=Method.CASH), by=samia).order.payment == "PAID"


def test_a_shop_that_asks_everybody_places_a_missing_order(desk: Desk, samia: Actor) -> None:
    policy(desk, ask_customer="ALL")
    made = missing(desk)
    assert desk.perform(made.id, MarkPaid(reference="CCP 1"), by=samia).order.confirmation == "NEW"


def test_money_for_a_cancelled_order_is_recorded(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Cancel(Reason.PRICE), by=amina)
    done = desk.perform(made.id, MarkPaid(), by=samia).order
    assert (done.confirmation, done.payment) == ("CANCELLED", "PAID")


def test_an_unconfirmed_order_needs_the_reference(desk: Desk, samia: Actor) -> None:
    with pytest.raises(Refused, match="type the bank's or provider's reference, so that the payment can be found"):
        desk.perform(an_order(desk).id, MarkPaid(reference=" "), by=samia)


def test_where_the_oms_confirms_it_gets_the_proof(desk: Desk, samia: Actor) -> None:
    policy(desk, oms="CONFIRM_API")
    with pytest.raises(Refused, match="the OMS confirms payments of this shop; send it the proof instead"):
        desk.perform(missing(desk).id, MarkPaid(reference="CCP 1"), by=samia)


def test_more_than_is_due_is_refused(desk: Desk, samia: Actor) -> None:
    with pytest.raises(Refused, match="the amount is more than is still due"):
        desk.perform(an_order(desk).id, MarkPaid(Minor(340001), "CCP 1"), by=samia)


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_is_no_payment(desk: Desk, samia: Actor, amount: int) -> None:
    with pytest.raises(Refused, match="the amount must be more than nothing"):
        desk.perform(an_order(desk).id, MarkPaid(Minor(amount), "CCP 1"), by=samia)


def test_a_paid_order_is_paid(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkPaid(reference="CCP 1"), by=samia)
    with pytest.raises(Refused, match="nothing is left to pay"):
        desk.perform(made.id, MarkPaid(), by=samia)


def test_a_reference_is_booked_once(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkPaid(Minor(1), "CCP 1"), by=samia)
    with pytest.raises(Refused, match="the payment CCP 1 was booked before"):
        desk.perform(made.id, MarkPaid(Minor(1), "CCP 1"), by=samia)


def test_an_agent_does_not_handle_money(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="'Mark as paid' is done by a supervisor here, not by an agent"):
        desk.perform(an_order(desk).id, MarkPaid(reference="CCP 1"), by=amina)
