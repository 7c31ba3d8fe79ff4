"""Where delivering does not mean that it is paid, a supervisor says so, and due cash counts as collected (P4)."""

import pytest

from models.orders import Order
from models.statuses import CashState, Method
from tests.support.arriving import DUE, delivered, parcel, sent
from tests.support.ledger import money_of
from tests.support.shop import policy
from workflows.actors import Actor
from workflows.cash import SettleCash
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.payment import MarkPaid


@pytest.fixture
def made(desk: Desk) -> Order:
    """A delivered order of a shop that keeps payment apart."""
    policy(desk, cash_paid_on_delivery=False)
    return delivered(desk)


def test_it_works(desk: Desk, samia: Actor, made: Order) -> None:
    assert (made.payment, parcel(desk, made).cash) == ("UNPAID", CashState.DUE)
    with pytest.raises(Refused, match="counts as collected once the order is marked as paid"):
        desk.perform(made.id, SettleCash(), by=samia)
    desk.perform(made.id, MarkPaid(), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, DUE)
    assert [row.method for row in money_of(desk, made)] == [Method.CASH]
    desk.perform(made.id, SettleCash(), by=samia)
    assert parcel(desk, made).cash is CashState.RECONCILED
    assert desk.read(check) == []


def test_the_last_part_moves_the_cash(desk: Desk, samia: Actor, made: Order) -> None:
    desk.perform(made.id, MarkPaid(Minor(100000)), by=samia)
    assert parcel(desk, made).cash is CashState.DUE
    desk.perform(made.id, MarkPaid(), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, DUE)


def test_what_was_paid_by_transfer_nobody_drives_about_with(desk: Desk, samia: Actor, made: Order) -> None:
    desk.perform(made.id, MarkPaid(method=Method.TRANSFER), by=samia)
    assert parcel(desk, made).cash is CashState.VOID
    assert desk.read(check) == []


def test_a_card_at_the_door_is_a_card(desk: Desk, samia: Actor) -> None:
    policy(desk, cash_paid_on_delivery=False)
    made = delivered(desk, method=Method.CARD_ON_DELIVERY)
    desk.perform(made.id, MarkPaid(), by=samia)
    assert [row.method for row in money_of(desk, made)] == [Method.CARD_ON_DELIVERY]
    assert parcel(desk, made).cash is CashState.COLLECTED


def test_cash_on_the_road_stays_due(desk: Desk, samia: Actor) -> None:
    policy(desk, cash_paid_on_delivery=False)
    made = sent(desk)
    desk.perform(made.id, MarkPaid(Minor(1000)), by=samia)
    assert parcel(desk, made).cash is CashState.DUE
    assert [row.method for row in money_of(desk, made)] == [Method.TRANSFER]
