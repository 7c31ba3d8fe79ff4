"""Lists, counts and searches read the index that was made for them, and nothing else of the table."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from models.statuses import Headline
from tests.support import shop
from tests.support.plans import Plan, analyzed, heard, plans
from tests.workflows.views import crowd
from workflows.desk import Desk
from workflows.labels import Sort
from workflows.profiles import PROFILES
from workflows.views import Filters, Page, Query, counts, page
from workflows.views.phases import phases
from workflows.views.ranges import INDEXES

#: Large ranges, which are counted without a look at the orders themselves.
WHOLE = {f"ix_orders_{name}" for name in ("headline", "payment", "shipping", "confirmation", "placed")}
KEY = {"primary key", "pk_orders", "sqlite_autoindex_orders_1"}  #: the orders of one page, each by its id


def many(desk: Desk) -> None:
    """So many orders that PostgreSQL would rather not look at each; SQLite is told how large a shop is."""
    crowd.gather(desk, 60 if desk.database.is_sqlite else 3000)
    analyzed(desk)


def asked(desk: Desk, query: Query, **where: Any) -> Callable[[], Page]:
    return lambda: desk.read(lambda work: page(work, query, limit=20, **where))


def wanted(desk: Desk, query: Query) -> set[str]:
    """The indexes that the list is made of."""
    tab = PROFILES[desk.shop.profile].tab(query.tab)
    made = phases(tab.matches, query.sort or tab.sort, query.filters)
    return {arm.index for phase in made for arm in phase.arms}


def is_narrow(plan: Plan) -> bool:
    """Every axis that stands in front of an index narrows its range."""
    axes = [(step.said, axis) for step in plan.steps for axis in INDEXES.get(step.index, ())]
    return all(axis in said for said, axis in axes)


def test_every_tab_is_read_by_its_indexes(desk: Desk) -> None:
    """SQLite is told which; PostgreSQL chooses, and is asked here only not to read the table through."""
    many(desk)
    for profile, tab in ((name, tab) for name in PROFILES for tab in PROFILES[name].tabs):
        desk.shop.profile = profile
        query = Query(tab.id)
        for plan in plans(desk, asked(desk, query)):
            assert "" not in plan.indexes, (profile, tab.id, plan)
            assert plan.indexes & wanted(desk, query), (profile, tab.id, plan)
            if desk.database.is_sqlite:
                assert plan.indexes <= wanted(desk, query) | KEY, (profile, tab.id, plan)
                assert is_narrow(plan), (profile, tab.id, plan)


def test_a_page_deep_in_a_list_begins_at_its_key(desk: Desk) -> None:
    many(desk)
    first = asked(desk, Query("all"))()
    (plan,) = plans(desk, asked(desk, Query("all"), after=first.rows[-1].key))
    (step,) = (one for one in plan.steps if one.index == "ix_orders_placed")
    assert "placed_at" in step.said


@pytest.mark.parametrize("profile", PROFILES)
def test_counts_read_indexes_only(desk: Desk, profile: str) -> None:
    crowd.gather(desk, 60)
    desk.shop.profile = profile
    for plan in plans(desk, lambda: desk.read(counts), having="count("):
        assert "" not in plan.indexes
        if desk.database.is_sqlite:
            assert not {step.index for step in plan.steps if step.index in WHOLE and not step.is_covering}, plan
            assert is_narrow(plan)


def test_how_many_orders_are_wanted_is_written_out(desk: Desk) -> None:
    """PostgreSQL, which keeps a plan only where it knows that, would plan every page anew."""
    with heard(desk) as said:
        asked(desk, Query("all"))()
        desk.read(counts)
    limits = [limit for statement, _ in said for limit in re.findall(r"LIMIT (\S+?)\b", statement)]
    assert set(limits) == {"21", "1001"}


def test_promises_are_counted_apart(desk: Desk) -> None:
    """They move with the clock: PostgreSQL plans the statement that has them anew each time."""
    with heard(desk) as said:
        desk.read(counts)
    rest, promised = (statement for statement, _ in said if "count(" in statement)
    assert "appointment_at" in promised
    assert "appointment_at" not in rest


@pytest.mark.parametrize(
    ("text", "index"), [("234567", "ix_orders_phone"), ("#1042", "ix_orders_ref"), ("yasmine", "ix_orders_number")]
)
def test_a_search_looks_up(desk: Desk, text: str, index: str) -> None:
    many(desk)
    shop.an_order(desk, customer="Yasmine Haddad", phone="0551 23 45 67", ref="#1042")
    found = plans(desk, asked(desk, Query("all", search=text)))
    assert "" not in set[str]().union(*(plan.indexes for plan in found))
    assert any(index in plan.indexes for plan in found), found


def test_the_end_of_a_phone_number_is_a_range(desk: Desk) -> None:
    many(desk)
    shop.an_order(desk, phone="0551 23 45 67")
    found = plans(desk, asked(desk, Query("all", search="234567")))
    steps = [step for plan in found for step in plan.steps if step.index == "ix_orders_phone"]
    assert steps
    assert all("phone_rev" in step.said for step in steps)


def test_a_rare_source_leads(desk: Desk) -> None:
    many(desk)
    query = Query("all", sort=Sort.NEWEST, filters=Filters(source="codesk"))
    for plan in plans(desk, asked(desk, query)):
        assert plan.indexes <= {"ix_orders_source"} | KEY, plan


@pytest.mark.parametrize("headline", [Headline.CANCELLED, Headline.ISSUE])
def test_a_status_without_a_tab_is_a_range(desk: Desk, headline: Headline) -> None:
    many(desk)
    query = Query("all", sort=Sort.NEWEST, filters=Filters(headline=frozenset({headline})))
    for plan in plans(desk, asked(desk, query)):
        assert plan.indexes <= {"ix_orders_headline"} | KEY, plan


def test_calls_about_paid_orders_are_few(desk: Desk) -> None:
    many(desk)
    desk.shop.profile = "ucraft"
    for plan in plans(desk, asked(desk, Query("paid", sort=Sort.NEXT_TRY))):
        assert "" not in plan.indexes
        if desk.database.is_sqlite:
            assert plan.indexes <= {"ix_orders_payment"} | KEY, plan
