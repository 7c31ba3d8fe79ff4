"""Rows and parcels: settled, short, over, returned, unknown, twice, and nothing changes."""

from pathlib import Path

import pytest

from models.log import events
from models.money import remittances
from models.statuses import Issue, Shipping
from tests.support.arriving import DUE, delivered, parcel, sent, walked
from tests.support.history import rows
from tests.support.parcels import at
from tests.support.shop import an_order, policy
from tests.workflows.settlement.files import a_file
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.cash import SettleCash
from workflows.parcels.delivering import Deliver
from workflows.parcels.road import DeliveryFailed, StartReturn
from workflows.settlement.entries import open_entries
from workflows.settlement.match import match
from workflows.settlement.matching import Kind, Matching

PAID = f"{DUE / 100:.2f}"


def matched(desk: Desk, path: Path, courier: str = "Yalidine", tolerance: int = 0) -> Matching:
    entries = open_entries(path, currency="DZD")
    return desk.read(lambda work: match(work, entries, courier=courier, tolerance=tolerance))


def kinds(matching: Matching) -> list[Kind]:
    return [line.kind for line in matching.lines]


def test_it_works(desk: Desk, tmp_path: Path) -> None:
    made = [delivered(desk) for _ in range(4)]
    waybills = [parcel(desk, order).waybill for order in made]
    path = a_file(
        tmp_path,
        (waybills[0], "", PAID, "400", "Delivered"),
        (waybills[1], "", "3399.00", "400", "Delivered"),
        (waybills[2], "", "3401.00", "400", "Delivered"),
        ("", made[3].ref, PAID, "400", "Delivered"),
        ("NIX-1", "", PAID, "400", "Delivered"),
    )
    before = len(rows(desk, events))
    found = matched(desk, path)
    assert kinds(found) == [Kind.SETTLED, Kind.SHORT, Kind.OVER, Kind.SETTLED, Kind.UNKNOWN]
    assert [line.difference for line in found.lines] == [0, -100, 100, 0, 0]
    assert [line.parcel and line.parcel.order_id for line in found.lines] == [*(order.id for order in made), None]
    assert found.counts[Kind.SETTLED] == 2
    assert (found.amount_minor, found.fees_minor) == (4 * DUE, 160000)
    assert [(one.row, one.field, one.value, one.reason) for one in found.rejections] == [
        (2, "waybill", waybills[1], "DZD 3 400.00 was collected; DZD 1.00 is missing"),
        (3, "waybill", waybills[2], "DZD 3 400.00 was collected; DZD 1.00 too much"),
        (5, "waybill", "NIX-1", "no parcel has this number"),
    ]
    assert (len(rows(desk, events)), rows(desk, remittances)) == (before, [])


@pytest.mark.parametrize(("amount", "kind"), [("3399.50", "settled"), ("3400.50", "settled"), ("3399.49", "short")])
def test_a_tolerance_is_kept_to_the_minor_unit(desk: Desk, tmp_path: Path, amount: str, kind: str) -> None:
    made = delivered(desk)
    path = a_file(tmp_path, (parcel(desk, made).waybill, "", amount, "", ""))
    assert kinds(matched(desk, path, tolerance=50)) == [kind]


def test_a_waybill_is_known_in_any_spelling(desk: Desk, tmp_path: Path) -> None:
    delivered(desk, waybill="YAL-77X")
    assert kinds(matched(desk, a_file(tmp_path, (" yal-77x ", "", PAID, "", "")))) == [Kind.SETTLED]


@pytest.mark.parametrize(("ours", "theirs"), [("ab 12", "AB12"), ("ab12", "AB 12"), ("AB12", "ab 12")])
def test_a_waybill_is_known_however_we_spell_it(desk: Desk, tmp_path: Path, ours: str, theirs: str) -> None:
    delivered(desk, waybill=ours)
    assert kinds(matched(desk, a_file(tmp_path, (theirs, "", PAID, "", "")))) == [Kind.SETTLED]


def test_an_order_is_known_with_and_without_its_sign(desk: Desk, tmp_path: Path) -> None:
    made = delivered(desk)
    path = a_file(tmp_path, ("", made.ref.lstrip("#"), PAID, "", ""))
    assert kinds(matched(desk, path)) == [Kind.SETTLED]


def test_a_row_that_is_told_twice_counts_once(desk: Desk, tmp_path: Path) -> None:
    made = delivered(desk)
    row = (parcel(desk, made).waybill, "", PAID, "", "")
    found = matched(desk, a_file(tmp_path, row, row))
    assert kinds(found) == [Kind.SETTLED, Kind.TWICE]
    assert found.lines[1].reason == "row 1 told of this parcel before"


