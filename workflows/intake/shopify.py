"""Shopify's order export, CSV (Orders > Export, or the same file saved again by a spreadsheet).

Facts relied on, from the exports at hand and the published descriptions of the format:
- one row per line item; an order's own columns are filled on its first row and blank on the rows below, which
  repeat `Name` alone; other tools that write the layout repeat every column; rows of one order need not adjoin;
- older exports have `Shipping Street` alone and no `Id`; later ones add `Shipping Address1`, `Id`, `Tags`,
  `Lineitem discount`, `Payment ID`, `Shipping Province Name`;
- zips and phones may carry a `'` against formulas; times carry an offset, `2024-05-01 09:58:12 +0000`;
- `Subtotal` stands after discounts, `Total` is what the customer pays, `Taxes` may be inside or on top;
- `Financial Status` is one of pending, authorized, partially_paid, paid, partially_refunded, refunded, voided,
  expired; `Fulfillment Status` one of unfulfilled, partial, fulfilled, restocked; an order that was called off
  has `Cancelled at`, whatever its statuses are; `Lineitem fulfillment status` says which lines of a partial one left.
"""

from models.statuses import Shipping
from workflows.intake.columns import located
from workflows.intake.drafting import drafted
from workflows.intake.fields import Field
from workflows.intake.group import Group
from workflows.intake.lines import charges_of, items_of, sums_of
from workflows.intake.payments import method_of
from workflows.intake.reading import Form
from workflows.intake.rows import Row
from workflows.orders.draft import DraftOrder
from workflows.text import fold

_COLUMNS = {
    Field.NUMBER: "Name",
    Field.ID: "Id",
    Field.DATE: "Created at",
    Field.PAYMENT_STATUS: "Financial Status",
    Field.DELIVERY_STATUS: "Fulfillment Status",
    Field.CANCELLED_AT: "Cancelled at",
    Field.CLOSED_AT: "Fulfilled at",
    Field.PAID_AT: "Paid at",
    Field.PRODUCT: "Lineitem name",
    Field.SKU: "Lineitem sku",
    Field.QUANTITY: "Lineitem quantity",
    Field.PRICE: "Lineitem price",
    Field.LINE_DISCOUNT: "Lineitem discount",
    Field.LINE_STATUS: "Lineitem fulfillment status",
    Field.SUBTOTAL: "Subtotal",
    Field.SHIPPING: "Shipping",
    Field.FEES: "Duties",
    Field.DISCOUNT: "Discount Amount",
    Field.TAX: "Taxes",
    Field.TOTAL: "Total",
    Field.OUTSTANDING: "Outstanding Balance",
    Field.REFUNDED: "Refunded Amount",
    Field.CURRENCY: "Currency",
    Field.METHOD: "Payment Method|Gateway|Payment Gateway",
    Field.REFERENCE: "Payment Reference|Payment References|Payment ID",
    Field.CUSTOMER: "Shipping Name",
    Field.PHONE: "Shipping Phone",
    Field.OTHER_PHONE: "Phone",
    Field.EMAIL: "Email",
    Field.STREET: "Shipping Address1|Shipping Street",
    Field.STREET_2: "Shipping Address2",
    Field.CITY: "Shipping City",
    Field.REGION: "Shipping Province Name|Shipping Province",
    Field.POSTCODE: "Shipping Zip",
    Field.COUNTRY: "Shipping Country",
    Field.NOTE: "Notes|Note Attributes",
    Field.TAGS: "Tags",
}
_BILLING = {
    Field.CUSTOMER: "Billing Name",
    Field.PHONE: "Billing Phone",
    Field.STREET: "Billing Address1|Billing Street",
    Field.STREET_2: "Billing Address2",
    Field.CITY: "Billing City",
    Field.REGION: "Billing Province Name|Billing Province",
    Field.POSTCODE: "Billing Zip",
    Field.COUNTRY: "Billing Country",
}
_SENT = ("fulfilled", "partial", "partially fulfilled", "shipped")
_NOTABLE = ("partially paid", "voided", "expired", "partial", "restocked")
_DAMAGED = ("e+", "E+")  #: a spreadsheet shortened the id: it no longer tells two orders apart


def recognises(names: frozenset[str]) -> bool:
    """Whether folded column names are those of a Shopify export."""
    return "name" in names and ("lineitem name" in names or {"financial status", "fulfillment status"} <= names)


def form(header: tuple[str, ...]) -> Form:
    """How to read a Shopify export with this header. FileProblem when a column it needs stands there twice."""
    columns = located(header, _COLUMNS)
    return Form("shopify", columns, lambda: _Keys(columns), draft, billing=located(header, _BILLING), mark=".")


class _Keys:
    """`Name`, and `Id` where two orders of different shops share a name; no name continues the row above."""

    def __init__(self, columns: dict[Field, tuple[int, ...]]) -> None:
        self._name = columns[Field.NUMBER][0]
        self._id = columns[Field.ID][0] if Field.ID in columns else None
        self._latest: dict[str, str] = {}

    def __call__(self, row: Row) -> str:
        name = row.cells[self._name].strip()
        if not name or self._id is None:
            return name
        if number := row.cells[self._id].strip():
            self._latest[name] = f"{name}\0{number}"
        return self._latest.get(name, name)


def draft(group: Group) -> DraftOrder:
    """The draft of one order. BadCell when it cannot be read."""
    if not (ref := group.text(Field.NUMBER)):
        raise group.missing(Field.NUMBER, "the row has no order name, and no order stands above it")
    sums = sums_of(group, items_of(group), charges_of(group))
    status, sent = fold(group.text(Field.PAYMENT_STATUS)), fold(group.text(Field.DELIVERY_STATUS))
    paid, refunded = _money(group, status, sums.total)
    gateway = group.text(Field.METHOD)
    cancelled = group.moment(Field.CANCELLED_AT)
    return drafted(
        group,
        sums,
        source="shopify",
        external_id=_external_id(group, ref),
        ref=ref,
        method=method_of(gateway, paid > 0 or status == "authorized"),
        gateway=gateway,
        paid_minor=paid,
        refunded_minor=refunded,
        payment_failed=status == "expired",
        cancelled=cancelled is not None,
        shipping=Shipping.SHIPPED if sent in _SENT else None,
        closed_at=cancelled or group.moment(Field.CLOSED_AT),
        tags=_tags(group, status, sent),
    )


def _external_id(group: Group, ref: str) -> str:
    number = group.text(Field.ID)
    return ref if any(mark in number for mark in _DAMAGED) else number or ref


def _money(group: Group, status: str, total: int) -> tuple[int, int]:
    """What was received and what of it went back, in minor units."""
    sent_back = group.money(Field.REFUNDED) or 0
    paid = _paid(group, status, total, sent_back)
    if status == "refunded":
        return paid, paid
    return paid, min(sent_back, paid)


def _paid(group: Group, status: str, total: int, sent_back: int) -> int:
    open_balance = group.money(Field.OUTSTANDING)
    if status in ("refunded", "partially refunded"):
        return total
    if status == "paid":
        return max(total - (open_balance or 0), 0)
    if status == "partially paid":
        return max(total - open_balance, 0) if open_balance is not None else 0
    known = status or not (sent_back or group.text(Field.PAID_AT))
    return 0 if known else total


def _tags(group: Group, *statuses: str) -> str:
    """The shop's tags, and the statuses that no axis of ours holds."""
    return ", ".join(filter(None, (group.text(Field.TAGS), *(status for status in statuses if status in _NOTABLE))))
