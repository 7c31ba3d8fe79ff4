"""Customers, and the phone numbers they are reached on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, text

from models.columns import table


@dataclass(slots=True)
class Customer:
    """One buyer of a shop; orders carry their own snapshot of name, phone and address."""

    shop_id: UUID
    id: UUID
    name: str
    phone: str  #: E.164, empty when unknown or invalid
    email: str
    street: str
    city: str
    region: str
    postcode: str
    country: str
    created_at: datetime


customers = table(
    Customer,
    "customers",
    PrimaryKeyConstraint("shop_id", "id"),
    Index("ix_customers_phone", "shop_id", "phone"),  # a new order finds its customer
    Index("ix_customers_email", "shop_id", "email"),  # the same where there is no phone
    rowid=False,
)


@dataclass(slots=True)
class Number:
    """What one phone number went through, across orders and agents (domain.md 10).

    `held_until` says that somebody works on this number now. `blocked_until` is the one other instant that
    *next order* looks at: the end of the gap after the last call, tomorrow when today's cap is reached, and the
    end of time when the number is on the do-not-call list.
    """

    shop_id: UUID
    phone: str  #: E.164
    held_by: UUID | None  #: the person on this number now
    held_until: datetime | None
    last_called_at: datetime | None
    day: str  #: local date of `calls_today`, ISO
    calls_today: int
    do_not_call: bool
    do_not_call_reason: str  #: why it is listed; or, while it is not, why an agent proposes it
    blocked_until: datetime | None


_LISTED = text("do_not_call_reason <> ''")

numbers = table(
    Number,
    "numbers",
    PrimaryKeyConstraint("shop_id", "phone"),
    Index("ix_numbers_listed", "shop_id", "phone", sqlite_where=_LISTED),  # do not call
    rowid=False,
)
