"""Where delivering does not mean that it is paid, due cash follows the payments that come in (P3, P4)."""

import pytest

from models.orders import Order
from models.statuses import CashState, Method
from tests.support.arriving import DUE, a_courier, delivered, parcel, sent, walked
from tests.support.clock import TestClock
from tests.support.ledger import money_of, parcels_of
from tests.support.shop import an_order, policy
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.cash import SettleCash
from workflows.money.payment import MarkPaid, PaymentArrived
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CreateShipment
from workflows.units import Units


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


def test_a_clock_set_back_after_the_delivery_loses_no_cash(
    desk: Desk, samia: Actor, made: Order, clock: TestClock
) -> None:
    clock.forward(minutes=-30)
    desk.perform(made.id, MarkPaid(Minor(100)), by=samia)
    desk.perform(made.id, MarkPaid(), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, DUE)
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


def test_the_driver_has_only_what_was_paid_at_the_door(desk: Desk, samia: Actor, made: Order) -> None:
    desk.perform(made.id, MarkPaid(Minor(DUE - 40000), method=Method.TRANSFER), by=samia)
    desk.perform(made.id, MarkPaid(method=Method.CASH), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, 40000)
    assert desk.read(check) == []


def test_the_driver_has_it_whichever_part_comes_last(desk: Desk, samia: Actor, made: Order) -> None:
    desk.perform(made.id, MarkPaid(Minor(40000), method=Method.CASH), by=samia)
    desk.perform(made.id, MarkPaid(method=Method.TRANSFER), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, 40000)
    assert desk.read(check) == []


def test_cash_from_before_it_arrived_is_not_with_the_driver(desk: Desk, samia: Actor, clock: TestClock) -> None:
    policy(desk, cash_paid_on_delivery=False)
    made = sent(desk)
    desk.perform(made.id, MarkPaid(Minor(100000), method=Method.CASH), by=samia)
    clock.forward(minutes=1)
    walked(desk, made.id, [Deliver(), MarkPaid(method=Method.TRANSFER)])
    assert parcel(desk, made).cash is CashState.VOID
    assert desk.read(check) == []


def test_each_parcel_has_what_was_paid_for_it(desk: Desk, samia: Actor) -> None:
    policy(desk, cash_paid_on_delivery=False)
    a_courier(desk, "Yalidine")
    made = an_order(desk)
    walked(desk, made.id, [Confirm(), CreateShipment((Units("ARG", 2),)), CreateShipment((Units("SOAP", 1),))])
    for number in (1, 2):
        walked(desk, made.id, [MarkReady("Yalidine", f"W{number}", shipment=number), HandOver(shipment=number)])
    first, second = (shipment.cash_due_minor for shipment in parcels_of(desk, made))
    walked(desk, made.id, [Deliver(shipment=1), MarkPaid(Minor(first)), Deliver(shipment=2), MarkPaid()])
    assert [shipment.collected_minor for shipment in parcels_of(desk, made)] == [first, second]
    assert {shipment.cash for shipment in parcels_of(desk, made)} == {CashState.COLLECTED}
    assert desk.read(check) == []


def test_what_a_gateway_was_paid_nobody_drives_about_with(desk: Desk, made: Order) -> None:
    desk.perform(made.id, PaymentArrived("Stripe", "p1", Minor(DUE)), by=SYSTEM)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.VOID, 0)
    assert desk.read(check) == []


def test_what_a_gateway_left_is_with_the_driver(desk: Desk, samia: Actor, made: Order) -> None:
    desk.perform(made.id, PaymentArrived("Stripe", "p1", Minor(DUE - 40000)), by=SYSTEM)
    assert parcel(desk, made).cash is CashState.DUE
    desk.perform(made.id, MarkPaid(), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, 40000)
    assert desk.read(check) == []


def test_what_was_paid_on_the_road_is_not_due_at_the_door(desk: Desk) -> None:
    policy(desk, cash_paid_on_delivery=False)
    made = sent(desk)
    desk.perform(made.id, PaymentArrived("Stripe", "p1", Minor(DUE)), by=SYSTEM)
    walked(desk, made.id, [Deliver()])
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
