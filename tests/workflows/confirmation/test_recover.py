"""C3: a customer who left at the last page is called, and wants the order after all."""

import pytest

from models.statuses import Method, Role
from tests.support.ledger import counted, events_of, messages, money_of, outbox_of, product
from tests.support.shop import an_order, missing, policy
from workflows.actors import Actor
from workflows.confirmation.axis import Recover
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money.payment import PaymentStarted
from workflows.shop import settings

CHECKOUT = Actor(Role.CUSTOMER, "the shop's checkout")


def test_it_works(desk: Desk, amina: Actor) -> None:
    made = missing(desk)
    assert messages(desk, made) == []
    assert desk.next_order(by=amina) is not None
    done = desk.perform(made.id, Recover(note="the card was refused"), by=amina).order
    assert (done.confirmation, done.headline, done.reserved, done.claimed_by) == ("NEW", "NEW", True, None)
    assert done.due_at is not None
    assert messages(desk, made) == ["placed"]
    assert product(desk, "ARG").reserved == 2


def test_the_customer_may_pay_another_way(desk: Desk, amina: Actor) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    done = desk.perform(made.id, Recover(Method.CASH), by=amina).order
    assert (done.method, done.payment) == ("CASH", "UNPAID")
    assert [row.state for row in money_of(desk, made)] == ["CLOSED"]


def test_an_online_payment_that_never_came_cannot_be_called_in(desk: Desk, amina: Actor) -> None:
    made = missing(desk, method=Method.ONLINE)
    with pytest.raises(Refused, match="the online payment never arrived; ask how the customer wants to pay"):
        desk.perform(made.id, Recover(), by=amina)


def test_too_little_stock_marks_the_order_short(desk: Desk, amina: Actor) -> None:
    made = missing(desk)
    counted(desk, "ARG", 1)
    done = desk.perform(made.id, Recover(), by=amina).order
    assert (done.confirmation, done.short, done.reserved) == ("NEW", True, False)


def test_a_shop_that_asks_nobody_confirms_at_once(desk: Desk, amina: Actor) -> None:
    policy(desk, ask_customer="NOBODY")
    made = missing(desk)
    done = desk.perform(made.id, Recover(), by=amina)
    assert [event.command for event in done.events] == ["Recover", "ConfirmWithoutAsking"]
    assert done.order.confirmation == "CONFIRMED"
    assert [event.actor for event in events_of(desk, made)][1:] == ["Amina", "codesk"]


def test_an_e_mail_address_is_contact_enough(desk: Desk, amina: Actor) -> None:
    made = missing(desk, phone="", email="y@example.com")
    assert desk.perform(made.id, Recover(), by=amina).order.confirmation == "NEW"


def test_without_contact_there_is_nobody_to_ask(desk: Desk, amina: Actor) -> None:
    made = missing(desk, phone="")
    with pytest.raises(Refused, match="the customer left no phone number and no e-mail"):
        desk.perform(made.id, Recover(), by=amina)


def test_an_empty_cart_is_no_order(desk: Desk, amina: Actor) -> None:
    made = missing(desk, lines=())
    with pytest.raises(Refused, match="the order has no products; edit the order and add them"):
        desk.perform(made.id, Recover(), by=amina)


def test_a_placed_order_needs_no_recovering(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="'Recover the order' is not possible while the order stands at new"):
        desk.perform(an_order(desk).id, Recover(), by=amina)


def test_an_order_that_a_colleague_has_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = missing(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10"):
        desk.perform(made.id, Recover(), by=amina)


def test_the_warehouse_does_not_call(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Recover the order' is done by an agent or a supervisor here"):
        desk.perform(missing(desk).id, Recover(), by=wali)


def test_the_merchant_may_be_the_customer(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: settings.set_merchant_email(work, "owner@shop.dz", by=samia))
    desk.refresh()
    made = missing(desk, email="owner@shop.dz")
    desk.perform(made.id, Recover(), by=samia)
    assert [(row.message, row.recipient) for row in outbox_of(desk, made)] == [("placed", "owner@shop.dz")] * 2
