"""Products and the ledger of every change of their stock (domain.md 9)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint

from models.columns import belongs, table
from models.statuses import Move


@dataclass(slots=True)
class Product:
    """One thing that is sold. Free units are `on_hand - reserved`, once it was counted."""

    shop_id: UUID
    id: UUID
    key: str  #: SKU, or the case-folded title where there is none: what makes it the same product
    sku: str
    title: str
    counted: bool  #: False until somebody counted it: then nothing can run short
    on_hand: int
    reserved: int
    created_at: datetime


products = table(
    Product,
    "products",
    PrimaryKeyConstraint("shop_id", "id"),
    UniqueConstraint("shop_id", "key"),
)


@dataclass(slots=True)
class StockMove:
    """One row of the ledger: `on_hand` and `reserved` of a product are the sums of its rows."""

    shop_id: UUID
    id: UUID
    product_id: UUID
    order_id: UUID | None
    line_id: UUID | None
    shipment_id: UUID | None
    move: Move
    quantity: int  #: units, always positive
    on_hand_change: int
    reserved_change: int
    reason: str
    by: str
    at: datetime


stock_moves = table(
    StockMove,
    "stock_moves",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("product_id", "products"),
    Index("ix_stock_moves_order", "shop_id", "order_id"),  # what one order did to stock
    Index("ix_stock_moves_product", "shop_id", "product_id"),  # the checker sums per product
    rowid=False,
)
