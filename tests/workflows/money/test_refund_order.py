"""P6: a supervisor decides that money goes back."""

from typing import Any

import pytest

from models.money import refund_lines, refunds
from models.orders import Order
from models.statuses import Method, Reason
from tests.support.history import rows
from tests.support.ledger import last_event, messages, money_of, moves_of
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, MarkFake
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder
from workflows.orders.draft import DraftLine
from workflows.units import Units


def paid(desk: Desk, samia: Actor, **changes: Any) -> Order:
    """2 x ARG at 1 200.00, 1 x SOAP at 600.00 and 400.00 of delivery, paid in full by transfer."""
    made = an_order(desk, **changes)
    desk.perform(made.id, MarkPaid(reference="CCP 1"), by=samia)
    return made


def test_it_works(desk: Desk, samia: Actor) -> None:
    made = paid(desk, samia)
    moves = moves_of(desk, made)
    request = RefundOrder((Units("ARG", 1),), Minor(10000), Minor(500), Minor(2000), "one bottle leaked")
    done = desk.perform(made.id, request, by=samia).order
    assert (done.payment, done.refunded_minor, done.headline) == ("PARTIALLY_REFUNDED", 128500, "CONFIRMED")
    (row,) = [row for row in money_of(desk, made) if row.kind == "REFUND"]
    assert (row.state, row.amount_minor, row.method, row.gateway) == ("TODO", 128500, "TRANSFER", "by hand")
    assert (row.note, row.by) == ("one bottle leaked", "Samia")
    (refund,) = rows(desk, refunds)
    assert (refund.id, refund.shipping_minor, refund.adjustment_minor, refund.fee_minor) == (row.id, 10000, 500, 2000)
    assert (refund.sent_at, refund.sent_by) == (None, "")
    (line,) = rows(desk, refund_lines)
    assert (line.refund_id, line.quantity, line.amount_minor) == (row.id, 1, 120000)
    assert "refunded" in messages(desk, made)
    assert last_event(desk, made).data["amount"] == 128500
    assert moves_of(desk, made) == moves  # a refund is money, a return is goods


def test_all_of_it_leaves_nothing(desk: Desk, samia: Actor) -> None:
    made = paid(desk, samia)
    request = RefundOrder((Units("Argan oil", 2), Units("soap", 1)), Minor(40000))
    assert desk.perform(made.id, request, by=samia).order.payment == "REFUNDED"
    with pytest.raises(Refused, match="no money of this order is left to send back"):
        desk.perform(made.id, RefundOrder(adjustment=Minor(1)), by=samia)


def test_a_fee_that_is_kept_leaves_it_partially_refunded(desk: Desk, samia: Actor) -> None:
    made = paid(desk, samia)
    request = RefundOrder((Units("ARG", 2), Units("SOAP", 1)), Minor(40000), fee=Minor(1))
    assert desk.perform(made.id, request, by=samia).order.payment == "PARTIALLY_REFUNDED"


def test_the_last_unit_takes_the_odd_minor_units(desk: Desk, samia: Actor) -> None:
    three = DraftLine("Henna", 3, 10000, sku="HEN", discount_minor=1)
    made = paid(desk, samia, lines=(three,), shipping_minor=0, total_minor=29999)
    refunded = [desk.perform(made.id, RefundOrder((Units("HEN", 1),)), by=samia).order for _ in range(3)]
    assert [order.refunded_minor for order in refunded] == [9999, 19998, 29999]
    assert refunded[-1].payment == "REFUNDED"


def test_a_discount_of_the_order_is_in_the_price_of_its_units(desk: Desk, samia: Actor) -> None:
    made = paid(desk, samia, discount_minor=30000, total_minor=310000)
    done = desk.perform(made.id, RefundOrder((Units("ARG", 1),)), by=samia).order
    assert done.refunded_minor == 108000  # 10 % off


@pytest.mark.parametrize("locking", [Cancel(Reason.PRICE), MarkFake()])
def test_money_of_a_locked_order_goes_back(
    desk: Desk, amina: Actor, samia: Actor, locking: Cancel | MarkFake
) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkPaid(Minor(100000), "CCP 1"), by=samia)
    desk.perform(made.id, locking, by=amina)
    done = desk.perform(made.id, RefundOrder(adjustment=Minor(100000)), by=samia).order
    assert (done.payment, done.fulfilment) == ("REFUNDED", "CANCELLED")


def test_two_lines_of_one_product_are_told_apart_by_their_numbers(desk: Desk, samia: Actor) -> None:
    lines = (DraftLine("Soap", 1, 60000, sku="SOAP"), DraftLine("Soap", 1, 50000, sku="SOAP"))
    made = paid(desk, samia, lines=lines, shipping_minor=0, total_minor=110000)
    with pytest.raises(Refused, match="lines 1 and 2 of this order are both 'SOAP'; name the line by its number"):
        desk.perform(made.id, RefundOrder((Units("SOAP", 1),)), by=samia)
    assert desk.perform(made.id, RefundOrder((Units("2", 1),)), by=samia).order.refunded_minor == 50000


