"""Messages and courier or OMS calls to be made, written in the transaction of their cause (domain.md 14)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint, text

from models.columns import table


@dataclass(slots=True)
class OutboxRow:
    """One thing to tell the outside world, at least once."""

    shop_id: UUID
    id: UUID
    order_id: UUID | None
    kind: str  #: email, sms, courier.create, courier.cancel, oms.order …
    message: str  #: placed, confirmed, cancelled, pin …
    recipient: str
    payload: dict[str, Any]
    key: str  #: event + kind + recipient, unique: nothing is queued twice
    due_at: datetime | None  #: None once it was sent, or given up
    tries: int
    last_error: str
    sent_at: datetime | None


_GIVEN_UP = text("due_at IS NULL AND sent_at IS NULL")

outbox = table(
    OutboxRow,
    "outbox",
    PrimaryKeyConstraint("shop_id", "id"),
    UniqueConstraint("shop_id", "key"),
    Index("ix_outbox_order", "shop_id", "order_id"),
    Index(
        "ix_outbox_due",  # the worker's probe
        "shop_id",
        "due_at",
        sqlite_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "ix_outbox_given_up",  # what could not be sent, and waits for a supervisor
        "shop_id",
        "id",
        sqlite_where=_GIVEN_UP,
    ),
    rowid=False,
)


@dataclass(slots=True)
class MessageSetting:
    """How one shop tells one message: by which channels, in which words. Without a row, as `messages` has it."""

    shop_id: UUID
    message: str
    channels: str  #: `either`, `email`, `sms`, `email sms`, or nothing: nobody is told
    subject: str  #: of an e-mail; empty: our own words
    text: str  #: with {ref}, {name}, {shop} … in it; empty: our own words


message_settings = table(
    MessageSetting,
    "message_settings",
    PrimaryKeyConstraint("shop_id", "message"),
    rowid=False,
)
