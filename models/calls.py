"""Dials, promised call-backs and PINs (domain.md 10, 13)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint

from models.columns import belongs, table
from models.statuses import Outcome


@dataclass(slots=True)
class Attempt:
    """One dial of one order's number, whatever came of it."""

    shop_id: UUID
    id: UUID
    order_id: UUID
    person_id: UUID | None
    person: str
    at: datetime
    phone: str
    outcome: Outcome
    nth: int  #: which try it was: one more than the order had had in vain
    counted: bool  #: counts towards the suggestion to cancel
    part: str  #: part of the customer's day: morning, midday, evening, weekend
    note: str


call_attempts = table(
    Attempt,
    "call_attempts",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    Index("ix_call_attempts_order", "shop_id", "order_id"),  # the history of one order
    rowid=False,
)


class AppointmentState(StrEnum):
    """What became of a promise."""

    SET = "SET"  #: standing
    REPLACED = "REPLACED"  #: a later promise took its place
    CLEARED = "CLEARED"  #: another outcome settled it


@dataclass(slots=True)
class Appointment:
    """A promised call-back: the instant, and the wall time and zone in which it was promised."""

    shop_id: UUID
    id: UUID
    order_id: UUID
    at: datetime
    wall: str  #: ISO local time to the minute; `at` follows it when newer zone data moves the country's clock
    zone: str
    note: str
    person_id: UUID | None
    person: str
    made_at: datetime
    state: AppointmentState


appointments = table(
    Appointment,
    "appointments",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    Index("ix_appointments_order", "shop_id", "order_id"),  # the standing promise of one order
    rowid=False,
)


@dataclass(slots=True)
class Pin:
    """A confirmation PIN (KartRocket): only its salted hash is kept."""

    shop_id: UUID
    order_id: UUID
    salt: bytes
    hash: bytes
    expires_at: datetime
    tries_left: int
    used: bool


pins = table(
    Pin,
    "pins",
    PrimaryKeyConstraint("shop_id", "order_id"),
    belongs("order_id", "orders"),
    rowid=False,
)
