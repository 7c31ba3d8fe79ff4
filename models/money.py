"""Money rows: what was begun, received and sent back, and what refunds are made of (domain.md 5, 12)."""

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
    ),
    rowid=False,
)


@dataclass(slots=True)
class Refund:
    """What a refund is made of; its amount and state stand in the money row of the same id."""

    shop_id: UUID
    id: UUID  #: the money row's
    order_id: UUID
    shipping_minor: int
    adjustment_minor: int
    fee_minor: int  #: what the shop keeps
    sent_at: datetime | None
    sent_by: str
    sent_reference: str  #: where the money can be found at the bank or provider


refunds = table(
    Refund,
    "refunds",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    Index("ix_refunds_order", "shop_id", "order_id"),
    Index(
        "ix_refunds_to_send",
        "shop_id",
        "id",
        sqlite_where=text("sent_at IS NULL"),
    ),
    rowid=False,
)


@dataclass(slots=True)
class RefundLine:
    """Units of one line that are paid back."""

    shop_id: UUID
    refund_id: UUID
    line_id: UUID
    order_id: UUID
    quantity: int
    amount_minor: int


refund_lines = table(
    RefundLine,
    "refund_lines",
    PrimaryKeyConstraint("shop_id", "refund_id", "line_id"),
    belongs("refund_id", "refunds"),
    Index("ix_refund_lines_order", "shop_id", "order_id"),
    rowid=False,
)


@dataclass(slots=True)
class Remittance:
    """Cash that a courier or driver handed over at one time, for many parcels."""

    shop_id: UUID
    id: UUID
    courier: str
    day: str  #: ISO date on the courier's statement
    reference: str
    note: str
    expected_minor: int  #: what was collected for its parcels
    received_minor: int  #: what was counted
    parcels: int
    by: str
    at: datetime
    currency: str = ""
    fees_minor: int = 0  #: what the courier kept for its work, told on the statement
    finished_at: datetime | None = None  #: None while its parcels are written, some at a time


remittances = table(
    Remittance,
    "remittances",
    PrimaryKeyConstraint("shop_id", "id"),
    Index("ix_remittances_at", "shop_id", "at"),
    Index(
        "ux_remittances_reference",  # one statement of a courier is settled once
        "shop_id",
        "courier",
        "reference",
        unique=True,
        sqlite_where=text("reference <> ''"),
    ),
    rowid=False,
)


@dataclass(slots=True)
class RemittanceLine:
    """What one remittance brought for one parcel; the rest of a short one may come with a later remittance."""

    shop_id: UUID
    remittance_id: UUID
    shipment_id: UUID
    order_id: UUID
    expected_minor: int
    received_minor: int


remittance_lines = table(
    RemittanceLine,
    "remittance_lines",
    PrimaryKeyConstraint("shop_id", "remittance_id", "shipment_id"),
    belongs("remittance_id", "remittances"),
    belongs("shipment_id", "shipments"),
    Index("ix_remittance_lines_order", "shop_id", "order_id"),
    rowid=False,
)
