"""D4: the order belongs to another customer."""

from uuid import UUID, uuid4

import pytest

from models.statuses import Reason, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import order_events
from tests.support.ledger import outbox_of
from workflows.actors import Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders.contact import ChangeCustomer
from workflows.orders.draft import Address

ORAN = Address("3 rue Khemisti", "Oran", "Oran", "31000", "DZ")


@pytest.fixture
def mourad(desk: Desk) -> UUID:
    """Another customer, with an address of his own."""
    order = shop.an_order(desk, customer="Mourad Ziani", phone="0661 22 33 44", email="mourad@ex.dz", address=ORAN)
    return order.customer_id


def test_it_works(desk: Desk, amina: Actor, mourad: UUID) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, ChangeCustomer(mourad), by=amina)
    after = shop.order(desk, order.id)
    assert (after.customer_id, after.name, after.phone, after.email) == (
        mourad,
        "Mourad Ziani",
        "+213661223344",
        "mourad@ex.dz",
    )
    assert (after.street, after.city) == (order.street, order.city)
    assert order_events(desk, order.id)[-1].data["before"]["name"] == "Yasmine Haddad"


def test_the_address_comes_too_when_it_is_ticked(desk: Desk, amina: Actor, mourad: UUID) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, ChangeCustomer(mourad, use_address=True), by=amina)
    after = shop.order(desk, order.id)
    assert (after.street, after.city, after.region, after.postcode) == ("3 rue Khemisti", "Oran", "Oran", "31000")


def test_a_customer_without_a_number_is_not_called_on_the_one_befores(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    other = shop.an_order(desk, customer="Nadia", phone="", email="nadia@ex.dz").customer_id
    order = shop.an_order(desk, phone="0551 23 45 67 / 0661 22 33 44")
    desk.perform(order.id, ChangeCustomer(other), by=amina)
    after = shop.order(desk, order.id)
    assert (after.phone, after.phone_typed, after.phone_other, after.phone_rev) == ("", "", "", "")
    assert (after.email, after.phone_problem) == ("nadia@ex.dz", "There is no phone number.")
    clock.forward(minutes=61)
    assert desk.next_order(by=amina) is None
    assert desk.read(check) == []


def test_a_customer_without_an_address_for_mail_gets_none_of_the_one_befores(desk: Desk, amina: Actor) -> None:
    other = shop.an_order(desk, customer="Nadia", phone="0661 22 33 44", email="").customer_id
    order = shop.an_order(desk, email="yasmine@ex.dz")
    desk.perform(order.id, ChangeCustomer(other), by=amina)
    desk.perform(order.id, Confirm(), by=amina)
    assert shop.order(desk, order.id).email == ""
    (told,) = [row for row in outbox_of(desk, order) if row.message == "confirmed"]
    assert told.recipient == "+213661223344"


def test_a_customer_that_is_not_of_this_shop_is_refused(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="there is no such customer in this shop"):
        desk.perform(order.id, ChangeCustomer(uuid4()), by=amina)


def test_the_same_customer_is_refused(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="the order is this customer's already"):
        desk.perform(order.id, ChangeCustomer(order.customer_id), by=amina)


def test_a_confirmed_order_is_a_supervisors(desk: Desk, amina: Actor, samia: Actor, mourad: UUID) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="is done by a supervisor here, not by an agent"):
        desk.perform(order.id, ChangeCustomer(mourad), by=amina)
    desk.perform(order.id, ChangeCustomer(mourad), by=samia)
    assert shop.order(desk, order.id).customer_id == mourad


def test_after_hand_over_the_address_stays(desk: Desk, samia: Actor, mourad: UUID) -> None:
    order = shop.an_order(desk, shipping=Shipping.DELIVERED)
    with pytest.raises(Refused, match="the parcel has left with the address it had"):
        desk.perform(order.id, ChangeCustomer(mourad, use_address=True), by=samia)
    desk.perform(order.id, ChangeCustomer(mourad), by=samia)
    after = shop.order(desk, order.id)
    assert (after.customer_id, after.email, after.street) == (mourad, "mourad@ex.dz", order.street)
    assert desk.read(check) == []


def test_an_address_that_nobody_knows_is_refused(desk: Desk, amina: Actor) -> None:
    other = shop.an_order(desk, customer="Nadia", phone="0661 22 33 44", address=Address()).customer_id
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="we know no address of this customer; leave it as it is, or type it"):
        desk.perform(order.id, ChangeCustomer(other, use_address=True), by=amina)


def test_a_locked_order_is_refused(desk: Desk, samia: Actor, mourad: UUID) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    with pytest.raises(Refused, match="cancelled and locked"):
        desk.perform(order.id, ChangeCustomer(mourad), by=samia)


def test_a_colleagues_order_is_refused(desk: Desk, amina: Actor, karim: Actor, mourad: UUID) -> None:
    shop.an_order(desk)
    held = desk.next_order(by=karim)
    assert held is not None
    with pytest.raises(Refused, match="Karim is on this order"):
        desk.perform(held.id, ChangeCustomer(mourad), by=amina)
