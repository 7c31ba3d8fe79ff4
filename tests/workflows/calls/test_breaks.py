"""What happens around a pause longer than the lease, a request sent twice, and people who left."""

from datetime import timedelta

import pytest

from models.statuses import Reason, Role
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.errors import Invalid, Refused
from workflows.orders.remarks import AddNote
from workflows.shop import people


def test_the_own_order_is_dealt_again_after_a_long_break(desk: Desk, clock: TestClock, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=amina)
    clock.now += timedelta(minutes=30)
    again = desk.next_order(by=amina)
    assert again is not None
    assert again.id == order.id
    assert desk.read(lambda work: list(check(work))) == []


def test_a_missed_call_back_is_offered_to_others_even_after_its_owner_claimed_it(
    desk: Desk, clock: TestClock, amina: Actor, karim: Actor
) -> None:
    from workflows.confirmation.axis import CallLater

    order = shop.an_order(desk)
    desk.perform(order.id, CallLater(clock.now + timedelta(hours=1)), by=amina)
    clock.now += timedelta(hours=1)
    assert desk.next_order(by=amina) is not None
    clock.now += timedelta(minutes=16)
    taken = desk.next_order(by=karim)
    assert taken is not None
    assert taken.id == order.id


def test_the_same_request_deals_the_same_order(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    shop.an_order(desk)
    first = desk.next_order(by=amina, request_id="n1")
    assert first is not None
    desk.perform(first.id, NoAnswer(), by=amina)
    again = desk.next_order(by=amina, request_id="n1")
    assert again is not None
    assert again.id == first.id


def test_a_request_id_of_another_order_is_refused(desk: Desk, amina: Actor) -> None:
    one, other = shop.an_order(desk), shop.an_order(desk)
    desk.perform(one.id, AddNote("called"), by=amina, request_id="R")
    with pytest.raises(Invalid, match="used for something else"):
        desk.perform(other.id, AddNote("called"), by=amina, request_id="R")


def test_a_request_id_of_another_command_is_refused(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, AddNote("called"), by=amina, request_id="R")
    with pytest.raises(Invalid, match="used for something else"):
        desk.perform(order.id, Confirm(), by=amina, request_id="R")


def test_who_left_can_do_nothing_any_more(desk: Desk, samia: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    assert karim.id is not None
    karim_id = karim.id
    desk.write(lambda work: people.deactivate(work, karim_id, by=samia))
    with pytest.raises(Refused, match="sign in again"):
        desk.perform(order.id, Cancel(Reason.PRICE), by=karim)


def test_who_got_another_role_no_longer_acts_in_the_old_one(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    assert amina.id is not None
    amina_id = amina.id
    desk.write(lambda work: people.change_role(work, amina_id, Role.WAREHOUSE, by=SYSTEM))
    with pytest.raises(Refused, match="as agent any more"):
        desk.perform(order.id, Confirm(), by=amina)