REFUSED = [
    (RefundOrder((Units("ARG", 3),)), "Argan oil: 2 of 2 units can be refunded, not 3"),
    (RefundOrder((Units("ARG", 0),)), "Argan oil: 0 units are none; leave the line out"),
    (RefundOrder((Units("ARG", 1), Units("argan oil", 1))), "Argan oil is named twice"),
    (RefundOrder((Units("NIX", 1),)), "this order has no 'NIX'; it has ARG, SOAP"),
    (RefundOrder(shipping=Minor(40001)), "DZD 400.00 of the delivery charge can be refunded, not DZD 400.01"),
    (RefundOrder(shipping=Minor(-1)), "an amount cannot be less than nothing"),
    (RefundOrder(adjustment=Minor(-1)), "an amount cannot be less than nothing"),
    (RefundOrder(adjustment=Minor(100), fee=Minor(-1)), "an amount cannot be less than nothing"),
    (RefundOrder(), "this comes to DZD 0.00; a refund is more than nothing"),
    (RefundOrder(adjustment=Minor(5), fee=Minor(5)), "this comes to DZD 0.00; a refund is more than nothing"),
    (RefundOrder(adjustment=Minor(340001)), "this comes to DZD 3 400.01; only DZD 3 400.00 came in"),
]


@pytest.mark.parametrize(("request_", "sentence"), REFUSED, ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_refused(desk: Desk, samia: Actor, request_: RefundOrder, sentence: str) -> None:
    made = paid(desk, samia)
    with pytest.raises(Refused) as refused:
        desk.perform(made.id, request_, by=samia)
    assert sentence in str(refused.value)
    assert rows(desk, refunds) == []


def test_a_unit_is_refunded_once(desk: Desk, samia: Actor) -> None:
    made = paid(desk, samia)
    desk.perform(made.id, RefundOrder((Units("ARG", 1), Units("SOAP", 1))), by=samia)
    with pytest.raises(Refused, match="Argan oil: 1 of 2 units can be refunded, not 2"):
        desk.perform(made.id, RefundOrder((Units("ARG", 2),)), by=samia)
    with pytest.raises(Refused, match="every unit of Soap is refunded already"):
        desk.perform(made.id, RefundOrder((Units("SOAP", 1),)), by=samia)


def test_the_delivery_charge_is_refunded_once(desk: Desk, samia: Actor) -> None:
    made = paid(desk, samia)
    desk.perform(made.id, RefundOrder(shipping=Minor(30000)), by=samia)
    with pytest.raises(Refused, match=r"DZD 100\.00 of the delivery charge can be refunded, not DZD 100\.01"):
        desk.perform(made.id, RefundOrder(shipping=Minor(10001)), by=samia)


def test_what_did_not_come_in_does_not_go_back(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    with pytest.raises(Refused, match="no money of this order is left to send back"):
        desk.perform(made.id, RefundOrder((Units("ARG", 1),)), by=samia)
    desk.perform(made.id, MarkPaid(Minor(100000), "CCP 1"), by=samia)
    with pytest.raises(Refused, match=r"this comes to DZD 1 200\.00; only DZD 1 000\.00 came in"):
        desk.perform(made.id, RefundOrder(adjustment=Minor(120000)), by=samia)


@pytest.mark.parametrize("asked", [RefundOrder((Units("SOAP", 1),)), RefundOrder(shipping=Minor(1))])
def test_of_an_order_that_may_still_change_only_an_amount_goes_back(
    desk: Desk, samia: Actor, asked: RefundOrder
) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkPaid(Minor(100000), "CCP 1"), by=samia)
    with pytest.raises(Refused, match="the products of this order may still change; refund an amount"):
        desk.perform(made.id, asked, by=samia)
    assert desk.perform(made.id, RefundOrder(adjustment=Minor(1)), by=samia).order.refunded_minor == 1


def test_what_came_back_elsewhere_counts(desk: Desk, samia: Actor) -> None:
    made = an_order(desk, method=Method.ONLINE, paid_minor=340000, refunded_minor=300000)
    with pytest.raises(Refused, match=r"only DZD 400\.00 came in and is not refunded yet"):
        desk.perform(made.id, RefundOrder((Units("SOAP", 1),)), by=samia)
    assert desk.perform(made.id, RefundOrder(shipping=Minor(40000)), by=samia).order.payment == "REFUNDED"


def test_a_repeated_request_refunds_once(desk: Desk, samia: Actor) -> None:
    made = paid(desk, samia)
    for repeated in (False, True):
        done = desk.perform(made.id, RefundOrder((Units("SOAP", 1),)), by=samia, request_id="r-1")
        assert (done.repeated, done.order.refunded_minor) == (repeated, 60000)


def test_an_agent_sends_no_money_back(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="'Refund' is done by a supervisor here, not by an agent"):
        desk.perform(an_order(desk).id, RefundOrder(), by=amina)
