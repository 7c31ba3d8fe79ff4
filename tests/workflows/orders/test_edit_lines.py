"""D6: products, quantities, prices; totals and reservation follow."""

from typing import Any
from uuid import UUID

import pytest

from models.catalogue import Product, products
from models.orders import Line, order_lines
from models.statuses import Payment, Reason
from tests.support import shop
from tests.support.history import order_events, rows
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.orders.basket import EditLines, LineChange
from workflows.orders.draft import DraftLine
from workflows.policy import When
from workflows.stock import counting

KEEP = (LineChange("ARG", 2), LineChange("SOAP", 1))


def lines(desk: Desk, order_id: UUID) -> list[Line]:
    found = [Line(*row) for row in rows(desk, order_lines, order_lines.c.order_id == order_id)]
    return sorted(found, key=lambda line: line.position)


def reserved(desk: Desk) -> dict[str, int]:
    return {product.sku: product.reserved for product in (Product(*row) for row in rows(desk, products))}


def edit(desk: Desk, order_id: UUID, by: Actor, *changes: LineChange, **more: Any) -> None:
    desk.perform(order_id, EditLines(changes, **more), by=by)


def test_it_works(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    first = lines(desk, order.id)
    edit(desk, order.id, amina, LineChange("ARG", 3), LineChange("soap", 2, Minor(50000)))
    after = shop.order(desk, order.id)
    assert (after.lines_minor, after.shipping_minor, after.total_minor) == (460000, 40000, 500000)
    now = lines(desk, order.id)
    assert [(line.sku, line.quantity, line.unit_minor) for line in now] == [("ARG", 3, 120000), ("SOAP", 2, 50000)]
    assert [line.id for line in now] == [line.id for line in first]
    assert reserved(desk) == {"ARG": 3, "SOAP": 2}
    told = order_events(desk, order.id)[-1].data
    assert (told["before"]["total"], told["after"]["total"]) == (340000, 500000)
    assert [line["quantity"] for line in told["before"]["lines"]] == [2, 1]


def test_a_line_is_taken_away_and_its_units_are_freed(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    edit(desk, order.id, amina, LineChange("SOAP", 1))
    assert [line.sku for line in lines(desk, order.id)] == ["SOAP"]
    assert reserved(desk) == {"ARG": 0, "SOAP": 1}
    assert shop.order(desk, order.id).total_minor == 100000


def test_a_product_of_the_shop_is_added_with_its_price(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk, lines=(DraftLine("Rose water", 1, 90000, "ROSE"),))
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="Rose water is new in this order; type its price"):
        edit(desk, order.id, amina, *KEEP, LineChange("ROSE", 1))
    edit(desk, order.id, amina, *KEEP, LineChange("ROSE", 1, Minor(80000)))
    assert shop.order(desk, order.id).total_minor == 420000
    assert reserved(desk)["ROSE"] == 2


def test_delivery_charge_and_discount_are_edited(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    edit(desk, order.id, amina, *KEEP, shipping=Minor(0), discount=Minor(10000))
    after = shop.order(desk, order.id)
    assert (after.shipping_minor, after.discount_minor, after.total_minor) == (0, 10000, 290000)


def test_a_line_discount_stays_as_far_as_it_fits(desk: Desk, amina: Actor) -> None:
    line = DraftLine("Argan oil", 2, 120000, "ARG", discount_minor=150000)
    order = shop.an_order(desk, lines=(line,), total_minor=130000)
    edit(desk, order.id, amina, LineChange("ARG", 1))
    after = shop.order(desk, order.id)
    assert (after.lines_minor, after.total_minor) == (0, 40000)


def test_tax_follows_the_lines_and_what_the_shop_added_stays(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, tax_minor=60000, total_minor=410000)  # 10 000 that nobody explains
    edit(desk, order.id, amina, LineChange("ARG", 2), LineChange("SOAP", 6))
    after = shop.order(desk, order.id)
    assert (after.tax_minor, after.total_minor) == (120000, 410000 + 300000 + 60000)


def test_two_lines_of_one_product_keep_their_own_prices(desk: Desk, amina: Actor) -> None:
    twice = (DraftLine("Argan oil", 1, 120000, "ARG"), DraftLine("Argan oil", 1, 0, "ARG"))
    order = shop.an_order(desk, lines=twice, total_minor=160000)
    edit(desk, order.id, amina, LineChange("ARG", 2), LineChange("ARG", 3))
    assert [(line.quantity, line.unit_minor) for line in lines(desk, order.id)] == [(2, 120000), (3, 0)]


def test_too_little_stock_marks_the_order_short_and_enough_reserves_it_again(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)

    def count(work: Any) -> None:
        counting.count(work, counting.find(work, "ARG"), 2, "monday", by=SYSTEM)

    desk.write(count)
    edit(desk, order.id, amina, LineChange("ARG", 3), LineChange("SOAP", 1))
    after = shop.order(desk, order.id)
    assert (after.short, after.reserved, reserved(desk)) == (True, False, {"ARG": 0, "SOAP": 0})
    edit(desk, order.id, amina, LineChange("ARG", 2), LineChange("SOAP", 1))
    after = shop.order(desk, order.id)
    assert (after.short, after.reserved, reserved(desk)) == (False, True, {"ARG": 2, "SOAP": 1})


def test_a_shop_that_reserves_at_confirmation_holds_nothing_yet(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, reserve_stock=When.CONFIRMED)
    order = shop.an_order(desk)
    edit(desk, order.id, amina, LineChange("ARG", 3))
    assert reserved(desk) == {"ARG": 0, "SOAP": 0}
    desk.perform(order.id, Confirm(), by=amina)
    assert reserved(desk) == {"ARG": 3, "SOAP": 0}


def test_a_missing_order_holds_nothing(desk: Desk, amina: Actor) -> None:
    order = shop.missing(desk)
    edit(desk, order.id, amina, LineChange("ARG", 3))
    assert reserved(desk) == {"ARG": 0, "SOAP": 0}


def test_a_test_order_moves_no_stock(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, is_test=True)
    edit(desk, order.id, amina, LineChange("ARG", 3))
    assert reserved(desk) == {"ARG": 0, "SOAP": 0}


def test_the_payment_axis_follows_the_total(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, ask_customer="ALL")
    order = shop.an_order(desk, paid_minor=100000)
    assert order.payment is Payment.PARTIALLY_PAID
    edit(desk, order.id, amina, LineChange("SOAP", 1))
    assert shop.order(desk, order.id).payment is Payment.PAID


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (EditLines(()), "an order has at least one product; cancel it"),
        (EditLines((LineChange("ARG", 0),)), "ARG: order 1 to 9999 units"),
        (EditLines((LineChange("ARG", 10_000),)), "ARG: order 1 to 9999 units"),
        (EditLines((LineChange("ARG", 1, Minor(-1)),)), "an amount cannot be less than nothing"),
        (EditLines(KEEP, shipping=Minor(-1)), "an amount cannot be less than nothing"),
        (EditLines(KEEP, discount=Minor(-1)), "an amount cannot be less than nothing"),
        (EditLines(KEEP, discount=Minor(340001)), "the discount is more than the order"),
        (EditLines((LineChange("ARG", 1, discount=Minor(120001)),)), "Argan oil: the discount is more than the line"),
        (EditLines((LineChange("ARG", 1, discount=Minor(-1)),)), "Argan oil: the discount is more than the line"),
        (EditLines((LineChange("gold", 1, Minor(1)),)), "this shop has no product 'gold', and none that holds"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, amina: Actor, command: EditLines, sentence: str) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match=sentence):
        desk.perform(order.id, command, by=amina)
    assert len(lines(desk, order.id)) == 2


def test_a_confirmed_order_is_locked_for_everybody(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=samia)
    with pytest.raises(Refused, match="this order is already confirmed"):
        edit(desk, order.id, samia, *KEEP)


def test_a_cancelled_order_is_locked(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    with pytest.raises(Refused, match="cancelled and locked"):
        edit(desk, order.id, samia, *KEEP)


def test_a_colleagues_order_is_refused(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order"):
        edit(desk, order.id, amina, *KEEP)


def test_a_line_without_a_product_is_refused(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk, lines=(DraftLine("Argan oil", 2, 120000),))
    with pytest.raises(Refused, match="name a product on every line, or leave the line out"):
        desk.perform(order.id, EditLines((LineChange(" ", 3),)), by=amina)
