"""How many orders stand in each tab, all tabs in one statement, each counted up to a cap.

Test orders are left out of counts (domain.md 11): they are few, so they are counted apart and taken off.
"""

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, func, literal, literal_column, select, union_all

from models.orders import Order, orders
from workflows.labels import Match, Sort
from workflows.profiles import Profile
from workflows.views.pages import hinted, within
from workflows.views.phases import Arm, phases
from workflows.views.query import Filters, moment_of, profile_of
from workflows.work import Work

_o = orders.c
CAP = 1000


def counts(work: Work, cap: int = CAP) -> dict[str, tuple[int, bool]]:
    """Orders per tab of the shop's profile, and whether there are more: `(1000, True)` is at least 1000."""
    profile = profile_of(work)
    tests = _tests(work, profile)
    parameters = {
        "shop": work.shop.id,
        "now": work.now,
        "missed": work.now - work.policy.missed_after,
        "most": cap + 1 + max(tests.values(), default=0),
    }
    found = work.connection.execute(_statement(profile), parameters).one()
    real = {tab.id: count - tests[tab.id] for tab, count in zip(profile.tabs, found, strict=True)}
    return {tab_id: (min(count, cap), count > cap) for tab_id, count in real.items()}


_TESTS = hinted(
    select(orders).where(_o.shop_id == bindparam("shop"), literal_column("orders.is_test")),
    Arm("ix_orders_test", None, Match()),
)


def _tests(work: Work, profile: Profile) -> Counter[str]:
    """Test orders per tab, but for the tab that is theirs."""
    moment, found = moment_of(work), Counter[str]()
    for row in work.connection.execute(_TESTS, {"shop": work.shop.id}):
        order = Order(*row)
        found.update(tab.id for tab in profile.tabs if tab.id != "test" and tab.holds(order, moment))
    return found


@lru_cache(maxsize=16)
def _statement(profile: Profile) -> Select[Any]:
    return select(*(_count(tab.matches).label(tab.id) for tab in profile.tabs))


def _count(matches: tuple[Match, ...]) -> ScalarSelect[Any]:
    """Index entries of a tab, no more than are asked for."""
    ranges = [_entries(arms) for arms in _alike(matches)]
    found = ranges[0] if len(ranges) == 1 else union_all(*(select(entries.subquery()) for entries in ranges))
    return select(func.count()).select_from(found.limit(bindparam("most")).subquery()).scalar_subquery()


def _alike(matches: tuple[Match, ...]) -> list[list[Arm]]:
    """Arms that differ in their word only: their order does not matter here, so one range asks for all words."""
    sort = Sort.APPOINTMENT if any(match.promise for match in matches) else Sort.NEWEST
    alike: dict[Arm, list[Arm]] = {}
    for phase in phases(matches, sort, Filters()):
        for arm in phase.arms:
            alike.setdefault(replace(arm, word=None), []).append(arm)
    return list(alike.values())


def _entries(arms: list[Arm]) -> Select[Any]:
    """One entry per order of a range."""
    one = select(literal(1, literal_execute=True).label("one"))
    if len(arms) == 1:
        return hinted(one.where(*within(arms[0])), arms[0]).limit(bindparam("most"))
    words = _o[arms[0].axis].in_([arm.word for arm in arms])
    return hinted(one.where(words, *within(replace(arms[0], axis=""))), arms[0]).limit(bindparam("most"))
