"""Units held, freed and counted (domain.md 9)."""

from uuid import UUID

import pytest

from models.statuses import Reason
from tests.support.ledger import counted, moves_of, product
from tests.support.shop import OIL, a_draft, an_order, missing, policy
from workflows.actors import CHECKOUT, Actor
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.orders import placing
from workflows.orders.draft import DraftLine
from workflows.shelf import Shelf


def test_placing_an_order_holds_its_units(desk: Desk) -> None:
    made = an_order(desk)
    assert (made.reserved, made.short) == (True, False)
    assert (product(desk, "ARG").reserved, product(desk, "ARG").on_hand) == (2, 0)
    moves = sorted(
        (move.move, move.quantity, move.reserved_change, move.on_hand_change) for move in moves_of(desk, made)
    )
    assert moves == [("RESERVE", 1, 1, 0), ("RESERVE", 2, 2, 0)]


def test_orders_of_one_batch_add_up(desk: Desk) -> None:
    drafts = [a_draft(desk, external_id=name) for name in "abc"]
    desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT))
    assert (product(desk, "ARG").reserved, product(desk, "SOAP").reserved) == (6, 3)


def test_the_ledger_adds_up_to_what_is_held(desk: Desk, amina: Actor) -> None:
    orders = [an_order(desk) for _ in range(3)]
    desk.perform(orders[0].id, Cancel(Reason.PRICE), by=amina)
    arg = product(desk, "ARG")
    changes = [m.reserved_change for made in orders for m in moves_of(desk, made) if m.product_id == arg.id]
    assert sum(changes) == arg.reserved == 4


def test_two_lines_of_one_product_need_both(desk: Desk) -> None:
    an_order(desk)
    counted(desk, "ARG", 5)
    made = an_order(desk, lines=(OIL, DraftLine("Argan oil", 2, 120000, sku="ARG")))
    assert made.short


def test_too_little_stock_marks_a_new_order_short(desk: Desk) -> None:
    an_order(desk)
    counted(desk, "ARG", 3)
    made = an_order(desk)
    assert (made.confirmation, made.short, made.reserved) == ("NEW", True, False)
    assert moves_of(desk, made) == []


def test_just_enough_is_enough(desk: Desk) -> None:
    an_order(desk)
    counted(desk, "ARG", 4)
    assert an_order(desk).reserved


def test_a_product_that_nobody_counted_cannot_run_short(desk: Desk) -> None:
    an_order(desk)
    assert not product(desk, "ARG").counted
    assert an_order(desk, lines=(DraftLine("Argan oil", 9999, 120000, sku="ARG"),)).reserved


@pytest.mark.parametrize("when", ["CONFIRMED", "NEVER"])
def test_a_shop_may_hold_units_later_or_never(desk: Desk, when: str) -> None:
    policy(desk, reserve_stock=when)
    made = an_order(desk)
    assert (made.reserved, made.short) == (False, False)


def test_a_checkout_holds_nothing(desk: Desk) -> None:
    made = missing(desk)
    assert not made.reserved
    assert moves_of(desk, made) == []


def test_a_test_order_moves_no_stock(desk: Desk, samia: Actor) -> None:
    made = an_order(desk, by=samia, is_test=True)
    desk.perform(made.id, Confirm(), by=samia)
    desk.perform(made.id, Cancel(Reason.PRICE), by=samia)
    assert moves_of(desk, made) == []
    assert product(desk, "ARG").reserved == 0


def test_the_products_of_an_order_are_taken_at_once(
    desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = an_order(desk)
    taken: list[list[UUID]] = []
    read = Shelf._read

    def watched(shelf: Shelf, ids: list[UUID]) -> None:
        taken.append(ids)
        read(shelf, ids)

    monkeypatch.setattr(Shelf, "_read", watched)
    desk.perform(made.id, Cancel(Reason.PRICE), by=samia)
    assert [len(ids) for ids in taken] == [2]
