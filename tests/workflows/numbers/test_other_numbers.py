"""Contact rates, time in each status, what came back, and who is at work."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, update

from models.shipments import Return, returns, shipments
from models.statuses import Headline, Outcome, ReturnKind, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.ledger import lines_of, parcels_of
from workflows.actors import Actor
from workflows.calls.attempts import LogCall
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import Confirm, NoAnswer
from workflows.desk import Desk
from workflows.numbers.came_back import by_reason
from workflows.numbers.live import at_work
from workflows.numbers.period import Period
from workflows.numbers.reach import Reach, by_hour, by_try
from workflows.numbers.stays import Stay, by_status
from workflows.shop import people

MONDAY = Period(date(2026, 11, 23), date(2026, 11, 23))


def test_contact_by_hour_has_no_gap(desk: Desk, amina: Actor, clock: TestClock) -> None:
    orders = [shop.an_order(desk) for _ in range(3)]
    desk.perform(orders[0].id, Confirm(), by=amina)
    desk.perform(orders[1].id, NoAnswer(), by=amina)
    clock.forward(hours=2)
    desk.perform(orders[2].id, Confirm(), by=amina)
    found = desk.read(lambda work: by_hour(work, MONDAY))
    assert found == [Reach(11, 2, 1), Reach(12, 0, 0), Reach(13, 1, 1)]


def test_contact_by_try_shows_the_late_ones_together(desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    for _ in range(7):
        desk.perform(order.id, NoAnswer(), by=amina)
        clock.forward(minutes=40)
    desk.perform(order.id, Confirm(), by=amina)
    found = desk.read(lambda work: by_try(work, MONDAY))
    assert found == [*(Reach(nth, 1, 0) for nth in range(1, 6)), Reach(6, 3, 1)]


def test_without_calls_there_is_nothing_to_show(desk: Desk) -> None:
    assert desk.read(lambda work: (by_hour(work, MONDAY), by_try(work, MONDAY))) == ([], [])


def stays(desk: Desk) -> dict[Headline, Stay]:
    return {stay.headline: stay for stay in desk.read(lambda work: by_status(work, MONDAY))}


def test_time_in_each_status(desk: Desk, amina: Actor, clock: TestClock) -> None:
    first, second, _ = (shop.an_order(desk) for _ in range(3))
    shop.an_order(desk, is_test=True)
    came = clock.now
    clock.forward(minutes=10)
    desk.perform(first.id, NoAnswer(), by=amina)
    clock.forward(minutes=20)
    desk.perform(second.id, Confirm(), by=amina)
    new = stays(desk)[Headline.NEW]
    assert (new.left, new.mean, new.now, new.oldest) == (2, timedelta(minutes=20), 1, came)
    unanswered = stays(desk)[Headline.NO_ANSWER]
    assert (unanswered.left, unanswered.mean, unanswered.now) == (0, None, 1)
    assert unanswered.oldest == came + timedelta(minutes=10)
    assert stays(desk)[Headline.MISSING] == Stay(Headline.MISSING, 0, 0, 0, None)
    assert Headline.DELIVERED not in stays(desk)


def test_returns_by_reason(desk: Desk, clock: TestClock) -> None:
    refused, sent_back, earlier = (shop.an_order(desk, shipping=Shipping.RETURNED) for _ in range(3))
    test = shop.an_order(desk, shipping=Shipping.RETURNED, is_test=True)
    told = (
        (refused, ReturnKind.REFUSED, "", clock.now, (2, 0, 0)),
        (refused, ReturnKind.REFUSED, "", clock.now, (0, 1, 0)),
        (sent_back, ReturnKind.SENT_BACK, "too small", clock.now, (1, 0, 0)),
        (earlier, ReturnKind.REFUSED, "", clock.now - timedelta(days=1), (1, 0, 0)),
        (test, ReturnKind.REFUSED, "", clock.now, (1, 0, 0)),
    )
    for order, kind, reason, at, units in told:
        parcel, line = parcels_of(desk, order)[0], lines_of(desk, order)[0]
        row = Return(desk.shop.id, uuid4(), order.id, parcel.id, line.id, kind, *units, reason, "Wali", at)
        values = {name: getattr(row, name) for name in Return.__slots__}
        desk.database.write(lambda c, values=values: c.execute(insert(returns).values(values)))  # type: ignore[misc]
    desk.database.write(lambda c: c.execute(update(shipments).values(issue="no-cash")))
    found = desk.read(lambda work: by_reason(work, MONDAY))
    shown = {(one.kind, one.reason): (one.parcels, one.fit, one.damaged, one.lost) for one in found}
    assert shown == {
        (ReturnKind.REFUSED, "no-cash"): (1, 2, 1, 0),
        (ReturnKind.SENT_BACK, "too small"): (1, 1, 0, 0),
    }


def test_who_is_at_work(desk: Desk, amina: Actor, karim: Actor, clock: TestClock) -> None:
    orders = [shop.an_order(desk) for _ in range(2)]
    desk.perform(orders[0].id, NoAnswer(), by=karim)
    clock.forward(minutes=1)
    desk.perform(orders[1].id, ClaimOrder(), by=amina)
    desk.write(lambda work: people.pause(work, "lunch", by=karim))
    first, second, third = desk.read(at_work)
    assert (first.name, first.order, first.paused_at) == ("Amina", orders[1].ref, None)
    assert first.until is not None
    assert first.until > clock.now
    assert (second.name, second.pause_reason, second.paused_at) == ("Karim", "lunch", clock.now)
    assert (second.today.calls, second.seen_at) == (1, datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    assert (third.name, third.order) == ("Samia", "")
    clock.forward(hours=1)
    assert desk.read(at_work)[0].order == ""  # the claim ran out


@pytest.mark.parametrize("outcome", [Outcome.WRONG_NUMBER, Outcome.VOICEMAIL, Outcome.BUSY])
def test_only_the_customer_counts_as_reached(desk: Desk, amina: Actor, outcome: Outcome) -> None:
    desk.perform(shop.an_order(desk).id, LogCall(outcome), by=amina)
    assert desk.read(lambda work: by_hour(work, MONDAY)) == [Reach(11, 1, 0)]
