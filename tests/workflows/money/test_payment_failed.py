"""P2 and C5: a payment failed, the order stays where it is."""

import pytest

from models.statuses import Method, Role
from tests.support.ledger import messages, money_of
from tests.support.shop import an_order, missing
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money.payment import PaymentFailed, PaymentStarted

CHECKOUT = Actor(Role.CUSTOMER, "the shop's checkout")
GATEWAY = Actor(Role.GATEWAY, "cib")
FAILED = PaymentFailed("p-1", "insufficient funds")


@pytest.mark.parametrize("actor", [GATEWAY, SYSTEM])
def test_it_works(desk: Desk, actor: Actor) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    done = desk.perform(made.id, FAILED, by=actor)
    assert (done.order.confirmation, done.order.payment) == ("MISSING", "FAILED")
    assert done.events[0].data["why"] == "insufficient funds"
    assert [row.state for row in money_of(desk, made)] == ["FAILED"]


def test_the_customer_is_told(desk: Desk) -> None:
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    desk.perform(made.id, FAILED, by=GATEWAY)
    assert messages(desk, made) == ["payment failed", "placed"]


def test_a_new_try_after_a_failure_is_under_way(desk: Desk) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    desk.perform(made.id, FAILED, by=GATEWAY)
    assert desk.perform(made.id, PaymentStarted("cib", "p-2"), by=CHECKOUT).order.payment == "IN_PROGRESS"


def test_a_late_report_does_not_fail_the_next_try(desk: Desk) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-2"), by=CHECKOUT)
    with pytest.raises(Refused, match="no payment p-1 is under way"):
        desk.perform(made.id, FAILED, by=GATEWAY)
    assert [row.state for row in money_of(desk, made)] == ["OPEN"]


def test_without_an_open_payment_nothing_failed(desk: Desk) -> None:
    with pytest.raises(Refused, match="no payment is under way"):
        desk.perform(missing(desk).id, FAILED, by=GATEWAY)


def test_a_person_does_not_fail_payments(desk: Desk, samia: Actor) -> None:
    made = missing(desk)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    with pytest.raises(Refused, match="is done by the payment provider or codesk itself here, not by a supervisor"):
        desk.perform(made.id, FAILED, by=samia)
