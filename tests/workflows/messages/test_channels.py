"""Domain 14: who is told what, by which channels a shop chose."""

import pytest

from models.orders import Order
from models.statuses import Method, Reason, Role
from tests.support import shop
from tests.support.ledger import last_event, outbox_of
from workflows.actors import SYSTEM, Actor
from workflows.calls.again import SendAgain
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.messages import telling, writing
from workflows.money.payment import PaymentArrived
from workflows.shop import settings

MAIL = "y@ex.dz"


def by(desk: Desk, message: str, channels: str) -> None:
    """The shop chooses channels."""
    desk.write(lambda work: telling.change(work, message, channels=channels, by=SYSTEM))


def told(desk: Desk, order: Order, message: str) -> list[tuple[str, str]]:
    """Kind and recipient of the copies of a message."""
    return sorted((row.kind, row.recipient) for row in outbox_of(desk, order) if row.message == message)


@pytest.mark.parametrize(
    ("channels", "kinds"),
    [
        ("either", ["email"]),
        ("email", ["email"]),
        ("sms", ["sms"]),
        ("SMS, email", ["email", "sms"]),
        ("none", []),
    ],
)
def test_it_works(desk: Desk, amina: Actor, channels: str, kinds: list[str]) -> None:
    by(desk, "confirmed", channels)
    order = shop.an_order(desk, email=MAIL)
    desk.perform(order.id, Confirm(), by=amina)
    assert [kind for kind, _ in told(desk, order, "confirmed")] == kinds
    assert "not told" not in last_event(desk, order).data


def test_without_an_e_mail_either_is_an_sms(desk: Desk) -> None:
    order = shop.an_order(desk)
    assert told(desk, order, "placed") == [("sms", order.phone)]


@pytest.mark.parametrize(
    ("channels", "email", "phone", "kinds", "why"),
    [
        ("email", "", "0551 00 00 10", [], ["placed: the customer left no e-mail address"]),
        ("sms", MAIL, "12", [], ["placed: the customer left no number that takes an SMS"]),
        ("email sms", MAIL, "12", ["email"], ["placed: the customer left no number that takes an SMS"]),
        ("either", "", "12", [], ["placed: the customer left no address for it"]),
        ("none", "", "12", [], None),
    ],
)
def test_a_missing_address_skips_the_channel_and_is_logged(
    desk: Desk, channels: str, email: str, phone: str, kinds: list[str], why: list[str] | None
) -> None:
    by(desk, "placed", channels)
    order = shop.an_order(desk, email=email, phone=phone)
    assert [kind for kind, _ in told(desk, order, "placed")] == kinds
    assert last_event(desk, order).data.get("not told") == why


def test_two_messages_of_one_step_are_both_logged(desk: Desk) -> None:
    order = shop.missing(desk, method=Method.ONLINE, phone="")
    arrived = PaymentArrived("cib", "p-1", Minor(340000))
    desk.perform(order.id, arrived, by=Actor(Role.GATEWAY, "cib"))
    logged = last_event(desk, order).data["not told"]
    assert [one.partition(":")[0] for one in logged] == ["payment received", "confirmed"]


def test_a_return_is_told_to_nobody_and_a_delivery_of_today_by_sms() -> None:
    assert (writing.CHANNELS["returned"], writing.CHANNELS["out for delivery"]) == ("", "sms")


def test_a_test_order_tells_the_merchant_alone_and_once(desk: Desk) -> None:
    by(desk, "placed", "email sms")
    desk.write(lambda work: settings.set_merchant_email(work, "boss@atlas.dz", by=SYSTEM))
    desk.refresh()
    order = shop.an_order(desk, is_test=True, email=MAIL)
    assert told(desk, order, "placed") == [("email", "boss@atlas.dz")]


def test_the_merchant_is_told_of_an_order_whatever_the_customer_is(desk: Desk) -> None:
    by(desk, "placed", "none")
    desk.write(lambda work: settings.set_merchant_email(work, "boss@atlas.dz", by=SYSTEM))
    desk.refresh()
    order = shop.an_order(desk, email=MAIL)
    assert told(desk, order, "placed") == [("email", "boss@atlas.dz")]


# Sending again (D9).


def test_before_anything_was_due_nothing_is_offered_again(desk: Desk, amina: Actor) -> None:
    left = shop.missing(desk)
    why = "no message about this order was due yet"
    assert dict(desk.choices(left.id, amina))[SendAgain] == why
    with pytest.raises(Refused, match=why):
        desk.perform(left.id, SendAgain("placed"), by=amina)
    assert dict(desk.choices(shop.an_order(desk).id, amina))[SendAgain] is None


def test_a_first_pin_may_be_asked_for(desk: Desk, amina: Actor) -> None:
    by(desk, "placed", "none")
    shop.policy(desk, pin_confirmation=False)
    order = shop.an_order(desk)
    assert dict(desk.choices(order.id, amina))[SendAgain] is not None
    shop.policy(desk, pin_confirmation=True)
    assert dict(desk.choices(order.id, amina))[SendAgain] is None


def test_what_the_merchant_was_told_is_not_the_customers(desk: Desk, amina: Actor) -> None:
    by(desk, "placed", "none")
    desk.write(lambda work: settings.set_merchant_email(work, "boss@atlas.dz", by=SYSTEM))
    desk.refresh()
    order = shop.an_order(desk, email=MAIL)
    with pytest.raises(Refused, match="no message about this order was due yet"):
        desk.perform(order.id, SendAgain("placed"), by=amina)


def test_a_message_that_the_shop_tells_no_more_is_refused(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=amina)
    by(desk, "cancelled", "none")
    with pytest.raises(Refused, match="this shop tells no customer 'cancelled'"):
        desk.perform(order.id, SendAgain("cancelled"), by=amina)


def test_it_says_again_what_it_was_about(desk: Desk, amina: Actor) -> None:
    order = shop.missing(desk, method=Method.ONLINE)
    desk.perform(order.id, PaymentArrived("cib", "p-1", Minor(1000)), by=Actor(Role.GATEWAY, "cib"))
    desk.perform(order.id, SendAgain("payment received"), by=amina)
    sent = [row.payload for row in outbox_of(desk, order) if row.message == "payment received"]
    assert sent == [{"ref": order.ref, "amount": 1000}] * 2
