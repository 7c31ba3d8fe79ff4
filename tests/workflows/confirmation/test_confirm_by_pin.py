"""C9: the customer answers the SMS with its six digits."""

import pytest
from sqlalchemy import select

from models.calls import pins
from models.orders import Order
from models.statuses import Method, Reason, Role
from tests.support.clock import TestClock
from tests.support.ledger import last_event, messages, outbox_of
from tests.support.shop import an_order, missing, order, policy
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, Confirm, ConfirmByPin, Recover
from workflows.desk import Desk
from workflows.errors import Refused

CUSTOMER = Actor(Role.CUSTOMER, "the customer")


@pytest.fixture
def asked(desk: Desk) -> Order:
    policy(desk, pin_confirmation=True)
    return an_order(desk)


def sent(desk: Desk, about: Order) -> str:
    """The digits of the last SMS."""
    return [str(row.payload["pin"]) for row in outbox_of(desk, about) if row.message == "pin"][-1]


def wrong(desk: Desk, about: Order) -> str:
    """Six other digits."""
    return f"{(int(sent(desk, about)) + 1) % 10**6:06d}"


def test_it_works(desk: Desk, asked: Order) -> None:
    done = desk.perform(asked.id, ConfirmByPin(f" {sent(desk, asked)} "), by=CUSTOMER).order
    assert (done.confirmation, done.reserved, done.due_at) == ("CONFIRMED", True, None)
    assert "confirmed" in messages(desk, asked)


def test_the_pin_goes_by_sms_alone(desk: Desk) -> None:
    policy(desk, pin_confirmation=True)
    made = an_order(desk, email="y@example.com")
    kinds = {row.message: row.kind for row in outbox_of(desk, made)}
    assert kinds == {"placed": "email", "pin": "sms"}


def test_only_a_salted_hash_is_kept(desk: Desk, asked: Order) -> None:
    digits = sent(desk, asked)
    row = desk.database.read(lambda connection: connection.execute(select(pins.c.salt, pins.c.hash)).one())
    assert digits.encode() not in row.salt + row.hash
    desk.perform(asked.id, ConfirmByPin(digits), by=CUSTOMER)
    assert digits not in str(last_event(desk, asked).data)


def test_a_wrong_pin_is_an_event_and_changes_nothing(desk: Desk, asked: Order) -> None:
    done = desk.perform(asked.id, ConfirmByPin(wrong(desk, asked)), by=CUSTOMER).order
    assert (done.confirmation, done.claimed_by) == ("NEW", None)
    event = last_event(desk, asked)
    assert (event.command, event.before, event.after, event.data["pin"]) == ("ConfirmByPin", "NEW", "NEW", "wrong")


def test_after_five_wrong_ones_even_the_right_one_is_refused(desk: Desk, asked: Order) -> None:
    for _ in range(5):
        desk.perform(asked.id, ConfirmByPin(wrong(desk, asked)), by=CUSTOMER)
    with pytest.raises(Refused, match="five wrong PINs were given; send the message 'pin' again for a new one"):
        desk.perform(asked.id, ConfirmByPin(sent(desk, asked)), by=CUSTOMER)


def test_four_wrong_ones_are_forgiven(desk: Desk, asked: Order) -> None:
    for _ in range(4):
        desk.perform(asked.id, ConfirmByPin(wrong(desk, asked)), by=CUSTOMER)
    done = desk.perform(asked.id, ConfirmByPin(sent(desk, asked)), by=CUSTOMER).order
    assert done.confirmation == "CONFIRMED"


def test_a_pin_is_good_for_a_day(desk: Desk, clock: TestClock, asked: Order) -> None:
    clock.forward(hours=24)
    with pytest.raises(Refused, match="this PIN is older than a day; send the message 'pin' again for a new one"):
        desk.perform(asked.id, ConfirmByPin(sent(desk, asked)), by=CUSTOMER)


def test_a_pin_works_to_the_end_of_its_day(desk: Desk, clock: TestClock, asked: Order) -> None:
    clock.forward(hours=23, minutes=59)
    assert desk.perform(asked.id, ConfirmByPin(sent(desk, asked)), by=CUSTOMER).order.confirmation == "CONFIRMED"


def test_it_works_once(desk: Desk, asked: Order) -> None:
    digits = sent(desk, asked)
    desk.perform(asked.id, ConfirmByPin(digits), by=CUSTOMER)
    with pytest.raises(Refused, match="this order is already confirmed"):
        desk.perform(asked.id, ConfirmByPin(digits), by=CUSTOMER)


def test_an_agent_may_call_all_the_same(desk: Desk, asked: Order, amina: Actor) -> None:
    assert desk.perform(asked.id, Confirm(), by=amina).order.confirmation == "CONFIRMED"


def test_a_cancelled_order_is_not_revived(desk: Desk, asked: Order, amina: Actor) -> None:
    digits = sent(desk, asked)
    desk.perform(asked.id, Cancel(Reason.PRICE), by=amina)
    with pytest.raises(Refused, match="this order is cancelled and locked"):
        desk.perform(asked.id, ConfirmByPin(digits), by=CUSTOMER)


def test_a_shop_without_pins_sends_none(desk: Desk) -> None:
    made = an_order(desk)
    assert messages(desk, made) == ["placed"]
    with pytest.raises(Refused, match="this shop sends no PINs"):
        desk.perform(made.id, ConfirmByPin("123456"), by=CUSTOMER)


def test_a_pin_that_was_sent_is_worth_nothing_once_the_shop_takes_none(desk: Desk, asked: Order) -> None:
    digits = sent(desk, asked)
    policy(desk, pin_confirmation=False)
    with pytest.raises(Refused, match="this shop sends no PINs"):
        desk.perform(asked.id, ConfirmByPin(digits), by=CUSTOMER)


def test_an_order_without_a_pin_has_none(desk: Desk) -> None:
    made = an_order(desk)
    policy(desk, pin_confirmation=True)
    with pytest.raises(Refused, match="no PIN was sent for this order"):
        desk.perform(made.id, ConfirmByPin("123456"), by=CUSTOMER)


def test_the_digits_may_be_arabic(desk: Desk, asked: Order) -> None:
    arabic = "".join(chr(ord("\u0660") + int(digit)) for digit in sent(desk, asked))
    assert desk.perform(asked.id, ConfirmByPin(arabic), by=CUSTOMER).order.confirmation == "CONFIRMED"


def test_an_online_order_gets_none(desk: Desk) -> None:
    policy(desk, pin_confirmation=True)
    assert messages(desk, an_order(desk, method=Method.ONLINE)) == ["placed"]


def test_an_order_that_asks_nobody_gets_none(desk: Desk) -> None:
    policy(desk, pin_confirmation=True, ask_customer="NOBODY")
    assert messages(desk, an_order(desk)) == ["confirmed", "placed"]


def test_a_recovered_order_gets_one(desk: Desk, amina: Actor) -> None:
    policy(desk, pin_confirmation=True)
    made = missing(desk)
    desk.perform(made.id, Recover(Method.CASH), by=amina)
    desk.perform(made.id, ConfirmByPin(sent(desk, made)), by=CUSTOMER)
    assert order(desk, made.id).confirmation == "CONFIRMED"


def test_a_person_cannot_answer_for_the_customer(desk: Desk, asked: Order, samia: Actor) -> None:
    with pytest.raises(Refused, match="'Confirm by PIN' is done by the customer here, not by a supervisor"):
        desk.perform(asked.id, ConfirmByPin(sent(desk, asked)), by=samia)
