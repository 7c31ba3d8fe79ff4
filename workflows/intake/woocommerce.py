"""WooCommerce's order exports: the layouts of the usual plugins and of its own report.

Facts relied on, from the exporters' own sources and the files at hand:
- WebToffee (Order Export & Import): `order_id`, `order_number`, `order_date` (site time), `status` without
  `wc-`, `order_total`, `shipping_total`, `tax_total`, `discount_total` (already inside the lines' totals),
  `billing_*`, `shipping_*`, and lines as `line_item_1` … (`name:…|sku:…|quantity:…|total:…|sub_total:…`), as
  `Product Item 1 Name` … or as one row per item with `item_name`, `item_quantity`, `item_total`;
- SkyVerge (Customer/Order CSV Export): the same names, lines in one cell `line_items`, or `item_*` per row;
- Algolplus (Advanced Order Export): labels such as `Order Number`, `First Name (Billing)`, `Item Name`,
  `Item Cost`, `Order Total Amount`, one row per item with the order's columns repeated or blank, statuses as
  the site's labels;
- ImportWP: `Order Key`, `Billing First Name`, `Product SKU`, `Line Total`, no order total;
- WooCommerce Analytics: `Date`, `Order #`, `N. Revenue (formatted)`, `Product(s)` as `2× Soap, 1× Oil`,
  `Net Sales` without tax and delivery; no phone;
- line totals are without tax, `tax_total` stands on top and includes the delivery's;
- `processing` means paid, except with cash on delivery, which goes there unpaid; `completed` means delivered;
  `on-hold` waits for a transfer; `checkout-draft` was never placed.
"""

from models.statuses import Method
from workflows.intake.columns import located
from workflows.intake.drafting import drafted
from workflows.intake.fields import Field
from workflows.intake.group import Columns, Group
from workflows.intake.grouping import Keys
from workflows.intake.lines import charges_of, items_of, sums_of
from workflows.intake.payments import method_of
from workflows.intake.reading import Form
from workflows.intake.rows import Row
from workflows.intake.slots import apart, numbered
from workflows.intake.states import Standing, State, standing, state_of
from workflows.orders.draft import DraftOrder
from workflows.text import fold

_COLUMNS = {
    Field.NUMBER: "order_number|Order Number|Order #|order_number_formatted|Order No|Order Key|order_id|Order ID",
    Field.ID: "order_id|Order ID|Order Key|id",
    Field.DATE: "order_date|Order Date|date|date_created|Created Date",
    Field.STATUS: "status|order_status|Order Status",
    Field.CLOSED_AT: "completed_date|Completed Date|date_completed",
    Field.PAID_AT: "paid_date|Paid Date|date_paid",
    Field.PRODUCT: "item_name|Item Name|Product Name|Product Name (main)",
    Field.VARIANT: "Product Variation|variation",
    Field.SKU: "item_sku|SKU|Product SKU",
    Field.QUANTITY: "item_quantity|Quantity|Qty|item_qty",
    Field.PRICE: "item_price|Item Cost|Item Price",
    Field.LINE_SUBTOTAL: "item_subtotal|Order Line Subtotal|Line Subtotal",
    Field.LINE_TOTAL: "item_total|Order Line Total|Order Line (w/o tax)|Line Total|Item Total",
    Field.ITEMS: "line_items|Product(s)|Products",
    Field.SHIPPING: "shipping_total|order_shipping|Order Shipping Amount|Shipping Total|Shipping",
    Field.FEES: "fee_total|Order Total Fee|Fee Total",
    Field.DISCOUNT: "discount_total|cart_discount|order_discount|Cart Discount Amount|Discount Total|Discount Amount",
    Field.TAX: "tax_total|order_tax|Order Total Tax Amount|Tax Total|Order Tax Amount",
    Field.TOTAL: "order_total|Order Total Amount|Order Total|Total|N. Revenue (formatted)|N. Revenue|Net Sales",
    Field.REFUNDED: "refunded_total|Order Refund Amount|order_refund|Refunded Total",
    Field.CURRENCY: "order_currency|Currency",
    Field.METHOD: "payment_method|Payment Method|payment_method_title|Payment Method Title|payment_details:method_id",
    Field.REFERENCE: "transaction_id|Transaction ID",
    Field.CUSTOMER: "shipping_full_name|Full Name (Shipping)|Shipping Name",
    Field.FIRST_NAME: "shipping_first_name|First Name (Shipping)|Shipping First Name",
    Field.LAST_NAME: "shipping_last_name|Last Name (Shipping)|Shipping Last Name",
    Field.PHONE: "shipping_phone|Phone (Shipping)",
    Field.EMAIL: "billing_email|Email (Billing)|customer_email|Customer User Email|Email",
    Field.STREET: "shipping_address_1|Address 1 (Shipping)|Address 1&2 (Shipping)|shipping_address|Shipping Address",
    Field.STREET_2: "shipping_address_2|Address 2 (Shipping)",
    Field.CITY: "shipping_city|City (Shipping)",
    Field.REGION: "State Name (Shipping)|shipping_state|State Code (Shipping)|shipping_state_code|State (Shipping)",
    Field.POSTCODE: "shipping_postcode|Postcode (Shipping)|shipping_zip",
    Field.COUNTRY: "shipping_country|Country Code (Shipping)|Country Name (Shipping)|Country (Shipping)",
    Field.NOTE: "customer_note|Customer Note|customer_message|Note",
}
_BILLING = {
    Field.CUSTOMER: "billing_full_name|Full Name (Billing)|Billing Name|Customer|Customer Name",
    Field.FIRST_NAME: "billing_first_name|First Name (Billing)",
    Field.LAST_NAME: "billing_last_name|Last Name (Billing)",
    Field.PHONE: "billing_phone|Phone (Billing)|Phone",
    Field.STREET: "billing_address_1|Address 1 (Billing)|Address 1&2 (Billing)|billing_address",
    Field.STREET_2: "billing_address_2|Address 2 (Billing)",
    Field.CITY: "billing_city|City (Billing)",
    Field.REGION: "State Name (Billing)|billing_state|State Code (Billing)|billing_state_code|State (Billing)",
    Field.POSTCODE: "billing_postcode|Postcode (Billing)|billing_zip",
    Field.COUNTRY: "billing_country|Country Code (Billing)|Country Name (Billing)|Country (Billing)",
}
_STEMS = {
    "product item name": Field.PRODUCT,
    "item name": Field.PRODUCT,
    "line item name": Field.PRODUCT,
    "product item sku": Field.SKU,
    "item sku": Field.SKU,
    "sku": Field.SKU,
    "line item sku": Field.SKU,
    "product item quantity": Field.QUANTITY,
    "item quantity": Field.QUANTITY,
    "quantity": Field.QUANTITY,
    "line item quantity": Field.QUANTITY,
    "item cost": Field.PRICE,
    "product item subtotal": Field.LINE_SUBTOTAL,
    "order line subtotal": Field.LINE_SUBTOTAL,
    "product item total": Field.LINE_TOTAL,
    "item total": Field.LINE_TOTAL,
    "order line total": Field.LINE_TOTAL,
    "line item total": Field.LINE_TOTAL,
}
_NUMBERS = {"order id", "order number", "order key", "order number formatted", "id"}
_SIGNS = {
    "line items", "line item 1", "item name", "product item 1 name", "product sku", "order total amount",
    "order status", "status", "order total", "payment method", "order currency", "wt import key",
}  # fmt: skip
_REPORT = {"items sold", "n revenue", "net sales", "n revenue formatted", "net revenue"}


