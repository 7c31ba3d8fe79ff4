"""D9: a message is sent again."""

import pytest

from models.calls import pins
from models.orders import Order
from models.outbox import OutboxRow, outbox
from models.statuses import Method, Reason
from tests.support import shop
from tests.support.history import order_events, rows
from workflows.actors import CHECKOUT, SYSTEM, Actor
from workflows.calls.again import SendAgain
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.refunds import RefundOrder
from workflows.orders import placing
from workflows.orders.contact import EditContact
from workflows.shop import settings
from workflows.views import detail


def sent(desk: Desk, order: Order, message: str) -> list[OutboxRow]:
    mine = (outbox.c.order_id == order.id, outbox.c.message == message)
    return sorted((OutboxRow(*row) for row in rows(desk, outbox, *mine)), key=lambda row: row.id)


def test_it_works(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, SendAgain("placed"), by=amina)
    first, second = sent(desk, order, "placed")
    assert (second.kind, second.recipient, second.payload) == (first.kind, first.recipient, first.payload)
    assert second.key != first.key
    assert order_events(desk, order.id)[-1].data == {"message": "placed"}


def test_it_goes_to_the_address_of_now_with_what_it_said(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=amina)
    desk.perform(order.id, SendAgain("cancelled"), by=amina)
    assert sent(desk, order, "cancelled")[-1].payload == {"ref": order.ref, "reason": "price"}
    other = shop.an_order(desk)
    desk.perform(other.id, EditContact(email="y@ex.dz"), by=amina)
    desk.perform(other.id, SendAgain("placed"), by=amina)
    assert {row.recipient for row in sent(desk, other, "placed")} == {other.phone, "y@ex.dz"}


def test_a_message_that_found_no_address_is_sent_when_there_is_one(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, phone="")
    with pytest.raises(Refused, match="the customer left no address for this message"):
        desk.perform(order.id, SendAgain("placed"), by=amina)
    desk.perform(order.id, EditContact(phone="0661 22 33 44"), by=amina)
    desk.perform(order.id, SendAgain("placed"), by=amina)
    assert [row.recipient for row in sent(desk, order, "placed")] == ["+213661223344"]


def test_what_it_was_about_is_kept_until_there_is_an_address(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk, phone="", method=Method.ONLINE, paid_minor=340000)
    desk.perform(order.id, RefundOrder(adjustment=Minor(1000)), by=samia)
    desk.perform(order.id, EditContact(email="y@ex.dz"), by=samia)
    desk.perform(order.id, SendAgain("refunded"), by=samia)
    (row,) = sent(desk, order, "refunded")
    assert row.payload == {"ref": order.ref, "amount": 1000}
    assert "about" not in dict(desk.read(lambda work: detail(work, order.id, samia)).history[-3].details)


def test_a_pin_is_made_anew(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, pin_confirmation=True)
    order = shop.an_order(desk)
    (before,) = rows(desk, pins)
    desk.perform(order.id, SendAgain("pin"), by=amina)
    (after,) = rows(desk, pins)
    assert after.hash != before.hash
    first, second = sent(desk, order, "pin")
    assert first.payload["pin"] != second.payload["pin"]


def test_a_pin_for_a_confirmed_order_is_refused(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, pin_confirmation=True)
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="this order waits for no PIN any more"):
        desk.perform(order.id, SendAgain("pin"), by=amina)


def test_an_imported_order_gets_its_first_pin_on_demand(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, pin_confirmation=True)
    draft = shop.a_draft(desk)
    (case,) = desk.write(lambda work: placing.place(work, [draft], by=CHECKOUT, is_quiet=True)).cases
    assert sent(desk, case.order, "pin") == []
    desk.perform(case.order.id, SendAgain("pin"), by=amina)
    assert len(sent(desk, case.order, "pin")) == 1


def test_no_pin_is_sent_once_the_shop_takes_none(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, pin_confirmation=True)
    order = shop.an_order(desk)
    shop.policy(desk, pin_confirmation=False)
    with pytest.raises(Refused, match="this shop sends no PINs"):
        desk.perform(order.id, SendAgain("pin"), by=amina)
    assert len(sent(desk, order, "pin")) == 1


@pytest.mark.parametrize("message", ["confirmed", "pin"])
def test_a_message_that_was_not_due_is_refused(desk: Desk, amina: Actor, message: str) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match=f"this order had no message '{message}'; it had placed"):
        desk.perform(order.id, SendAgain(message), by=amina)


def test_a_test_orders_message_goes_to_the_merchant(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, is_test=True)
    with pytest.raises(Refused, match="a test order's messages go to the shop, which has no e-mail address yet"):
        desk.perform(order.id, SendAgain("placed"), by=amina)
    desk.write(lambda work: settings.set_merchant_email(work, "boss@atlas.dz", by=SYSTEM))
    desk.refresh()
    desk.perform(order.id, SendAgain("placed"), by=amina)
    assert [row.recipient for row in sent(desk, order, "placed")] == ["boss@atlas.dz"]


def test_the_warehouse_is_refused(desk: Desk, wali: Actor) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="not by"):
        desk.perform(order.id, SendAgain("placed"), by=wali)
