"""Each system's words, as the table of domain.md 15 gives them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from uuid import UUID

import pytest

from models.statuses import Confirmation, Fulfilment, Handoff, Headline, Method, Payment, Shipping
from workflows.errors import NotFound
from workflows.labels import Moment, Promise
from workflows.policy import Ask, FailedDelivery, Oms, Restock, TestOrders, WaybillBy, When
from workflows.profiles import PROFILES

NOW = Moment(datetime(2026, 11, 23, 10, tzinfo=UTC), timedelta(minutes=15))
H, C, S, F, P = Headline, Confirmation, Shipping, Fulfilment, Payment


@dataclass
class Stands:
    """An order as far as labels look."""

    headline: Headline = H.NEW
    confirmation: Confirmation = C.NEW
    shipping: Shipping | None = None
    payment: Payment = P.UNPAID
    fulfilment: Fulfilment = F.UNFULFILLED
    method: Method = Method.CASH
    handoff: Handoff = Handoff.NONE
    is_test: bool = False
    phone_problem: str = ""
    duplicate_of: UUID | None = None
    appointment_at: datetime | None = None
    attempts: int = 0


def before(word: str, **more: object) -> Stands:
    """An order that is not confirmed."""
    ended = F.CANCELLED if word in ("CANCELLED", "FAKE") else F.UNFULFILLED
    return Stands(**({"headline": H(word), "confirmation": C(word), "fulfilment": ended} | more))  # type: ignore[arg-type]


def after(headline: Headline, shipping: Shipping | None, fulfilment: Fulfilment, **more: object) -> Stands:
    """A confirmed order with its newest parcel."""
    said = {"headline": headline, "confirmation": C.CONFIRMED, "shipping": shipping, "fulfilment": fulfilment}
    return Stands(**(said | more))  # type: ignore[arg-type]


CONFIRMED = after(H.CONFIRMED, None, F.UNFULFILLED)
ROWS = [
    (before("MISSING"), "Missing", "Missing", "Missing", "Missing", "Missing"),
    (before("NEW"), "Pending", "New", "New", "Unfulfilled", "New"),
    (before("NEW", payment=P.FAILED), "ePayment Failed", "New", "New", "Unfulfilled", "New"),
    (before("NO_ANSWER", attempts=2), "Pending", "No Answer (2 attempts)", "No Answer", "Unfulfilled", "No answer"),
    (before("NO_ANSWER", attempts=1), "Pending", "No Answer (1 attempt)", "No Answer", "Unfulfilled", "No answer"),
    (
        before("NO_ANSWER", payment=P.FAILED, attempts=1),
        "ePayment Failed",
        "No Answer (1 attempt)",
        "No Answer",
        "Unfulfilled",
        "No answer",
    ),
    (
        before("CALL_LATER", payment=P.FAILED),
        "ePayment Failed",
        "Call later",
        "Call Later",
        "Unfulfilled",
        "Call later",
    ),
    (before("CALL_LATER"), "Pending", "Call later", "Call Later", "Unfulfilled", "Call later"),
    (CONFIRMED, "COD Confirmed", "Confirmed", "Confirmed", "Unfulfilled", "Processing"),
    (
        after(H.CONFIRMED, S.CREATED, F.UNFULFILLED, payment=P.PAID, method=Method.ONLINE),
        "ePayment Received",
        "Confirmed",
        "Confirmed / Created",
        "Unfulfilled",
        "Processing",
    ),
    (
        after(H.PACKING, S.PACKING, F.UNFULFILLED, payment=P.PAID, method=Method.TRANSFER),
        "COD Confirmed",
        "Processing",
        "Confirmed / Created",
        "Unfulfilled",
        "Processing",
    ),
    (
        after(H.READY, S.READY, F.DISPATCHED),
        "Ready for Dispatch",
        "Processing",
        "Confirmed / Fulfilled",
        "Dispatched",
        "Processing",
    ),
    (
        after(H.SHIPPED, S.SHIPPED, F.FULFILLED),
        "Shipped",
        "Shipped",
        "Confirmed / Shipped",
        "Fulfilled",
        "Processing",
    ),
    (
        after(H.IN_TRANSIT, S.IN_TRANSIT, F.FULFILLED),
        "Shipped",
        "Shipped",
        "Confirmed / Shipped",
        "Fulfilled",
        "In transit",
    ),
    (
        after(H.OUT_FOR_DELIVERY, S.OUT_FOR_DELIVERY, F.FULFILLED),
        "Shipped",
        "Out for Delivery",
        "Confirmed / Shipped",
        "Fulfilled",
        "Out for delivery",
    ),
    (
        after(H.ISSUE, S.ISSUE, F.FULFILLED),
        "Shipped (issue)",
        "Returned",
        "Confirmed / Package Issue",
        "Fulfilled",
        "Issue",
    ),
    (
        after(H.IN_RETURN, S.IN_RETURN, F.FULFILLED),
        "In return",
        "Returned",
        "Confirmed / In Return",
        "In return",
        "In return",
    ),
    (
        after(H.DELIVERED, S.DELIVERED, F.DELIVERED, payment=P.PAID),
        "Delivered",
        "Delivered",
        "Confirmed / Delivered",
        "Delivered",
        "Delivered",
    ),
    (
        after(H.PICKED_UP, S.PICKED_UP, F.PICKED_UP),
        "Delivered",
        "Delivered",
        "Confirmed / Delivered",
        "Picked Up",
        "Picked up",
    ),
    (
        after(H.RETURNED, S.RETURNED, F.RETURNED),
        "Returned",
        "Returned",
        "Confirmed / Returned",
        "Returned",
        "Returned",
    ),
    (
        after(H.PARTIALLY_RETURNED, S.DELIVERED, F.PARTIALLY_RETURNED),
        "Returned",
        "Returned",
        "Confirmed / Returned",
        "Partially Returned",
        "Partially returned",
    ),
    (
        after(H.CONFIRMED, S.CANCELLED, F.UNFULFILLED),
        "COD Confirmed",
        "Confirmed",
        "Confirmed / Canceled",
        "Unfulfilled",
        "Processing",
    ),
    (before("CANCELLED"), "Canceled", "Cancelled", "Canceled", "Canceled", "Cancelled"),
    (before("FAKE"), "Canceled", "Cancelled", "Fake Order", "Canceled", "Cancelled"),
]
SYSTEMS = ("kartrocket", "codrocket", "codspot", "ucraft", "kartify")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0].headline}-{row[0].shipping}-{row[0].payment}")
def test_every_system_says_its_own_word(row: tuple[Stands, str, str, str, str, str]) -> None:
    order, *words = row
    assert [PROFILES[name].label(order, NOW) for name in SYSTEMS] == words


def test_our_own_profile_says_the_headline() -> None:
    assert PROFILES["default"].label(before("NO_ANSWER"), NOW) == "No answer"


def test_ucraft_shows_payment_in_a_column_of_its_own() -> None:
    columns = {column.id: column for column in PROFILES["ucraft"].columns}
    assert columns["payment"].text(before("NEW", payment=P.IN_PROGRESS), NOW) == "In progress"


EVERY_STAND = [
    Stands(
        headline=headline,
        confirmation=C(headline.value) if headline.value in set(C) else C.CONFIRMED,
        shipping=shipping,
        payment=payment,
        fulfilment=fulfilment,
        method=method,
    )
    for headline, shipping, payment, fulfilment, method in product(H, (None, *S), P, F, (Method.CASH, Method.ONLINE))
]


@pytest.mark.parametrize("name", PROFILES)
def test_every_order_has_a_label(name: str) -> None:
    profile = PROFILES[name]
    assert all(profile.label(order, NOW) for order in EVERY_STAND[::7])


@pytest.mark.parametrize("name", PROFILES)
def test_the_conditions_of_a_tab_never_overlap(name: str) -> None:
    for tab in PROFILES[name].tabs:
        for one, other in combinations(tab.matches, 2):
            assert not any(one.holds(order, NOW) and other.holds(order, NOW) for order in EVERY_STAND), tab.id


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        (
            "kartrocket",
            "Pending, COD Confirmed, ePayment Received, ePayment Failed, Ready for Dispatch, Shipped, Delivered, "
            "Canceled, Missing",
        ),
        (
            "codrocket",
            "New, Confirmed, No Answer, Processing, Shipped, Out for Delivery, Delivered, Returned, Cancelled",
        ),
        ("kartify", "Missing, Processing"),
        (
            "codspot",
            "New, No Answer, Call Later, Confirmed, Canceled, Fake Order, Created, Fulfilled, Shipped, "
            "Package Issue, Delivered, Canceled, In Return, Returned",
        ),
        (
            "ucraft",
            "Unfulfilled, Dispatched, Fulfilled, Partially Fulfilled, Delivered, Picked Up, Returned, "
            "Partially Returned, Canceled, Unpaid, Partially Paid, In progress, Paid, Refunded, Partially Refunded",
        ),
    ],
)
def test_tabs_stand_in_the_order_of_the_system(name: str, tabs: str) -> None:
    assert ", ".join(tab.title for tab in PROFILES[name].tabs if tab.group != "desk") == tabs


@pytest.mark.parametrize("name", ["kartrocket", "codrocket"])
def test_a_tab_shows_the_orders_that_carry_its_word(name: str) -> None:
    profile = PROFILES[name]
    for tab in (tab for tab in profile.tabs if tab.group != "desk" and tab.title != "No Answer"):
        for order in EVERY_STAND[::3]:
            label = profile.label(order, NOW).removesuffix(" (issue)")
            assert tab.holds(order, NOW) == (label == tab.title), (tab.id, order)


def test_codrocket_keeps_promised_calls_in_the_no_answer_tab() -> None:
    assert PROFILES["codrocket"].tab("no-answer").holds(before("CALL_LATER"), NOW)


def test_a_promise_is_later_then_due_then_missed() -> None:
    ahead = [NOW.now + timedelta(minutes=minutes) for minutes in (1, 0, -14, -15)]
    assert [NOW.promise(at) for at in ahead] == [Promise.LATER, Promise.DUE, Promise.DUE, Promise.MISSED]
    assert NOW.promise(None) is None


def test_an_unknown_tab_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="choose one of missing, processing"):
        PROFILES["kartify"].tab("nope")


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


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "ucraft",
            "Awaiting Shipment, Awaiting Shipment, Awaiting Shipment, Shipped, In transit, Out for delivery, "
            "Delivery Failed, Delivered, Picked Up, Canceled, In return, Returned",
        ),
        (
            "codspot",
            "Created, Created, Fulfilled, Shipped, Shipped, Shipped, Package Issue, Delivered, Delivered, Canceled, "
            "In Return, Returned",
        ),
        (
            "kartrocket",
            "Created, Packing, Ready, Shipped, In transit, Out for delivery, Issue, Delivered, Picked up, Cancelled, "
            "In return, Returned",
        ),
    ],
)
def test_a_parcel_has_the_systems_own_word(name: str, words: str) -> None:
    assert ", ".join(PROFILES[name].parcel(status) for status in Shipping) == words
