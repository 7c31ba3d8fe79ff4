"""What went wrong outside and waits for a supervisor (domain.md 18): hand-offs, messages, look-ups, couriers.

A message stands here until it was sent again; a call to a courier until it is made anew or the parcel is called off;
a look-up until one went well; a hand-off until it is retried.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal_column, or_, select, tuple_

from models.gateways import LookupRun
from models.log import events
from models.orders import orders
from models.outbox import outbox
from models.statuses import Handoff
from workflows.lookup import gateways, record
from workflows.oms.handoff import CANCEL
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


def failed_hand_offs(work: Work, *, after: FailedHandOff | None = None, limit: int = 50) -> list[FailedHandOff]:
    """Orders whose hand-off failed, oldest first; `after` is the last one of the page before."""
    values: dict[str, object] = {"shop": work.shop.id, "limit": limit}
    if after is not None:
        values |= {"placed": after.placed_at, "id": after.order_id}
    found = work.connection.execute(_HAND_OFFS if after is None else _HAND_OFFS_BEHIND, values)
    return [
        FailedHandOff(row.id, row.ref, row.placed_at, (row.data or {}).get("why", ""), row.at or row.placed_at)
        for row in found
    ]


_KEY_OF_ORDER = 32  #: letters of the order's id, with which a key begins; the version of the step follows


def _told(row: Any) -> ColumnElement[str]:
    """To whom, of what: the rest of a key, behind the step, kind and message."""
    rest = func.ltrim(func.substr(row.key, _KEY_OF_ORDER + 1), "/0123456789")
    return func.substr(rest, func.length(row.kind) + func.length(row.message) + 3)


_again = outbox.alias("again").c
_later = (_again.shop_id == _x.shop_id, _again.order_id == _x.order_id, _again.id > _x.id)
_same = and_(_again.kind == _x.kind, _again.message == _x.message)
_is_call, _called_off = _x.kind.like("courier.%"), _again.kind == "courier.cancel"
#: A customer may have another address by now; a call to a courier is about one parcel, also when that is called off.
_AGAIN = exists(
    select(1).where(
        *_later, or_(and_(~_is_call, _same), and_(_is_call, or_(_same, _called_off), _told(_again) == _told(_x)))
    )
).correlate(outbox)
#: The first two are the words of the index. The hand-off itself is listed among the hand-offs.
_GIVEN_UP = (
    _x.due_at.is_(None),
    _x.sent_at.is_(None),
    _x.shop_id == bindparam("shop"),
    _x.last_error != "",
    or_(_x.kind.not_like("oms.%"), _x.kind == CANCEL),
    ~_AGAIN,
)
_MESSAGES = (
    select(_x.id, _x.order_id, _o.ref, _x.kind, _x.message, _x.recipient, _x.tries, _x.last_error)
    .select_from(outbox.outerjoin(orders, and_(_o.shop_id == _x.shop_id, _o.id == _x.order_id)))
    .where(*_GIVEN_UP)
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
