"""One line of a list: what tables and `codesk orders --json` show of an order.

A page of fifty is built in less than a millisecond only if its values are converted by hand, and its rows are tuples:
through the column types of the tables it takes three, and a frozen dataclass sets every field by itself.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnClause, bindparam, literal_column, select

from models.columns import EPOCH, Flag, Instant, Word
from models.columns import Key as Id
from models.orders import orders
from models.shops import people
from models.statuses import Confirmation, Fulfilment, Handoff, Headline, Method, Payment, Shipping
from workflows.calls.attempts import suggestion
from workflows.labels import Moment, Promise
from workflows.profiles import PROFILES
from workflows.views.query import Key, micros, moment_of
from workflows.work import Work


class OrderRow(NamedTuple):
    """An order as lists show it. Texts are as they came in: clean them before they reach a screen."""

    key: Key  #: its place in the list it was read from
    id: UUID
    number: int
    ref: str
    source: str
    external_id: str
    version: int
    placed_at: datetime
    is_test: bool
    headline: Headline
    confirmation: Confirmation
    payment: Payment
    fulfilment: Fulfilment
    shipping: Shipping | None
    handoff: Handoff
    method: Method
    customer: str
    phone: str  #: E.164, empty when it cannot be dialled
    phone_typed: str
    phone_rev: str  #: its digits from right to left
    phone_problem: str
    city: str
    region: str
    country: str
    currency: str
    total_minor: int
    received_minor: int
    attempts: int
    counted_attempts: int
    tried_parts: tuple[str, ...]
    next_try_at: datetime | None
    appointment_at: datetime | None
    claimed_until: datetime | None  #: None when nobody is on it now
    claimed_id: UUID | None  #: who is on it now
    assigned_id: UUID | None  #: for whom it is kept
    duplicate_of: UUID | None
    cancel_reason: str
    tags: str
    label: str  #: what the shop's profile calls it
    words: tuple[str, ...]  #: the words of the profile's status columns, in their order
    suggestion: str | None  #: why cancelling is suggested
    promise: Promise | None  #: whether the promised call-back is due, missed or later
    claimed_by: str  #: the name of who is on it now, empty when nobody is
    assigned_to: str

    @property
    def phone_valid(self) -> bool:
        """Whether the number can be dialled."""
        return bool(self.phone)

    @property
    def suggest_cancel(self) -> bool:
        """Whether the screen suggests cancelling."""
        return self.suggestion is not None


_COMPUTED = ("label", "words", "suggestion", "promise", "claimed_by", "assigned_to")
_STORED_AS = {"customer": "name", "claimed_id": "claimed_by", "assigned_id": "assigned_to"}
_STORED = [name for name in OrderRow._fields if name not in ("key", *_COMPUTED)]
_AT = {name: place for place, name in enumerate(_STORED)}

#: The stored columns as the driver gives them: types are converted in `_converters`.
COLUMNS: tuple[ColumnClause[Any], ...] = tuple(
    literal_column(f"orders.{_STORED_AS.get(name, name)}") for name in _STORED
)

Convert = Callable[[Any], Any]


@lru_cache(maxsize=2)
def _converters(is_sqlite: bool) -> tuple[tuple[int, Convert], ...]:
    """Which values the driver gives in another form, by their place."""
    found = []
    for place, name in enumerate(_STORED):
        kind = orders.c[_STORED_AS.get(name, name)].type
        if isinstance(kind, Word):
            found.append((place, {str(word): word for word in kind.words}.__getitem__))
        elif is_sqlite and type(kind) in _SQLITE:
            found.append((place, _SQLITE[type(kind)]))
    return (*found, (_AT["tried_parts"], _split))


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _instant(value: int) -> datetime:
    return EPOCH + timedelta(microseconds=value)


_SQLITE: dict[type, Convert] = {Id: lambda value: UUID(bytes=value), Instant: _instant, Flag: bool}


def names_of(work: Work, ids: Collection[UUID | None]) -> dict[UUID | None, str]:
    """The names of people by id."""
    if not any(ids):
        return {}
    mine = (people.c.shop_id == work.shop.id, people.c.id.in_({id_ for id_ in ids if id_}))
    return {row.id: row.name for row in work.connection.execute(select(people.c.id, people.c.name).where(*mine))}


def by_time(phase: int, at: Any, order_id: UUID) -> Key:
    """The key of an order in a list that is sorted by an instant."""
    return phase, micros(at) if isinstance(at, datetime) else at or 0, order_id.hex


def _first(at: Any, order_id: UUID) -> Key:
    """The same where there is one phase only."""
    return by_time(0, at, order_id)


def by_number(number: int, _order_id: UUID) -> Key:
    """The key of an order in a list that is sorted by its number."""
    return 0, number, ""


def shown(work: Work, found: Iterable[Any], key: Callable[[Any, UUID], Key] = _first) -> list[OrderRow]:
    """Rows of what was selected: the sort value, then COLUMNS."""
    listed = [_values(work, row) for row in found]
    names = names_of(work, {values[_AT[name]] for _, values in listed for name in ("claimed_id", "assigned_id")})
    moment = moment_of(work)
    return [_row(work, moment, key(at, values[0]), values, names) for at, values in listed]


def _values(work: Work, row: Any) -> tuple[Any, list[Any]]:
    """The sort value, and the stored values in their own types; a lease that ran out is no claim."""
    at, *values = row
    for place, convert in _converters(work.is_sqlite):
        if values[place] is not None:
            values[place] = convert(values[place])
    until = values[_AT["claimed_until"]]
    if until is not None and until <= work.now:
        values[_AT["claimed_until"]] = values[_AT["claimed_id"]] = None
    return at, values


def _row(work: Work, moment: Moment, key: Key, values: list[Any], names: dict[UUID | None, str]) -> OrderRow:
    label, words = _said(work.shop.profile, *(values[place] for place in _AXES))
    status, counted, tried = (values[place] for place in _TRIED)
    computed = (
        label,
        words,
        suggestion(status, counted, tried, work.policy),
        moment.promise(values[_AT["appointment_at"]]),
        names.get(values[_AT["claimed_id"]], ""),
        names.get(values[_AT["assigned_id"]], ""),
    )
    return OrderRow._make((key, *values, *computed))


class Bare(NamedTuple):
    """What labels look at."""

    headline: Headline
    confirmation: Confirmation
    payment: Payment
    fulfilment: Fulfilment
    shipping: Shipping | None
    handoff: Handoff
    method: Method
    attempts: int
    is_test: bool = False
    phone_problem: str = ""
    duplicate_of: UUID | None = None
    appointment_at: datetime | None = None


_AXES = [_AT[name] for name in Bare._fields[:8]]


@lru_cache(maxsize=4096)
def _said(profile: str, *axes: Any) -> tuple[str, tuple[str, ...]]:
    """The label and the words of the status columns: many orders stand alike."""
    order, moment = Bare(*axes), Moment(EPOCH, timedelta())
    named = PROFILES[profile]
    return named.label(order, moment), tuple(column.text(order, moment) for column in named.columns if column.labels)


_TRIED = [_AT[name] for name in ("confirmation", "counted_attempts", "tried_parts")]


_BY_IDS = select(literal_column("0"), *COLUMNS).where(
    orders.c.shop_id == bindparam("shop"), orders.c.id.in_(bindparam("ids", expanding=True))
)


def rows(work: Work, ids: Collection[UUID]) -> dict[UUID, OrderRow]:
    """The rows of these orders as they stand now, to patch a list in place; their keys say nothing."""
    if not ids:
        return {}
    found = work.connection.execute(_BY_IDS, {"shop": work.shop.id, "ids": list(ids)})
    return {row.id: row for row in shown(work, found)}
