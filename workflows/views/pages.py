"""Pages of orders by key: never by row number, so that the last page costs what the first one costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal_column, or_, select, tuple_, union_all

from models.orders import Order, orders
from workflows.labels import Match, Promise, Tab
from workflows.views import search
from workflows.views.phases import Arm, Phase, phases
from workflows.views.query import Filters, Key, Query, instant, micros, profile_of
from workflows.views.rows import OrderRow, shown
from workflows.work import Work

_o = orders.c
_NOBODY = UUID(int=0)


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
    more, listed = len(found) > limit, found[:limit]
    return Page(shown(work, listed[::-1] if backward else listed), more)


def _found(
    work: Work, tab: Tab, query: Query, key: Key | None, *, backward: bool, limit: int
) -> list[tuple[Key, Order]]:
    """Orders with their keys, nearest first, phase by phase until there are enough."""
    numbered = list(enumerate(phases(tab.matches, query.sort or tab.sort, query.filters)))
    found: list[tuple[Key, Order]] = []
    for number, phase in reversed(numbered) if backward else numbered:
        at = key if key and key[0] == number else None
        beyond = key is None or (number <= key[0] if backward else number >= key[0])
        if phase.arms and beyond and len(found) < limit:
            found += _range(work, number, phase, query.filters, at, backward, limit - len(found))
    return found


def _range(
    work: Work, number: int, phase: Phase, filters: Filters, at: Key | None, backward: bool, limit: int
) -> Iterator[tuple[Key, Order]]:
    statement = _statement(phase, _shape(filters), phase.descending != backward, at is not None)
    parameters = _parameters(work, filters) | {"limit": limit}
    if at is not None:
        parameters |= {"value": instant(at[1]), "id": UUID(at[2])}
    for row in work.connection.execute(statement, parameters):
        order = Order(*row)
        value = next(filter(None, (getattr(order, column) for column in phase.columns)), None)
        yield (number, micros(value), order.id.hex), order


_NARROW = {
    "source": _o.source == bindparam("source"),
    "counted": _o.counted_attempts >= bindparam("counted"),
    "since": _o.placed_at >= bindparam("since"),
    "until": _o.placed_at < bindparam("until"),
}
_Shape = tuple[bool, ...]  #: which of `_NARROW` narrow the list


def _shape(filters: Filters) -> _Shape:
    return tuple(getattr(filters, name) not in (None, "", 0) for name in _NARROW)


def _parameters(work: Work, filters: Filters) -> dict[str, Any]:
    return {
        "shop": work.shop.id,
        "now": work.now,
        "missed": work.now - work.policy.missed_after,
        "source": filters.source,
        "since": filters.since,
        "until": filters.until,
        "counted": filters.counted,
        "agent": filters.agent or _NOBODY,
    }


@lru_cache(maxsize=1024)
def _statement(phase: Phase, shape: _Shape, descending: bool, keyed: bool) -> Select[Any]:
    """The merge of a phase's arms."""
    arms = [_arm(arm, shape, descending, keyed) for arm in phase.arms]
    if len(arms) == 1 and phase.arms[0].rest == Match():
        return _whole(phase.arms[0], shape, descending, keyed)
    hits = union_all(*(select(arm.subquery()) for arm in arms)).subquery()
    same = and_(_o.shop_id == bindparam("shop"), _o.id == hits.c.id)
    ordered = _ordered([hits.c.at, hits.c.id], descending)
    return select(orders).select_from(hits.join(orders, same)).order_by(*ordered).limit(bindparam("limit"))


def _whole(arm: Arm, shape: _Shape, descending: bool, keyed: bool) -> Select[Any]:
    """The one arm of a phase needs no merge."""
    return _arm(arm, shape, descending, keyed).with_only_columns(*orders.c, maintain_column_froms=True)


