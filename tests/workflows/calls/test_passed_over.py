"""Orders that next order passes over (domain.md 10)."""

from datetime import UTC, datetime, timedelta

from tests.support.clock import MONDAY, TestClock
from tests.support.ledger import put
from tests.support.shop import an_order, missing, policy
from tests.workflows.calls.dealing import dealt, promised
from workflows.actors import Actor
from workflows.calls import phone_book
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import Confirm, NoAnswer
from workflows.desk import Desk

PARIS = "+33612345678"
TOKYO = "+819012345678"


def test_a_test_order_is_never_dealt(desk: Desk, samia: Actor, amina: Actor) -> None:
    an_order(desk, by=samia, is_test=True)
    assert desk.next_order(by=amina) is None


def test_a_test_order_that_somebody_had_open_is_not_dealt_afterwards(
    desk: Desk, clock: TestClock, samia: Actor, amina: Actor
) -> None:
    made = an_order(desk, by=samia, is_test=True)
    desk.perform(made.id, ClaimOrder(), by=samia)
    clock.forward(minutes=11)
    assert desk.next_order(by=amina) is None


def test_an_order_without_a_number_is_not_dealt(desk: Desk, amina: Actor) -> None:
    an_order(desk, phone="12")
    missing(desk, phone="", email="y@example.com")
    assert desk.next_order(by=amina) is None


def test_a_settled_order_is_not_dealt(desk: Desk, amina: Actor) -> None:
    desk.perform(an_order(desk).id, Confirm(), by=amina)
    assert desk.next_order(by=amina) is None


def test_a_number_that_a_colleague_is_on_is_left_alone(
    desk: Desk, clock: TestClock, amina: Actor, karim: Actor
) -> None:
    made = an_order(desk)
    an_order(desk, phone=made.phone)
    other = an_order(desk, placed_at=clock.now)
    desk.next_order(by=amina)
    found = desk.next_order(by=karim)
    assert found is not None
    assert found.id == other.id


def test_even_a_promise_waits_while_a_colleague_is_on_the_number(
    desk: Desk, clock: TestClock, amina: Actor, karim: Actor
) -> None:
    made = promised(desk, karim, clock.now + timedelta(minutes=5))
    clock.forward(hours=2)
    an_order(desk, phone=made.phone, placed_at=clock.now - timedelta(hours=1))
    put(desk, made, due_at=clock.now + timedelta(minutes=1))
    assert desk.next_order(by=amina) is not None
    clock.forward(minutes=1)
    assert desk.next_order(by=karim) is None


def test_a_number_is_left_alone_after_a_call(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    other = an_order(desk, phone=made.phone)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(minutes=59, seconds=59)
    assert desk.next_order(by=karim) is None
    clock.forward(seconds=1)
    assert dealt(desk, karim) == [other.ref]


def test_the_shop_says_how_long(desk: Desk, clock: TestClock, amina: Actor, karim: Actor) -> None:
    policy(desk, number_gap="5 min")
    made = an_order(desk)
    other = an_order(desk, phone=made.phone)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(minutes=5)
    assert dealt(desk, karim) == [other.ref]


def test_a_number_is_called_three_times_a_day(desk: Desk, clock: TestClock, amina: Actor) -> None:
    orders = [an_order(desk, phone="0551000010") for _ in range(4)]
    for made in orders[:3]:
        desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(hours=7)
    assert desk.next_order(by=amina) is None
    clock.set(MONDAY + timedelta(days=1))
    found = desk.next_order(by=amina)
    assert found is not None
    assert found.id == orders[3].id


def test_a_day_of_calls_ends_at_the_customers_midnight(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, number_daily_cap=1, calling_hours="Mon-Sun 00:00-24:00")
    made = an_order(desk)
    an_order(desk, phone=made.phone)
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.set(datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC))
    assert desk.next_order(by=amina) is None
    clock.forward(seconds=1)
    assert desk.next_order(by=amina) is not None


def test_the_gap_outlasts_midnight(desk: Desk, clock: TestClock, amina: Actor) -> None:
    policy(desk, number_daily_cap=1, calling_hours="Mon-Sun 00:00-24:00")
    made = an_order(desk)
    an_order(desk, phone=made.phone)
    clock.set(datetime(2026, 11, 23, 22, 50, tzinfo=UTC))  # ten minutes before midnight in Algiers
    desk.perform(made.id, NoAnswer(), by=amina)
    clock.forward(minutes=59, seconds=59)
    assert desk.next_order(by=amina) is None
    clock.forward(seconds=1)
    assert desk.next_order(by=amina) is not None


def test_a_number_on_the_do_not_call_list_is_never_dealt(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = promised(desk, amina, clock.now + timedelta(minutes=5))
    an_order(desk, phone=made.phone)
    desk.write(lambda work: phone_book.list_do_not_call(work, made.phone, "asked us to stop"))
    clock.forward(days=2)
    assert desk.next_order(by=amina) is None


def test_outside_calling_hours_nothing_is_dealt(desk: Desk, clock: TestClock, amina: Actor) -> None:
    an_order(desk)
    clock.set(datetime(2026, 11, 23, 19, 0, tzinfo=UTC))
    assert desk.next_order(by=amina) is None
    clock.set(datetime(2026, 11, 24, 7, 59, 59, tzinfo=UTC))
    assert desk.next_order(by=amina) is None
    clock.forward(seconds=1)
    assert desk.next_order(by=amina) is not None


def test_the_hours_are_those_of_the_customers_zone(desk: Desk, clock: TestClock, amina: Actor) -> None:
    in_tokyo = an_order(desk, phone=TOKYO, placed_at=MONDAY - timedelta(days=1))
    assert in_tokyo.zone == "Asia/Tokyo"
    clock.set(datetime(2026, 11, 23, 11, 30, tzinfo=UTC))  # 20:30 there, 12:30 in Algiers
    at_home = an_order(desk, placed_at=clock.now)
    assert dealt(desk, amina, times=2) == [at_home.ref, "-"]
    clock.set(datetime(2026, 11, 24, 0, 30, tzinfo=UTC))  # 09:30 there, 01:30 in Algiers
    assert dealt(desk, amina, times=2) == [in_tokyo.ref, "-"]


def test_a_zone_that_another_seat_met_is_not_forgotten(desk: Desk) -> None:
    other_seat = Desk(desk.database, desk.shop, desk.clock)
    an_order(desk, phone=TOKYO)
    an_order(other_seat, phone=PARIS)
    desk.refresh()
    assert sorted(desk.shop.zones) == ["Asia/Tokyo", "Europe/Paris"]