def test_what_was_settled_before_is_told_twice(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    made = [delivered(desk), delivered(desk)]
    desk.perform(made[0].id, SettleCash(), by=samia)
    desk.perform(made[1].id, SettleCash(Minor(DUE + 5)), by=samia)
    found = matched(desk, a_file(tmp_path, *((parcel(desk, one).waybill, "", PAID, "", "") for one in made)))
    assert [(line.kind, line.reason) for line in found.lines] == [(Kind.TWICE, "this parcel was settled before")] * 2


def test_the_rest_of_a_short_parcel_is_settled(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(300000)), by=samia)
    found = matched(desk, a_file(tmp_path, (parcel(desk, made).waybill, "", "400.00", "", "")))
    assert kinds(found) == [Kind.SETTLED]


@pytest.mark.parametrize("amount", [3399.8, 3000, 200, 401])
def test_another_amount_than_the_rest_is_told_twice(desk: Desk, samia: Actor, tmp_path: Path, amount: float) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(300000)), by=samia)
    found = matched(desk, a_file(tmp_path, (parcel(desk, made).waybill, "", amount, "", "")), tolerance=100)
    assert [(line.kind, line.reason) for line in found.lines] == [
        (Kind.TWICE, "this parcel was settled before, and DZD 400.00 of it is still out")
    ]


def test_what_arrived_and_is_not_marked_as_paid_says_what_to_do(desk: Desk, tmp_path: Path) -> None:
    policy(desk, cash_paid_on_delivery=False)
    made = walked(desk, sent(desk).id, [Deliver()])
    (line,) = matched(desk, a_file(tmp_path, (parcel(desk, made).waybill, "", PAID, "", ""))).lines
    told = "mark the order as paid first: only then this cash counts as collected"
    assert (line.kind, line.reason) == (Kind.NOT_COLLECTED, told)


def test_parcels_that_came_back_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    back = walked(desk, sent(desk).id, [DeliveryFailed(Issue.REFUSED), StartReturn(reason="refused")])
    waybill, other = parcel(desk, back).waybill, parcel(desk, delivered(desk)).waybill
    found = matched(desk, a_file(tmp_path, (waybill, "", "0", "200", ""), (other, "", "0", "200", "Returned")))
    assert [(line.kind, line.reason) for line in found.lines] == [
        (Kind.RETURNED, "the parcel was not delivered"),
        (Kind.RETURNED, "the courier says that it came back; here it was delivered and its cash collected"),
    ]
    assert found.fees_minor == 40000
    (paid,) = matched(desk, a_file(tmp_path, (waybill, "", PAID, "", ""))).lines
    assert paid.reason == "the parcel was not delivered, and yet the courier pays DZD 3 400.00; ask why"


def test_what_is_on_the_road_is_not_collected(desk: Desk, tmp_path: Path) -> None:
    made = sent(desk)
    (line,) = matched(desk, a_file(tmp_path, (parcel(desk, made).waybill, "", PAID, "", ""))).lines
    assert (line.kind, line.reason) == (
        Kind.NOT_COLLECTED,
        "its cash is not collected: the parcel stands at shipped",
    )


def test_a_parcel_of_another_courier_is_unknown(desk: Desk, tmp_path: Path) -> None:
    made = delivered(desk, courier="ZR Express")
    (line,) = matched(desk, a_file(tmp_path, (parcel(desk, made).waybill, "", PAID, "", ""))).lines
    assert (line.kind, line.reason) == (Kind.UNKNOWN, "this parcel is with ZR Express, not with Yalidine")


def test_a_parcel_that_waits_for_another_courier_has_not_left(desk: Desk, tmp_path: Path) -> None:
    at(desk, Shipping.READY, name="ZR Express")
    (line,) = matched(desk, a_file(tmp_path, ("Y-1", "", PAID, "", ""))).lines
    assert line.kind is Kind.UNKNOWN
    assert line.reason == "this parcel has not left; it waits for ZR Express, not for Yalidine"


def test_one_number_of_two_parcels_is_left_to_a_person(desk: Desk, tmp_path: Path) -> None:
    first, second = delivered(desk, ref="#7", waybill="A"), delivered(desk, ref="#7", waybill="B")
    assert first.id != second.id
    (line,) = matched(desk, a_file(tmp_path, ("", "7", PAID, "", ""))).lines
    assert (line.kind, line.reason) == (
        Kind.UNKNOWN,
        "this could be parcel 1 of #7 (A), parcel 1 of #7 (B); settle them by hand",
    )


def test_an_order_without_a_parcel_is_unknown(desk: Desk, tmp_path: Path) -> None:
    made = an_order(desk)
    (line,) = matched(desk, a_file(tmp_path, ("", made.ref, PAID, "", ""))).lines
    assert (line.kind, line.reason) == (Kind.UNKNOWN, "no parcel has this number, and no order")


def test_rows_that_cannot_be_read_are_reported_with_the_others(desk: Desk, tmp_path: Path) -> None:
    good = [(f"G{number}", "", "1", "", "") for number in range(3)]
    found = matched(desk, a_file(tmp_path, *good, ("A", "", "many", "", "")))
    assert [(one.row, one.field) for one in found.rejections][-1] == (4, "COD")
