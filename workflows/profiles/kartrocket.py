"""KartRocket: one column of eight statuses, and missing orders."""

from dataclasses import replace

from models.statuses import Headline, Method, Payment, Shipping
from workflows.labels import DESK, Column, Label, Match, Tab, but, canonical, of, plain
from workflows.policy import Ask, ShopPolicy, TestOrders
from workflows.profiles.profile import Profile

_BEING_PREPARED = of(Headline.CONFIRMED, Headline.PACKING)
_OPEN = of(Headline.NEW, Headline.NO_ANSWER, Headline.CALL_LATER)  #: a call does not undo a failed payment
_FAILED = Match(headline=_OPEN, payment=of(Payment.FAILED))
_PENDING = (Match(headline=_OPEN, payment=but(Payment.FAILED)),)
_CAME = of(Payment.PAID, Payment.REFUNDED, Payment.PARTIALLY_REFUNDED)  #: it was received, whatever went back since
_EPAID = Match(headline=_BEING_PREPARED, payment=_CAME, method=of(Method.ONLINE))
_COD = (
    Match(headline=_BEING_PREPARED, payment=frozenset(Payment) - _CAME),
    Match(headline=_BEING_PREPARED, payment=_CAME, method=but(Method.ONLINE)),
)
_READY = Match(headline=of(Headline.READY))
_MOVING = Match(headline=of(Headline.SHIPPED, Headline.IN_TRANSIT, Headline.OUT_FOR_DELIVERY))
_ISSUE = Match(headline=of(Headline.ISSUE))
_DELIVERED = Match(headline=of(Headline.DELIVERED, Headline.PICKED_UP))
_CANCELED = Match(headline=of(Headline.CANCELLED, Headline.FAKE))
_MISSING = Match(headline=of(Headline.MISSING))

_STATUS = Column(
    "status",
    "Status",
    (
        Label("Missing", _MISSING),
        Label("ePayment Failed", _FAILED),
        *(Label("Pending", match) for match in _PENDING),
        Label("ePayment Received", _EPAID),
        *(Label("COD Confirmed", match) for match in _COD),
        Label("Ready for Dispatch", _READY),
        Label("Shipped", _MOVING),
        Label("Shipped (issue)", _ISSUE),
        Label("Delivered", _DELIVERED),
        Label("Canceled", _CANCELED),
        Label("Returned", Match(headline=of(Headline.RETURNED, Headline.PARTIALLY_RETURNED)), borrowed=True),
        *canonical([Headline.IN_RETURN]),
    ),
)

KARTROCKET = Profile(
    "kartrocket",
    "KartRocket",
    plain(status=(_STATUS,)),
    (
        Tab("pending", "Pending", _PENDING),
        Tab("cod-confirmed", "COD Confirmed", _COD),
        Tab("epayment-received", "ePayment Received", (_EPAID,)),
        Tab("epayment-failed", "ePayment Failed", (_FAILED,)),
        Tab("ready", "Ready for Dispatch", (_READY,)),
        Tab("shipped", "Shipped", (_MOVING, _ISSUE)),
        Tab("delivered", "Delivered", (_DELIVERED,)),
        Tab("canceled", "Canceled", (_CANCELED,)),
        Tab("missing", "Missing", (_MISSING,)),
        *DESK,
    ),
    replace(
        ShopPolicy(),
        ask_customer=Ask.COD,
        pin_confirmation=True,
        suggest_cancel_after=None,
        test_orders=TestOrders.NEVER,
    ),
    {Shipping.READY: "Ready for Dispatch", Shipping.ISSUE: "Shipped (issue)", Shipping.CANCELLED: "Canceled"},
)
