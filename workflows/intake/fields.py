"""What a column of an order file may hold. The values are the keys of a map file."""

from enum import StrEnum


class Field(StrEnum):
    """One kind of column; `label` is its name for people."""

    NUMBER = "order_number"  #: what customer and shop call the order
    ID = "order_id"  #: the other system's own id
    DATE = "date"
    TIME = "time"  #: of day, where the date stands alone
    STATUS = "status"
    PAYMENT_STATUS = "payment_status"
    DELIVERY_STATUS = "delivery_status"
    CANCELLED_AT = "cancelled_at"
    CLOSED_AT = "closed_at"  #: shipped or completed
    PAID_AT = "paid_at"
    PRODUCT = "product"
    VARIANT = "variant"
    SKU = "sku"
    QUANTITY = "quantity"
    PRICE = "unit_price"
    LINE_SUBTOTAL = "line_subtotal"  #: before discounts
    LINE_TOTAL = "line_total"  #: after them
    LINE_DISCOUNT = "line_discount"
    LINE_STATUS = "line_status"  #: whether the line was sent, where only part of its order was
    ITEMS = "items"  #: several products in one cell
    SUBTOTAL = "subtotal"
    SHIPPING = "shipping"
    FEES = "fees"
    DISCOUNT = "discount"
    TAX = "tax"
    TOTAL = "total"
    PAID = "paid"
    OUTSTANDING = "outstanding"
    REFUNDED = "refunded"
    CURRENCY = "currency"
    METHOD = "payment_method"
    REFERENCE = "payment_reference"
    CUSTOMER = "customer"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PHONE = "phone"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    STREET = "address"
    HOUSE = "house_number"
    STREET_2 = "address_2"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    NOTE = "note"
    TAGS = "tags"

    @property
    def label(self) -> str:
        """Such as `Order number`."""
        return self.value.replace("_", " ").capitalize()


MONEY = frozenset(
    {
        Field.PRICE,
        Field.LINE_SUBTOTAL,
        Field.LINE_TOTAL,
        Field.LINE_DISCOUNT,
        Field.SUBTOTAL,
        Field.SHIPPING,
        Field.FEES,
        Field.DISCOUNT,
        Field.TAX,
        Field.TOTAL,
        Field.PAID,
        Field.OUTSTANDING,
        Field.REFUNDED,
    }
)
DATES = frozenset({Field.DATE, Field.CANCELLED_AT, Field.CLOSED_AT, Field.PAID_AT})
LINES = frozenset(
    {
        Field.PRODUCT,
        Field.VARIANT,
        Field.SKU,
        Field.QUANTITY,
        Field.PRICE,
        Field.LINE_SUBTOTAL,
        Field.LINE_TOTAL,
        Field.LINE_DISCOUNT,
        Field.LINE_STATUS,
    }
)  #: what differs from line to line of one order
