"""The hash chain of events: each one over itself and the one before, so that an edit of history shows."""

import hashlib
from dataclasses import fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.columns import EPOCH, MICROSECOND, dump
from models.log import Event


def chained(event: Event, head: bytes) -> Event:
    """The event with its link, so that an edit of history shows."""
    event.hash = link(event, head)
    return event


def link(event: Event, head: bytes) -> bytes:
    """The hash of an event over itself and the hash before it."""
    said = [
        event.id.hex,
        event.order_id.hex if event.order_id else "",
        (event.at - EPOCH) // MICROSECOND,
        event.actor_id.hex if event.actor_id else "",
        event.actor,
        event.role,
        event.command,
        event.before,
        event.after,
        event.data,
        event.request_id,
        event.version,
    ]
    return hashlib.sha256(head + dump(said).encode("utf-8", "surrogatepass")).digest()


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, (StrEnum, UUID)):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
