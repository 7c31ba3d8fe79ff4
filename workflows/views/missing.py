"""Checkouts that were left: whether anybody can be called, how it was paid, what the payment provider last said.

`checkouts` goes with the rows of any page; `missing` is the list itself, newest first (domain.md 13, M1-M5).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, literal_column, select, tuple_

from models.gateways import LookupAnswer, lookup_answers
from models.money import Money, money
from models.orders import orders
from models.statuses import Confirmation, MoneyKind, MoneyState
from workflows.views.query import Key, instant
from workflows.views.rows import COLUMNS, OrderRow, shown
from workflows.work import Work

_o, _m, _a = orders.c, money.c, lookup_answers.c


class Contact(StrEnum):
    """Who can be reached about a checkout."""

    PHONE = "phone"  #: there is a number to call
    MEND = "mend"  #: a number was left that cannot be called
    EMAIL = "email"  #: only an e-mail address was left
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Checkout:
    """What a list of missing orders shows beyond the order itself."""

    contact: Contact
    email: str
    gateway: str  #: the payment provider, empty where none is known
    begun: int  #: payments that were begun
    failed: int
    is_under_way: bool  #: a payment is open
    age: timedelta
    answer: LookupAnswer | None  #: what the provider last said


_KNOWN = select(_o.id, _o.email, _o.gateway).where(
    _o.shop_id == bindparam("shop"), _o.id.in_(bindparam("ids", expanding=True))
)
_TRIED = (
    select(money)
    .where(
        _m.shop_id == bindparam("shop"),
        _m.order_id.in_(bindparam("ids", expanding=True)),
        _m.kind == MoneyKind.ATTEMPT,
    )
    .order_by(_m.at, _m.id)
)
_HEARD = select(lookup_answers).where(
    _a.shop_id == bindparam("shop"), _a.order_id.in_(bindparam("ids", expanding=True))
)


def checkouts(work: Work, rows: Sequence[OrderRow]) -> dict[UUID, Checkout]:
    """The checkouts of the orders of a page, by order."""
    if not rows:
        return {}
    key = {"shop": work.shop.id, "ids": [row.id for row in rows]}
    known = {row.id: row for row in work.connection.execute(_KNOWN, key)}
    heard = {row.order_id: LookupAnswer(*row) for row in work.connection.execute(_HEARD, key)}
    tried: dict[UUID, list[Money]] = {}
    for found in work.connection.execute(_TRIED, key):
        tried.setdefault(found.order_id, []).append(Money(*found))
    return {
        row.id: _checkout(
            work, row, known[row.id].email, known[row.id].gateway, tried.get(row.id, []), heard.get(row.id)
        )
        for row in rows
    }


def _checkout(
    work: Work, row: OrderRow, email: str, gateway: str, tried: list[Money], heard: LookupAnswer | None
) -> Checkout:
    return Checkout(
        _contact(row, email),
        email,
        gateway or (tried[-1].gateway if tried else ""),
        len(tried),
        _count(tried, MoneyState.FAILED),
        _count(tried, MoneyState.OPEN) > 0,
        work.now - row.placed_at,
        heard,
    )


def _count(tried: Iterable[Money], state: MoneyState) -> int:
    return sum(row.state is state for row in tried)


def _contact(row: OrderRow, email: str) -> Contact:
    if row.phone and not row.phone_problem:
        return Contact.PHONE
    if row.phone_typed.strip():
        return Contact.MEND
    return Contact.EMAIL if email else Contact.NONE


_LIST = (
    select(literal_column("orders.placed_at"), *COLUMNS)
    .select_from(orders)
    .where(_o.shop_id == bindparam("shop"), _o.confirmation == Confirmation.MISSING)
    .order_by(_o.placed_at.desc(), _o.id.desc())
    .limit(bindparam("limit"))
)
_BEHIND = _LIST.where(
    tuple_(_o.placed_at, _o.id) < tuple_(bindparam("at", type_=_o.placed_at.type), bindparam("id", type_=_o.id.type))
)


def missing(work: Work, *, after: Key | None = None, limit: int = 50) -> list[tuple[OrderRow, Checkout]]:
    """Missing orders behind a key, newest first, with their checkouts; `row.key` of the last one leads on."""
    values: dict[str, object] = {"shop": work.shop.id, "limit": limit}
    if after is not None:
        values |= {"at": instant(after[1]), "id": UUID(after[2])}
    found = shown(work, work.connection.execute(_LIST if after is None else _BEHIND, values))
    known = checkouts(work, found)
    return [(row, known[row.id]) for row in found]