def recognises(names: frozenset[str]) -> bool:
    """Whether folded column names are those of a WooCommerce export."""
    if {"order", "product s"} <= names and names & _REPORT:
        return True
    billed = any(name.startswith("billing ") or name.endswith(" billing") for name in names)
    return billed and bool(names & _NUMBERS) and bool(names & _SIGNS)


def form(header: tuple[str, ...]) -> Form:
    """How to read a WooCommerce export with this header. FileProblem when a column it needs stands there twice."""
    columns = located(header, _COLUMNS)
    if Field.PRODUCT not in columns and "item" in map(fold, header):
        columns |= located(header, {Field.PRODUCT: "Name"})  # Advanced Order Export before version 2
    if packed := tuple(place for place, name in enumerate(header) if apart(name)[1] == "line item"):
        columns[Field.ITEMS] = packed
    billing = located(header, _BILLING)
    return Form("woocommerce", columns, lambda: _key(columns), draft, numbered(header, _STEMS), billing, mark=".")


def _key(columns: Columns) -> Keys:
    """The order's id, or its number where there is none; a row with neither continues the row above."""
    places = (*columns.get(Field.ID, ()), *columns.get(Field.NUMBER, ()))

    def key(row: Row) -> str:
        return next((cell for place in places if (cell := row.cells[place].strip())), "")

    return key


def draft(group: Group) -> DraftOrder:
    """The draft of one order. BadCell when it cannot be read."""
    number = group.text(Field.ID) or group.text(Field.NUMBER)
    if not number:
        raise group.missing(Field.NUMBER, "the row has no order number, and no order stands above it")
    sums = sums_of(group, items_of(group), charges_of(group))
    status = group.text(Field.STATUS)
    state = state_of(status) if status else State.WAITING
    stands = standing(state)
    method, paid = _payment(group, state, stands)
    received = sums.total if paid else 0
    return drafted(
        group,
        sums,
        source="woocommerce",
        external_id=number,
        ref=group.text(Field.NUMBER) or number,
        method=method,
        gateway=(group.each(Field.METHOD) or [""])[-1],
        paid_minor=received,
        refunded_minor=received if stands.refunded else min(group.reduction(Field.REFUNDED), received),
        payment_failed=stands.failed,
        placed=stands.placed,
        cancelled=stands.cancelled,
        shipping=stands.shipping,
        closed_at=group.moment(Field.CLOSED_AT),
        tags="" if state not in (None, State.TALK) else status,
    )


def _payment(group: Group, state: State | None, stands: Standing) -> tuple[Method, bool]:
    """How it is paid and whether it has been. Only cash on delivery is processed before it is paid."""
    words = " ".join(group.each(Field.METHOD))
    dated = group.text(Field.PAID_AT)[:4] not in ("", "0", "1970", "0000")
    method = method_of(words, dated and stands.shipping is None)
    ahead = state == State.PROCESSING and words != "" and method in (Method.ONLINE, Method.TRANSFER)
    return method, stands.paid or dated or ahead
