"""Orders and their lines: the row that every screen reads and every rule changes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint, text

from models.columns import belongs, table
from models.statuses import Confirmation, Fulfilment, Handoff, Headline, Method, Payment, Shipping

# How the queue is dealt. Each lane is one indexed probe of *next order*, in this order (domain.md 10).
LANE_APPOINTMENT = 0
LANE_NEW = 1
LANE_NO_ANSWER = 2  #: plus counted attempts, capped: fewest attempts first
LANE_NO_ANSWER_LAST = 6
LANE_MISSING = 7


@dataclass(slots=True)
class Order:
    """One order: who wants what, where it stands, who has it, when it falls due."""

    shop_id: UUID
    id: UUID
    version: int  #: moved by every command; what a screen saw is compared with it
    number: int  #: 1, 2, 3 … within the shop
    ref: str  #: what customer and shop call it, such as #1042
    source: str  #: shopify, woocommerce, table, codesk
    external_id: str  #: the order's id there
    placed_at: datetime
    created_at: datetime
    changed_at: datetime
    changed_by: str
    is_test: bool

    # the customer, as a snapshot
    customer_id: UUID
    name: str
    email: str
    phone: str  #: E.164, empty when it is not a number that can be called
    phone_typed: str
    phone_other: str
    phone_rev: str  #: digits of the phone from right to left: a suffix search is a prefix search
    phone_problem: str  #: why it cannot be called; empty when it can
    zone: str  #: the customer's zone, from the number; the shop's where that is unknown
    street: str
    city: str
    region: str
    postcode: str
    country: str

    # the money, in minor units
    method: Method
    gateway: str
    currency: str
    lines_minor: int  #: sum of the lines after their discounts
    shipping_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    received_minor: int
    refunded_minor: int

    # the axes
    confirmation: Confirmation
    payment: Payment
    fulfilment: Fulfilment
    headline: Headline
    headline_at: datetime  #: since when it stands there
    shipping: Shipping | None  #: status of the newest parcel (CODSPOT's second column)
    handoff: Handoff
    reserved: bool  #: its units are held in stock
    short: bool  #: too little free stock when it was placed
    cancel_reason: str
    confirmed_by: UUID | None  #: who decided that it ships; None where no person did
    duplicate_of: UUID | None
    copied_from: UUID | None

    # the calls
    attempts: int  #: every dial that did not reach the customer, wrong numbers excepted
    counted_attempts: int  #: those far enough apart to count
    counted_at: datetime | None
    tried_parts: str  #: parts of the day tried, such as "evening midday"
    next_try_at: datetime | None
    appointment_at: datetime | None
    appointment_by: UUID | None

    # the queue
    lane: int
    due_at: datetime | None  #: None when nobody may be called about it; the end of the lease while claimed
    claimed_by: UUID | None
    claimed_until: datetime | None
    claim_no: int  #: fencing token, one more at each claim
    assigned_to: UUID | None
    assigned_until: datetime | None

    note: str  #: what customer or shop wrote with the order
    tags: str


_CALLABLE = text("due_at IS NOT NULL")
_CLAIMED = text("claimed_by IS NOT NULL")
_ASSIGNED = text("assigned_to IS NOT NULL")
_HAS_PARCEL = text("shipping IS NOT NULL")
_TEST = text("is_test")
_PROMISED = text("appointment_at IS NOT NULL")
_RETRIED = text("confirmation = 'NO_ANSWER'")
_TO_MEND = text("phone_problem <> ''")
_DUPLICATE = text("duplicate_of IS NOT NULL")
_OWED = text(
    "received_minor - refunded_minor > CASE WHEN fulfilment IN ('CANCELLED', 'RETURNED') THEN 0 ELSE total_minor END"
)
_HANDOFF = text("handoff IN ('DUE', 'FAILED')")

orders = table(
    Order,
    "orders",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("customer_id", "customers"),
    UniqueConstraint("shop_id", "external_id", "source", name="uq_orders_external"),
    Index("ix_orders_ref", "shop_id", "ref"),  # search by order number
    Index("ix_orders_number", "shop_id", "number", unique=True),  # search hits by row number
    Index("ix_orders_phone", "shop_id", "phone_rev"),  # search by any suffix; other orders of a number
    Index("ix_orders_customer", "shop_id", "customer_id"),
    Index("ix_orders_placed", "shop_id", "placed_at", "id"),  # the tab All
    Index("ix_orders_source", "shop_id", "source", "placed_at", "id"),  # a shop's few orders from elsewhere
    Index("ix_orders_confirmation", "shop_id", "confirmation", "placed_at", "id"),  # tabs, by axis
    # the last column costs nothing, it changes with the second: since when the oldest stands there
    Index("ix_orders_headline", "shop_id", "headline", "placed_at", "id", "fulfilment", "headline_at"),
    Index("ix_orders_payment", "shop_id", "payment", "headline", "placed_at", "id", "method"),
    Index("ix_orders_fulfilment", "shop_id", "fulfilment", "payment", "placed_at", "id", "headline"),
    Index(
        "ix_orders_shipping",
        "shop_id",
        "shipping",
        "placed_at",
        "id",
        "headline",
        "payment",
        "fulfilment",
        sqlite_where=_HAS_PARCEL,
    ),
    Index(
        "ix_orders_queue",  # the probes of *next order*
        "shop_id",
        "lane",
        "due_at",
        "placed_at",
        sqlite_where=_CALLABLE,
    ),
    Index(
        "ux_orders_claimed",  # one claim per agent, held by the database itself
        "shop_id",
        "claimed_by",
        unique=True,
        sqlite_where=_CLAIMED,
    ),
    Index(
        "ix_orders_assigned",  # an agent's own orders first
        "shop_id",
        "assigned_to",
        "due_at",
        sqlite_where=_ASSIGNED,
    ),
    Index(
        "ix_orders_test",
        "shop_id",
        "placed_at",
        "id",
        sqlite_where=_TEST,
    ),
    Index(
        "ix_orders_promised",  # call-backs by their time
        "shop_id",
        "appointment_at",
        "id",
        sqlite_where=_PROMISED,
    ),
    Index(
        "ix_orders_retry",  # the backlog by next try
        "shop_id",
        "next_try_at",
        "id",
        sqlite_where=_RETRIED,
    ),
    Index(
        "ix_orders_mend",  # phone numbers to mend
        "shop_id",
        "confirmation",
        "placed_at",
        "id",
        sqlite_where=_TO_MEND,
    ),
    Index(
        "ix_orders_duplicate",
        "shop_id",
        "confirmation",
        "placed_at",
        "id",
        sqlite_where=_DUPLICATE,
    ),
    Index(
        "ix_orders_owed",  # refunds to make
        "shop_id",
        "placed_at",
        "id",
        sqlite_where=_OWED,
    ),
    Index(
        "ix_orders_handoff",  # what the OMS has still to hear of
        "shop_id",
        "handoff",
        "placed_at",
        "id",
        sqlite_where=_HANDOFF,
    ),
)


@dataclass(slots=True)
class Line:
    """One product of an order, at the price it was sold for."""

    shop_id: UUID
    id: UUID
    order_id: UUID
    position: int
    product_id: UUID
    sku: str
    title: str
    quantity: int
    unit_minor: int
    discount_minor: int  #: off the whole line


order_lines = table(
    Line,
    "order_lines",
    PrimaryKeyConstraint("shop_id", "id"),
    belongs("order_id", "orders"),
    belongs("product_id", "products"),
    Index("ix_order_lines_order", "shop_id", "order_id"),
    rowid=False,
)
