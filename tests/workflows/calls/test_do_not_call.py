"""D12: numbers that must not be called, and dialling."""

from datetime import timedelta

import pytest

from models.orders import Order
from models.statuses import Reason, Role
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import order_events
from workflows.actors import Actor
from workflows.calls.attempts import LogCall
from workflows.calls.claims import ClaimOrder
from workflows.calls.do_not_call import AllowCalls, DoNotCall, ProposeDoNotCall, dial_warnings, listed, may_dial
from workflows.case import load
from workflows.checker import check
from workflows.confirmation.axis import CallLater, Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused

RUDE = DoNotCall("asked us never to call again")


def refusal(desk: Desk, order: Order, by: Actor) -> str | None:
    return desk.read(lambda work: may_dial(load(work, order.id, by)[0]))


def warnings(desk: Desk, order: Order, by: Actor) -> list[str]:
    return desk.read(lambda work: dial_warnings(load(work, order.id, by)[0]))


def test_it_works_for_every_order_of_the_number(desk: Desk, samia: Actor, amina: Actor) -> None:
    first = shop.an_order(desk)
    second = shop.an_order(desk, phone=first.phone)
    desk.perform(first.id, RUDE, by=samia)
    assert desk.next_order(by=amina) is None
    for order in (first, second):
        assert refusal(desk, order, amina) == "this number must not be called: asked us never to call again"


def test_a_promised_call_back_is_not_offered_either(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, CallLater(clock.now + timedelta(hours=2)), by=amina)
    desk.perform(order.id, RUDE, by=samia)
    clock.forward(hours=3)
    assert desk.next_order(by=amina) is None


def test_it_survives_a_call(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, RUDE, by=samia)
    desk.perform(order.id, LogCall(), by=amina)
    clock.forward(days=2)
    assert desk.next_order(by=amina) is None


