"""D5: editing address or phone."""

from uuid import UUID

import pytest

from models.customers import numbers
from models.statuses import Confirmation, Outcome, Reason, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import order_events, rows
from workflows.actors import Actor
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders.contact import EditContact
from workflows.views.pages import page
from workflows.views.query import Query


def found(desk: Desk, text: str) -> list[UUID]:
    return [row.id for row in desk.read(lambda work: page(work, Query("all", search=text))).rows]


def test_it_works(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, EditContact(name="Yasmine  Haddad-Belkacem", street="3 rue Larbi Ben M'hidi"), by=amina)
    after = shop.order(desk, order.id)
    assert (after.name, after.street) == ("Yasmine Haddad-Belkacem", "3 rue Larbi Ben M'hidi")
    assert (after.city, after.phone, after.email, after.due_at) == (
        order.city,
        order.phone,
        order.email,
        order.due_at,
    )
    told = order_events(desk, order.id)[-1]
    assert told.data["before"] == {"name": "Yasmine Haddad", "street": "12 rue Didouche"}
    assert told.data["after"] == {"name": "Yasmine Haddad-Belkacem", "street": "3 rue Larbi Ben M'hidi"}


def test_a_number_that_is_mended_while_it_is_claimed_is_not_lost(
    desk: Desk, clock: TestClock, amina: Actor, karim: Actor
) -> None:
    order = shop.an_order(desk, phone="12")
    desk.perform(order.id, ClaimOrder(), by=amina)
    desk.perform(order.id, EditContact(phone="0551 22 33 44"), by=amina)
    after = shop.order(desk, order.id)
    assert after.due_at == after.claimed_until is not None
    assert desk.next_order(by=karim) is None
    clock.forward(hours=1)
    held = desk.next_order(by=karim)
    assert held is not None
    assert held.id == order.id


def test_another_number_is_parsed_and_may_be_called(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, phone="12")
    assert order.due_at is None
    desk.perform(order.id, EditContact(phone=" 0661 22 33 44 "), by=amina)
    after = shop.order(desk, order.id)
    assert (after.phone, after.phone_typed, after.phone_problem) == ("+213661223344", "0661 22 33 44", "")
    assert after.phone_rev == "443322166312"
    assert after.due_at is not None
    held = desk.next_order(by=amina)
    assert held is not None
    assert held.id == order.id


def test_a_number_abroad_brings_its_zone(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, EditContact(phone="+971 50 123 4567"), by=amina)
    assert shop.order(desk, order.id).zone == "Asia/Dubai"
    desk.refresh()
    assert desk.shop.zones == ["Asia/Dubai"]


def test_a_wrong_number_is_mended(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, NoAnswer(Outcome.WRONG_NUMBER), by=amina)
    assert shop.order(desk, order.id).due_at is None
    desk.perform(order.id, EditContact(phone="0661 22 33 44"), by=amina)
    after = shop.order(desk, order.id)
    assert (after.phone_problem, after.confirmation) == ("", Confirmation.NO_ANSWER)
    assert after.due_at is not None


def test_the_name_is_found_anew(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, EditContact(name="Mourad Ziani"), by=amina)
    assert found(desk, "ziani") == [order.id]
    assert found(desk, "yasmine") == []


def test_the_agent_on_the_order_is_on_the_new_number(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    held = desk.next_order(by=amina)
    assert held is not None
    desk.perform(order.id, EditContact(phone="0661 22 33 44"), by=amina)
    holders = {row.phone: row.held_by for row in rows(desk, numbers)}
    assert holders == {order.phone: None, "+213661223344": amina.id}
    assert shop.order(desk, order.id).due_at == held.due_at


def test_a_second_number_is_parsed(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, EditContact(phone_other="0770 11 22 33"), by=amina)
    assert shop.order(desk, order.id).phone_other == "+213770112233"
    desk.perform(order.id, EditContact(phone_other=""), by=amina)
    assert shop.order(desk, order.id).phone_other == ""


def test_a_number_that_was_left_as_it_was_is_not_judged(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, phone="12")
    desk.perform(order.id, EditContact(phone="12", city="Oran"), by=amina)
    after = shop.order(desk, order.id)
    assert (after.city, after.phone_problem) == ("Oran", order.phone_problem)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (EditContact(phone="0551 22"), "has too few digits|is too short"),
        (EditContact(phone=""), "There is no phone number"),
        (EditContact(phone_other="hello"), "the second number: 'hello' is not a phone number"),
        (EditContact(name="  "), "the order needs a name"),
        (EditContact(email="yasmine"), "'yasmine' is not an e-mail address"),
        (EditContact(), "nothing was changed"),
        (EditContact(name="Yasmine Haddad", city="Alger"), "nothing was changed"),
    ],
)
def test_what_cannot_be_used_is_refused(desk: Desk, amina: Actor, command: EditContact, sentence: str) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match=sentence):
        desk.perform(order.id, command, by=amina)
    assert shop.order(desk, order.id).version == order.version


def test_a_number_that_a_colleague_is_on_is_refused(desk: Desk, amina: Actor, karim: Actor) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    assert desk.next_order(by=amina) is not None
    assert desk.next_order(by=karim) is not None
    with pytest.raises(Refused, match="a colleague is on this phone number right now"):
        desk.perform(first.id, EditContact(phone=second.phone), by=amina)


def test_a_colleagues_order_is_not_edited(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until"):
        desk.perform(order.id, EditContact(city="Oran"), by=amina)


def test_a_confirmed_order_is_a_supervisors_until_hand_over(desk: Desk, amina: Actor, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="is done by a supervisor here, not by an agent"):
        desk.perform(order.id, EditContact(city="Oran"), by=amina)
    desk.perform(order.id, EditContact(city="Oran", phone="0661 22 33 44"), by=samia)
    after = shop.order(desk, order.id)
    assert (after.city, after.due_at) == ("Oran", None)


def test_a_parcel_that_left_keeps_its_address(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk, shipping=Shipping.SHIPPED)
    with pytest.raises(Refused, match="the parcel has left with the address it had"):
        desk.perform(order.id, EditContact(city="Oran"), by=samia)


def test_a_locked_order_is_refused(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    with pytest.raises(Refused, match="this order is cancelled and locked; copy it"):
        desk.perform(order.id, EditContact(city="Oran"), by=samia)
