"""The derived words of an order: payment, fulfilment, headline (domain.md 5-7)."""

from datetime import timedelta
from uuid import UUID

import pytest

from models.clock import uuid7
from models.money import Money
from models.shipments import Shipment, ShipmentLine
from models.statuses import (
    CashState,
    Confirmation,
    Destination,
    Fulfilment,
    Headline,
    Method,
    MoneyKind,
    MoneyState,
    Payment,
    RunBy,
    Shipping,
)
from tests.support.clock import MONDAY
from workflows import derive
from workflows.derive import Parcel

SHOP = ORDER = LINE = UUID(int=1)
ON_ROAD = {Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE, Shipping.IN_RETURN}
LEFT = ON_ROAD | {Shipping.DELIVERED, Shipping.PICKED_UP, Shipping.RETURNED}


def row(kind: str, amount: int = 100, state: str = "DONE", minute: int = 0) -> Money:
    """One money row."""
    at = MONDAY + timedelta(minutes=minute)
    return Money(
        SHOP, uuid7(at), ORDER, MoneyKind(kind), MoneyState(state), Method.ONLINE, amount, "cib", "", "", "x", at
    )


@pytest.mark.parametrize(
    ("rows", "total", "word"),
    [
        ([], 100, "UNPAID"),
        ([], 0, "PAID"),
        ([row("RECEIVED", 100)], 100, "PAID"),
        ([row("RECEIVED", 120)], 100, "PAID"),
        ([row("RECEIVED", 99)], 100, "PARTIALLY_PAID"),
        ([row("RECEIVED", 60), row("RECEIVED", 40)], 100, "PAID"),
        ([row("ATTEMPT", state="OPEN")], 100, "IN_PROGRESS"),
        ([row("ATTEMPT", state="FAILED")], 100, "FAILED"),
        ([row("ATTEMPT", state="CLOSED")], 100, "UNPAID"),
        ([row("ATTEMPT", state="FAILED"), row("ATTEMPT", state="CLOSED", minute=1)], 100, "UNPAID"),
        ([row("ATTEMPT", state="FAILED", minute=1), row("ATTEMPT", state="CLOSED")], 100, "FAILED"),
        ([row("ATTEMPT", state="OPEN"), row("ATTEMPT", state="FAILED", minute=1)], 100, "IN_PROGRESS"),
        ([row("RECEIVED", 10), row("ATTEMPT", state="OPEN")], 100, "PARTIALLY_PAID"),
        ([row("RECEIVED", 100), row("REFUND", 30)], 100, "PARTIALLY_REFUNDED"),
        ([row("RECEIVED", 100), row("REFUND", 30, "TODO"), row("REFUND", 70)], 100, "REFUNDED"),
    ],
)
def test_the_first_line_of_the_payment_table_that_is_true(rows: list[Money], total: int, word: str) -> None:
    assert derive.payment(rows, total) is Payment(word)


def test_the_last_attempt_is_the_one_that_was_booked_last_whatever_the_clock_said() -> None:
    first, second = row("ATTEMPT", state="FAILED", minute=1), row("ATTEMPT", state="CLOSED")
    second.id = UUID(int=first.id.int + 1)
    assert derive.payment([second, first], 100) is Payment.UNPAID


def parcel(
    status: str, units: int, *, back: int = 0, sent_back: int = 0, left: bool | None = None, at: int = 1
) -> Parcel:
    """One parcel of one line."""
    word = Shipping(status)
    shipped = MONDAY if (word in LEFT if left is None else left) else None
    shipment = Shipment(
        SHOP,
        UUID(int=at),
        ORDER,
        at,
        word,
        Destination.LOCAL,
        RunBy.STAFF,
        "",
        "",
        0,
        CashState.NONE,
        False,
        MONDAY,
        shipped,
        None,
    )
    return Parcel(shipment, [ShipmentLine(SHOP, shipment.id, LINE, ORDER, units, back, sent_back)])


