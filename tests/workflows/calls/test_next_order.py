"""Next order: which one an agent is given, and which ones are passed over (domain.md 10)."""

from datetime import UTC, datetime, timedelta

import pytest

from models.orders import Order
from models.statuses import Role
from tests.support.clock import MONDAY, TestClock
from tests.support.ledger import events_of, last_event, number, put
from tests.support.shop import an_order, missing, order, policy
from tests.workflows.calls.dealing import dealt, promised
from workflows.actors import SYSTEM, Actor
from workflows.calls.claims import Release
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused

PARIS = "+33612345678"
TOKYO = "+819012345678"


def unanswered(desk: Desk, clock: TestClock, who: Actor, tries: int) -> Order:
    """An order that was called so many times, whose next try has come."""
    made = an_order(desk)
    for _ in range(tries):
        desk.perform(made.id, NoAnswer(), by=who)
        clock.forward(minutes=30)
    return put(desk, made, due_at=MONDAY - timedelta(hours=1))


def test_it_works(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    found = desk.next_order(by=amina)
    assert found is not None
    assert (found.id, found.claimed_by, found.claim_no) == (made.id, amina.id, 1)
    assert found.claimed_until == found.due_at == clock.now + timedelta(minutes=10)
    assert found == order(desk, made.id)
    event = last_event(desk, made)
    assert (event.command, event.before, event.after, event.actor) == ("ClaimOrder", "NEW", "NEW", "Amina")


def test_the_number_is_held_with_it(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    held = number(desk, made.phone)
    assert held is not None
    assert (held.held_by, held.held_until) == (amina.id, clock.now + timedelta(minutes=10))


def test_an_empty_queue_gives_nothing(desk: Desk, amina: Actor) -> None:
    assert desk.next_order(by=amina) is None


def test_asking_again_gives_the_same_order(desk: Desk, amina: Actor) -> None:
    an_order(desk)
    an_order(desk)
    first, again = desk.next_order(by=amina), desk.next_order(by=amina)
    assert first is not None
    assert again is not None
    assert (again.id, again.claim_no, again.version) == (first.id, 1, first.version)


def test_two_agents_get_two_orders(desk: Desk, amina: Actor, karim: Actor) -> None:
    an_order(desk)
    an_order(desk)
    first, second = desk.next_order(by=amina), desk.next_order(by=karim)
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_the_order_of_the_queue(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    called_twice = unanswered(desk, clock, karim, 2)
    called_once = unanswered(desk, clock, karim, 1)
    clock.forward(hours=1)
    never_placed = missing(desk)
    late, early = promised(desk, amina, clock.now + timedelta(minutes=20)), None
    early = promised(desk, amina, clock.now + timedelta(minutes=10))
    newer = an_order(desk, placed_at=clock.now - timedelta(minutes=5))
    older = an_order(desk, placed_at=clock.now - timedelta(minutes=50))
    mine = an_order(desk, placed_at=clock.now)
    put(desk, mine, assigned_to=amina.id, assigned_until=clock.now + timedelta(days=1))
    clock.forward(minutes=20)
    expected = [early, late, mine, older, newer, called_once, called_twice, never_placed]
    assert dealt(desk, amina, times=9) == [made.ref for made in expected] + ["-"]


def test_a_shop_may_want_the_newest_first(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, new_first="NEWEST")
    older = an_order(desk, placed_at=clock.now - timedelta(minutes=50))
    newer = an_order(desk, placed_at=clock.now - timedelta(minutes=5))
    assert dealt(desk, amina, times=2) == [newer.ref, older.ref]


@pytest.mark.parametrize(("first", "hours"), [("OLDEST", [1, 2, 3]), ("NEWEST", [3, 2, 1])])
def test_among_the_orders_of_the_night_the_time_they_were_placed_decides(
    desk: Desk, clock: TestClock, amina: Actor, first: str, hours: list[int]
) -> None:
    policy(desk, new_first=first)
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    for hour in (2, 3, 1):
        an_order(desk, ref=f"#{hour}", placed_at=midnight + timedelta(hours=hour))
    assert dealt(desk, amina, times=3) == [f"#{hour}" for hour in hours]


# Appointments.


def test_a_promise_is_kept_by_whoever_gave_it(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = promised(desk, amina, clock.now + timedelta(minutes=30))
    clock.forward(minutes=30)
    assert desk.next_order(by=karim) is None
    found = desk.next_order(by=amina)
    assert found is not None
    assert found.id == made.id


def test_a_promise_is_not_due_before_its_time(desk: Desk, clock: TestClock, amina: Actor) -> None:
    promised(desk, amina, clock.now + timedelta(minutes=30))
    clock.forward(minutes=29, seconds=59)
    assert desk.next_order(by=amina) is None


def test_a_missed_promise_is_offered_to_everyone(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    promised(desk, amina, clock.now + timedelta(minutes=30))
    clock.forward(minutes=44, seconds=59)
    assert desk.next_order(by=karim) is None
    clock.forward(seconds=1)
    assert desk.next_order(by=karim) is not None


def test_a_promise_holds_outside_calling_hours(desk: Desk, clock: TestClock, amina: Actor) -> None:
    an_order(desk)
    made = promised(desk, amina, clock.now + timedelta(hours=10))
    clock.forward(hours=10)
    assert dealt(desk, amina, times=2) == [made.ref, "-"]


def test_a_promise_goes_before_the_gap_after_a_call(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = promised(desk, amina, clock.now + timedelta(minutes=20))
    desk.perform(an_order(desk, phone=made.phone).id, NoAnswer(), by=karim)
    clock.forward(minutes=20)
    assert dealt(desk, amina) == [made.ref]


# Assignment.


def test_an_assigned_order_is_kept_for_its_agent(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    put(desk, made, assigned_to=amina.id, assigned_until=clock.now + timedelta(hours=1))
    assert desk.next_order(by=karim) is None
    clock.forward(hours=1)
    assert dealt(desk, karim) == [made.ref]


# Leases.


def test_the_order_of_a_dead_agent_comes_back(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    clock.forward(minutes=9, seconds=59)
    assert desk.next_order(by=karim) is None
    clock.forward(seconds=1)
    found = desk.next_order(by=karim)
    assert found is not None
    assert (found.id, found.claimed_by, found.claim_no) == (made.id, karim.id, 2)


def test_the_shop_says_how_long_an_order_is_kept(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, claim_for="3 min")
    an_order(desk)
    found = desk.next_order(by=amina)
    assert found is not None
    assert found.claimed_until == clock.now + timedelta(minutes=3)


def test_an_agent_who_comes_back_late_gives_the_old_order_back(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    clock.forward(minutes=30)
    found = desk.next_order(by=amina)
    assert found is not None
    assert (found.id, found.claim_no) == (made.id, 2)
    assert [event.command for event in events_of(desk, made)] == ["PlaceOrder", "ClaimOrder", "Release", "ClaimOrder"]


def test_an_agent_has_one_order_at_a_time(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    an_order(desk)
    desk.next_order(by=amina)
    desk.perform(made.id, Release(), by=amina)
    again = desk.next_order(by=amina)
    assert again is not None
    assert again.id == made.id


# Who may ask.


@pytest.mark.parametrize("who", ["Wali", "codesk"])
def test_only_callers_take_orders(desk: Desk, wali: Actor, who: str) -> None:
    an_order(desk)
    with pytest.raises(Refused, match="only agents and supervisors take orders"):
        desk.next_order(by=wali if who == "Wali" else SYSTEM)


def test_an_event_sender_takes_no_orders(desk: Desk) -> None:
    an_order(desk)
    with pytest.raises(Refused, match="only agents and supervisors take orders"):
        desk.next_order(by=Actor(Role.COURIER, "yalidine"))


def test_a_supervisor_may_call_too(desk: Desk, samia: Actor) -> None:
    an_order(desk)
    assert desk.next_order(by=samia) is not None