def _arm(arm: Arm, shape: _Shape, descending: bool, keyed: bool) -> Select[Any]:
    sorted_by = [_o[arm.column], _o.id] if arm.column else [_o.id]
    conditions = [*within(arm), *_narrow(shape)]
    if keyed:
        conditions.append(_beyond(sorted_by, descending))
    picked = select(sorted_by[0].label("at"), _o.id).where(*conditions)
    return hinted(picked, arm).order_by(*_ordered(sorted_by, descending)).limit(bindparam("limit"))


def hinted(statement: Select[Any], arm: Arm) -> Select[Any]:
    """SQLite is told which index to take: left alone, it took one that was a thousand times slower."""
    return statement.with_hint(orders, f"INDEXED BY {arm.index}", "sqlite")


def within(arm: Arm) -> list[ColumnElement[bool]]:
    """What selects the orders of an arm."""
    return [_o.shop_id == bindparam("shop"), *_range_of(arm), *_conditions(arm.rest)]


def _ordered(columns: list[Any], descending: bool) -> list[Any]:
    return [column.desc() if descending else column for column in columns]


def _beyond(sorted_by: list[Any], descending: bool) -> ColumnElement[bool]:
    """Strictly behind the key, in the direction of reading."""
    names = ("value", "id")[-len(sorted_by) :]
    key = [bindparam(name, type_=column.type) for name, column in zip(names, sorted_by, strict=True)]
    here, there = tuple_(*sorted_by), tuple_(*key)
    return here < there if descending else here > there


def _range_of(arm: Arm) -> list[ColumnElement[bool]]:
    """What selects the arm's range, in the words of the index."""
    said: list[ColumnElement[bool]] = []
    if arm.axis:
        said.append(_o[arm.axis] == arm.word)
    if arm.column != "placed_at":
        said.append(_o[arm.column].is_not(None) if arm.column else _o.next_try_at.is_(None))
    if arm.agent == "assigned":
        said.append(_o.assigned_to == bindparam("agent"))
    if arm.agent == "claimed":
        others = or_(_o.assigned_to.is_(None), _o.assigned_to != bindparam("agent"))
        said += [_o.claimed_by == bindparam("agent"), _o.claimed_until > bindparam("now"), others]
    return [*said, *(literal_column(text) for text in _PREDICATES.get(arm.index, ()))]


#: What a partial index asks for, word for word, so that both databases see that it holds.
_PREDICATES = {
    "ix_orders_test": ("orders.is_test",),
    "ix_orders_mend": ("orders.phone_problem <> ''",),
    "ix_orders_duplicate": ("orders.duplicate_of IS NOT NULL",),
    "ix_orders_promised": ("orders.appointment_at IS NOT NULL",),
    "ix_orders_retry": ("orders.confirmation = 'NO_ANSWER'",),
}


def _conditions(match: Match) -> list[ColumnElement[bool]]:
    """A condition as a WHERE; `now` and `missed` are its parameters."""
    said: list[ColumnElement[bool]] = []
    for axis, words in match.axes.items():
        one = len(words) == 1
        said.append(_o[axis] == next(iter(words)) if one else _o[axis].in_(sorted(words)))
    if match.is_test is not None:
        said.append(_o.is_test == match.is_test)
    if match.mend is not None:
        said.append(_o.phone_problem != "" if match.mend else _o.phone_problem == "")
    if match.duplicate is not None:
        said.append(_o.duplicate_of.is_not(None) if match.duplicate else _o.duplicate_of.is_(None))
    return said + (_PROMISES[match.promise] if match.promise else [])


_PROMISES = {
    Promise.LATER: [_o.appointment_at > bindparam("now")],
    Promise.DUE: [_o.appointment_at <= bindparam("now"), _o.appointment_at > bindparam("missed")],
    Promise.MISSED: [_o.appointment_at <= bindparam("missed")],
}


def _narrow(shape: _Shape) -> list[ColumnElement[bool]]:
    return [condition for condition, wanted in zip(_NARROW.values(), shape, strict=True) if wanted]
