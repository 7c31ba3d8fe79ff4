"""A supervisor counts the cash of a parcel."""

import pytest

from models.money import remittance_lines, remittances
from models.statuses import CashState
from tests.support.arriving import DUE, delivered, parcel, sent
from tests.support.history import rows
from tests.support.ledger import last_event, put
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.cash import SettleCash, WriteOffDifference
from workflows.parcels.delivering import Deliver


def test_it_works(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    assert (parcel(desk, made).cash, parcel(desk, made).collected_minor) == (CashState.COLLECTED, DUE)
    done = desk.perform(made.id, SettleCash(note="brought by hand"), by=samia).order
    assert (done.payment, done.received_minor, done.headline) == ("PAID", DUE, "DELIVERED")
    found = parcel(desk, made)
    assert (found.cash, found.remitted_minor) == (CashState.RECONCILED, DUE)
    (statement,) = rows(desk, remittances)
    assert (statement.courier, statement.day, statement.parcels) == ("Yalidine", "2026-11-23", 1)
    assert (statement.expected_minor, statement.received_minor, statement.note) == (DUE, DUE, "brought by hand")
    (line,) = rows(desk, remittance_lines)
    assert (line.remittance_id, line.shipment_id, line.received_minor) == (statement.id, found.id, DUE)
    assert last_event(desk, made).data["cash"] == "RECONCILED"
    assert desk.read(check) == []


@pytest.mark.parametrize(("came", "told"), [(DUE - 100, ("missing", 100)), (DUE + 100, ("too much", 100))])
def test_another_amount_is_short(desk: Desk, samia: Actor, came: int, told: tuple[str, int]) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(came)), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).remitted_minor) == (CashState.SHORT, came)
    assert last_event(desk, made).data[told[0]] == told[1]
    assert desk.read(check) == []


def test_the_rest_may_come_later(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(300000)), by=samia)
    desk.perform(made.id, SettleCash(Minor(30000)), by=samia)
    assert parcel(desk, made).cash is CashState.SHORT
    desk.perform(made.id, SettleCash(), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).remitted_minor) == (CashState.RECONCILED, DUE)
    assert sorted(row.received_minor for row in rows(desk, remittance_lines)) == [10000, 30000, 300000]
    assert desk.read(check) == []


def test_the_rest_may_come_after_it_was_given_up(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(300000)), by=samia)
    desk.perform(made.id, WriteOffDifference("the driver left"), by=samia)
    desk.perform(made.id, SettleCash(), by=samia)
    assert parcel(desk, made).cash is CashState.RECONCILED


@pytest.mark.parametrize("given_up", [False, True])
def test_what_was_counted_brings_no_more_than_its_rest(desk: Desk, samia: Actor, given_up: bool) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(DUE - 100), Minor(100 if given_up else 0), "coins"), by=samia)
    with pytest.raises(Refused, match=r"this cash was counted before; DZD 1\.00 of it is still out"):
        desk.perform(made.id, SettleCash(Minor(101)), by=samia)
    assert parcel(desk, made).remitted_minor == DUE - 100


@pytest.mark.parametrize("came", [DUE - 50, DUE + 50])
def test_a_difference_within_the_tolerance_is_given_up(desk: Desk, samia: Actor, came: int) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(came), Minor(50), "no small change"), by=samia)
    assert parcel(desk, made).cash is CashState.WRITTEN_OFF
    assert desk.read(check) == []


def test_a_difference_is_not_given_up_without_a_reason(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    with pytest.raises(Refused, match="type why the difference is given up"):
        desk.perform(made.id, SettleCash(Minor(DUE - 50), Minor(50)), by=samia)


def test_more_than_a_hundredth_is_never_given_up_at_once(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(1), Minor(10**9)), by=samia)
    assert parcel(desk, made).cash is CashState.SHORT


def test_nothing_is_not_counted_twice(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(DUE - 50), Minor(50), "no small change"), by=samia)
    with pytest.raises(Refused, match="nothing came; what was counted before stays as it is"):
        desk.perform(made.id, SettleCash(Minor(0)), by=samia)
    assert (parcel(desk, made).cash, len(rows(desk, remittances))) == (CashState.WRITTEN_OFF, 1)


