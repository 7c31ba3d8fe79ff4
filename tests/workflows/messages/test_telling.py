"""A shop chooses channels and words of its messages; each change is an event of the shop."""

import pytest

from models.outbox import message_settings
from tests.support.history import rows, shop_events
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound, Refused
from workflows.messages import telling
from workflows.messages.telling import Telling
from workflows.messages.writing import CUSTOMER_MESSAGES

TEXT = "Salam {name}, {ref} est en route: {tracking}"


def now(desk: Desk, message: str) -> Telling:
    return desk.read(lambda work: telling.telling(work, message))


def test_it_works(desk: Desk, samia: Actor) -> None:
    made = desk.write(
        lambda work: telling.change(work, "Shipped", channels="sms email", subject="{ref}", text=TEXT, by=samia)
    )
    assert made == now(desk, "shipped") == Telling("shipped", "email sms", "{ref}", TEXT, True)
    (event,) = shop_events(desk, "ChangeMessage")
    assert event.data == {
        "message": "shipped",
        "channels before": "either",
        "channels after": "email sms",
        "subject before": "",
        "subject after": "{ref}",
        "text before": "",
        "text after": TEXT,
    }
    assert desk.read(check) == []


def test_every_message_is_listed(desk: Desk) -> None:
    found = desk.read(telling.everything)
    assert tuple(one.message for one in found) == CUSTOMER_MESSAGES
    assert not any(one.own for one in found)
    assert next(one for one in found if one.message == "returned").channels == "none"


def test_what_is_not_named_stays(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: telling.change(work, "out-for-delivery", text="{due}", by=samia))
    desk.write(lambda work: telling.change(work, "out for delivery", channels="email", by=samia))
    found = now(desk, "out_for_delivery")
    assert (found.channels, found.text) == ("email", "{due}")


def test_it_goes_back(desk: Desk, samia: Actor) -> None:
    before = now(desk, "shipped")
    desk.write(lambda work: telling.change(work, "shipped", channels="none", text=TEXT, by=samia))
    assert desk.write(lambda work: telling.reset(work, "shipped", by=samia)) == before == now(desk, "shipped")
    assert rows(desk, message_settings) == []
    desk.write(lambda work: telling.reset(work, "shipped", by=samia))
    assert len(shop_events(desk, "ChangeMessage")) == 2


def test_an_empty_text_is_ours_again(desk: Desk, samia: Actor) -> None:
    ours = now(desk, "shipped").text
    desk.write(lambda work: telling.change(work, "shipped", text=TEXT, by=samia))
    assert desk.write(lambda work: telling.change(work, "shipped", text=" ", by=samia)).text == ours
    assert rows(desk, message_settings) == []


def test_setting_what_is_set_changes_nothing(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: telling.change(work, "shipped", channels="either", by=samia))
    assert shop_events(desk, "ChangeMessage") == []


def test_a_message_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound, match="there is no message 'greeting'; there are placed, pin, confirmed"):
        desk.write(lambda work: telling.change(work, "greeting", by=SYSTEM))


@pytest.mark.parametrize("channels", ["pigeon", "either sms", "none email", "email none"])
def test_a_channel_that_is_not_there(desk: Desk, channels: str) -> None:
    with pytest.raises(Invalid, match="is no way to tell a customer; choose either, email, sms, email sms or none"):
        desk.write(lambda work: telling.change(work, "placed", channels=channels, by=SYSTEM))


@pytest.mark.parametrize("channels", ["email", "email sms", "either", "none"])
def test_a_pin_goes_by_sms_alone(desk: Desk, channels: str) -> None:
    with pytest.raises(Invalid, match="a PIN goes by SMS"):
        desk.write(lambda work: telling.change(work, "pin", channels=channels, by=SYSTEM))


@pytest.mark.parametrize(
    ("message", "part", "typed", "why"),
    [
        ("placed", "text", "Hello {nam}", r"{nam} says nothing in 'placed'; there are {ref}, {name}"),
        ("placed", "text", "{waybill}", "{waybill} says nothing in 'placed'"),
        ("placed", "text", "{pin}", "{pin} says nothing in 'placed'"),
        ("shipped", "text", "{amount}", "{amount} says nothing in 'shipped'"),
        ("placed", "text", "{name", "a brace that belongs to no placeholder"),
        ("placed", "text", "name}", "a brace that belongs to no placeholder"),
        ("placed", "text", "{}", "a brace that belongs to no placeholder"),
        ("placed", "text", "{ref.__class__}", "a brace that belongs to no placeholder"),
        ("placed", "text", "{ref!r:>9}", "a brace that belongs to no placeholder"),
        ("placed", "text", "{{ref}}", "a brace that belongs to no placeholder"),
        ("placed", "text", "%(ref)s\x1b", "characters that cannot be shown"),
        ("placed", "subject", "two\nlines", "characters that cannot be shown"),
        ("placed", "text", "x" * 1001, "the text has 1001 characters; at most 1000 are sent"),
        ("placed", "subject", "x" * 151, "the subject has 151 characters; at most 150 are sent"),
        ("pin", "text", "confirm {ref}", "the text of the PIN has to hold {pin}"),
    ],
)
def test_words_that_cannot_be_sent_are_refused(desk: Desk, message: str, part: str, typed: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        desk.write(lambda work: telling.change(work, message, by=SYSTEM, **{part: typed}))
    assert rows(desk, message_settings) == []


def test_an_agent_is_refused(desk: Desk, amina: Actor) -> None:
    for unit in (telling.change, telling.reset):
        with pytest.raises(Refused, match="agents may not change what customers are told"):
            desk.write(lambda work, unit=unit: unit(work, "placed", by=amina))  # type: ignore[misc]
