"""What went wrong outside and waits for a supervisor (domain.md 18): hand-offs, messages, look-ups, couriers.

A message or a call stands here until it was told again or nobody needs to hear it any more (`outbox.given_up`); a
look-up until one went well; a hand-off until it is retried.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, literal_column, select, tuple_

from models.gateways import LookupRun
from models.log import events
from models.orders import orders
from models.outbox import outbox
from models.statuses import Handoff
from workflows.lookup import gateways, record
from workflows.outbox.given_up import GIVEN_UP, said
from workflows.work import Work

_o, _x, _e = orders.c, outbox.c, events.c


@dataclass(frozen=True, slots=True)
class FailedHandOff:
    """An order that the OMS refused, or could not be told of."""

    order_id: UUID
    ref: str
    placed_at: datetime
    why: str
    at: datetime  #: when it failed

    @property
    def key(self) -> tuple[datetime, UUID]:
        """Where a page that ends here goes on."""
        return self.placed_at, self.order_id


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """A message, or a call to a courier, that was given up."""

    id: UUID
    order_id: UUID | None
    ref: str
    kind: str
    message: str
    recipient: str
    tries: int
    why: str
    audience: str  #: the merchant, or a courier's parcel; empty for customers and the OMS


def _refusal(column: Any) -> Any:
    """A column of the last refusal of an order."""
    mine = (_e.shop_id == _o.shop_id, _e.order_id == _o.id, _e.command == "HandOffRefused")
    return (
        select(column)
        .where(*mine)
        .order_by(_e.version.desc())
        .limit(literal_column("1"))
        .correlate(orders)
        .scalar_subquery()
    )


_FAILED = (_o.shop_id == bindparam("shop"), _o.handoff == Handoff.FAILED)
_HAND_OFFS = (
    select(_o.id, _o.ref, _o.placed_at, _refusal(_e.data).label("data"), _refusal(_e.at).label("at"))
    .where(*_FAILED)
    .order_by(_o.placed_at, _o.id)
    .limit(bindparam("limit"))
)
_HAND_OFFS_BEHIND = _HAND_OFFS.where(
    tuple_(_o.placed_at, _o.id)
    > tuple_(bindparam("placed", type_=_o.placed_at.type), bindparam("id", type_=_o.id.type))
)


def failed_hand_offs(
    work: Work, *, after: tuple[datetime, UUID] | None = None, limit: int = 50
) -> list[FailedHandOff]:
    """Orders whose hand-off failed, oldest first; after a key."""
    values: dict[str, object] = {"shop": work.shop.id, "limit": limit}
    if after is not None:
        values |= {"placed": after[0], "id": after[1]}
    found = work.connection.execute(_HAND_OFFS if after is None else _HAND_OFFS_BEHIND, values)
    return [
        FailedHandOff(row.id, row.ref, row.placed_at, (row.data or {}).get("why", ""), row.at or row.placed_at)
        for row in found
    ]


_MESSAGES = (
    select(_x.id, _x.order_id, _o.ref, _x.kind, _x.message, _x.recipient, _x.tries, _x.last_error, said(_x, "to"))
    .select_from(outbox.outerjoin(orders, and_(_o.shop_id == _x.shop_id, _o.id == _x.order_id)))
    .where(*GIVEN_UP)
    .order_by(_x.id.desc())
    .limit(bindparam("limit"))
)
_MESSAGES_BEHIND = _MESSAGES.where(_x.id < bindparam("after", type_=_x.id.type))


def failed_messages(work: Work, *, after: UUID | None = None, limit: int = 50) -> list[FailedMessage]:
    """Messages that were given up and not sent again, newest first; `after` is the id of the last one shown."""
    values: dict[str, object] = {"shop": work.shop.id, "limit": limit}
    if after is not None:
        values["after"] = after
    found = work.connection.execute(_MESSAGES if after is None else _MESSAGES_BEHIND, values)
    return [FailedMessage(row.id, row.order_id, row.ref or "", *row[3:]) for row in found]


def failed_lookups(work: Work) -> list[LookupRun]:
    """The last run at each provider, where something went wrong in it; one per provider at most."""
    last = (record.last(work, one.name) for one in gateways.everything(work, only_active=True))
    return [run for run in last if run is not None and run.error]