C = Confirmation.CONFIRMED
CASES = [
    # domain.md 6, the worked examples
    (
        "3 delivered, 1 sent back",
        3,
        [parcel("DELIVERED", 3, sent_back=1)],
        "PARTIALLY_RETURNED",
        "PARTIALLY_RETURNED",
    ),
    (
        "2 delivered, 1 refused and received",
        3,
        [parcel("DELIVERED", 2), parcel("RETURNED", 1, back=1, at=2)],
        "PARTIALLY_RETURNED",
        "PARTIALLY_RETURNED",
    ),
    (
        "refused, received, sent again",
        1,
        [parcel("RETURNED", 1, back=1), parcel("CREATED", 1, at=2)],
        "UNFULFILLED",
        "CONFIRMED",
    ),
    ("one ready, one shipped", 2, [parcel("READY", 1), parcel("SHIPPED", 1, at=2)], "PARTIALLY_FULFILLED", "READY"),
    ("one ready, one created", 2, [parcel("READY", 1), parcel("CREATED", 1, at=2)], "UNFULFILLED", "CONFIRMED"),
    # one parcel through its life
    ("no parcel", 2, [], "UNFULFILLED", "CONFIRMED"),
    ("created", 2, [parcel("CREATED", 2)], "UNFULFILLED", "CONFIRMED"),
    ("packing", 2, [parcel("PACKING", 2)], "UNFULFILLED", "PACKING"),
    ("ready", 2, [parcel("READY", 2)], "DISPATCHED", "READY"),
    ("shipped", 2, [parcel("SHIPPED", 2)], "FULFILLED", "SHIPPED"),
    ("in transit", 2, [parcel("IN_TRANSIT", 2)], "FULFILLED", "IN_TRANSIT"),
    ("out for delivery", 2, [parcel("OUT_FOR_DELIVERY", 2)], "FULFILLED", "OUT_FOR_DELIVERY"),
    ("issue", 2, [parcel("ISSUE", 2)], "FULFILLED", "ISSUE"),
    ("coming back", 2, [parcel("IN_RETURN", 2)], "FULFILLED", "IN_RETURN"),
    ("cancelled on the road", 2, [parcel("CANCELLED", 2, left=True)], "FULFILLED", "IN_RETURN"),
    ("cancelled before", 2, [parcel("CANCELLED", 2, left=False)], "UNFULFILLED", "CONFIRMED"),
    ("delivered", 2, [parcel("DELIVERED", 2)], "DELIVERED", "DELIVERED"),
    ("picked up", 2, [parcel("PICKED_UP", 2)], "PICKED_UP", "PICKED_UP"),
    ("returned", 2, [parcel("RETURNED", 2, back=2)], "RETURNED", "RETURNED"),
    # several parcels
    ("part shipped", 3, [parcel("SHIPPED", 2)], "PARTIALLY_FULFILLED", "CONFIRMED"),
    ("part delivered", 3, [parcel("DELIVERED", 2)], "PARTIALLY_FULFILLED", "CONFIRMED"),
    ("one picked up", 2, [parcel("DELIVERED", 1), parcel("PICKED_UP", 1, at=2)], "DELIVERED", "DELIVERED"),
    ("an issue beside a delivery", 2, [parcel("DELIVERED", 1), parcel("ISSUE", 1, at=2)], "FULFILLED", "ISSUE"),
]


@pytest.mark.parametrize(
    ("ordered", "parcels", "fulfilment", "headline"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_fulfilment_and_headline_follow_from_the_parcels(
    ordered: int, parcels: list[Parcel], fulfilment: str, headline: str
) -> None:
    assert derive.fulfilment(C, {LINE: ordered}, parcels) is Fulfilment(fulfilment)
    assert derive.headline(C, {LINE: ordered}, parcels, confirmation_locks=False) is Headline(headline)


@pytest.mark.parametrize("status", [word for word in Confirmation if word is not C])
def test_an_order_that_is_not_confirmed_shows_its_confirmation(status: Confirmation) -> None:
    assert derive.headline(status, {LINE: 1}, [], confirmation_locks=False) is Headline(status.value)


@pytest.mark.parametrize("status", [Confirmation.CANCELLED, Confirmation.FAKE])
def test_an_order_called_off_is_fulfilled_no_more(status: Confirmation) -> None:
    assert derive.fulfilment(status, {LINE: 2}, [parcel("CANCELLED", 2, left=False)]) is Fulfilment.CANCELLED


def test_where_confirmation_locks_a_cancelled_parcel_ends_the_order() -> None:
    called_off = [parcel("CANCELLED", 2, left=False)]
    assert derive.headline(C, {LINE: 2}, called_off, confirmation_locks=True) is Headline.CANCELLED
    again = [*called_off, parcel("CREATED", 2, at=2)]
    assert derive.headline(C, {LINE: 2}, again, confirmation_locks=True) is Headline.CONFIRMED


def test_the_newest_parcel_is_the_shipping_column() -> None:
    assert derive.newest([]) is None
    assert derive.newest([parcel("READY", 1, at=2), parcel("RETURNED", 1, at=1)]) is Shipping.READY
