"""CODSPOT: a confirmation column and a shipping column, which reads the newest shipment."""

from dataclasses import replace

from models.statuses import Confirmation, Fulfilment, Headline, Shipping
from workflows.labels import DESK, Column, Label, Match, Sort, Tab, but, of, plain
from workflows.policy import Ask, Restock, ShopPolicy, TestOrders, WaybillBy, When
from workflows.profiles.profile import Profile

_CONFIRMATION = {
    "New": Confirmation.NEW,
    "No Answer": Confirmation.NO_ANSWER,
    "Call Later": Confirmation.CALL_LATER,
    "Confirmed": Confirmation.CONFIRMED,
    "Canceled": Confirmation.CANCELLED,
    "Fake Order": Confirmation.FAKE,
}
_CAME_BACK = of(Headline.RETURNED, Headline.PARTIALLY_RETURNED)
_ELSE = but(Headline.RETURNED, Headline.PARTIALLY_RETURNED)


def _newest(*statuses: Shipping) -> Match:
    return Match(shipping=of(*statuses), headline=_ELSE)


#: The newest parcel came back while an older one is still out: so much of the order came back, and no more.
_SPLIT = Match(shipping=of(Shipping.RETURNED), headline=_ELSE, fulfilment=of(Fulfilment.PARTIALLY_RETURNED))
_SHIPPING = {
    "Created": (_newest(Shipping.CREATED, Shipping.PACKING),),
    "Fulfilled": (_newest(Shipping.READY),),
    "Shipped": (_newest(Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY),),
    "Package Issue": (_newest(Shipping.ISSUE),),
    "Delivered": (_newest(Shipping.DELIVERED, Shipping.PICKED_UP),),
    "Canceled": (_newest(Shipping.CANCELLED),),
    "In Return": (_newest(Shipping.IN_RETURN),),
    "Returned": (Match(headline=_CAME_BACK), _SPLIT),
}

_PARCEL = {status: text for text, (match, *_) in _SHIPPING.items() for status in match.shipping or ()}
_PARCEL[Shipping.RETURNED] = "Returned"

_COLUMNS = (
    Column(
        "confirmation",
        "Confirmation",
        (
            Label("Missing", Match(confirmation=of(Confirmation.MISSING)), borrowed=True),
            *(Label(text, Match(confirmation=of(status))) for text, status in _CONFIRMATION.items()),
        ),
    ),
    Column(
        "shipping",
        "Shipping",
        tuple(Label(text, match) for text, matches in _SHIPPING.items() for match in matches),
    ),
)


def _id(text: str) -> str:
    return text.lower().replace(" ", "-")


def _confirmation_tab(text: str, status: Confirmation) -> Tab:
    waiting = {Confirmation.NO_ANSWER: Sort.NEXT_TRY, Confirmation.CALL_LATER: Sort.APPOINTMENT}
    match = Match(confirmation=of(status))
    return Tab(_id(text), text, (match,), waiting.get(status, Sort.NEWEST), "confirmation")


CODSPOT = Profile(
    "codspot",
    "CODSPOT",
    plain(status=_COLUMNS),
    (
        *(_confirmation_tab(text, status) for text, status in _CONFIRMATION.items()),
        *(Tab(f"shipping-{_id(text)}", text, matches, group="shipping") for text, matches in _SHIPPING.items()),
        Tab("missing", "Missing", (Match(headline=of(Headline.MISSING)),), group="desk"),
        *DESK,
    ),
    replace(
        ShopPolicy(),
        ask_customer=Ask.ALL,
        suggest_cancel_after=None,
        reserve_stock=When.CONFIRMED,
        release_stock_on_cancel=False,
        cancel_after_confirm=False,
        create_shipment_on_confirm=True,
        waybill_by=WaybillBy.NEVER,
        return_before_hand_over=True,
        restock_returns=Restock.ALL,
        test_orders=TestOrders.NEVER,
    ),
    _PARCEL,
)
