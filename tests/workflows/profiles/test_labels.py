"""Each system's words, as the table of domain.md 15 gives them."""

from datetime import timedelta

import pytest

from models.statuses import Method, Payment, Shipping
from tests.workflows.profiles.standing import EVERY_STAND, NOW, F, H, P, S, Stands, after, before
from workflows.labels import Promise
from workflows.profiles import PROFILES

CONFIRMED = after(H.CONFIRMED, None, F.UNFULFILLED)
ROWS = [
    (before("MISSING"), "Missing", "Missing", "Missing", "Missing", "Missing"),
    (before("NEW"), "Pending", "New", "New", "Unfulfilled", "New"),
    (before("NEW", payment=P.FAILED), "ePayment Failed", "New", "New", "Unfulfilled", "New"),
    (before("NO_ANSWER", attempts=2), "Pending", "No Answer (2 attempts)", "No Answer", "Unfulfilled", "No answer"),
    (before("NO_ANSWER", attempts=0), "Pending", "No Answer", "No Answer", "Unfulfilled", "No answer"),
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
        after(H.PACKING, S.PACKING, F.UNFULFILLED, payment=P.REFUNDED, method=Method.ONLINE),
        "ePayment Received",
        "Processing",
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


@pytest.mark.parametrize("payment", [P.UNPAID, P.IN_PROGRESS, P.PAID])
def test_a_checkout_that_was_never_placed_is_in_no_tab_of_payments(payment: Payment) -> None:
    tabs = [tab for tab in PROFILES["ucraft"].tabs if tab.group == "payment"]
    assert not any(tab.holds(before("MISSING", payment=payment), NOW) for tab in tabs)
    assert any(tab.holds(before("NEW", payment=payment), NOW) for tab in tabs)


@pytest.mark.parametrize("name", PROFILES)
def test_every_order_has_a_label(name: str) -> None:
    profile = PROFILES[name]
    assert all(profile.label(order, NOW) for order in EVERY_STAND[::7])


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
            "Created, Packing, Ready for Dispatch, Shipped, In transit, Out for delivery, Shipped (issue), "
            "Delivered, Picked up, Canceled, In return, Returned",
        ),
        (
            "codrocket",
            "Created, Processing, Processing, Shipped, In transit, Out for Delivery, Issue, Delivered, Picked up, "
            "Cancelled, In return, Returned",
        ),
    ],
)
def test_a_parcel_has_the_systems_own_word(name: str, words: str) -> None:
    assert ", ".join(PROFILES[name].parcel(status) for status in Shipping) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kartify", "Missing, New, No answer, Call later, Processing, Cancelled, Issue, Delivered"),
        ("codrocket", "Missing, New, No Answer, Call later, Confirmed, Cancelled, Returned, Delivered"),
        ("codspot", "Missing, New, No Answer, Call Later, Confirmed, Canceled, Package Issue, Delivered"),
        ("ucraft", "Missing, New, No answer, Call later, Confirmed, Canceled, Delivery Failed, Delivered"),
        ("kartrocket", "Missing, New, No answer, Call later, Confirmed, Canceled, Shipped (issue), Delivered"),
    ],
)
def test_a_status_alone_has_the_systems_word_where_that_says_no_more(name: str, words: str) -> None:
    some = (H.MISSING, H.NEW, H.NO_ANSWER, H.CALL_LATER, H.CONFIRMED, H.CANCELLED, H.ISSUE, H.DELIVERED)
    assert ", ".join(PROFILES[name].word(status) for status in some) == words


def test_a_payment_has_ucrafts_words() -> None:
    assert PROFILES["ucraft"].word(P.PARTIALLY_REFUNDED) == "Partially Refunded"
    assert PROFILES["ucraft"].word(P.FAILED) == "Failed"


def test_a_promise_is_later_then_due_then_missed() -> None:
    ahead = [NOW.now + timedelta(minutes=minutes) for minutes in (1, 0, -14, -15)]
    assert [NOW.promise(at) for at in ahead] == [Promise.LATER, Promise.DUE, Promise.DUE, Promise.MISSED]
    assert NOW.promise(None) is None
