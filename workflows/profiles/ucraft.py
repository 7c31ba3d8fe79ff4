"""Ucraft: a payment column and a fulfilment column; shipments are shown inside an order."""

from dataclasses import replace

from models.statuses import Fulfilment, Headline, Payment, Shipping
from workflows.labels import DESK, Column, Label, Match, Tab, but, canonical, of, plain
from workflows.policy import Ask, ShopPolicy, WaybillBy
from workflows.profiles.profile import Profile

_PAYMENT = {
    "Unpaid": Payment.UNPAID,
    "Partially Paid": Payment.PARTIALLY_PAID,
    "In progress": Payment.IN_PROGRESS,
    "Paid": Payment.PAID,
    "Refunded": Payment.REFUNDED,
    "Partially Refunded": Payment.PARTIALLY_REFUNDED,
}
_FULFILMENT = {
    "Unfulfilled": Fulfilment.UNFULFILLED,
    "Dispatched": Fulfilment.DISPATCHED,
    "Fulfilled": Fulfilment.FULFILLED,
    "Partially Fulfilled": Fulfilment.PARTIALLY_FULFILLED,
    "Delivered": Fulfilment.DELIVERED,
    "Picked Up": Fulfilment.PICKED_UP,
    "Returned": Fulfilment.RETURNED,
    "Partially Returned": Fulfilment.PARTIALLY_RETURNED,
    "Canceled": Fulfilment.CANCELLED,
}

_SHIPMENT = {
    Shipping.CREATED: "Awaiting Shipment",
    Shipping.PACKING: "Awaiting Shipment",
    Shipping.READY: "Awaiting Shipment",
    Shipping.ISSUE: "Delivery Failed",
    Shipping.PICKED_UP: "Picked Up",
    Shipping.CANCELLED: "Canceled",
}  #: the other words are the canonical ones

_COLUMNS = (
    Column(
        "payment",
        "Payment",
        (
            *(Label(text, Match(payment=of(status))) for text, status in _PAYMENT.items()),
            Label("Failed", Match(payment=of(Payment.FAILED)), borrowed=True),
        ),
        silent=True,
    ),
    Column(
        "fulfilment",
        "Fulfilment",
        (
            *canonical([Headline.MISSING, Headline.IN_RETURN]),
            *(Label(text, Match(fulfilment=of(status))) for text, status in _FULFILMENT.items()),
        ),
    ),
)


def _id(text: str) -> str:
    return text.lower().replace(" ", "-")


def _payment_tab(text: str, status: Payment) -> Tab:
    """Checkouts that were never placed are not unpaid orders yet."""
    return Tab(_id(text), text, (Match(payment=of(status), headline=but(Headline.MISSING)),), group="payment")


def _fulfilment_tab(text: str, status: Fulfilment) -> Tab:
    """Nor are they unfulfilled orders."""
    placed = but(Headline.MISSING) if status is Fulfilment.UNFULFILLED else None
    return Tab(_id(text), text, (Match(fulfilment=of(status), headline=placed),), group="fulfilment")


UCRAFT = Profile(
    "ucraft",
    "Ucraft",
    plain(status=_COLUMNS),
    (
        *(_fulfilment_tab(text, status) for text, status in _FULFILMENT.items()),
        *(_payment_tab(text, status) for text, status in _PAYMENT.items()),
        Tab("missing", "Missing", (Match(headline=of(Headline.MISSING)),), group="desk"),
        *DESK,
    ),
    replace(
        ShopPolicy(),
        ask_customer=Ask.NOBODY,
        suggest_cancel_after=None,
        waybill_by=WaybillBy.INTERNATIONAL_ONLY,
        staff_may_change_carrier_shipments=False,
        cash_paid_on_delivery=False,
    ),
    _SHIPMENT,
)
