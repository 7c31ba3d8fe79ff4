"""P8: the provider does not know the payment."""

import pytest

from models.statuses import Method, Role
from tests.support.ledger import money_of
from tests.support.shop import missing
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money.payment import CloseAttempt, PaymentStarted

CHECKOUT = Actor(Role.CUSTOMER, "the shop's checkout")


@pytest.mark.parametrize("who", ["codesk", "Samia"])
def test_it_works(desk: Desk, samia: Actor, who: str) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    done = desk.perform(made.id, CloseAttempt("unknown there"), by=samia if who == "Samia" else SYSTEM).order
    assert (done.confirmation, done.payment) == ("MISSING", "UNPAID")
    assert [row.state for row in money_of(desk, made)] == ["CLOSED"]


def test_without_an_open_payment_there_is_nothing_to_give_up(desk: Desk, samia: Actor) -> None:
    with pytest.raises(Refused, match="no payment is under way"):
        desk.perform(missing(desk).id, CloseAttempt(), by=samia)


def test_an_agent_does_not_handle_money(desk: Desk, amina: Actor) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    with pytest.raises(Refused, match="is done by a supervisor or codesk itself here, not by an agent"):
        desk.perform(made.id, CloseAttempt(), by=amina)
