"""Payment providers that can be asked about a payment, and every run of asking them (domain.md 13)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint, text

from models.columns import belongs, table


@dataclass(slots=True)
class Gateway:
    """One provider, and where it answers."""

    shop_id: UUID
    id: UUID
    name: str  #: as the orders have it in `gateway`
    url: str  #: where payments are looked up
    secret: str  #: what the provider gave the shop to ask with
    active: bool
    created_at: datetime


gateways = table(
    Gateway,
    "gateways",
    PrimaryKeyConstraint("shop_id", "id"),
    UniqueConstraint("shop_id", "name"),
    rowid=False,
)


@dataclass(slots=True)
class LookupRun:
    """One run of the look-up job at one gateway: a record of who asked, and what came of it."""

    shop_id: UUID
    id: UUID
    gateway: str
    started_by: str
    started_at: datetime
    seen_at: datetime  #: its last sign of life; a run that gives none has died
    ended_at: datetime | None
    looked_at: int  #: orders
    moved: int  #: orders for which money was found
    failed: int  #: payments that the provider calls failed
    unknown: int  #: payments that the provider does not know
    error: str  #: why the run stopped early, empty when it did not

    @property
    def no_news(self) -> int:
        """Orders of which nothing new was heard: still pending, booked before, or no answer."""
        return self.looked_at - self.moved - self.failed - self.unknown


lookup_runs = table(
    LookupRun,
    "lookup_runs",
    PrimaryKeyConstraint("shop_id", "id"),
    Index("ix_lookup_runs_at", "shop_id", "gateway", "started_at"),
    Index(
        "ux_lookup_runs_open",  # one run per gateway at a time, held by the database itself
        "shop_id",
        "gateway",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
    ),
    rowid=False,
)


class Answered(StrEnum):
    """What a provider said of an order's payment."""

    PAID = "paid"
    FAILED = "failed"
    PENDING = "pending"
    UNKNOWN = "unknown"  #: the provider does not know it
    UNUSABLE = "unusable"  #: it was asked, and has said nothing yet that is believed


@dataclass(slots=True)
class LookupAnswer:
    """What a provider last said about an order, and whether it was asked in vain since."""

    shop_id: UUID
    order_id: UUID
    gateway: str
    run_id: UUID
    answered: Answered
    detail: str  #: the payment's id, or why it failed
    at: datetime
    asked_at: datetime  #: the last time
    trouble: str  #: why nothing was learned then, empty where it brought the answer


lookup_answers = table(
    LookupAnswer,
    "lookup_answers",
    PrimaryKeyConstraint("shop_id", "order_id"),
    belongs("order_id", "orders"),
    rowid=False,
)