def test_a_courier_may_bring_nothing(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(0)), by=samia)
    assert parcel(desk, made).cash is CashState.SHORT


def test_it_works_on_a_locked_order(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    put(desk, made, confirmation="CANCELLED", fulfilment="CANCELLED", headline="CANCELLED")
    assert desk.perform(made.id, SettleCash(), by=samia).order.confirmation == "CANCELLED"
    assert parcel(desk, made).cash is CashState.RECONCILED


def test_what_is_settled_is_settled(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(), by=samia)
    with pytest.raises(Refused, match="the cash of this parcel is settled"):
        desk.perform(made.id, SettleCash(Minor(1)), by=samia)


def test_when_too_much_came_no_more_is_taken(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(DUE + 1)), by=samia)
    with pytest.raises(Refused, match="more came in than was collected; only the difference can be given up"):
        desk.perform(made.id, SettleCash(Minor(1)), by=samia)


def test_cash_on_the_road_is_not_settled(desk: Desk, samia: Actor) -> None:
    made = sent(desk)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at shipped"):
        desk.perform(made.id, SettleCash(), by=samia)


def test_a_parcel_that_was_paid_before_has_no_cash(desk: Desk, samia: Actor) -> None:
    made = delivered(desk, paid_minor=DUE)
    with pytest.raises(Refused, match="no cash was to be collected for this parcel"):
        desk.perform(made.id, SettleCash(), by=samia)


def test_less_than_nothing_is_refused(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    for command in (SettleCash(Minor(-1)), SettleCash(tolerance=Minor(-1))):
        with pytest.raises(Refused, match="an amount cannot be less than nothing"):
            desk.perform(made.id, command, by=samia)


def test_a_statement_that_does_not_exist_is_refused(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    with pytest.raises(Refused, match="there is no such statement; `codesk cash history` lists them"):
        desk.perform(made.id, SettleCash(remittance=made.id), by=samia)


def test_a_statement_tells_of_a_parcel_once(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(1)), by=samia)
    (statement,) = rows(desk, remittances)
    with pytest.raises(Refused, match="this statement has told of this parcel before"):
        desk.perform(made.id, SettleCash(remittance=statement.id), by=samia)


def test_a_statement_that_is_settled_takes_no_more(desk: Desk, samia: Actor) -> None:
    first, second = delivered(desk), delivered(desk)
    desk.perform(first.id, SettleCash(), by=samia)
    (statement,) = rows(desk, remittances)
    with pytest.raises(Refused, match="this statement is settled; begin another one"):
        desk.perform(second.id, SettleCash(remittance=statement.id), by=samia)


def test_nobody_is_asked_for_the_statement() -> None:
    assert {field.name for field in SettleCash.asked()} == {"amount", "tolerance", "note", "shipment"}


def test_an_order_without_a_parcel_has_no_cash(desk: Desk, samia: Actor) -> None:
    with pytest.raises(Refused, match="is not possible while the order stands at new"):
        desk.perform(an_order(desk).id, SettleCash(), by=samia)


def test_the_warehouse_does_not_count_cash(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Settle the cash' is done by a supervisor here, not by the warehouse"):
        desk.perform(delivered(desk).id, SettleCash(), by=wali)


def test_a_test_order_has_no_cash(desk: Desk, samia: Actor) -> None:
    made = delivered(desk, is_test=True)
    with pytest.raises(Refused, match="no cash was to be collected for this parcel"):
        desk.perform(made.id, SettleCash(), by=samia)
    assert desk.read(check) == []


def test_less_may_be_collected_and_all_of_that_settled(desk: Desk, samia: Actor) -> None:
    made = sent(desk)
    desk.perform(made.id, Deliver(Minor(300000), reason="a bottle was broken"), by=samia)
    desk.perform(made.id, SettleCash(), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).remitted_minor) == (CashState.RECONCILED, 300000)
