"""Money rows: what was begun, received and sent back (domain.md 5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, text

from models.columns import belongs, table
from models.statuses import Method, MoneyKind, MoneyState


@dataclass(slots=True)
class Money:
    """One attempt, receipt or refund; the payment axis is computed from these rows."""

    shop_id: UUID
    id: UUID
    order_id: UUID
    kind: MoneyKind
    state: MoneyState
    method: Method
    amount_minor: int
    gateway: str
    reference: str  #: the provider's own id, which is booked once
    note: str
    by: str
    at: datetime


money = table(
    Money,
    "money",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    Index("ix_money_order", "shop_id", "order_id"),  # the payment axis of one order
    Index(
        "ux_money_reference",  # a payment id of a gateway is booked once, whoever reports it
        "shop_id",
        "gateway",
        "reference",
        unique=True,
        sqlite_where=text("reference <> '' AND kind = 'RECEIVED'"),
        postgresql_where=text("reference <> '' AND kind = 'RECEIVED'"),
    ),
    rowid=False,
)
