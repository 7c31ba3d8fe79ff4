"""What every importer hands over: one draft per order, or the rejection of one that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.statuses import Method, Shipping


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One product of an order; money in minor units of the order's currency."""

    title: str
    quantity: int
    unit_minor: int  #: price of one unit before `discount_minor`
    sku: str = ""
    discount_minor: int = 0  #: taken off the whole line
    sent: bool = True  #: False where its order was sent without it


@dataclass(frozen=True, slots=True)
class Address:
    """Where the parcel goes, as the customer wrote it."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""  #: ISO 3166-1 alpha-2 where it could be told, else as written


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """One order of another system, cleaned but not judged: rules decide later what becomes of it."""

    row: int  #: first row of the order in its file, 1 is the first row below the header
    source: str  #: shopify, woocommerce, table
    external_id: str  #: what makes it the same order when it is imported again
    ref: str  #: the number that the customer and the shop know it by
    placed_at: datetime | None  #: aware; None when the file does not say
    currency: str
    total_minor: int
    lines: tuple[DraftLine, ...]
    shipping_minor: int = 0
    discount_minor: int = 0  #: on the whole order, not already inside the lines
    tax_minor: int = 0  #: added on top of the lines; 0 when prices include it
    customer: str = ""
    email: str = ""
    phone: str = ""  #: as typed
    other_phone: str = ""  #: a second number, as typed, where the file has a column for it
    address: Address = field(default_factory=Address)
    method: Method = Method.CASH
    gateway: str = ""  #: the payment method in the file's own words
    payment_reference: str = ""
    paid_minor: int = 0
    refunded_minor: int = 0
    payment_failed: bool = False
    placed: bool = True  #: False for an abandoned checkout (MISSING)
    cancelled: bool = False  #: called off in the other system
    shipping: Shipping | None = None  #: how far its parcel got there; None when it has not left
    closed_at: datetime | None = None  #: when it was cancelled or shipped there, if known
    note: str = ""  #: the customer's or shop's note
    tags: str = ""
    rows: tuple[int, ...] = ()  #: every row of the file that went into it


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row that was not taken and its fault, in words for the person who must mend it."""

    row: int
    field: str
    value: str
    reason: str
    rows: tuple[int, ...] = ()  #: every row of the order that fell with it
    others: tuple["Rejection", ...] = ()  #: the other faults of the order

    def each(self) -> Iterator["Rejection"]:
        """One rejection per fault of the order, by rows from the top, and one per row that the first holds back."""
        faults = (self, *self.others)
        whole = set(self.rows) - {fault.row for fault in faults}
        held = (Rejection(row, "", "", f"held back because of row {self.row}", self.rows) for row in whole)
        yield from sorted((*faults, *held), key=lambda one: one.row)
