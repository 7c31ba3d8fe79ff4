"""Kartify: missing orders and orders in processing; what comes later has canonical words."""

from dataclasses import replace
from datetime import timedelta

from models.statuses import Headline
from workflows.labels import DESK, Column, Label, Match, Tab, canonical, of, plain
from workflows.policy import Ask, Oms, ShopPolicy, TestOrders, WaybillBy
from workflows.profiles.profile import Profile

_MISSING = Match(headline=of(Headline.MISSING))
_PROCESSING = Match(headline=of(Headline.CONFIRMED, Headline.PACKING, Headline.READY, Headline.SHIPPED))

KARTIFY = Profile(
    "kartify",
    "Kartify",
    plain(
        status=(
            Column(
                "status",
                "Status",
                (
                    Label("Missing", _MISSING),
                    Label("Processing", _PROCESSING),
                    Label("Cancelled", Match(headline=of(Headline.CANCELLED, Headline.FAKE)), borrowed=True),
                    *canonical(Headline),
                ),
            ),
        )
    ),
    (Tab("missing", "Missing", (_MISSING,)), Tab("processing", "Processing", (_PROCESSING,)), *DESK),
    replace(
        ShopPolicy(),
        ask_customer=Ask.NOBODY,
        suggest_cancel_after=None,
        waybill_by=WaybillBy.NEVER,
        oms=Oms.PUSH,
        payment_lookup_every=timedelta(minutes=15),
        test_orders=TestOrders.NEVER,
    ),
)
