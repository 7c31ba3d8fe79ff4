"""How many orders stand in each tab, all tabs in one statement, promises in another, each counted up to a cap.

Test orders are left out of counts (domain.md 11): they are few, so they are counted apart and taken off.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal_column, select, union_all

from models.orders import orders
from workflows.labels import Match, Tab
from workflows.views.query import Filters, moment_of, profile_of
from workflows.views.ranges import Arm, broad
from workflows.views.rows import Bare
from workflows.views.where import MINE, hinted, parameters, within
from workflows.work import Work

CAP = 1000
Limit = ColumnElement[int]


def counts(work: Work, lists: Iterable[str] = (), cap: int = CAP) -> dict[str, tuple[int, bool]]:
    """Orders per tab of the shop's profile, and whether there are more: `(1000, True)` is at least 1000.

    `lists`: ids of other lists than its tabs, such as those of the backlog.
    """
    profile = profile_of(work)
    tabs = tuple(profile.tab(one) for one in lists) or profile.tabs
    tests = _tests(work, tabs)
    values, most = parameters(work, Filters()), cap + 1 + max(tests.values(), default=0)
    found = {one: count for some in _groups(tabs) for one, count in _counted(work, some, most, values)}
    real = {tab.id: found[tab.id] - tests[tab.id] for tab in tabs}
    return {tab_id: (min(count, cap), count > cap) for tab_id, count in real.items()}


@lru_cache(maxsize=32)
def _groups(tabs: tuple[Tab, ...]) -> tuple[tuple[Tab, ...], ...]:
    """Promises apart: they move with the clock, and PostgreSQL would plan all tabs anew each time (1.2 ms)."""
    promised = tuple(tab for tab in tabs if any(match.promise for match in tab.matches))
    rest = tuple(tab for tab in tabs if tab not in promised)
    return tuple(group for group in (rest, promised) if group)


def _counted(work: Work, tabs: tuple[Tab, ...], most: int, values: dict[str, Any]) -> Iterator[tuple[str, int]]:
    found = work.connection.execute(_statement(tabs, most), values).one()
    return zip((tab.id for tab in tabs), found, strict=True)


_SEEN = [orders.c[name] for name in Bare._fields]
_TESTS = hinted(select(*_SEEN), "ix_orders_test").where(MINE, literal_column("orders.is_test"))


def _tests(work: Work, tabs: Iterable[Tab]) -> Counter[str]:
    """Test orders per tab, but for the tab that is theirs."""
    moment, found = moment_of(work), Counter[str]()
    for row in work.connection.execute(_TESTS, {"shop": work.shop.id}):
        order = Bare(*row)
        found.update(tab.id for tab in tabs if tab.id != "test" and tab.holds(order, moment))
    return found


@lru_cache(maxsize=32)
def _statement(tabs: tuple[Tab, ...], most: int) -> Select[Any]:
    """The limits are part of the statement: PostgreSQL plans anew each time how far an unknown one reaches."""
    limit: Limit = literal_column(str(most))
    return select(*(_count(tab.matches, limit).label(f"tab_{place}") for place, tab in enumerate(tabs)))


def _count(matches: tuple[Match, ...], limit: Limit) -> ScalarSelect[Any]:
    """Index entries of a tab, no more than are asked for."""
    entries = [_entries(arm, limit) for match in matches for arm in _ranges(match)]
    found = entries[0] if len(entries) == 1 else union_all(*(select(some.subquery()) for some in entries))
    return select(func.count()).select_from(found.limit(limit).subquery()).scalar_subquery()


def _ranges(match: Match) -> Iterable[Arm]:
    """A promise is counted by the index of promises, anything else by its axes."""
    promised = replace(match, headline=None, confirmation=None)
    return [Arm("ix_orders_promised", "appointment_at", promised)] if match.promise else broad(match)


def _entries(arm: Arm, limit: Limit) -> Select[Any]:
    """One entry per order of a range."""
    one: Select[Any] = select(literal_column("1").label("one")).select_from(orders).where(*within(arm))
    return hinted(one, arm.index).limit(limit)
