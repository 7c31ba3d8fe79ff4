"""What the checker looks at: a shop, what changed in it from some time on, and only what can have broken since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Select, Table, bindparam, select
from sqlalchemy.sql import visitors

from models.columns import EPOCH
from models.log import events
from models.orders import orders
from workflows.work import Work

_TOLD = (
    select(events.c.command, events.c.data)
    .where(events.c.shop_id == bindparam("shop"), events.c.order_id.is_(None))
    .order_by(events.c.version)
)
_CHUNK = 500  #: orders that are looked at together
_END = datetime.max.replace(tzinfo=UTC)
_WINDOW = "orders.changed_at"  #: moves with every change of its row; whoever reads it asks only whether it moved


@dataclass(frozen=True)
class Look:
    """One look at a shop: everything, or the orders that changed and the statements that read what was written."""

    work: Work
    since: datetime = EPOCH
    until: datetime = _END  #: an order may have changed later than now: a machine's clock is set back at times
    written: frozenset[str] | None = None  #: `table` where rows came or went, else `table.column`; None: anything

    @cached_property
    def told(self) -> list[tuple[str, Any]]:
        """Command and facts of each of the shop's own events, oldest first."""
        return [(command, data) for command, data in self.rows(_TOLD)]

    def concerns(self, *statements: Select[Any]) -> bool:
        """Whether one of them reads something that was written: the others find what they found before."""
        return self.written is None or any(not self.written.isdisjoint(reads(one)) for one in statements)

    def rows(self, statement: Select[Any], **more: Any) -> Sequence[Any]:
        """The rows of a statement, whatever was written."""
        parameters = {"shop": self.work.shop.id, "since": self.since, "until": self.until, "now": self.work.now}
        return self.work.connection.execute(statement, parameters | more).all()

    def chunks(self, changed: Select[Any]) -> Iterator["Chunk"]:
        """The rows of a statement about orders, some hundred at a time."""
        some, last = chunked(changed), UUID(int=0)
        while orders := self.rows(some, last=last):
            yield Chunk(self, orders, last)
            if len(orders) < _CHUNK:
                return
            last = orders[-1].id

    def broken(self, statement: Select[Any]) -> Sequence[Any]:
        """The rows of a statement that finds what is wrong; none where nothing that it reads was written."""
        return self.rows(statement) if self.concerns(statement) else ()


@dataclass(frozen=True)
class Chunk:
    """Some hundred orders that are looked at together."""

    look: Look
    orders: Sequence[Any]
    last: UUID  #: id of the order before them

    def rows(self, statement: Select[Any]) -> Sequence[Any]:
        """The rows of a statement about what is `listed` of these orders."""
        return self.look.rows(statement, last=self.last)


@lru_cache(maxsize=8)
def chunked(changed: Select[Any]) -> Select[Any]:
    """The first orders of a statement, after the last one of the chunk before."""
    return changed.where(orders.c.id > bindparam("last")).order_by(orders.c.id).limit(_CHUNK)


@lru_cache(maxsize=256)
def reads(statement: Select[Any]) -> frozenset[str]:
    """Tables and `table.column`s that a statement looks at, also deep in it, and `now` if it asks for the time."""
    found: set[str] = set()
    for part in visitors.iterate(statement):
        if isinstance(part, Table):
            found.add(part.name)
        for column in getattr(part, "base_columns", ()):
            if isinstance(column, Column):
                found |= {column.table.name, f"{column.table.name}.{column.name}"}
        if getattr(part, "key", None) == "now":
            found.add("now")
    return frozenset(found - {_WINDOW})
