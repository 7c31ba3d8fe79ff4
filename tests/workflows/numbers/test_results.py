"""What became of orders, per agent and per source, and what it is a share of."""

from datetime import date

import pytest

from models.statuses import Method, Outcome, Reason, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import SYSTEM, Actor
from workflows.calls.attempts import LogCall
from workflows.checker import check
from workflows.confirmation.axis import Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Invalid
from workflows.money.payment import PaymentArrived
from workflows.numbers.period import MONTH, NAMES, THIRTY, TODAY, WEEK, Period, between, named
from workflows.numbers.results import Result, by_agent, by_source, total
from workflows.once import column
from workflows.shop import people

MONDAY = date(2026, 11, 23)
ALL = Period(date(2026, 1, 1), date(2026, 12, 31))


def agents(desk: Desk, period: Period = ALL) -> dict[str, Result]:
    return desk.read(lambda work: by_agent(work, period))


def sources(desk: Desk, period: Period = ALL) -> dict[str, Result]:
    return desk.read(lambda work: by_source(work, period))


@pytest.fixture
def _worked(desk: Desk, amina: Actor, karim: Actor) -> None:
    orders = [shop.an_order(desk) for _ in range(6)]
    for order in orders[:3]:
        desk.perform(order.id, Confirm(), by=amina)
    desk.perform(orders[3].id, NoAnswer(), by=amina)
    desk.perform(orders[3].id, Cancel(Reason.PRICE), by=karim)
    desk.perform(orders[4].id, MarkFake(), by=karim)
    desk.perform(orders[5].id, LogCall(Outcome.WRONG_NUMBER), by=karim)


@pytest.mark.usefixtures("_worked")
def test_it_works(desk: Desk) -> None:
    found = agents(desk)
    assert set(found) == {"Amina", "Karim", "Samia"}
    one, other = found["Amina"], found["Karim"]
    assert (one.calls, one.reached, one.unanswered) == (4, 3, 1)
    assert (other.cancelled, other.fake, other.decided) == (1, 1, 2)
    assert other.calls - other.reached >= 1  # a wrong number is not the customer
    assert found["Samia"].is_empty
    whole = total(found.values())
    assert (whole.confirmed, whole.decided) == (3, 5)


@pytest.mark.usefixtures("_worked")
def test_sources_are_told_apart(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, source="woocommerce")
    desk.perform(order.id, Confirm(), by=amina)
    found = sources(desk)
    assert list(found) == ["shopify", "woocommerce"]
    assert (found["shopify"].came_in, found["shopify"].confirmed, found["shopify"].unanswered) == (6, 3, 1)
    assert (found["woocommerce"].came_in, found["woocommerce"].confirmed) == (1, 1)


def test_a_checkout_that_is_paid_comes_in_and_is_confirmed(desk: Desk) -> None:
    checkout = shop.missing(desk, method=Method.ONLINE, gateway="CIB")
    left = sources(desk)[checkout.source]
    assert (left.missing, left.finished, left.came_in, left.confirmed) == (1, 0, 0, 0)
    desk.perform(checkout.id, PaymentArrived("CIB", "p1", Minor(checkout.total_minor)), by=SYSTEM)
    paid = sources(desk)[checkout.source]
    assert (paid.missing, paid.finished, paid.came_in, paid.confirmed) == (1, 1, 1, 1)
    assert agents(desk)[""].came_in == 0  # orders come in by themselves
    assert desk.read(check) == []


def test_other_days_are_left_out(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    clock.forward(days=1)
    desk.perform(order.id, Confirm(), by=amina)
    assert agents(desk, Period(MONDAY, MONDAY))["Amina"].is_empty
    assert sources(desk, Period(MONDAY, MONDAY))["shopify"].came_in == 1
    assert agents(desk, Period(date(2026, 11, 24), date(2026, 11, 24)))["Amina"].calls == 1


@pytest.mark.parametrize("status", [Shipping.DELIVERED, Shipping.RETURNED, Shipping.SHIPPED])
def test_what_was_settled_elsewhere_counts_nowhere(desk: Desk, status: Shipping) -> None:
    shop.an_order(desk, shipping=status)
    shop.an_order(desk, cancelled=True)
    assert sources(desk) == {}
    assert "" not in agents(desk)


def test_orders_that_nobody_called_are_nobodys(desk: Desk) -> None:
    shop.policy(desk, ask_customer="NOBODY")
    shop.an_order(desk)
    assert (agents(desk)[""].confirmed, agents(desk)["Amina"].confirmed) == (1, 0)


def test_an_order_that_is_cancelled_after_it_was_confirmed_stays_confirmed(
    desk: Desk, amina: Actor, samia: Actor
) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    assert total(agents(desk).values()).decided == 1
    assert (agents(desk)["Samia"].called_off, agents(desk)["Samia"].cancelled) == (1, 0)


def test_people_who_left_are_shown_with_what_they_did(desk: Desk, amina: Actor, karim: Actor) -> None:
    desk.perform(shop.an_order(desk).id, Confirm(), by=amina)
    for person in (amina, karim):
        assert person.id is not None
        desk.write(lambda work, id_=person.id: people.deactivate(work, id_, by=SYSTEM))  # type: ignore[misc]
    assert set(agents(desk)) - {""} == {"Amina", "Samia"}


@pytest.mark.parametrize(
    ("before", "after", "which"),
    [
        ("", "NEW", "came_in"),
        ("MISSING", "NEW", "came_in"),
        ("", "MISSING", "missing"),
        ("", "DELIVERED", None),
        ("", "CANCELLED", None),
        ("NEW", "NO_ANSWER", "unanswered"),
        ("CALL_LATER", "NO_ANSWER", "unanswered"),
        ("NEW", "CALL_LATER", None),
        ("NEW", "CONFIRMED", "confirmed"),
        ("MISSING", "CONFIRMED", "confirmed"),
        ("NO_ANSWER", "CANCELLED", "cancelled"),
        ("CONFIRMED", "CANCELLED", "called_off"),
        ("READY", "CANCELLED", "called_off"),
        ("NEW", "FAKE", "fake"),
        ("PACKING", "CONFIRMED", None),
        ("RETURNED", "CONFIRMED", None),
        ("CONFIRMED", "PACKING", None),
        ("OUT_FOR_DELIVERY", "DELIVERED", "delivered"),
        ("READY", "PICKED_UP", "delivered"),
        ("IN_RETURN", "RETURNED", "returned"),
        ("OUT_FOR_DELIVERY", "PARTIALLY_RETURNED", "in_part"),
        ("DELIVERED", "PARTIALLY_RETURNED", "sent_back"),
        ("PICKED_UP", "RETURNED", "sent_back"),
        ("PARTIALLY_RETURNED", "RETURNED", None),
    ],
)
def test_each_step_belongs_to_one_count(before: str, after: str, which: str | None) -> None:
    assert column(before, after) == which


def test_periods_end_today() -> None:
    found = {name: named(name, MONDAY) for name in NAMES}
    assert {name: period.last for name, period in found.items()} == dict.fromkeys(NAMES, MONDAY)
    assert [found[name].days for name in (TODAY, WEEK, THIRTY)] == [1, 7, 30]
    assert found[MONTH].first == date(2026, 11, 1)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Invalid, match="2026-11-22 is before 2026-11-23; give the first day first"):
        between(MONDAY, date(2026, 11, 22))
