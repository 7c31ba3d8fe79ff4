"""M4: a provider is asked about orders that nobody told us about, and what it says is acted on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models.gateways import Answered, LookupAnswer, lookup_answers
from models.orders import Order
from models.statuses import Method, Reason, Role
from tests.support import shop
from tests.support.checkouts import left_paying, number, paying
from tests.support.clock import TestClock
from tests.support.history import rows
from tests.support.ledger import events_of, last_event, messages, money_of
from tests.support.provider import SECRET, Asked, Provider, paid
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.confirmation.axis import CallLater, Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.lookup import runs
from workflows.money.payment import MarkPaid, PaymentStarted
from workflows.shop import settings


def answers(desk: Desk) -> dict[Any, LookupAnswer]:
    """What was heard, by order."""
    return {row.order_id: LookupAnswer(*row) for row in rows(desk, lookup_answers)}


def twice_paying(desk: Desk, clock: TestClock) -> Order:
    """A checkout whose customer pressed pay a second time, a minute later."""
    order = shop.missing(desk, method=Method.ONLINE, gateway="chargily")
    for reference in ("first", "second"):
        desk.perform(order.id, PaymentStarted("chargily", reference), by=Actor(Role.CUSTOMER, "the checkout"))
        clock.forward(minutes=1)
    return order


def test_it_works(desk: Desk, provider: Provider, samia: Actor) -> None:
    order, other = left_paying(desk), left_paying(desk)
    provider.says[number(order)] = paid()
    seen: list[tuple[int, int]] = []
    run = runs.run(desk, "chargily", by=samia, progress=lambda done, all_: seen.append((done, all_)))
    assert (run.looked_at, run.moved, run.failed, run.unknown, run.error) == (2, 1, 0, 0, "")
    assert (run.gateway, run.started_by, run.ended_at) == ("chargily", "Samia", desk.clock())
    assert seen == [(0, 2), (1, 2), (2, 2)]
    now = shop.order(desk, order.id)
    assert (now.confirmation, now.payment, now.received_minor) == ("CONFIRMED", "PAID", 340000)
    assert shop.order(desk, other.id).version == other.version
    assert {(row.reference, row.gateway) for row in money_of(desk, order)} == {
        ("att-1001", "chargily"),
        ("pi-1", "chargily"),
    }
    event = last_event(desk, order)
    assert (event.command, event.actor, event.role) == ("PaymentArrived", "the look-up at chargily", "system")
    assert messages(desk, order) == ["confirmed", "payment received"]
    assert {row.answered for row in answers(desk).values()} == {"paid", "pending"}
    assert desk.read(check) == []


def test_the_provider_is_asked_about_the_attempt(desk: Desk, provider: Provider, samia: Actor) -> None:
    order = left_paying(desk)
    runs.run(desk, "CHARGILY", by=samia)
    (asked,) = provider.asked
    assert asked.query == {"order": number(order), "external_id": order.external_id, "reference": "att-1001"}
    assert asked.secret == f"Bearer {SECRET}"


def test_running_it_twice_moves_nothing_twice(desk: Desk, provider: Provider, samia: Actor) -> None:
    shop.policy(desk, ask_customer="ALL")
    order, part = left_paying(desk), left_paying(desk)
    provider.says = {number(order): paid(), number(part): paid(1000, "pi-2")}
    assert runs.run(desk, "chargily", by=samia).moved == 2
    before = len(events_of(desk, order)), len(events_of(desk, part)), messages(desk, order)
    again = runs.run(desk, "chargily", by=samia)
    assert (again.moved, again.error) == (0, "")
    assert (len(events_of(desk, order)), len(events_of(desk, part)), messages(desk, order)) == before


def test_less_than_the_total_is_a_part_payment(desk: Desk, provider: Provider, samia: Actor) -> None:
    order = left_paying(desk)
    provider.otherwise = paid(339999)
    assert runs.run(desk, "chargily", by=samia).moved == 1
    now = shop.order(desk, order.id)
    assert (now.confirmation, now.payment, now.received_minor) == ("MISSING", "PARTIALLY_PAID", 339999)


def test_more_than_the_total_is_booked_as_it_came(desk: Desk, provider: Provider, samia: Actor) -> None:
    order = left_paying(desk)
    provider.otherwise = paid(400000)
    runs.run(desk, "chargily", by=samia)
    now = shop.order(desk, order.id)
    assert (now.confirmation, now.received_minor) == ("CONFIRMED", 400000)


def test_another_currency_is_not_believed(desk: Desk, provider: Provider, samia: Actor) -> None:
    order = left_paying(desk)
    provider.otherwise = paid(currency="EUR")
    run = runs.run(desk, "chargily", by=samia)
    says = f"{order.ref}: chargily says paid in EUR, the order is in DZD"
    assert (run.moved, run.error) == (0, f"nothing was learned of 1 order; the last: {says}")
    assert answers(desk)[order.id].answered is Answered.UNUSABLE
    assert shop.order(desk, order.id).version == order.version


def test_a_failed_payment_fails_its_attempt(desk: Desk, provider: Provider, samia: Actor) -> None:
    order = left_paying(desk)
    provider.otherwise = {"status": "failed", "why": "no funds"}
    assert runs.run(desk, "chargily", by=samia).failed == 1
    assert shop.order(desk, order.id).payment == "FAILED"
    assert last_event(desk, order).data["why"] == "no funds"
    version = shop.order(desk, order.id).version
    assert runs.run(desk, "chargily", by=samia).failed == 1
    assert shop.order(desk, order.id).version == version


def test_an_unknown_payment_is_given_up_after_a_day(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    order = left_paying(desk)
    elsewhere = paying(desk, order, "slickpay")
    provider.otherwise = {"status": "unknown"}
    clock.forward(hours=21)
    assert runs.run(desk, "chargily", by=samia).unknown == 1
    assert shop.order(desk, order.id).version == elsewhere.version
    clock.forward(hours=2)
    runs.run(desk, "chargily", by=samia)
    states = {row.gateway: row.state for row in money_of(desk, order)}
    assert states == {"chargily": "CLOSED", "slickpay": "OPEN"}
    assert last_event(desk, order).command == "CloseAttempt"


def by_reference(**says: dict[str, Any]) -> Callable[[Asked], Any]:
    """A provider that knows payments, and no orders."""
    return lambda asked: says[asked.query["reference"]]


def test_of_two_payments_under_way_each_is_asked_about(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    order = twice_paying(desk, clock)
    provider.otherwise = by_reference(first=paid(), second={"status": "pending"})
    run = runs.run(desk, "chargily", by=samia)
    assert (run.looked_at, run.moved, run.no_news) == (2, 1, 1)
    now = shop.order(desk, order.id)
    assert (now.confirmation, now.received_minor) == ("CONFIRMED", 340000)
    assert desk.read(check) == []


def test_the_one_that_is_unknown_leaves_the_other_open(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    order = twice_paying(desk, clock)
    provider.otherwise = by_reference(first={"status": "pending"}, second={"status": "unknown"})
    clock.forward(days=2)
    runs.run(desk, "chargily", by=samia)
    assert {row.reference: row.state for row in money_of(desk, order)} == {"first": "OPEN", "second": "CLOSED"}


def test_a_pending_payment_changes_nothing(desk: Desk, provider: Provider, samia: Actor, clock: TestClock) -> None:
    order = left_paying(desk)
    clock.forward(days=3)
    runs.run(desk, "chargily", by=samia)
    assert shop.order(desk, order.id).version == order.version


# Which orders are asked about.


def test_only_orders_that_used_it_and_wait_are_asked_about(
    desk: Desk, provider: Provider, samia: Actor, amina: Actor, clock: TestClock
) -> None:
    def new(status: Any = None) -> Order:
        made = shop.an_order(desk, method=Method.ONLINE)
        if status is not None:
            desk.perform(made.id, status, by=amina)
        return made

    used = [
        left_paying(desk),
        shop.missing(desk, method=Method.ONLINE, gateway="Chargily"),
        paying(desk, new()),
        paying(desk, new(NoAnswer())),
        paying(desk, new(CallLater(clock.now + timedelta(hours=3)))),
    ]
    others = [
        left_paying(desk, gateway="slickpay"),
        new(),
        shop.missing(desk),
        left_paying(desk),
        paying(desk, new()),
    ]
    desk.perform(others[3].id, Cancel(Reason.ABANDONED), by=amina)
    desk.perform(others[4].id, Confirm(), by=amina)
    runs.run(desk, "chargily", by=samia)
    assert sorted(provider.numbers()) == sorted(number(order) for order in used)


def test_the_newest_are_asked_about_first(desk: Desk, provider: Provider, samia: Actor) -> None:
    made = [left_paying(desk) for _ in range(3)]
    runs.run(desk, "chargily", by=samia)
    assert provider.numbers() == [number(order) for order in reversed(made)]


def test_a_payment_that_was_given_up_is_asked_about_for_a_month(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    order, under_way = left_paying(desk), left_paying(desk)
    provider.says[number(order)] = {"status": "failed"}
    runs.run(desk, "chargily", by=samia)
    clock.forward(days=29)
    provider.asked.clear()
    runs.run(desk, "chargily", by=samia)
    assert sorted(provider.numbers()) == sorted([number(order), number(under_way)])
    clock.forward(days=2)
    provider.asked.clear()
    runs.run(desk, "chargily", by=samia)
    assert provider.numbers() == [number(under_way)]


def test_a_test_order_is_asked_about_nowhere(desk: Desk, provider: Provider, samia: Actor) -> None:
    made = shop.an_order(desk, is_test=True, method=Method.ONLINE)
    paying(desk, made)
    assert runs.run(desk, "chargily", by=samia).looked_at == 0
    assert provider.asked == []


# What meets an order that has moved on.


def test_money_that_a_person_booked_is_not_booked_again(desk: Desk, provider: Provider, samia: Actor) -> None:
    order = left_paying(desk)
    desk.perform(order.id, MarkPaid(Minor(1000), "pi-1"), by=samia)
    provider.otherwise = paid(1000)
    assert runs.run(desk, "chargily", by=samia).moved == 0
    assert provider.numbers() == [number(order)]
    assert shop.order(desk, order.id).received_minor == 1000
    assert answers(desk)[order.id].detail == "the payment pi-1 was booked before"


def test_an_order_that_is_cancelled_while_it_is_asked_about_keeps_its_money(
    desk: Desk, provider: Provider, samia: Actor, amina: Actor
) -> None:
    order = left_paying(desk)

    def meanwhile(_asked: Any) -> Any:
        desk.perform(order.id, Cancel(Reason.ABANDONED), by=amina)
        return paid()

    provider.otherwise = meanwhile
    assert runs.run(desk, "chargily", by=samia).moved == 1
    now = shop.order(desk, order.id)
    assert (now.confirmation, now.received_minor) == ("CANCELLED", 340000)


def test_one_payment_pays_one_order(desk: Desk, provider: Provider, samia: Actor) -> None:
    first, second = left_paying(desk), left_paying(desk)
    provider.otherwise = paid()
    assert runs.run(desk, "chargily", by=samia).moved == 1
    received = {shop.order(desk, order.id).received_minor for order in (first, second)}
    assert received == {0, 340000}


def test_where_the_oms_confirms_the_proof_is_sent(desk: Desk, provider: Provider, samia: Actor) -> None:
    desk.write(lambda work: settings.set_switch(work, "oms", "CONFIRM_API", by=SYSTEM))
    desk.refresh()
    order = left_paying(desk)
    provider.otherwise = paid()
    runs.run(desk, "chargily", by=samia)
    now = shop.order(desk, order.id)
    assert (now.confirmation, now.payment, now.handoff) == ("MISSING", "PAID", "DUE")
    version = now.version
    runs.run(desk, "chargily", by=samia)
    assert shop.order(desk, order.id).version == version
