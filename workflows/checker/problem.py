"""One thing that is not as the rules say."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, select

from models.orders import orders
from workflows.work import Work

o = orders.c


@dataclass(frozen=True, slots=True)
class Problem:
    """Which invariant of domain.md 16 is broken, where, in a sentence."""

    invariant: int
    order_id: UUID | None  #: None for a product, a number, or the shop itself
    sentence: str


def wrong(broken: ColumnElement[bool]) -> Select[Any]:
    """Orders of the shop that a condition finds broken."""
    changed = o.changed_at >= bindparam("since", type_=o.changed_at.type)
    return select(o.id, o.ref).where(o.shop_id == bindparam("shop"), changed, broken)


def found(work: Work, statement: Select[Any], since: Any, invariant: int, sentence: str) -> list[Problem]:
    """A problem for every order of a statement; the sentence follows the order's number."""
    rows = work.connection.execute(statement, {"shop": work.shop.id, "since": since, "now": work.now})
    return [Problem(invariant, row.id, f"{row.ref} {sentence}") for row in rows]
