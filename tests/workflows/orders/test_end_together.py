"""One call that settles several open orders of one number."""

from uuid import UUID

import pytest

from models.calls import call_attempts
from models.customers import numbers
from models.orders import Order
from models.statuses import Confirmation, Reason
from tests.support import shop
from tests.support.databases import KINDS
from tests.support.history import order_events, rows
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.errors import Invalid, Refused, Stale
from workflows.orders.bulk import end_together
from workflows.orders.remarks import AddNote


@pytest.fixture
def three(desk: Desk, amina: Actor) -> list[Order]:
    """Three open orders of one number; Amina has the first."""
    first = shop.an_order(desk)
    rest = [shop.an_order(desk, phone=first.phone) for _ in range(2)]
    assert desk.next_order(by=amina) is not None
    return [first, *rest]


def seen(desk: Desk, orders: list[Order]) -> dict[UUID, int]:
    """What a screen that was read just now shows."""
    return {order.id: shop.order(desk, order.id).version for order in orders}


def standing(desk: Desk, orders: list[Order]) -> list[Confirmation]:
    return [shop.order(desk, order.id).confirmation for order in orders]


def test_it_works(desk: Desk, amina: Actor, three: list[Order]) -> None:
    commands = [Confirm(note="one parcel"), Cancel(Reason.DUPLICATE), MarkFake()]
    together = list(zip([order.id for order in three], commands, strict=True))
    done = end_together(desk, together, seen=seen(desk, three), by=amina, request_id="call")
    assert [one.order.id for one in done] == [order.id for order in three]
    assert standing(desk, three) == [Confirmation.CONFIRMED, Confirmation.CANCELLED, Confirmation.FAKE]
    (attempt,) = rows(desk, call_attempts)
    assert (attempt.order_id, attempt.note) == (three[0].id, "one parcel")
    (number,) = rows(desk, numbers)
    assert (number.calls_today, number.held_by) == (1, None)
    assert order_events(desk, three[1].id)[-1].data["called about"] == str(three[0].id)


def test_an_unanswered_call_counts_on_every_order_but_once_on_the_number(
    desk: Desk, amina: Actor, three: list[Order]
) -> None:
    end_together(
        desk, [(order.id, NoAnswer()) for order in three], seen=seen(desk, three), by=amina, request_id="call"
    )
    assert [shop.order(desk, order.id).attempts for order in three] == [1, 1, 1]
    assert [shop.order(desk, order.id).counted_attempts for order in three] == [1, 1, 1]
    assert all(shop.order(desk, order.id).next_try_at for order in three)
    assert len(rows(desk, call_attempts)) == 1
    assert rows(desk, numbers)[0].calls_today == 1


def test_the_same_request_again_changes_nothing(desk: Desk, amina: Actor, three: list[Order]) -> None:
    together, shown = [(order.id, Confirm()) for order in three], seen(desk, three)
    end_together(desk, together, seen=shown, by=amina, request_id="call")
    again = end_together(desk, together, seen=shown, by=amina, request_id="call")
    assert [one.repeated for one in again] == [True, True, True]
    assert len(rows(desk, call_attempts)) == 1


def test_when_one_order_refuses_nothing_is_changed_and_it_is_named(
    desk: Desk, amina: Actor, three: list[Order]
) -> None:
    together = [(three[0].id, Confirm()), (three[1].id, Cancel(Reason.OTHER))]
    with pytest.raises(Refused, match=f"^{three[1].ref}: the reason 'other' needs a note"):
        end_together(desk, together, seen=seen(desk, three), by=amina, request_id="call")
    assert standing(desk, three) == [Confirmation.NEW] * 3
    assert rows(desk, call_attempts) == []


def test_orders_of_another_number_are_refused(desk: Desk, amina: Actor, three: list[Order]) -> None:
    other = shop.an_order(desk)
    with pytest.raises(Refused, match="these orders are of different phone numbers"):
        end_together(
            desk,
            [(three[0].id, Confirm()), (other.id, Confirm())],
            seen=seen(desk, three),
            by=amina,
            request_id="call",
        )


def test_what_is_no_outcome_of_one_call_is_refused(desk: Desk, amina: Actor, three: list[Order]) -> None:
    with pytest.raises(Invalid, match="choose the orders that the call was about"):
        end_together(desk, [], seen=seen(desk, three), by=amina, request_id="call")
    with pytest.raises(Invalid, match="add a note is not the outcome of a call"):
        end_together(desk, [(three[0].id, AddNote("x"))], seen=seen(desk, three), by=amina, request_id="call")
    with pytest.raises(Invalid, match="a call was answered or it was not"):
        end_together(
            desk,
            [(three[0].id, Confirm()), (three[1].id, NoAnswer())],
            seen=seen(desk, three),
            by=amina,
            request_id="call",
        )


def test_two_calls_are_two_attempts(desk: Desk, amina: Actor, three: list[Order]) -> None:
    for order in three[:2]:
        desk.perform(order.id, NoAnswer(), by=amina)
    assert len(rows(desk, call_attempts)) == 2


@pytest.mark.parametrize("database", KINDS, indirect=True)
def test_an_order_that_changed_since_it_was_shown_stops_the_whole_call(
    desk: Desk, amina: Actor, samia: Actor, three: list[Order]
) -> None:
    shown = seen(desk, three)
    desk.perform(three[1].id, AddNote("she called back"), by=samia)
    together = [(order.id, Confirm()) for order in three]
    with pytest.raises(Stale, match=rf"^{three[1].ref}: Samia .* look at it again$"):
        end_together(desk, together, seen=shown, by=amina, request_id="call")
    assert standing(desk, three) == [Confirmation.NEW] * 3


def test_an_order_that_was_never_shown_counts_as_changed(desk: Desk, amina: Actor, three: list[Order]) -> None:
    together = [(order.id, Confirm()) for order in three]
    with pytest.raises(Stale, match=three[2].ref):
        end_together(desk, together, seen=seen(desk, three[:2]), by=amina, request_id="call")
    assert standing(desk, three) == [Confirmation.NEW] * 3


def test_an_order_that_is_named_twice_is_refused(desk: Desk, amina: Actor, three: list[Order]) -> None:
    together = [(three[0].id, Confirm()), (three[0].id, MarkFake())]
    with pytest.raises(Invalid, match="named twice"):
        end_together(desk, together, seen=seen(desk, three), by=amina, request_id="call")
    assert standing(desk, three) == [Confirmation.NEW] * 3
