"""What went wrong outside and waits for a supervisor."""

from models.orders import Order
from models.outbox import OutboxRow
from models.statuses import Role
from tests.support import shop
from tests.support.ledger import outbox_of
from tests.support.parcels import courier, split
from tests.support.provider import SECRET
from workflows.actors import Actor
from workflows.calls.again import SendAgain
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.lookup import gateways, record
from workflows.messages.writing import MERCHANT
from workflows.oms.answers import HandOffRefused, RetryHandOff
from workflows.outbox import posting
from workflows.parcels.shipping import CancelShipment
from workflows.shop import settings
from workflows.views.exceptions import failed_hand_offs, failed_lookups, failed_messages

OMS = Actor(Role.OMS, "the OMS")


def refused(desk: Desk, by: Actor, why: str) -> Order:
    shop.policy(desk, oms="PUSH")
    made = shop.an_order(desk)
    desk.perform(made.id, Confirm(), by=by)
    return desk.perform(made.id, HandOffRefused(why), by=OMS).order


def give_up(desk: Desk, order: Order, message: str, why: str = "no such number") -> OutboxRow:
    (row,) = [row for row in outbox_of(desk, order) if row.message == message]
    desk.write(lambda work: posting.failed(work, row, why, lasting=True))
    return row


def test_nothing_is_wrong(desk: Desk) -> None:
    shop.an_order(desk)
    assert [*desk.read(failed_hand_offs), *desk.read(failed_messages), *desk.read(failed_lookups)] == []


def test_failed_hand_offs_are_listed_until_they_are_retried(desk: Desk, amina: Actor, samia: Actor) -> None:
    first, second = refused(desk, amina, "no such SKU"), refused(desk, amina, "closed")
    listed = desk.read(failed_hand_offs)
    assert [(one.ref, one.why, one.at) for one in listed] == [
        (first.ref, "no such SKU", desk.clock()),
        (second.ref, "closed", desk.clock()),
    ]
    page = desk.read(lambda work: failed_hand_offs(work, limit=1))
    assert desk.read(lambda work: failed_hand_offs(work, after=page[-1].key)) == listed[1:]
    desk.perform(first.id, RetryHandOff(), by=samia)
    assert [one.ref for one in desk.read(failed_hand_offs)] == [second.ref]


def test_the_last_refusal_is_told(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = refused(desk, amina, "closed")
    desk.perform(made.id, RetryHandOff(), by=samia)
    desk.perform(made.id, HandOffRefused("no such SKU"), by=OMS)
    assert [one.why for one in desk.read(failed_hand_offs)] == ["no such SKU"]


def test_failed_messages_are_listed_until_they_are_sent_again(desk: Desk, amina: Actor) -> None:
    order, other = shop.an_order(desk), shop.an_order(desk)
    row = give_up(desk, order, "placed")
    (listed,) = desk.read(failed_messages)
    assert (listed.id, listed.order_id, listed.ref, listed.message) == (row.id, order.id, order.ref, "placed")
    assert (listed.kind, listed.recipient, listed.tries, listed.why) == ("sms", order.phone, 1, "no such number")
    give_up(desk, other, "placed")
    both = desk.read(failed_messages)
    assert desk.read(lambda work: failed_messages(work, after=both[0].id)) == [both[1]]
    desk.perform(order.id, SendAgain("placed"), by=amina)
    assert [one.ref for one in desk.read(failed_messages)] == [other.ref]


def test_the_shops_own_mail_stays_listed_when_the_customer_is_written_to(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: settings.change(work, "merchant_email", "shop@example.com", by=samia))
    order = shop.an_order(desk, email="y@example.com")
    (row,) = [row for row in outbox_of(desk, order) if row.recipient == "shop@example.com"]
    desk.write(lambda work: posting.failed(work, row, "no such box", lasting=True))
    desk.perform(order.id, SendAgain("placed"), by=samia)
    assert [(one.id, one.audience) for one in desk.read(failed_messages)] == [(row.id, MERCHANT)]


def calls(desk: Desk, order: Order) -> list[OutboxRow]:
    """What couriers were to be told of it, by parcel."""
    told = (row for row in outbox_of(desk, order) if row.kind.startswith("courier."))
    return sorted(told, key=lambda row: int(row.payload["parcel"]))


def test_a_call_to_a_courier_is_listed_whatever_becomes_of_other_parcels(desk: Desk) -> None:
    courier(desk, connected=True)
    made = split(desk, "Y-1", "Y-2")
    first, _ = calls(desk, made)
    desk.write(lambda work: posting.failed(work, first, "no such depot", lasting=True))
    assert [one.id for one in desk.read(failed_messages)] == [first.id]


def test_a_call_for_a_parcel_that_was_called_off_is_listed_no_more(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = split(desk, "Y-1", "Y-2")
    first, _ = calls(desk, made)
    desk.write(lambda work: posting.failed(work, first, "no such depot", lasting=True))
    desk.perform(made.id, CancelShipment("by hand", shipment=2), by=wali)
    assert [one.id for one in desk.read(failed_messages)] == [first.id]
    desk.perform(made.id, CancelShipment("by hand", shipment=1), by=wali)
    assert desk.read(failed_messages) == []


def test_a_hand_off_that_was_given_up_is_listed_once(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, oms="PUSH")
    made = shop.an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    give_up(desk, made, "order", "connection refused")
    assert [one.why for one in desk.read(failed_hand_offs)] == ["connection refused"]
    assert desk.read(failed_messages) == []


def test_a_look_up_is_listed_until_one_goes_well(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: gateways.add(work, "chargily", "https://pay.dz", SECRET, by=samia))
    _, run = record.begin(desk, "chargily", samia)
    assert desk.read(failed_lookups) == []
    ended = record.end(desk, run, "stopped after 3 orders")
    assert desk.read(failed_lookups) == [ended]
    desk.clock.forward(minutes=1)  # type: ignore[attr-defined]
    record.end(desk, record.begin(desk, "chargily", samia)[1], "")
    assert desk.read(failed_lookups) == []
