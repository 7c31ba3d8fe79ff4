"""What happened: events and notes. Events explain; the columns of the other tables are the truth."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint

from models.columns import belongs, table
from models.statuses import Role


@dataclass(slots=True)
class Event:
    """One step: audit, timeline, statistics and idempotency key at once. Append-only."""

    shop_id: UUID
    id: UUID
    order_id: UUID | None  #: None for a change of the shop itself
    at: datetime
    actor_id: UUID | None
    actor: str
    role: Role
    command: str  #: class name of the command: NoAnswer, Confirm, ClaimOrder …
    before: str  #: headline before and after, empty where the step has none
    after: str
    data: dict[str, Any]  #: what was asked for, and what a reader needs to understand it
    request_id: str  #: unique in the shop: a repeated command changes nothing
    version: int  #: version of the order after this step
    hash: bytes  #: over this event and the hash of the order's event before it


events = table(
    Event,
    "events",
    PrimaryKeyConstraint("shop_id", "id"),
    UniqueConstraint("shop_id", "request_id"),
    Index("ix_events_order", "shop_id", "order_id", "version"),  # the timeline of one order
    rowid=False,
)


@dataclass(slots=True)
class Note:
    """A remark about an order, by and for people."""

    shop_id: UUID
    id: UUID
    order_id: UUID
    author_id: UUID | None
    author: str
    at: datetime
    text: str
    edited_at: datetime | None
    deleted: bool


notes = table(
    Note,
    "notes",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    Index("ix_notes_order", "shop_id", "order_id"),
    rowid=False,
)