def test_the_list_shows_it(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    assert desk.read(listed) == []
    desk.perform(order.id, RUDE, by=samia)
    (number,) = desk.read(listed)
    assert (number.phone, number.do_not_call, number.do_not_call_reason) == (order.phone, True, RUDE.reason)


def test_allowing_calls_again_works(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, RUDE, by=samia)
    desk.perform(order.id, AllowCalls(), by=samia)
    assert desk.next_order(by=amina) is not None
    assert desk.read(listed) == []
    (told,) = [event for event in order_events(desk, order.id) if event.command == "AllowCalls"]
    assert told.data == {"reason was": RUDE.reason}


def other_of(desk: Desk, order: Order) -> Order:
    """Another order of the same number."""
    return shop.an_order(desk, phone=order.phone)


@pytest.mark.parametrize("listing", [RUDE, ProposeDoNotCall("shouted")])
def test_the_gap_after_a_call_outlasts_the_list(
    desk: Desk, samia: Actor, amina: Actor, clock: TestClock, listing: DoNotCall | ProposeDoNotCall
) -> None:
    order = shop.an_order(desk)
    other = other_of(desk, order)
    desk.perform(order.id, NoAnswer(), by=amina)
    desk.perform(order.id, listing, by=samia)
    desk.perform(order.id, AllowCalls(), by=samia)
    assert desk.next_order(by=amina) is None
    clock.forward(hours=1)
    found = desk.next_order(by=amina)
    assert found is not None
    assert found.id == other.id


def test_the_cap_of_the_day_outlasts_the_list(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    shop.policy(desk, number_daily_cap=1)
    order = shop.an_order(desk)
    other_of(desk, order)
    desk.perform(order.id, NoAnswer(), by=amina)
    desk.perform(order.id, RUDE, by=samia)
    clock.forward(hours=5)
    desk.perform(order.id, AllowCalls(), by=samia)
    assert desk.next_order(by=amina) is None
    clock.forward(days=1)
    assert desk.next_order(by=amina) is not None


def test_an_agent_proposes_and_a_supervisor_decides(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, ProposeDoNotCall("shouted"), by=amina)
    (number,) = desk.read(listed)
    assert (number.do_not_call, number.do_not_call_reason) == (False, "Amina proposes: shouted")
    assert refusal(desk, order, amina) is None
    desk.perform(order.id, RUDE, by=samia)
    (number,) = desk.read(listed)
    assert number.do_not_call


def test_a_proposal_is_declined(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, ProposeDoNotCall("shouted"), by=amina)
    desk.perform(order.id, AllowCalls(), by=samia)
    assert desk.read(listed) == []


def test_refusals(desk: Desk, samia: Actor, amina: Actor) -> None:
    order, mute = shop.an_order(desk), shop.an_order(desk, phone="")
    with pytest.raises(Refused, match="is done by a supervisor"):
        desk.perform(order.id, RUDE, by=amina)
    with pytest.raises(Refused, match="the customer left no phone number; edit the order when you have one"):
        desk.perform(mute.id, RUDE, by=samia)
    with pytest.raises(Refused, match="say why"):
        desk.perform(order.id, DoNotCall("  "), by=samia)
    with pytest.raises(Refused, match="this number is not on the do-not-call list"):
        desk.perform(order.id, AllowCalls(), by=samia)
    desk.perform(order.id, RUDE, by=samia)
    for command in (RUDE, ProposeDoNotCall("again")):
        with pytest.raises(Refused, match="on the do-not-call list already"):
            desk.perform(order.id, command, by=samia)


def test_a_locked_orders_number_may_be_listed(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    desk.perform(order.id, RUDE, by=samia)
    assert len(desk.read(listed)) == 1


def test_dialling_works(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    assert refusal(desk, order, amina) is None
    assert warnings(desk, order, amina) == []


def test_who_cannot_be_dialled(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    other = shop.an_order(desk, phone=order.phone)
    assert (
        refusal(desk, shop.an_order(desk, is_test=True), amina) == "this is a test order; nobody is called about it"
    )
    assert "too short" in str(refusal(desk, shop.an_order(desk, phone="12"), amina))
    held = desk.next_order(by=karim)
    assert held is not None
    assert refusal(desk, other, amina) == "Karim is on this phone number right now"
    assert refusal(desk, other, karim) is None


def test_dialling_outside_calling_hours_warns(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    clock.forward(hours=11)
    assert warnings(desk, order, amina) == ["it is 22:00 there, outside calling hours"]


def test_dialling_too_often_warns(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    other = shop.an_order(desk, phone=order.phone)
    desk.perform(order.id, NoAnswer(), by=amina)
    clock.forward(minutes=20)
    assert warnings(desk, other, amina) == ["this number was called 20 min ago"]
    clock.forward(minutes=-80)
    assert warnings(desk, other, amina) == ["this number was called just now"]
    clock.forward(minutes=80)
    for _ in range(2):
        desk.perform(order.id, LogCall(), by=amina)
        clock.forward(minutes=61)
    assert warnings(desk, other, amina) == ["this number was called 61 min ago, 3 times today"]
    clock.forward(days=1)
    assert warnings(desk, other, amina) == []


def test_a_time_that_the_customer_asked_for_warns_of_nothing(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, CallLater(clock.now + timedelta(hours=11)), by=amina)
    clock.forward(hours=10, minutes=59)
    assert warnings(desk, order, amina) != []
    clock.forward(minutes=1)
    assert warnings(desk, order, amina) == []


def test_the_warehouse_does_not_propose(desk: Desk, wali: Actor) -> None:
    assert wali.role is Role.WAREHOUSE
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="agent"):
        desk.perform(order.id, ProposeDoNotCall("returned twice, shouted"), by=wali)
    assert desk.read(listed) == []


def test_the_call_that_confirmed_an_order_speaks_against_nothing(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, LogCall(), by=amina)
    assert warnings(desk, order, amina) == ["this number was called just now"]
    desk.perform(order.id, Confirm(), by=amina)
    assert warnings(desk, order, amina) == []


def test_a_claim_that_a_clock_set_back_calls_up_again_dials_nobody(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock
) -> None:
    first = shop.an_order(desk)
    second = other_of(desk, first)
    desk.perform(first.id, ClaimOrder(), by=amina)
    clock.forward(minutes=20)
    desk.perform(second.id, ClaimOrder(), by=karim)
    clock.forward(hours=-1)
    assert desk.read(check) == []
    assert refusal(desk, first, amina) == "Karim is on this phone number right now"
    assert refusal(desk, second, karim) is None
