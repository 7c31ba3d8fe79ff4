"""Money that the order's own system has seen is booked once, whoever tells it and however often (C1, C2, P3)."""

from dataclasses import replace
from typing import Any

import pytest

from models.orders import Order
from models.statuses import Confirmation, Method, Payment, Role
from tests.support.ledger import money_of
from tests.support.shop import a_draft, an_order, missing, order, policy
from workflows.actors import CHECKOUT, Actor
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money.payment import PaymentArrived
from workflows.orders import placing
from workflows.orders.draft import DraftOrder
from workflows.policy import Ask, Oms

GATEWAY = Actor(Role.GATEWAY, "cib")
ONLINE: dict[str, Any] = {"method": Method.ONLINE, "gateway": "cib", "payment_reference": "ch_1"}


def online(desk: Desk, **changes: Any) -> DraftOrder:
    """A draft that is paid online."""
    return replace(a_draft(desk), **(ONLINE | changes))


def place(desk: Desk, *drafts: DraftOrder) -> Order | None:
    """Place these drafts in one transaction; the first order that was made."""
    made = desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT)).cases
    return made[0].order if made else None


def rows(desk: Desk, about: Order) -> list[tuple[str, str, int, str]]:
    """Kind, state, amount and reference of every money row, sorted."""
    return sorted((row.kind, row.state, row.amount_minor, row.reference) for row in money_of(desk, about))


def test_it_keeps_the_reference_of_the_provider(desk: Desk) -> None:
    made = an_order(desk, **ONLINE, paid_minor=340000)
    assert rows(desk, made) == [("RECEIVED", "DONE", 340000, "ch_1")]


def test_the_gateway_tells_the_same_payment_in_vain(desk: Desk) -> None:
    made = an_order(desk, **ONLINE, paid_minor=340000)
    with pytest.raises(Refused, match="the payment ch_1 was booked before"):
        desk.perform(made.id, PaymentArrived("cib", "ch_1", 340000), by=GATEWAY)  # type: ignore[arg-type]
    assert order(desk, made.id).received_minor == 340000


def test_one_payment_for_several_orders_names_the_order_too(desk: Desk) -> None:
    drafts = [online(desk, external_id=name, ref=f"#{name}", paid_minor=340000) for name in "ab"]
    cases = desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT)).cases
    assert [rows(desk, case.order)[0][3] for case in cases] == ["ch_1", "#b ch_1"]
    later = an_order(desk, **ONLINE, paid_minor=340000)
    assert rows(desk, later)[0][3] == f"{later.ref} ch_1"


def test_a_checkout_that_told_its_payment_is_paid_once(desk: Desk) -> None:
    left = online(desk, placed=False, paid_minor=340000, refunded_minor=40000)
    made = place(desk, left)
    assert made is not None
    place(desk, replace(left, placed=True))
    now = order(desk, made.id)
    assert (now.received_minor, now.refunded_minor, len(rows(desk, made))) == (340000, 40000, 2)


def test_what_came_since_the_checkout_is_booked(desk: Desk) -> None:
    left = online(desk, placed=False, paid_minor=100000)
    made = place(desk, left)
    assert made is not None
    place(desk, replace(left, placed=True, paid_minor=340000))
    assert order(desk, made.id).payment == "PAID"
    assert [row for row in rows(desk, made) if row[0] == "RECEIVED"] == [
        ("RECEIVED", "DONE", 100000, "ch_1"),
        ("RECEIVED", "DONE", 240000, f"{made.ref} ch_1"),
    ]


def test_a_payment_that_failed_at_the_checkout_failed_once(desk: Desk) -> None:
    left = online(desk, placed=False, payment_failed=True)
    made = place(desk, left)
    assert made is not None
    place(desk, replace(left, placed=True))
    assert rows(desk, made) == [("ATTEMPT", "FAILED", 340000, "ch_1")]


# The payment that an online checkout has begun.


def test_an_online_checkout_has_a_payment_under_way(desk: Desk) -> None:
    made = missing(desk, **ONLINE)
    assert (made.payment, rows(desk, made)) == ("IN_PROGRESS", [("ATTEMPT", "OPEN", 340000, "ch_1")])


def test_a_checkout_that_pays_at_the_door_has_none(desk: Desk) -> None:
    assert rows(desk, missing(desk)) == []


@pytest.mark.parametrize(
    ("told", "became"),
    [({"paid_minor": 340000}, "CLOSED"), ({"payment_failed": True}, "FAILED"), ({"method": Method.CASH}, "CLOSED")],
)
def test_it_ends_with_what_the_placed_order_tells(desk: Desk, told: dict[str, Any], became: str) -> None:
    left = online(desk, placed=False)
    made = place(desk, left)
    assert made is not None
    place(desk, replace(left, placed=True, **told))
    assert rows(desk, made)[0] == ("ATTEMPT", became, 340000, "ch_1")
    assert len([row for row in rows(desk, made) if row[0] == "ATTEMPT"]) == 1


@pytest.mark.parametrize("oms", [Oms.PUSH, Oms.CONFIRM_API])
def test_a_prepaid_order_is_missing_until_its_money_is_heard_of_where_an_oms_waits_for_it(
    desk: Desk, oms: Oms
) -> None:
    policy(desk, ask_customer=Ask.NOBODY, oms=oms)
    draft = online(desk)
    made = place(desk, draft)
    assert made is not None
    assert (made.confirmation, made.payment) == (Confirmation.MISSING, Payment.IN_PROGRESS)
    place(desk, draft)
    assert order(desk, made.id).confirmation is Confirmation.MISSING
    assert len(money_of(desk, made)) == 1
    place(desk, replace(draft, paid_minor=340000))
    assert order(desk, made.id).confirmation is (Confirmation.CONFIRMED if oms is Oms.PUSH else Confirmation.NEW)


def test_a_prepaid_order_is_placed_where_people_or_nobody_goes_on_with_it(desk: Desk) -> None:
    for ask, oms in ((Ask.NOBODY, Oms.NONE), (Ask.COD, Oms.PUSH)):
        policy(desk, ask_customer=ask, oms=oms)
        assert an_order(desk, **ONLINE, external_id=f"{ask}").confirmation is Confirmation.NEW
