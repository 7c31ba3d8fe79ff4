"""The words of a message, with the order's values in them; values that want to be more stay values."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.orders import Order
from models.outbox import OutboxRow
from models.statuses import Method, Reason, Role
from tests.support import packed, shop
from tests.support.clock import TestClock
from tests.support.ledger import outbox_of, put
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.messages import telling, templates
from workflows.messages.own_words import NEW_ORDER, OWN_WORDS, Words, language_of
from workflows.messages.writing import CHANNELS
from workflows.money.payment import MarkPaid, PaymentArrived
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.road import OutForDelivery
from workflows.parcels.shipping import CreateShipment
from workflows.policy import Language
from workflows.shop import settings
from workflows.units import Units


def row_of(desk: Desk, order: Order, message: str) -> OutboxRow:
    (row,) = [row for row in outbox_of(desk, order) if row.message == message]
    return row


def words(desk: Desk, order: Order, message: str) -> Words:
    """What goes out."""
    return desk.read(lambda work: templates.rendered(work, row_of(desk, order, message)))


def said(desk: Desk, message: str, text: str, subject: str = "{ref}") -> None:
    desk.write(lambda work: telling.change(work, message, text=text, subject=subject, by=SYSTEM))


def test_it_works(desk: Desk) -> None:
    said(desk, "placed", "{name}: {ref} at {shop}, {total}, {due} to pay\nBye")
    order = shop.an_order(desk)
    text = "Yasmine Haddad: #1001 at Maison Atlas, 3400.00 DZD, 3400.00 DZD to pay\nBye"
    assert words(desk, order, "placed") == Words("#1001", text)


def test_our_own_words_are_in_the_language_of_the_country(desk: Desk) -> None:
    order = shop.an_order(desk)
    assert words(desk, order, "placed").text.startswith("Bonjour Yasmine Haddad, Maison Atlas a bien reçu")
    shop.policy(desk, message_language=Language.EN)
    assert words(desk, order, "placed").text.startswith("Hello Yasmine Haddad")
    shop.policy(desk, message_language=Language.AR)
    assert words(desk, order, "placed").text.startswith("مرحبا Yasmine Haddad")


@pytest.mark.parametrize(("country", "language"), [("DZ", "FR"), ("EG", "AR"), ("IN", "EN"), ("GB", "EN")])
def test_each_country_has_its_language(desk: Desk, country: str, language: str) -> None:
    assert language_of(desk.policy, country) == language
    chosen = replace(desk.policy, message_language=Language.AR)
    assert language_of(chosen, country) is Language.AR


@pytest.mark.parametrize("language", Language)
def test_there_are_words_for_every_message_and_they_can_be_sent(language: Language) -> None:
    assert set(OWN_WORDS[language]) == {*CHANNELS, NEW_ORDER}
    for message, own in OWN_WORDS[language].items():
        assert templates.checked(message, "subject", own.subject) == own.subject != ""
        assert templates.checked(message, "text", own.text) == own.text != ""


def test_a_payment_and_a_reason_are_told(desk: Desk, amina: Actor) -> None:
    said(desk, "payment received", "{amount} came, {due} is left")
    said(desk, "cancelled", "because: {reason}")
    order = shop.missing(desk, method=Method.ONLINE)
    desk.perform(order.id, PaymentArrived("cib", "p-1", Minor(1000)), by=Actor(Role.GATEWAY, "cib"))
    assert words(desk, order, "payment received").text == "10.00 DZD came, 3390.00 DZD is left"
    desk.perform(order.id, Cancel(Reason.PRICE), by=amina)
    assert words(desk, order, "cancelled").text == "because: price"


def test_the_merchant_is_told_in_other_words(desk: Desk) -> None:
    desk.write(lambda work: settings.set_merchant_email(work, "boss@atlas.dz", by=SYSTEM))
    desk.refresh()
    said(desk, "placed", "for the customer")
    order = shop.an_order(desk)
    (row,) = [row for row in outbox_of(desk, order) if row.recipient == "boss@atlas.dz"]
    assert desk.read(lambda work: templates.rendered(work, row)).subject == "Nouvelle commande #1001"


def test_a_pin_is_in_its_message_alone(desk: Desk) -> None:
    shop.policy(desk, pin_confirmation=True)
    order = shop.an_order(desk)
    pin = str(row_of(desk, order, "pin").payload["pin"])
    assert pin in words(desk, order, "pin").text
    assert pin not in words(desk, order, "placed").text


def test_what_is_empty_leaves_no_gap() -> None:
    assert templates.fill("on its way. {waybill} {tracking}", {}) == "on its way."
    assert templates.fill("a {waybill} b", {}) == "a b"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("{pin}{shop}", "{pin}{shop}"),
        ("%s %(ref)s {0.__class__}", "%s %(ref)s {0.__class__}"),
        ("Ann\r\nBcc: all@example.com", "Ann Bcc: all@example.com"),
        ("Ann\x1b]52;c;x\x07", "Ann]52;c;x"),
        ("\u202eevil\u2066", "evil"),
        ("\\1 \\g<0>", "\\1 \\g<0>"),
        ("x" * 500, "x" * 80),
        ("محمد", "محمد"),
    ],
)
def test_a_hostile_name_stays_a_name(desk: Desk, name: str, shown: str) -> None:
    said(desk, "placed", "<{name}>", "<{name}>")
    order = put(desk, shop.an_order(desk), name=name)
    assert words(desk, order, "placed") == Words(f"<{shown}>", f"<{shown}>")


def test_a_hostile_payload_stays_text(desk: Desk) -> None:
    order = shop.an_order(desk)
    payload: dict[str, Any] = {"tracking": "https://t.dz/" + "x" * 400 + "\n", "name": "{ref}", "shop": "evil"}
    values = desk.read(lambda work: templates.values_of(work, order, payload))
    assert (values["name"], values["shop"]) == ("Yasmine Haddad", "Maison Atlas")
    assert len(values["tracking"]) == 300


def test_a_message_about_a_parcel_knows_it(desk: Desk, amina: Actor, clock: TestClock) -> None:
    from models.shipments import Shipment
    from workflows.case import Case, load
    from workflows.messages.writing import tell_customer
    from workflows.work import Work

    shop.policy(desk, create_shipment_on_confirm=True)
    said(desk, "shipped", "{courier} {waybill} {tracking} {expected} {name}")
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)

    def unit(work: Work) -> None:
        case: Case = load(work, order.id, SYSTEM)[0]
        case.parcel = case.parcels[0]
        parcel: Shipment = case.parcel.shipment
        parcel.courier, parcel.waybill, parcel.tracking = "Yalidine", "Y-1", "https://t.dz/Y-1"
        parcel.expected_at = clock.now + timedelta(hours=14)
        tell_customer(case, "shipped")

    desk.write(unit)
    assert row_of(desk, order, "shipped").payload["parcel"] == 1
    assert words(desk, order, "shipped").text == "Yalidine Y-1 https://t.dz/Y-1 2026-11-24 Yasmine Haddad"


def test_a_message_of_a_parcel_asks_for_what_its_own_door_owes(desk: Desk, samia: Actor) -> None:
    order = packed.confirmed(desk)
    steps = (CreateShipment((Units("ARG", 1),)), MarkReady("Yalidine", "Y-1"), HandOver(), OutForDelivery())
    said(desk, "out for delivery", "{due}")
    packed.done(desk, order, *steps)
    assert words(desk, order, "out for delivery").text == "1600.00 DZD"
    desk.perform(order.id, MarkPaid(Minor(300000), method=Method.TRANSFER), by=samia)
    assert words(desk, order, "out for delivery").text == "400.00 DZD"
