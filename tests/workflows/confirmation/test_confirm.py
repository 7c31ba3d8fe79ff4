"""C8: products, total and address were read back, and the customer said yes."""

from datetime import timedelta

import pytest

from models.statuses import Method
from tests.support.clock import TestClock
from tests.support.ledger import (
    attempts_of,
    counted,
    last_event,
    messages,
    moves_of,
    outbox_of,
    parcels_of,
    product,
    put,
)
from tests.support.shop import ADDRESS, an_order, missing, policy
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused, Short


def test_it_works(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    done = desk.perform(made.id, Confirm("leave it with the neighbour"), by=amina).order
    assert (done.confirmation, done.headline, done.fulfilment) == ("CONFIRMED", "CONFIRMED", "UNFULFILLED")
    assert (done.claimed_by, done.due_at, done.next_try_at, done.appointment_at) == (None, None, None, None)
    assert [(dial.outcome, dial.note) for dial in attempts_of(desk, made)] == [
        ("answered", "leave it with the neighbour")
    ]
    event = last_event(desk, made)
    assert (event.command, event.before, event.after, event.actor) == ("Confirm", "NEW", "CONFIRMED", "Amina")


def test_the_customer_is_told(desk: Desk, amina: Actor) -> None:
    made = an_order(desk, email="y@example.com")
    desk.perform(made.id, Confirm(), by=amina)
    told = [(row.kind, row.recipient, row.message) for row in outbox_of(desk, made)]
    assert ("email", "y@example.com", "confirmed") in told


@pytest.mark.parametrize("before", [NoAnswer(), "later"])
def test_after_calls_it_works_too(desk: Desk, clock: TestClock, amina: Actor, before: NoAnswer | str) -> None:
    made = an_order(desk)
    first = before if isinstance(before, NoAnswer) else CallLater(clock.now + timedelta(hours=1))
    desk.perform(made.id, first, by=amina)
    assert desk.perform(made.id, Confirm(), by=amina).order.confirmation == "CONFIRMED"


def test_units_held_since_the_order_was_placed_are_not_held_twice(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    assert (product(desk, "ARG").reserved, product(desk, "SOAP").reserved) == (2, 1)
    assert len(moves_of(desk, made)) == 2


def test_a_shop_that_holds_units_at_confirmation_holds_them_now(desk: Desk, amina: Actor) -> None:
    policy(desk, reserve_stock="CONFIRMED")
    made = an_order(desk)
    assert moves_of(desk, made) == []
    assert desk.perform(made.id, Confirm(), by=amina).order.reserved
    assert product(desk, "ARG").reserved == 2


def test_a_shop_that_never_holds_units_holds_none(desk: Desk, amina: Actor) -> None:
    policy(desk, reserve_stock="NEVER")
    made = an_order(desk)
    assert not desk.perform(made.id, Confirm(), by=amina).order.reserved
    assert moves_of(desk, made) == []


def test_too_little_stock_refuses(desk: Desk, amina: Actor) -> None:
    policy(desk, reserve_stock="CONFIRMED")
    made = an_order(desk)
    counted(desk, "ARG", 1)
    with pytest.raises(Refused, match="too little free stock: 1 of 2 Argan oil; a supervisor may insist"):
        desk.perform(made.id, Confirm(insist=True), by=amina)


def test_a_supervisor_is_asked_to_insist(desk: Desk, samia: Actor) -> None:
    policy(desk, reserve_stock="CONFIRMED")
    made = an_order(desk)
    counted(desk, "ARG", 1)
    with pytest.raises(Short, match="too little free stock"):
        desk.perform(made.id, Confirm(), by=samia)
    done = desk.perform(made.id, Confirm(insist=True), by=samia).order
    assert (done.confirmation, done.reserved, done.short) == ("CONFIRMED", True, True)
    assert product(desk, "ARG").reserved == 2


def test_an_order_that_was_short_is_confirmed_once_there_is_enough(desk: Desk, amina: Actor) -> None:
    counted_first = an_order(desk)
    counted(desk, "ARG", 2)
    made = an_order(desk)
    assert (counted_first.reserved, made.reserved, made.short) == (True, False, True)
    with pytest.raises(Refused, match="0 of 2 Argan oil"):
        desk.perform(made.id, Confirm(), by=amina)
    counted(desk, "ARG", 4)
    done = desk.perform(made.id, Confirm(), by=amina).order
    assert (done.reserved, done.short) == (True, False)


def test_the_parcel_is_made_where_the_shop_wants_it(desk: Desk, amina: Actor) -> None:
    policy(desk, create_shipment_on_confirm=True)
    made = an_order(desk)
    done = desk.perform(made.id, Confirm(), by=amina).order
    (parcel,) = parcels_of(desk, made)
    assert (parcel.status, parcel.cash_due_minor, done.shipping) == ("CREATED", 340000, "CREATED")


def test_a_parcel_that_is_paid_collects_nothing(desk: Desk, amina: Actor) -> None:
    policy(desk, create_shipment_on_confirm=True, ask_customer="ALL")
    made = an_order(desk, method=Method.ONLINE, paid_minor=340000)
    desk.perform(made.id, Confirm(), by=amina)
    assert [parcel.cash_due_minor for parcel in parcels_of(desk, made)] == [0]


def test_no_parcel_is_made_otherwise(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    assert desk.perform(made.id, Confirm(), by=amina).order.shipping is None
    assert parcels_of(desk, made) == []


@pytest.mark.parametrize(
    ("oms", "handoff"), [("NONE", "NONE"), ("PUSH", "DUE"), ("PULL", "DUE"), ("CONFIRM_API", "NONE")]
)
def test_the_oms_is_due_to_hear_of_it(desk: Desk, amina: Actor, oms: str, handoff: str) -> None:
    policy(desk, oms=oms)
    made = an_order(desk)
    assert desk.perform(made.id, Confirm(), by=amina).order.handoff == handoff
    assert ("order" in messages(desk, made)) == (oms == "PUSH")


def test_a_number_that_cannot_be_called_refuses(desk: Desk, amina: Actor) -> None:
    made = an_order(desk, phone="12")
    with pytest.raises(
        Refused, match="the phone number '12' cannot be called; edit the order and type the right one"
    ):
        desk.perform(made.id, Confirm(), by=amina)


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ({"street": " "}, "the address has no street; edit the order and type what the customer says"),
        ({"city": "", "region": ""}, "the address has no city; edit the order and type what the customer says"),
    ],
)
def test_half_an_address_refuses(desk: Desk, amina: Actor, part: dict[str, str], sentence: str) -> None:
    made = put(desk, an_order(desk), **part)
    with pytest.raises(Refused, match=sentence):
        desk.perform(made.id, Confirm(), by=amina)


def test_a_region_will_do_where_there_is_no_city(desk: Desk, amina: Actor) -> None:
    made = put(desk, an_order(desk, address=ADDRESS), city="")
    assert desk.perform(made.id, Confirm(), by=amina).order.confirmation == "CONFIRMED"


def test_a_missing_order_is_recovered_first(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="this order was never placed; recover it first"):
        desk.perform(missing(desk).id, Confirm(), by=amina)


def test_it_cannot_be_done_twice(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="this order is already confirmed"):
        desk.perform(made.id, Confirm(), by=amina)


def test_an_order_that_a_colleague_has_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10"):
        desk.perform(made.id, Confirm(), by=amina)


def test_the_warehouse_does_not_confirm(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Confirm the order' is done by an agent or a supervisor here"):
        desk.perform(an_order(desk).id, Confirm(), by=wali)
