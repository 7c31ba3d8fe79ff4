"""C10: called off by the customer or the team."""

from datetime import timedelta

import pytest

from models.statuses import Method, Reason, Role, Shipping
from tests.support.clock import TestClock
from tests.support.ledger import (
    appointments_of,
    attempts_of,
    last_event,
    messages,
    money_of,
    outbox_of,
    parcels_of,
    product,
)
from tests.support.shop import an_order, missing, policy
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, Cancel, Confirm
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money.payment import PaymentStarted

CHECKOUT = Actor(Role.CUSTOMER, "the shop's checkout")
PRICE = Cancel(Reason.PRICE)


def test_it_works(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    done = desk.perform(made.id, Cancel(Reason.CHANGED_MIND, "bought elsewhere"), by=amina).order
    assert (done.confirmation, done.headline, done.fulfilment) == ("CANCELLED", "CANCELLED", "CANCELLED")
    assert (done.cancel_reason, done.claimed_by, done.due_at, done.reserved) == ("changed-mind", None, None, False)
    event = last_event(desk, made)
    assert (event.command, event.data["reason"], event.data["note"]) == ("Cancel", "changed-mind", "bought elsewhere")


def test_the_customer_is_told(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, PRICE, by=amina)
    assert messages(desk, made) == ["cancelled", "placed"]


def test_held_units_are_freed(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    assert product(desk, "ARG").reserved == 2
    desk.perform(made.id, PRICE, by=amina)
    assert (product(desk, "ARG").reserved, product(desk, "SOAP").reserved) == (0, 0)


def test_a_shop_may_keep_them_held(desk: Desk, amina: Actor) -> None:
    policy(desk, release_stock_on_cancel=False)
    made = an_order(desk)
    assert desk.perform(made.id, PRICE, by=amina).order.reserved
    assert product(desk, "ARG").reserved == 2


def test_the_call_is_on_record(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, PRICE, by=amina)
    assert [dial.outcome for dial in attempts_of(desk, made)] == ["answered"]


def test_without_a_call_none_is_recorded(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Cancel(Reason.NO_ANSWER, called=False), by=samia)
    assert attempts_of(desk, made) == []


def test_the_promise_is_cleared(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, CallLater(clock.now + timedelta(hours=1)), by=amina)
    assert desk.perform(made.id, PRICE, by=amina).order.appointment_at is None
    assert [promise.state for promise in appointments_of(desk, made)] == ["CLEARED"]


def test_an_open_payment_is_given_up(desk: Desk, amina: Actor) -> None:
    made = missing(desk, method=Method.ONLINE)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=CHECKOUT)
    done = desk.perform(made.id, Cancel(Reason.ABANDONED), by=amina).order
    assert [row.state for row in money_of(desk, made)] == ["CLOSED"]
    assert done.payment == "UNPAID"


def test_a_confirmed_order_is_a_supervisors_to_cancel(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="'Cancel the order' is done by a supervisor here, not by an agent"):
        desk.perform(made.id, PRICE, by=amina)
    assert desk.perform(made.id, PRICE, by=samia).order.confirmation == "CANCELLED"
    assert product(desk, "ARG").reserved == 0


def test_a_shop_may_lock_confirmed_orders(desk: Desk, amina: Actor, samia: Actor) -> None:
    policy(desk, cancel_after_confirm=False)
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="a confirmed order is locked in this shop; cancel its shipment instead"):
        desk.perform(made.id, PRICE, by=samia)


def test_a_parcel_that_waits_is_called_off(desk: Desk, amina: Actor, samia: Actor) -> None:
    policy(desk, create_shipment_on_confirm=True)
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    done = desk.perform(made.id, PRICE, by=samia).order
    assert [parcel.status for parcel in parcels_of(desk, made)] == ["CANCELLED"]
    assert (done.shipping, done.headline) == ("CANCELLED", "CANCELLED")


def test_a_parcel_that_has_left_stands_in_the_way(desk: Desk, samia: Actor) -> None:
    made = an_order(desk, shipping=Shipping.SHIPPED)
    with pytest.raises(Refused, match="a parcel of this order has left the building; cancel its delivery"):
        desk.perform(made.id, PRICE, by=samia)


def test_a_hand_off_that_is_due_is_withdrawn(desk: Desk, amina: Actor, samia: Actor) -> None:
    policy(desk, oms="PULL")
    made = an_order(desk)
    assert desk.perform(made.id, Confirm(), by=amina).order.handoff == "DUE"
    assert desk.perform(made.id, PRICE, by=samia).order.handoff == "NONE"


def test_what_the_oms_has_not_heard_is_never_sent(desk: Desk, amina: Actor, samia: Actor) -> None:
    policy(desk, oms="PUSH")
    made, other = an_order(desk), an_order(desk)
    for one in (made, other):
        desk.perform(one.id, Confirm(), by=amina)
    desk.perform(made.id, PRICE, by=samia)
    due = {one.id: [row.due_at for row in outbox_of(desk, one) if row.kind == "oms.order"] for one in (made, other)}
    assert due[made.id] == [None]
    assert due[other.id] != [None]
    assert all(row.due_at for row in outbox_of(desk, made) if row.kind != "oms.order")


def test_a_missing_order_may_be_closed_with_its_reason(desk: Desk, amina: Actor) -> None:
    made = missing(desk)
    assert desk.perform(made.id, Cancel(Reason.ABANDONED), by=amina).order.confirmation == "CANCELLED"


def test_the_reason_other_needs_a_note(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match="the reason 'other' needs a note that says why"):
        desk.perform(made.id, Cancel(Reason.OTHER, "  "), by=amina)
    assert desk.perform(made.id, Cancel(Reason.OTHER, "moved abroad"), by=amina).order.confirmation == "CANCELLED"


def test_it_is_final(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, PRICE, by=amina)
    with pytest.raises(Refused, match="this order is cancelled and locked; copy it to a new order"):
        desk.perform(made.id, Confirm(), by=samia)


def test_an_order_that_a_colleague_has_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10"):
        desk.perform(made.id, PRICE, by=amina)


@pytest.mark.parametrize("role", [Role.WAREHOUSE, Role.COURIER, Role.GATEWAY, Role.CUSTOMER, Role.OMS, Role.SYSTEM])
def test_only_callers_cancel(desk: Desk, role: Role) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match="'Cancel the order' is done by an agent or a supervisor here, not by"):
        desk.perform(made.id, PRICE, by=Actor(role, "somebody"))


def test_nobody_is_told_of_a_number_that_reaches_nobody(desk: Desk, samia: Actor) -> None:
    made = an_order(desk, phone="12")
    desk.perform(made.id, PRICE, by=samia)
    assert outbox_of(desk, made) == []
    assert last_event(desk, made).data["not told"] == ["cancelled: the customer left no address for it"]
