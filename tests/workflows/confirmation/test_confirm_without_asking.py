"""C8a: the shop asks nobody about this way of paying."""

import pytest

from models.statuses import Method
from tests.support.ledger import attempts_of, counted, events_of, messages, moves_of
from tests.support.shop import a_draft, an_order, policy
from workflows.actors import CHECKOUT, SYSTEM, Actor
from workflows.confirmation.consequences import ConfirmWithoutAsking
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders import placing


def test_it_works(desk: Desk) -> None:
    policy(desk, ask_customer="NOBODY")
    made = an_order(desk)
    assert (made.confirmation, made.reserved, made.due_at) == ("CONFIRMED", True, None)
    steps = [(event.command, event.role, event.before, event.after) for event in events_of(desk, made)]
    assert steps == [
        ("PlaceOrder", "customer", "", "NEW"),
        ("ConfirmWithoutAsking", "system", "NEW", "CONFIRMED"),
    ]
    assert attempts_of(desk, made) == []
    assert messages(desk, made) == ["confirmed", "placed"]


@pytest.mark.parametrize(
    ("ask", "method", "paid", "status"),
    [
        ("ALL", Method.CASH, 0, "NEW"),
        ("ALL", Method.ONLINE, 340000, "NEW"),
        ("COD", Method.CASH, 0, "NEW"),
        ("COD", Method.CARD_ON_DELIVERY, 0, "NEW"),
        ("COD", Method.TRANSFER, 0, "NEW"),
        ("COD", Method.TRANSFER, 340000, "CONFIRMED"),
        ("COD", Method.ONLINE, 0, "NEW"),
        ("COD", Method.ONLINE, 339999, "NEW"),
        ("COD", Method.ONLINE, 340000, "CONFIRMED"),
        ("NOBODY", Method.CASH, 0, "CONFIRMED"),
        ("NOBODY", Method.TRANSFER, 0, "CONFIRMED"),
        ("NOBODY", Method.ONLINE, 0, "NEW"),
        ("NOBODY", Method.ONLINE, 340000, "CONFIRMED"),
    ],
)
def test_whether_somebody_is_asked(desk: Desk, ask: str, method: Method, paid: int, status: str) -> None:
    policy(desk, ask_customer=ask)
    assert an_order(desk, method=method, paid_minor=paid).confirmation == status


def test_an_order_that_costs_nothing_is_asked_about_when_cash_is(desk: Desk) -> None:
    assert an_order(desk, total_minor=0, method=Method.CASH).confirmation == "NEW"


def test_the_two_steps_are_one_transaction(desk: Desk) -> None:
    policy(desk, ask_customer="NOBODY")
    drafts = [a_draft(desk, external_id=name) for name in "ab"]
    placed = desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT))
    assert [case.order.confirmation for case in placed.cases] == ["CONFIRMED", "CONFIRMED"]


def test_an_order_without_enough_stock_stays_marked_short(desk: Desk) -> None:
    an_order(desk)
    counted(desk, "ARG", 2)
    policy(desk, ask_customer="NOBODY")
    made = an_order(desk)
    assert (made.confirmation, made.short) == ("CONFIRMED", True)
    assert len(moves_of(desk, made)) == 2


def test_where_customers_are_asked_it_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="this shop asks the customer first"):
        desk.perform(an_order(desk).id, ConfirmWithoutAsking(), by=SYSTEM)


def test_a_person_confirms_by_calling(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    policy(desk, ask_customer="NOBODY")
    with pytest.raises(Refused, match="is done by codesk itself here, not by a supervisor"):
        desk.perform(made.id, ConfirmWithoutAsking(), by=samia)


@pytest.mark.parametrize(
    ("method", "status", "handoff"), [(Method.ONLINE, "NEW", "DUE"), (Method.CASH, "CONFIRMED", "NONE")]
)
def test_the_oms_confirms_payments_itself(desk: Desk, method: Method, status: str, handoff: str) -> None:
    policy(desk, ask_customer="NOBODY", oms="CONFIRM_API")
    made = an_order(desk, method=method, paid_minor=340000, payment_reference="pi-1")
    assert (made.confirmation, made.handoff) == (status, handoff)


def test_an_online_order_is_refused_where_the_oms_confirms(desk: Desk) -> None:
    policy(desk, ask_customer="NOBODY", oms="CONFIRM_API")
    made = an_order(desk, method=Method.ONLINE, paid_minor=340000)
    with pytest.raises(Refused, match="the OMS confirms payments of this shop"):
        desk.perform(made.id, ConfirmWithoutAsking(), by=SYSTEM)
