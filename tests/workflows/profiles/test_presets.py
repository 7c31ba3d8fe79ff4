"""Each system's policy, as the table of domain.md 15 gives it."""

from datetime import timedelta

import pytest

from workflows.policy import Ask, FailedDelivery, Oms, Restock, TestOrders, WaybillBy, When
from workflows.profiles import PROFILES

PRESETS = {
    "ask_customer": (Ask.COD, Ask.ALL, Ask.NOBODY, Ask.ALL, Ask.NOBODY, Ask.COD),
    "pin_confirmation": (True, False, False, False, False, False),
    "suggest_cancel_after": (None, 3, None, None, None, 3),
    "reserve_stock": (When.PLACED, When.PLACED, When.PLACED, When.CONFIRMED, When.PLACED, When.PLACED),
    "release_stock_on_cancel": (True, True, True, False, True, True),
    "cancel_after_confirm": (True, True, True, False, True, True),
    "create_shipment_on_confirm": (False, False, False, True, False, False),
    "waybill_by": (
        WaybillBy.READY,
        WaybillBy.NEVER,
        WaybillBy.INTERNATIONAL_ONLY,
        WaybillBy.NEVER,
        WaybillBy.NEVER,
        WaybillBy.READY,
    ),
    "failed_delivery": (
        FailedDelivery.ISSUE,
        FailedDelivery.IN_RETURN,
        FailedDelivery.ISSUE,
        FailedDelivery.ISSUE,
        FailedDelivery.ISSUE,
        FailedDelivery.ISSUE,
    ),
    "return_before_hand_over": (False, False, False, True, False, False),
    "staff_may_change_carrier_shipments": (True, True, False, True, True, True),
    "cash_paid_on_delivery": (True, True, False, True, True, True),
    "restock_returns": (Restock.ASK, Restock.ALL, Restock.ASK, Restock.ALL, Restock.ASK, Restock.ASK),
    "oms": (Oms.NONE, Oms.NONE, Oms.NONE, Oms.NONE, Oms.PUSH, Oms.NONE),
    "payment_lookup_every": (None, None, None, None, timedelta(minutes=15), None),
    "test_orders": (
        TestOrders.NEVER,
        TestOrders.NEVER,
        TestOrders.UNTIL_FIRST_ORDER,
        TestOrders.NEVER,
        TestOrders.NEVER,
        TestOrders.UNTIL_FIRST_ORDER,
    ),
}


@pytest.mark.parametrize("switch", PRESETS)
def test_presets_are_those_of_the_domain(switch: str) -> None:
    names = ("kartrocket", "codrocket", "ucraft", "codspot", "kartify", "default")
    assert tuple(getattr(PROFILES[name].policy, switch) for name in names) == PRESETS[switch]
