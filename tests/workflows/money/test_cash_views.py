"""What a supervisor sees of the cash."""

from datetime import date

import pytest

from models.statuses import CashState, Method
from tests.support import parcels
from tests.support.arriving import DUE, delivered, parcel, sent
from tests.support.clock import TestClock
from tests.support.shop import policy
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import NotFound
from workflows.money.cash import SettleCash, WriteOffDifference
from workflows.money.payment import MarkPaid
from workflows.money.remittance import Handed, Statement, settle
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.road import OutForDelivery
from workflows.parcels.shipping import CreateShipment
from workflows.views import cash
from workflows.views.cash import Sum


def test_it_is_summed_by_who_has_it(desk: Desk, samia: Actor, clock: TestClock) -> None:
    first = clock.now
    delivered(desk)
    clock.forward(hours=1)
    delivered(desk)
    short = delivered(desk)
    desk.perform(short.id, SettleCash(Minor(DUE - 500)), by=samia)
    desk.perform(delivered(desk).id, SettleCash(Minor(DUE + 300)), by=samia)
    sent(desk)
    delivered(desk, courier="ZR Express", currency="EUR")
    settled = delivered(desk, courier="Ali")
    desk.perform(settled.id, SettleCash(), by=samia)
    delivered(desk, is_test=True)
    found = desk.read(cash.holders)
    assert [(one.name, one.currency) for one in found] == [("Yalidine", "DZD"), ("ZR Express", "EUR")]
    assert (found[0].due, found[0].collected, found[0].short) == (Sum(1, DUE), Sum(2, 2 * DUE), Sum(1, 500))
    assert found[0].over == Sum(1, 300), "what came too much for one parcel makes up for no other"
    assert found[0].oldest_at == first


def test_what_came_in_since_is_not_due_from_the_courier(desk: Desk, samia: Actor) -> None:
    desk.perform(sent(desk).id, MarkPaid(Minor(300000), method=Method.TRANSFER), by=samia)
    (found,) = desk.read(cash.holders)
    (row,) = desk.read(cash.parcels).rows
    assert (found.due, row.still_out_minor) == (Sum(1, DUE - 300000), DUE - 300000)


def test_parcels_of_one_courier_are_listed_page_by_page(desk: Desk, clock: TestClock) -> None:
    made = []
    for _ in range(3):
        made.append(delivered(desk))
        clock.forward(minutes=1)
    delivered(desk, courier="ZR Express")
    sent(desk)
    first = desk.read(lambda work: cash.to_reconcile(work, "Yalidine", limit=2))
    rest = desk.read(lambda work: cash.to_reconcile(work, "Yalidine", after=first.rows[-1].key, limit=2))
    assert [row.order_id for row in (*first.rows, *rest.rows)] == [order.id for order in made]
    assert (first.more, rest.more) == (True, False)
    row = first.rows[0]
    assert (row.ref, row.parcel, row.waybill) == (made[0].ref, 1, parcel(desk, made[0]).waybill)
    assert (row.cash, row.still_out_minor, row.currency) == (CashState.COLLECTED, DUE, "DZD")
    assert row.version == made[0].version


@pytest.mark.parametrize(("holder", "drivers"), [("", [""]), ("Ali", ["Ali"])])
def test_what_nobody_named_has_is_no_drivers(desk: Desk, wali: Actor, holder: str, drivers: list[str]) -> None:
    policy(desk, waybill_by="NEVER")
    for driver in ("Ali", ""):
        order = parcels.confirmed(desk)
        for command in (CreateShipment(), MarkReady(), HandOver(), OutForDelivery(driver), Deliver()):
            desk.perform(order.id, command, by=wali)
    found = desk.read(lambda work: cash.to_reconcile(work, holder))
    assert [row.driver for row in found.rows] == drivers


def test_shorts_are_what_differs_and_is_not_given_up(desk: Desk, samia: Actor) -> None:
    made = [delivered(desk) for _ in range(3)]
    for order in made[:2]:
        desk.perform(order.id, SettleCash(Minor(DUE - 100)), by=samia)
    desk.perform(made[1].id, WriteOffDifference("lost"), by=samia)
    found = desk.read(cash.shorts)
    assert [(row.order_id, row.still_out_minor) for row in found.rows] == [(made[0].id, 100)]


def test_today_begins_at_midnight_in_the_shop(desk: Desk, clock: TestClock) -> None:
    delivered(desk)
    clock.forward(hours=13)  # 00:00 in Algiers
    today = delivered(desk)
    assert [row.order_id for row in desk.read(cash.delivered_today).rows] == [today.id]


def test_statements_are_listed_newest_first_and_shown(desk: Desk, samia: Actor, clock: TestClock) -> None:
    made = [delivered(desk) for _ in range(3)]
    for number, order in enumerate(made):
        clock.forward(minutes=1)
        handed = (Handed(order.id, 1, DUE - number),)
        settle(desk, Statement("Yalidine", date(2026, 11, 22), handed, "DZD", f"R-{number}"), by=samia)
    first = desk.read(lambda work: cash.history(work, limit=2))
    rest = desk.read(lambda work: cash.history(work, after=(first[-1].at, first[-1].id)))
    assert [row.reference for row in (*first, *rest)] == ["R-2", "R-1", "R-0"]
    row, lines = desk.read(lambda work: cash.statement(work, first[0].id))
    assert (row.received_minor, row.expected_minor) == (DUE - 2, DUE)
    assert [(line.ref, line.parcel, line.received_minor, line.cash) for line in lines] == [
        (made[2].ref, 1, DUE - 2, CashState.SHORT)
    ]


def test_a_statement_that_does_not_exist_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound, match="there is no such statement; `codesk cash history` lists them"):
        desk.read(lambda work: cash.statement(work, work.shop.id))
