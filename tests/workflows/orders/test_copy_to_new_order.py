"""D10: a locked order becomes a new one."""

from typing import Any

import pytest

from models.customers import customers
from models.orders import Order, order_lines, orders
from models.statuses import Confirmation, Reason
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import order_events, rows
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, MarkFake
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders.copying import CopyToNewOrder, next_ref


def cancelled(desk: Desk, by: Actor, **changes: Any) -> Order:
    order = shop.an_order(desk, **changes)
    desk.perform(order.id, Cancel(Reason.PRICE), by=by)
    return shop.order(desk, order.id)


def copy_of(desk: Desk, old: Order) -> Order:
    (row,) = rows(desk, orders, orders.c.copied_from == old.id)
    return Order(*row)


def test_it_works(desk: Desk, samia: Actor) -> None:
    old = cancelled(desk, samia)
    desk.perform(old.id, CopyToNewOrder(), by=samia)
    new = copy_of(desk, old)
    assert (new.confirmation, new.ref, new.source) == (Confirmation.NEW, f"{old.ref}/2", "codesk")
    assert (new.customer_id, new.name, new.phone, new.street) == (old.customer_id, old.name, old.phone, old.street)
    assert (new.total_minor, new.reserved, new.received_minor) == (old.total_minor, True, 0)
    counts = [len(rows(desk, order_lines, order_lines.c.order_id == one.id)) for one in (old, new)]
    assert counts == [2, 2]
    assert order_events(desk, old.id)[-1].data == {"copy": new.ref, "copy_id": str(new.id)}
    assert [event.command for event in order_events(desk, new.id)] == ["PlaceOrder"]
    assert shop.order(desk, old.id).confirmation is Confirmation.CANCELLED


def test_the_copy_is_called_like_any_new_order(desk: Desk, samia: Actor, amina: Actor, clock: TestClock) -> None:
    old = cancelled(desk, samia)
    desk.perform(old.id, CopyToNewOrder(), by=samia)
    clock.forward(minutes=61)
    held = desk.next_order(by=amina)
    assert held is not None
    assert held.id == copy_of(desk, old).id


def test_a_customer_without_number_and_mail_is_not_made_twice(desk: Desk, samia: Actor) -> None:
    old = cancelled(desk, samia, phone="")
    before = len(rows(desk, customers))
    desk.perform(old.id, CopyToNewOrder(), by=samia)
    assert len(rows(desk, customers)) == before
    assert copy_of(desk, old).customer_id == old.customer_id


def test_a_second_copy_is_refused_and_the_copy_is_named(desk: Desk, samia: Actor) -> None:
    old = cancelled(desk, samia)
    desk.perform(old.id, CopyToNewOrder(), by=samia)
    with pytest.raises(Refused, match=f"this order was copied to {old.ref}/2 already; work on that one"):
        desk.perform(old.id, CopyToNewOrder(), by=samia)


def test_a_repeated_request_copies_once(desk: Desk, samia: Actor) -> None:
    old = cancelled(desk, samia)
    desk.perform(old.id, CopyToNewOrder(), by=samia, request_id="r")
    assert desk.perform(old.id, CopyToNewOrder(), by=samia, request_id="r").repeated
    assert copy_of(desk, old).ref == f"{old.ref}/2"


def test_a_fake_copy_is_copied_in_its_turn(desk: Desk, samia: Actor) -> None:
    old = cancelled(desk, samia)
    desk.perform(old.id, CopyToNewOrder(), by=samia)
    first = copy_of(desk, old)
    desk.perform(first.id, MarkFake(), by=samia)
    desk.perform(first.id, CopyToNewOrder(), by=samia)
    assert copy_of(desk, first).ref == f"{old.ref}/3"


def test_a_test_order_is_copied_only_where_one_may_be_placed(desk: Desk, samia: Actor) -> None:
    shop.policy(desk, test_orders="ALWAYS")
    old = cancelled(desk, samia, is_test=True)
    shop.policy(desk, test_orders="NEVER")
    with pytest.raises(Refused, match="this shop places no test orders"):
        desk.perform(old.id, CopyToNewOrder(), by=samia)
    shop.policy(desk, test_orders="ALWAYS")
    desk.perform(old.id, CopyToNewOrder(), by=samia)
    assert copy_of(desk, old).is_test


def test_refs_are_counted() -> None:
    assert [next_ref(ref) for ref in ("#1042", "#1042/2", "A/B", "")] == ["#1042/2", "#1042/3", "A/B/2", "/2"]


def test_an_open_order_is_refused(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    with pytest.raises(Refused, match="is not possible while the order stands at new"):
        desk.perform(order.id, CopyToNewOrder(), by=samia)


def test_an_agent_is_refused(desk: Desk, samia: Actor, amina: Actor) -> None:
    old = cancelled(desk, samia)
    with pytest.raises(Refused, match="is done by a supervisor"):
        desk.perform(old.id, CopyToNewOrder(), by=amina)
