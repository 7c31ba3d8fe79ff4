"""Pages of orders by key: never by row number, so that the last page costs what the first one costs."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    null,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.types import NullType

from models.orders import orders
from workflows.labels import Tab
from workflows.views import search, where
from workflows.views.phases import Phase, phases
from workflows.views.query import Filters, Key, Query, instant, profile_of
from workflows.views.ranges import Arm, Few
from workflows.views.rows import COLUMNS, OrderRow, by_time, shown
from workflows.views.where import MINE
from workflows.work import Work

_o = orders.c
_LIMIT: BindParameter[int] = where.written("limit")
RARE = 10_000  #: orders of a source that are rather looked at one by one than looked for in a tab


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order of the list, whichever way they were asked for."""

    rows: tuple[OrderRow, ...]
    more: bool  #: whether further rows stand beyond the page, in the direction that was asked


def page(
    work: Work,
    query: Query,
    *,
    after: Key | None = None,
    before: Key | None = None,
    from_end: bool = False,
    limit: int = 50,
) -> Page:
    """At most `limit` rows after a key, before one, or from either end of the list."""
    tab = profile_of(work).tab(query.tab)
    backward = from_end or before is not None
    key = before if backward else after
    if query.search.strip():
        found = search.hits(work, tab, query, key, backward=backward, limit=limit + 1)
    else:
        found = _found(work, tab, query, key, backward=backward, limit=limit + 1)
    listed = found[:limit]
    return Page(tuple(listed[::-1] if backward else listed), more=len(found) > limit)


def _found(work: Work, tab: Tab, query: Query, key: Key | None, *, backward: bool, limit: int) -> list[OrderRow]:
    """Orders, nearest first, phase by phase until there are enough."""
    few = _few(work, query.filters)
    numbered = list(enumerate(phases(tab.matches, query.sort or tab.sort, query.filters, few)))
    found: list[OrderRow] = []
    for number, phase in reversed(numbered) if backward else numbered:
        at = key if key and key[0] == number else None
        beyond = key is None or (number <= key[0] if backward else number >= key[0])
        if phase.arms and beyond and len(found) < limit:
            found += _range(work, number, phase, query.filters, at, backward, limit - len(found))
    return found


_OF_SOURCE: Select[Any] = (
    select(literal_column("1")).select_from(orders).where(MINE, _o.source == bindparam("source"))
)
_COUNTED = select(func.count()).select_from(
    where.hinted(_OF_SOURCE, "ix_orders_source").limit(literal_column(str(RARE + 1))).subquery()
)


def _few(work: Work, filters: Filters) -> Few | None:
    """Whether an agent or a rare source leads: its few orders, and not the tab's many, are looked at."""
    if filters.agent is not None:
        return Few.AGENT
    if not filters.source:
        return None
    found = work.connection.scalar(_COUNTED, {"shop": work.shop.id, "source": filters.source}) or 0
    return Few.SOURCE if found <= RARE else None


def _range(
    work: Work, number: int, phase: Phase, filters: Filters, at: Key | None, backward: bool, limit: int
) -> list[OrderRow]:
    statement = _statement(phase, where.shape(filters), phase.descending != backward, at is not None)
    values = where.parameters(work, filters) | {"limit": limit}
    if at is not None:
        values |= {"value": instant(at[1]), "id": UUID(at[2])}
    return shown(work, work.connection.execute(statement, values), partial(by_time, number))


@lru_cache(maxsize=1024)
def _statement(phase: Phase, shape: where.Shape, descending: bool, keyed: bool) -> Select[Any]:
    """The merge of a phase's arms: their keys from the indexes alone, then the orders of one page."""
    arms = [_arm(arm, shape, descending, keyed) for arm in phase.arms]
    hits = (union_all(*(select(arm.subquery()) for arm in arms)) if len(arms) > 1 else arms[0]).subquery()
    same = and_(_o.shop_id == bindparam("shop"), _o.id == hits.c.id)
    # An outer join, so that no planner begins with the orders: every hit has one.
    page = select(_raw(hits.c.at), *COLUMNS).select_from(hits.outerjoin(orders, same))
    return page.order_by(*_ordered([hits.c.at, hits.c.id], descending)).limit(_LIMIT)


def _raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The value as the driver gives it."""
    return type_coerce(column, NullType())


def _arm(arm: Arm, shape: where.Shape, descending: bool, keyed: bool) -> Select[Any]:
    sorted_by = [_o[arm.column], _o.id] if arm.column else [_o.id]
    conditions = [*where.within(arm), *where.narrow(shape)]
    if keyed:
        conditions.append(_beyond(sorted_by, descending))
    at = sorted_by[0] if arm.column else null()
    picked = select(at.label("at"), _o.id).where(*conditions)
    order = sorted_by if arm.column else [_o.next_try_at, _o.id]  # by the id alone, as the index of tries has it
    return where.hinted(picked, arm.index).order_by(*_ordered(order, descending)).limit(_LIMIT)


def _ordered(columns: list[Any], descending: bool) -> list[Any]:
    return [column.desc() if descending else column for column in columns]


def _beyond(sorted_by: list[Any], descending: bool) -> ColumnElement[bool]:
    """Strictly behind the key, in the direction of reading."""
    names = ("value", "id")[-len(sorted_by) :]
    key = [bindparam(name, type_=column.type) for name, column in zip(names, sorted_by, strict=True)]
    here, there = tuple_(*sorted_by), tuple_(*key)
    return here < there if descending else here > there
