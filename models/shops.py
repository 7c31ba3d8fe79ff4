"""Shops and the people who work for them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from models.columns import table
from models.statuses import Role


class ShopKind(StrEnum):
    """What the database is for; only demo and test shops let a test move the clock."""

    REAL = "real"
    DEMO = "demo"
    TEST = "test"


@dataclass(slots=True)
class Shop:
    """One shop: its money, its time and its rules."""

    id: UUID
    ordinal: int  #: 1, 2, 3 … in the order of creation; keeps full-text row numbers of shops apart
    name: str
    kind: ShopKind
    country: str  #: ISO 3166-1 alpha-2, the default for phone numbers
    currency: str  #: ISO 4217
    exponent: int  #: digits behind the decimal mark, stored with the shop so that it never drifts
    zone: str  #: IANA name
    profile: str  #: which of the profiles names its statuses
    policy: dict[str, Any]  #: switches that differ from the profile's preset
    zones: list[str]  #: every zone its customers live in, to know who may be called now
    next_number: int  #: number of the next order
    merchant_email: str
    version: int
    created_at: datetime
    history: int  #: how many events of its own the shop has, and
    history_head: bytes  #: the hash of the last one: a cut-off end of its history shows
    zone_data: str  #: the zone data by which promised times were resolved last, such as 2026b


shops = table(Shop, "shops", PrimaryKeyConstraint("id"))


@dataclass(slots=True)
class Person:
    """Somebody who signs in. Secrets are argon2id hashes; empty means not set."""

    shop_id: UUID
    id: UUID
    name: str
    name_key: str  #: case-folded, what makes a name the same name
    role: Role
    password: str
    pin: str
    active: bool
    failed_tries: int
    locked_until: datetime | None
    paused_at: datetime | None
    pause_reason: str
    created_at: datetime
    seen_at: datetime | None = None  #: when they last signed in


people = table(
    Person,
    "people",
    PrimaryKeyConstraint("shop_id", "id"),
    UniqueConstraint("shop_id", "name_key"),
)
