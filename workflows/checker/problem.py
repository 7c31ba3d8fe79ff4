"""One thing that is not as the rules say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from models.orders import orders
from models.statuses import Headline
from workflows.checker.look import Look, chunked

o = orders.c
#: An order of the shop that changed.
lately = and_(o.shop_id == bindparam("shop"), o.changed_at.between(bindparam("since"), bindparam("until")))
#: Headlines of an order of which nothing remains to be done.
OVER = (Headline.DELIVERED, Headline.PICKED_UP, Headline.RETURNED, Headline.PARTIALLY_RETURNED)
Check = tuple[int, ColumnElement[bool], str]  #: which invariant, what breaks it, and how that is said


@dataclass(frozen=True, slots=True)
class Problem:
    """Which invariant of domain.md 16 is broken, where, in a sentence."""

    invariant: int
    order_id: UUID | None  #: None for a product, a number, or the shop itself
    sentence: str


def changed_orders() -> Select[Any]:
    """Id and ref of the shop's orders that changed."""
    return select(o.id, o.ref).where(lately)


def listed(table: Any, changed: Select[Any]) -> ColumnElement[bool]:
    """Rows of the orders of a chunk. A list of their ids would be compiled anew for every length that it has."""
    chosen = chunked(changed).with_only_columns(o.id)
    return and_(table.c.shop_id == bindparam("shop"), table.c.order_id.in_(chosen))


def found(look: Look, statement: Select[Any], invariant: int, sentence: str) -> list[Problem]:
    """A problem for every order of a statement; the sentence follows the order's number."""
    return [Problem(invariant, row.id, f"{row.ref} {sentence}") for row in look.broken(statement)]


def any_of(rows: Select[Any], checks: Sequence[Check]) -> Select[Any]:
    """The rows (id and ref of an order) that one of the checks finds broken, with a flag for each check."""
    flags = [broken.label(f"broken_{number}") for number, (_, broken, _) in enumerate(checks)]
    return rows.add_columns(*flags).where(or_(*flags))


def found_any(look: Look, statement: Select[Any], checks: Sequence[Check]) -> Iterator[Problem]:
    """The problems of such a statement: each order once for each check that finds it broken."""
    rows = look.broken(statement)
    if not rows:
        return
    for flag, (invariant, _, sentence) in enumerate(checks, 2):
        broken = dict.fromkeys(row[:2] for row in rows if row[flag])
        yield from (Problem(invariant, order_id, f"{ref} {sentence}") for order_id, ref in broken)
