"""Parcels: lines with quantities, so that an order can be split; and what came back of them (domain.md 4, 12)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint, text

from models.columns import belongs, table
from models.statuses import CashState, Destination, Issue, ReturnKind, RunBy, Shipping


@dataclass(slots=True)
class Shipment:
    """One parcel of one order."""

    shop_id: UUID
    id: UUID
    order_id: UUID
    position: int  #: 1, 2, 3 … within the order
    status: Shipping
    destination: Destination
    run_by: RunBy
    courier: str  #: the courier's or driver's name, as `couriers` has it
    waybill: str
    cash_due_minor: int
    cash: CashState
    from_import: bool  #: it left before codesk kept the stock, so it issued nothing here
    created_at: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None
    driver: str = ""  #: who has it in the van today
    tracking: str = ""  #: link for the customer
    label: str = ""  #: link to the courier's own label; ours is printed where it is empty
    expected_at: datetime | None = None
    details: dict[str, Any] = field(default_factory=dict)  #: what a connected courier asks for: weight, package, …
    attempts: int = 0  #: deliveries that failed
    issue: str = ""  #: why the last one failed, or it comes back; a word of `statuses.Issue`
    issue_note: str = ""
    collected_minor: int = 0  #: what the courier says the customer paid
    remitted_minor: int = 0  #: what reached us of it

    @property
    def why(self) -> str:
        """Why it failed or comes back: a word of `statuses.Issue`, or what was typed; empty where nobody said."""
        return self.issue_note if self.issue == Issue.OTHER else self.issue


_HAS_WAYBILL = text("waybill <> ''")
_OWED = text("cash IN ('DUE', 'COLLECTED', 'SHORT')")

shipments = table(
    Shipment,
    "shipments",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    Index("ix_shipments_order", "shop_id", "order_id"),  # the parcels of one order
    Index(
        "ix_shipments_waybill",  # a scan, a courier's event, a line of a settlement
        "shop_id",
        "waybill",
        sqlite_where=_HAS_WAYBILL,
    ),
    Index(
        "ix_shipments_cash",  # what a courier or driver still owes
        "shop_id",
        "cash",
        "courier",
        "delivered_at",
        sqlite_where=_OWED,
    ),
)


@dataclass(slots=True)
class ShipmentLine:
    """Units of one order line in one parcel."""

    shop_id: UUID
    shipment_id: UUID
    line_id: UUID
    order_id: UUID
    quantity: int
    back: int  #: units counted back in, lost ones included
    sent_back: int  #: units the customer sent back after delivery


shipment_lines = table(
    ShipmentLine,
    "shipment_lines",
    PrimaryKeyConstraint("shop_id", "shipment_id", "line_id"),
    belongs("shipment_id", "shipments"),
    Index("ix_shipment_lines_order", "shop_id", "order_id"),
    rowid=False,
)


@dataclass(slots=True)
class Return:
    """Units of one line that came back and were counted: a refused parcel (S14), or after delivery (R1)."""

    shop_id: UUID
    id: UUID
    order_id: UUID
    shipment_id: UUID
    line_id: UUID
    kind: ReturnKind
    fit: int  #: units put back in stock
    damaged: int
    lost: int
    reason: str
    by: str
    at: datetime


returns = table(
    Return,
    "returns",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("shipment_id", "shipments"),
    Index("ix_returns_order", "shop_id", "order_id"),
    Index("ix_returns_at", "shop_id", "at"),  # returned this week, by reason
    rowid=False,
)


@dataclass(slots=True)
class Courier:
    """Somebody who delivers: a company with or without a connection, or a driver of our own."""

    shop_id: UUID
    id: UUID
    name: str
    run_by: RunBy  #: COURIER: its events move the parcels
    tracking: str  #: link with `{waybill}` in it, empty where there is none
    active: bool
    created_at: datetime


couriers = table(
    Courier,
    "couriers",
    PrimaryKeyConstraint("shop_id", "id"),
    UniqueConstraint("shop_id", "name"),
    rowid=False,
)


@dataclass(slots=True)
class CourierException:
    """A courier's event that fitted nowhere, until a supervisor has looked at it (domain.md 18)."""

    shop_id: UUID
    id: UUID
    order_id: UUID | None
    shipment_id: UUID | None
    courier: str
    waybill: str
    said: str  #: the event in the courier's words
    why: str  #: why it was not applied
    at: datetime
    settled_at: datetime | None
    settled_by: str


courier_exceptions = table(
    CourierException,
    "courier_exceptions",
    PrimaryKeyConstraint("shop_id", "id"),
    Index(
        "ix_courier_exceptions_open",
        "shop_id",
        "at",
        sqlite_where=text("settled_at IS NULL"),
    ),
    rowid=False,
)
