"""C2: an order is placed, alone or with a thousand others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.customers import numbers
from models.statuses import Headline, Method, Shipping
from tests.support.clock import TestClock
from tests.support.ledger import (
    events_of,
    lines_of,
    messages,
    money_of,
    outbox_of,
    parcels_of,
    product,
)
from tests.support.shop import OIL, SOAP, a_draft, an_order, missing, order
from workflows.actors import CHECKOUT, Actor
from workflows.calls.claims import ClaimOrder
from workflows.checker import check
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders import placing
from workflows.orders.draft import DraftLine, DraftOrder


def place(desk: Desk, *drafts: DraftOrder, is_quiet: bool = False) -> placing.Placed:
    """Place these drafts in one transaction."""
    return desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT, is_quiet=is_quiet))


def test_it_works(desk: Desk, clock: TestClock) -> None:
    made = an_order(desk, note="after five", tags="vip", email="y@example.com")
    assert (made.confirmation, made.payment, made.fulfilment, made.headline) == (
        "NEW",
        "UNPAID",
        "UNFULFILLED",
        "NEW",
    )
    assert (made.number, made.ref, made.version, made.currency) == (1, "#1001", 1, "DZD")
    assert (made.lines_minor, made.shipping_minor, made.total_minor) == (300000, 40000, 340000)
    assert (made.phone, made.phone_typed, made.phone_rev) == ("+213551000110", "0551 00 01 10", "011000155312")
    assert (made.zone, made.street, made.city, made.note, made.tags) == (
        "Africa/Algiers",
        "12 rue Didouche",
        "Alger",
        "after five",
        "vip",
    )
    assert [(line.position, line.sku, line.quantity) for line in lines_of(desk, made)] == [
        (1, "ARG", 2),
        (2, "SOAP", 1),
    ]
    (event,) = events_of(desk, made)
    assert (event.command, event.before, event.after, event.version) == ("PlaceOrder", "", "NEW", 1)


def test_customer_and_merchant_are_told(desk: Desk) -> None:
    made = an_order(desk, email="y@example.com")
    assert [(row.kind, row.recipient, row.message) for row in outbox_of(desk, made)] == [
        ("email", "y@example.com", "placed")
    ]


def test_a_quiet_import_tells_nobody(desk: Desk) -> None:
    placed = place(desk, a_draft(desk), is_quiet=True)
    assert messages(desk, placed.cases[0].order) == []


def test_it_is_due_at_once_inside_calling_hours(desk: Desk) -> None:
    made = an_order(desk)
    assert made.due_at == made.placed_at


def test_at_night_it_is_due_in_the_morning(desk: Desk, clock: TestClock) -> None:
    made = an_order(desk, placed_at=clock.now - timedelta(hours=9))  # 02:00 in Algiers
    assert made.due_at == clock.now - timedelta(hours=2)


def test_numbers_follow_one_another(desk: Desk) -> None:
    placed = place(desk, *(a_draft(desk, external_id=name) for name in "abc"))
    assert [case.order.number for case in placed.cases] == [1, 2, 3]
    assert an_order(desk).number == 4
    assert placed.lines == 6


def test_the_same_order_is_taken_once(desk: Desk) -> None:
    draft = a_draft(desk)
    first, again = place(desk, draft), place(desk, draft)
    assert (len(first.cases), first.known) == (1, 0)
    assert (len(again.cases), again.known) == (0, 1)


def test_the_same_order_twice_in_one_batch_is_taken_once(desk: Desk) -> None:
    draft = a_draft(desk)
    placed = place(desk, draft, draft)
    assert (len(placed.cases), placed.known) == (1, 1)


def test_the_same_number_of_another_source_is_another_order(desk: Desk) -> None:
    placed = place(desk, a_draft(desk, source="shopify"), a_draft(desk, source="woocommerce"))
    assert len(placed.cases) == 2


def test_one_customer_is_known_by_the_number(desk: Desk) -> None:
    first = an_order(desk, phone="0551 23 45 67")
    again = an_order(desk, phone="+213 551 23 45 67", customer="Yasmine H.")
    assert again.customer_id == first.customer_id
    assert an_order(desk, phone="0551 23 45 68").customer_id != first.customer_id


def test_without_a_number_a_customer_is_known_by_e_mail(desk: Desk) -> None:
    first = an_order(desk, phone="", email="y@example.com")
    assert an_order(desk, phone="", email="y@example.com").customer_id == first.customer_id


def test_one_product_is_known_by_its_sku_else_by_its_title(desk: Desk) -> None:
    an_order(desk, lines=(DraftLine("Savon", 1, 100), DraftLine("SAVON ", 1, 100)))
    assert product(desk, "savon").reserved == 2


def test_a_number_that_cannot_be_called_does_not_lose_the_order(desk: Desk) -> None:
    made = an_order(desk, phone="12")
    assert (made.confirmation, made.phone, made.phone_typed, made.due_at) == ("NEW", "", "12", None)
    assert made.phone_problem


def test_an_order_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="the order has no products"):
        an_order(desk, lines=())


# Duplicates are flagged, never merged.


def test_the_same_number_and_an_overlapping_item_is_flagged(desk: Desk) -> None:
    first = an_order(desk, phone="0551 23 45 67")
    again = an_order(desk, phone="0551 23 45 67", lines=(SOAP,))
    assert again.duplicate_of == first.id


@pytest.mark.parametrize(
    "changes",
    [
        {"lines": (DraftLine("Cap", 1, 100, sku="CAP"),)},
        {"phone": "0551 99 99 99"},
    ],
)
def test_another_item_or_another_number_is_not(desk: Desk, changes: dict[str, object]) -> None:
    an_order(desk, phone="0551 23 45 67", lines=(OIL,))
    again = an_order(desk, **({"phone": "0551 23 45 67", "lines": (OIL,)} | changes))  # type: ignore[arg-type]
    assert again.duplicate_of is None


def test_after_a_week_it_is_a_new_wish(desk: Desk, clock: TestClock) -> None:
    an_order(desk, phone="0551 23 45 67", placed_at=clock.now)
    assert (
        an_order(desk, phone="0551 23 45 67", placed_at=clock.now + timedelta(days=7, seconds=1)).duplicate_of is None
    )


def test_two_of_one_batch_are_flagged_too(desk: Desk) -> None:
    placed = place(desk, *(a_draft(desk, external_id=name) for name in "ab"))
    first, second = (case.order for case in placed.cases)
    assert (first.duplicate_of, second.duplicate_of) == (None, first.id)


def test_a_test_order_is_nobodys_duplicate(desk: Desk, samia: Actor) -> None:
    an_order(desk, by=samia, is_test=True, phone="0551 23 45 67")
    assert an_order(desk, phone="0551 23 45 67").duplicate_of is None


def test_two_orders_of_one_row_keep_their_own_numbers(desk: Desk) -> None:
    phones = {"a": "0551 00 00 01", "b": "0551 00 00 02"}
    placed = place(desk, *(a_draft(desk, external_id=name, row=1, phone=phone) for name, phone in phones.items()))
    assert [case.order.phone for case in placed.cases] == ["+213551000001", "+213551000002"]


# Orders that another system knows more about.


def test_an_order_cancelled_there_is_cancelled_here(desk: Desk) -> None:
    made = an_order(desk, cancelled=True)
    assert (made.confirmation, made.due_at, made.reserved) == ("CANCELLED", None, False)


@pytest.mark.parametrize(
    ("status", "headline", "fulfilment"),
    [
        (Shipping.SHIPPED, "SHIPPED", "FULFILLED"),
        (Shipping.DELIVERED, "DELIVERED", "DELIVERED"),
        (Shipping.RETURNED, "RETURNED", "RETURNED"),
    ],
)
def test_an_order_sent_there_is_sent_here(desk: Desk, status: Shipping, headline: str, fulfilment: str) -> None:
    made = an_order(desk, shipping=status)
    assert (made.confirmation, made.headline, made.fulfilment) == ("CONFIRMED", headline, fulfilment)
    (parcel,) = parcels_of(desk, made)
    assert (parcel.status, parcel.from_import) == (status, True)
    assert not made.reserved


def test_money_seen_there_is_booked_here(desk: Desk) -> None:
    made = an_order(desk, method=Method.ONLINE, paid_minor=340000, refunded_minor=40000, payment_reference="p-1")
    assert (made.payment, made.received_minor, made.refunded_minor) == ("PARTIALLY_REFUNDED", 340000, 40000)
    assert sorted(row.kind for row in money_of(desk, made)) == ["RECEIVED", "REFUND"]


def test_a_payment_that_failed_there_failed_here(desk: Desk) -> None:
    assert an_order(desk, method=Method.ONLINE, payment_failed=True).payment == "FAILED"


# Test orders.


def test_a_test_order_is_marked_and_stays_out_of_the_queue(desk: Desk, samia: Actor) -> None:
    made = an_order(desk, by=samia, is_test=True)
    assert (made.is_test, made.due_at, made.duplicate_of) == (True, None, None)
    assert messages(desk, made) == []


# From a checkout.


def test_a_checkout_becomes_an_order_when_it_is_placed(desk: Desk) -> None:
    draft = a_draft(desk, placed=False)
    made = place(desk, draft).cases[0].order
    placed = place(desk, a_draft(desk, external_id=draft.external_id))
    assert (placed.cases, placed.known) == ([], 1)
    now = order(desk, made.id)
    assert (now.confirmation, now.reserved) == ("NEW", True)
    assert [event.command for event in events_of(desk, made)] == ["StartCheckout", "PlaceOrder"]


def test_what_was_placed_counts_and_not_what_the_checkout_knew(desk: Desk) -> None:
    left = a_draft(desk, placed=False, phone="0551 00 00 01", customer="Y. H.")
    (case,) = place(desk, left).cases
    soap = (DraftLine("Black soap", 3, 50_000, "SOAP"),)
    known = replace(left, placed=True, phone="0551 00 00 02", customer="Yasmine Haddad")
    place(desk, replace(known, lines=soap, shipping_minor=0, total_minor=150_000))
    found = order(desk, case.order.id)
    assert (found.headline, found.phone, found.name) == (Headline.NEW, "+213551000002", "Yasmine Haddad")
    assert [(line.title, line.quantity) for line in lines_of(desk, found)] == [("Black soap", 3)]
    assert (found.total_minor, found.lines_minor) == (150_000, 150_000)


def test_a_checkout_that_somebody_works_on_frees_the_number_it_had(desk: Desk, amina: Actor) -> None:
    left = a_draft(desk, placed=False, phone="0551 00 00 01")
    (case,) = place(desk, left).cases
    desk.perform(case.order.id, ClaimOrder(), by=amina)
    place(desk, replace(left, placed=True, phone="0551 00 00 02"))
    (held,) = desk.read(lambda work: work.connection.execute(select(numbers.c.phone, numbers.c.held_by)).all())
    assert (held.phone, held.held_by) == ("+213551000001", None)
    assert desk.read(check) == []


def test_a_checkout_that_is_still_open_stays_missing(desk: Desk) -> None:
    draft = a_draft(desk, placed=False)
    made = place(desk, draft).cases[0].order
    place(desk, draft)
    assert order(desk, made.id).confirmation == "MISSING"
    assert len(events_of(desk, made)) == 1


def test_starting_a_checkout_tells_nobody_and_holds_nothing(desk: Desk) -> None:
    made = missing(desk, email="y@example.com")
    assert (made.confirmation, made.headline, made.reserved, made.lane) == ("MISSING", "MISSING", False, 7)
    assert made.due_at == made.placed_at
    assert messages(desk, made) == []
    assert [event.command for event in events_of(desk, made)] == ["StartCheckout"]


def test_a_checkout_that_was_called_in_vain_waits_no_longer_once_it_is_placed(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    draft = a_draft(desk, placed=False)
    (case,) = place(desk, draft).cases
    desk.perform(case.order.id, NoAnswer(), by=amina)
    clock.forward(minutes=1)
    place(desk, replace(draft, placed=True, phone="0661 22 33 44", placed_at=clock()))
    now = order(desk, case.order.id)
    assert (now.confirmation, now.next_try_at) == ("NEW", None)
    assert now.due_at is not None
    assert now.due_at <= clock()
    assert desk.read(check) == []
