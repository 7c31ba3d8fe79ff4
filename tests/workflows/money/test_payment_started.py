"""P1: the customer began to pay."""

import pytest

from models.statuses import Method, Role
from tests.support.ledger import messages, money_of
from tests.support.shop import an_order, missing
from workflows.actors import Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money.payment import PaymentStarted

CHECKOUT = Actor(Role.CUSTOMER, "the shop's checkout")
BEGUN = PaymentStarted("cib", "p-1")


def test_it_works(desk: Desk) -> None:
    made = missing(desk, method=Method.ONLINE)
    done = desk.perform(made.id, BEGUN, by=CHECKOUT).order
    assert (done.confirmation, done.payment, done.received_minor) == ("MISSING", "IN_PROGRESS", 0)
    (row,) = money_of(desk, made)
    assert (row.kind, row.state, row.gateway, row.reference, row.amount_minor) == (
        "ATTEMPT",
        "OPEN",
        "cib",
        "p-1",
        340000,
    )
    assert messages(desk, made) == []


def test_a_part_may_be_paid(desk: Desk) -> None:
    made = an_order(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1", 100000), by=CHECKOUT)  # type: ignore[arg-type]
    assert [row.amount_minor for row in money_of(desk, made)] == [100000]


def test_the_payment_that_the_checkout_began_gets_its_name(desk: Desk) -> None:
    made = missing(desk, method=Method.ONLINE)
    assert desk.perform(made.id, BEGUN, by=CHECKOUT).order.payment == "IN_PROGRESS"
    (row,) = money_of(desk, made)
    assert (row.state, row.gateway, row.reference) == ("OPEN", "cib", "p-1")


def test_a_confirmed_order_is_paid_otherwise(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="this order is already confirmed"):
        desk.perform(made.id, BEGUN, by=CHECKOUT)


def test_a_person_does_not_begin_payments(desk: Desk, samia: Actor) -> None:
    with pytest.raises(Refused, match="'A payment was begun' is done by the customer here, not by a supervisor"):
        desk.perform(an_order(desk).id, BEGUN, by=samia)
