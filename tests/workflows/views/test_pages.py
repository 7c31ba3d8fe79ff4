"""Pages of every tab, in every sort, under every filter: the same orders as a plain predicate finds."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from models.orders import Order
from models.statuses import Confirmation, Fulfilment, Headline, Payment
from tests.support import shop
from tests.support.arriving import DUE, delivered
from tests.support.clock import TestClock
from tests.workflows.views import crowd
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound
from workflows.labels import Moment
from workflows.parcels.packing import HandOver, MarkReady
from workflows.profiles import PROFILES
from workflows.views import Filters, Key, OrderRow, Page, Query, Sort, key_text, page, pages, parse_key

Reading = Callable[..., Page]


def read(desk: Desk, query: Query, **where: Any) -> Page:
    return desk.read(lambda work: page(work, query, **where))


def walk(desk: Desk, query: Query, limit: int = 7) -> list[OrderRow]:
    """Every row, page after page."""
    found: list[OrderRow] = []
    after: Key | None = None
    while True:
        part = read(desk, query, after=after, limit=limit)
        found += part.rows
        if not part.more:
            return found
        after = part.rows[-1].key


def walk_back(desk: Desk, query: Query, limit: int = 7) -> list[OrderRow]:
    """Every row, from the end of the list to its start."""
    part = read(desk, query, from_end=True, limit=limit)
    found = list(part.rows)
    while part.more:
        part = read(desk, query, before=found[0].key, limit=limit)
        found = [*part.rows, *found]
    return found


def expected(query: Query, profile: str, orders: list[Order], moment: Moment) -> set[Any]:
    tab = PROFILES[profile].tab(query.tab)
    return {order.id for order in orders if tab.holds(order, moment) and passes(query.filters, order, moment)}


def passes(filters: Filters, order: Order, moment: Moment) -> bool:
    """The filters once more, as a plain predicate."""
    held = order.claimed_by if order.claimed_until and order.claimed_until > moment.now else None
    checks = [
        not filters.headline or order.headline in filters.headline,
        not filters.payment or order.payment in filters.payment,
        not filters.fulfilment or order.fulfilment in filters.fulfilment,
        filters.source in ("", order.source),
        filters.agent is None or filters.agent in (order.assigned_to, held),
        filters.duplicate is None or filters.duplicate == (order.duplicate_of is not None),
        filters.bad_phone is None or filters.bad_phone == bool(order.phone_problem),
        filters.is_test is None or filters.is_test == order.is_test,
        order.counted_attempts >= filters.counted,
        filters.since is None or order.placed_at >= filters.since,
        filters.until is None or order.placed_at < filters.until,
    ]
    return all(checks)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_tab_shows_its_orders_in_every_sort(desk: Desk, profile: str) -> None:
    orders = crowd.gather(desk, 150)
    desk.shop.profile = profile
    for tab in PROFILES[profile].tabs:
        for sort in (None, *Sort):
            query = Query(tab.id, sort=sort)
            found = [row.id for row in walk(desk, query, limit=40)]
            assert len(found) == len(set(found)), (tab.id, sort)
            assert set(found) == expected(query, profile, orders, crowd.moment(desk)), (tab.id, sort)


@pytest.mark.parametrize("sort", [None, *Sort])
@pytest.mark.parametrize("tab", ["all", "no-answer", "closed", "mend", "backlog"])
def test_pages_join_without_a_gap_in_both_directions(desk: Desk, tab: str, sort: Sort | None) -> None:
    crowd.gather(desk, 60)
    query = Query(tab, sort=sort)
    whole = [row.id for row in read(desk, query, limit=100).rows]
    assert [row.id for row in walk(desk, query)] == whole
    assert [row.id for row in walk_back(desk, query)] == whole


def test_what_is_delivered_and_not_fully_paid_is_a_filter(desk: Desk) -> None:
    delivered(desk)
    owing = [delivered(desk, amount=amount) for amount in (DUE - 40000, 0)]
    query = Query("delivered", filters=Filters(payment=frozenset({Payment.UNPAID, Payment.PARTIALLY_PAID})))
    assert {row.id for row in read(desk, query).rows} == {order.id for order in owing}


def test_a_number_that_cannot_be_called_is_listed_until_its_parcel_leaves(desk: Desk, samia: Actor) -> None:
    shop.policy(desk, ask_customer="NOBODY")
    order = shop.an_order(desk, phone="0551 23")
    assert order.confirmation is Confirmation.CONFIRMED
    assert [row.id for row in read(desk, Query("mend")).rows] == [order.id]
    desk.perform(order.id, MarkReady("Yalidine", "Y-1"), by=samia)
    assert [row.id for row in read(desk, Query("mend")).rows] == [order.id]
    desk.perform(order.id, HandOver(), by=samia)
    assert read(desk, Query("mend")).rows == ()


FILTERS = [
    Filters(headline=frozenset({Headline.ISSUE, Headline.IN_RETURN, Headline.DELIVERED})),
    Filters(headline=frozenset({Headline.NO_ANSWER}), payment=frozenset({Payment.UNPAID})),
    Filters(payment=frozenset({Payment.FAILED, Payment.PAID})),
    Filters(fulfilment=frozenset({Fulfilment.UNFULFILLED})),
    Filters(fulfilment=frozenset({Fulfilment.CANCELLED, Fulfilment.DELIVERED}), payment=frozenset({Payment.UNPAID})),
    Filters(source="shopify", counted=2),
    Filters(duplicate=True),
    Filters(duplicate=False, bad_phone=True),
    Filters(bad_phone=False, is_test=False),
    Filters(is_test=True),
]


@pytest.mark.parametrize("profile", PROFILES)
def test_filters_narrow_every_tab(desk: Desk, profile: str) -> None:
    orders = crowd.gather(desk, 120)
    desk.shop.profile = profile
    for tab, (place, filters) in product(PROFILES[profile].tabs, enumerate(FILTERS)):
        sort = list(Sort)[place % len(Sort)]
        query = Query(tab.id, sort=sort, filters=filters)
        found = {row.id for row in walk(desk, query, limit=60)}
        assert found == expected(query, profile, orders, crowd.moment(desk)), (tab.id, sort, filters)


@pytest.mark.parametrize("rare", [0, pages.RARE], ids=["common", "rare"])
def test_a_source_narrows_every_tab_however_common_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(pages, "RARE", rare)
    orders = crowd.gather(desk, 120)
    for tab, sort in product(PROFILES["default"].tabs, Sort):
        query = Query(tab.id, sort=sort, filters=Filters(source="shopify", counted=1))
        found = {row.id for row in walk(desk, query, limit=60)}
        assert found == expected(query, "default", orders, crowd.moment(desk)), (tab.id, sort)


def test_an_agent_is_what_is_theirs_and_what_is_on_their_screen(desk: Desk, amina: Actor) -> None:
    orders = crowd.gather(desk, 120)
    for tab in PROFILES["default"].tabs:
        for sort in Sort:
            query = Query(tab.id, sort=sort, filters=Filters(agent=amina.id))
            found = [row.id for row in walk(desk, query)]
            assert len(found) == len(set(found))
            assert set(found) == expected(query, "default", orders, crowd.moment(desk)), (tab.id, sort)


def test_a_span_of_days_narrows_a_list(desk: Desk, clock: TestClock) -> None:
    orders = crowd.gather(desk, 80)
    query = Query("all", filters=Filters(since=clock.now - timedelta(minutes=40), until=clock.now))
    found = {row.id for row in walk(desk, query)}
    assert found == expected(query, "default", orders, crowd.moment(desk))
    assert len(found) < len(orders)


def test_newest_comes_first(desk: Desk) -> None:
    crowd.gather(desk, 60)
    placed = [row.placed_at for row in walk(desk, Query("all"))]
    assert placed == sorted(placed, reverse=True)


def test_the_backlog_begins_with_the_next_try(desk: Desk) -> None:
    crowd.gather(desk, 150)
    tries = [row.next_try_at for row in walk(desk, Query("backlog"))]
    timed = [at for at in tries if at]
    assert timed == sorted(timed)
    assert tries == [*timed, *[None] * (len(tries) - len(timed))]


def test_call_backs_stand_by_their_time(desk: Desk) -> None:
    crowd.gather(desk, 150)
    missed = [row.appointment_at for row in walk(desk, Query("missed-call-backs"))]
    assert missed
    assert missed == sorted(missed, key=str)


def test_a_row_says_who_is_on_the_order(desk: Desk, amina: Actor, clock: TestClock) -> None:
    crowd.gather(desk, 1)
    taken = desk.next_order(by=amina)
    assert taken is not None
    (row,) = [row for row in walk(desk, Query("all")) if row.id == taken.id]
    assert (row.claimed_by, row.claimed_id) == ("Amina", amina.id)
    clock.forward(minutes=11)
    (row,) = [row for row in walk(desk, Query("all")) if row.id == taken.id]
    assert (row.claimed_by, row.claimed_id, row.claimed_until) == ("", None, None)


def test_a_row_is_the_order_it_shows(desk: Desk) -> None:
    orders = {order.id: order for order in crowd.gather(desk, 40)}
    for row in walk(desk, Query("all")):
        order = orders[row.id]
        for name in ("ref", "headline", "payment", "placed_at", "total_minor", "is_test", "phone", "next_try_at"):
            assert getattr(row, name) == getattr(order, name)
        assert row.customer == order.name
        assert row.phone_valid == bool(order.phone)
        assert row.suggest_cancel == (order.counted_attempts >= 3 and order.headline is Headline.NO_ANSWER)


def test_a_key_can_be_written_down() -> None:
    key = (2, 1795348800000000, "01a202b2c50070adbebef6822b5544e5")
    assert parse_key(key_text(key)) == key
    assert parse_key(key_text((0, 17, ""))) == (0, 17, "")


@pytest.mark.parametrize("text", ["", "1", "a-b-c", "0-1-zz", f"0-{10**20}-"])
def test_a_place_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="is not a place in a list"):
        parse_key(text)


def test_an_unknown_tab_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound, match="there is no tab 'nope'"):
        read(desk, Query("nope"))
