"""CODRocket: one column of nine statuses; no answer carries its count."""

from dataclasses import replace

from models.statuses import Headline, Shipping
from workflows.labels import DESK, Column, Label, Match, Sort, Tab, canonical, of, plain
from workflows.policy import Ask, FailedDelivery, Restock, ShopPolicy, TestOrders, WaybillBy
from workflows.profiles.profile import Profile

_WORDS = {
    "New": of(Headline.NEW),
    "Confirmed": of(Headline.CONFIRMED),
    "No Answer": of(Headline.NO_ANSWER, Headline.CALL_LATER),
    "Processing": of(Headline.PACKING, Headline.READY),
    "Shipped": of(Headline.SHIPPED, Headline.IN_TRANSIT),
    "Out for Delivery": of(Headline.OUT_FOR_DELIVERY),
    "Delivered": of(Headline.DELIVERED, Headline.PICKED_UP),
    "Returned": of(Headline.ISSUE, Headline.IN_RETURN, Headline.RETURNED, Headline.PARTIALLY_RETURNED),
    "Cancelled": of(Headline.CANCELLED, Headline.FAKE),
}

_STATUS = Column(
    "status",
    "Status",
    (
        *canonical([Headline.MISSING, Headline.CALL_LATER]),
        Label("No Answer ({attempts})", Match(headline=of(Headline.NO_ANSWER))),
        *(Label(text, Match(headline=words)) for text, words in _WORDS.items() if text != "No Answer"),
    ),
)


def _tab(text: str) -> Tab:
    sort = Sort.NEXT_TRY if text == "No Answer" else Sort.NEWEST
    return Tab(text.lower().replace(" ", "-"), text, (Match(headline=_WORDS[text]),), sort)


CODROCKET = Profile(
    "codrocket",
    "CODRocket",
    plain(status=(_STATUS,)),
    (
        *(_tab(text) for text in _WORDS),
        Tab("missing", "Missing", (Match(headline=of(Headline.MISSING)),), group="desk"),
        *DESK,
    ),
    replace(
        ShopPolicy(),
        ask_customer=Ask.ALL,
        waybill_by=WaybillBy.NEVER,
        failed_delivery=FailedDelivery.IN_RETURN,
        restock_returns=Restock.ALL,
        test_orders=TestOrders.NEVER,
    ),
    {Shipping.PACKING: "Processing", Shipping.READY: "Processing", Shipping.OUT_FOR_DELIVERY: "Out for Delivery"},
)
