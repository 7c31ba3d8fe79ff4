"""Parcels: lines with quantities, so that an order can be split (domain.md 4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint

from models.columns import belongs, table
from models.statuses import CashState, Destination, RunBy, Shipping


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
    courier: str
    waybill: str
    cash_due_minor: int
    cash: CashState
    from_import: bool  #: it left before codesk kept the stock, so it issued nothing here
    created_at: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None


shipments = table(
    Shipment,
    "shipments",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    Index("ix_shipments_order", "shop_id", "order_id"),  # the parcels of one order
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
