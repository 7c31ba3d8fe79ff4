"""Conditions as SQL. Words of the axes are written out: they are ours, and the planners know how rare they are."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, and_, bindparam, literal_column, or_

from models.orders import orders
from workflows.labels import Match, Promise
from workflows.views.query import Filters
from workflows.views.ranges import Arm
from workflows.work import Work

_o = orders.c
_NOBODY = UUID(int=0)
Condition = ColumnElement[bool]
Shape = tuple[bool, ...]  #: which of `_NARROW` narrow a list

MINE = _o.shop_id == bindparam("shop")

_NARROW = {
    "source": _o.source == bindparam("source"),
    "counted": _o.counted_attempts >= bindparam("counted"),
    "since": _o.placed_at >= bindparam("since"),
    "until": _o.placed_at < bindparam("until"),
}
_ASSIGNED = _o.assigned_to == bindparam("agent")
_ON_SCREEN = and_(_o.claimed_by == bindparam("agent"), _o.claimed_until > bindparam("now"))
_AGENT = {
    "": [],
    "assigned": [_ASSIGNED],
    "claimed": [_ON_SCREEN, or_(_o.assigned_to.is_(None), _o.assigned_to != bindparam("agent"))],
    "either": [or_(_ASSIGNED, _ON_SCREEN)],
}
_PROMISES = {
    None: [],
    Promise.LATER: [_o.appointment_at > bindparam("now")],
    Promise.DUE: [_o.appointment_at <= bindparam("now"), _o.appointment_at > bindparam("missed")],
    Promise.MISSED: [_o.appointment_at <= bindparam("missed")],
}
_FLAGS = {
    "is_test": ("orders.is_test", "NOT orders.is_test"),
    "mend": ("orders.phone_problem <> ''", "orders.phone_problem = ''"),
    "duplicate": ("orders.duplicate_of IS NOT NULL", "orders.duplicate_of IS NULL"),
}

#: What a partial index asks for, word for word, so that both databases see that it holds.
_PARTIAL = {
    "ix_orders_test": ("orders.is_test",),
    "ix_orders_mend": ("orders.phone_problem <> ''",),
    "ix_orders_duplicate": ("orders.duplicate_of IS NOT NULL",),
    "ix_orders_promised": ("orders.appointment_at IS NOT NULL",),
    "ix_orders_retry": ("orders.confirmation = 'NO_ANSWER'",),
}


def shape(filters: Filters) -> Shape:
    """Which parts of the filters narrow a list: their values are parameters."""
    return tuple(getattr(filters, name) not in (None, "", 0) for name in _NARROW)


def parameters(work: Work, filters: Filters) -> dict[str, Any]:
    """The values of every condition in here."""
    return {
        "shop": work.shop.id,
        "now": work.now,
        "missed": work.now - work.policy.missed_after,
        "agent": filters.agent or _NOBODY,
    } | {name: getattr(filters, name) for name in _NARROW}


def narrow(wanted: Shape) -> list[Condition]:
    """What the filters ask for beyond a match."""
    return [condition for condition, is_wanted in zip(_NARROW.values(), wanted, strict=True) if is_wanted]


def written(name: str) -> BindParameter[int]:
    """A number that is written into the statement: PostgreSQL plans anew each time how far an unknown one reaches."""
    return bindparam(name, type_=Integer(), literal_execute=True)


def hinted(statement: Select[Any], index: str) -> Select[Any]:
    """SQLite is told which index to take: left alone, it took one that was a thousand times slower."""
    return statement.with_hint(orders, f"INDEXED BY {index}", "sqlite")


def within(arm: Arm) -> list[Condition]:
    """What selects the orders of an arm."""
    said = [MINE, *(_text(partial) for partial in _PARTIAL.get(arm.index, ()))]
    said += [among(axis, words) for axis, words in arm.axes]
    if arm.column != "placed_at":
        said.append(_o[arm.column].is_not(None) if arm.column else _o.next_try_at.is_(None))
    return [*said, *_AGENT[arm.agent], *conditions(arm.rest)]


def standing_in(matches: Iterable[Match], by_agent: bool) -> list[Condition]:
    """What selects the orders of a tab, without a thought for an index."""
    return [or_(*(and_(MINE, *conditions(match)) for match in matches)), *_AGENT["either" if by_agent else ""]]


def conditions(match: Match) -> list[Condition]:
    """A match as a WHERE."""
    said = [among(axis, words) for axis, words in match.axes.items()]
    for flag, (yes, no) in _FLAGS.items():
        wanted = getattr(match, flag)
        said += [] if wanted is None else [_text(yes if wanted else no)]
    return said + _PROMISES[match.promise]


def among(axis: str, words: Iterable[Any]) -> Condition:
    """One of these words."""
    listed = ", ".join(f"'{word}'" for word in sorted(words))
    return _text(f"orders.{axis} IN ({listed})" if "," in listed else f"orders.{axis} = {listed or 'NULL'}")


def _text(text: str) -> Condition:
    return literal_column(text)
