"""What a supervisor accepts is settled, as one statement, once."""

from datetime import date
from pathlib import Path

import pytest

from models.money import remittance_lines, remittances
from models.orders import Order
from models.statuses import CashState
from tests.support.arriving import DUE, delivered, parcel
from tests.support.history import rows, shop_events
from tests.workflows.settlement.files import HEADER, a_file
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money import remittance
from workflows.money.remittance import Settled
from workflows.settlement.accept import accept
from workflows.settlement.begun import usual_reference
from workflows.settlement.entries import open_entries
from workflows.settlement.match import match
from workflows.settlement.matching import Kind, Matching
from workflows.settlement.remembered import last_time


@pytest.fixture
def made(desk: Desk) -> list[Order]:
    """Three delivered orders."""
    return [delivered(desk) for _ in range(3)]


def matched(desk: Desk, folder: Path, made: list[Order], *amounts: str, tolerance: int = 0) -> Matching:
    told = zip(made, amounts or ["3400.00"] * 9, strict=False)
    path = a_file(folder, *((parcel(desk, order).waybill, "", amount, "400", "") for order, amount in told))
    entries = open_entries(path, currency="DZD")
    return desk.read(lambda work: match(work, entries, courier="Yalidine", tolerance=tolerance))


def accepted(desk: Desk, matching: Matching, by: Actor, *kinds: Kind) -> Settled:
    given = {"kinds": kinds} if kinds else {}
    return accept(desk, matching, day=date(2026, 11, 22), reference="july", by=by, **given)  # type: ignore[arg-type]


def states(desk: Desk, made: list[Order]) -> list[CashState]:
    return [parcel(desk, order).cash for order in made]


def test_it_works(desk: Desk, samia: Actor, made: list[Order], tmp_path: Path) -> None:
    done = accepted(desk, matched(desk, tmp_path, made, "3400.00", "3399.80", "3000.00", tolerance=50), samia)
    assert states(desk, made) == [CashState.RECONCILED, CashState.WRITTEN_OFF, CashState.SHORT]
    row = done.remittance
    assert (row.reference, row.day, row.parcels, row.fees_minor) == ("july", "2026-11-22", 3, 120000)
    assert (row.expected_minor, row.received_minor) == (3 * DUE, 3 * DUE - 20 - 40000)
    assert desk.read(check) == []


def test_how_the_file_was_read_is_remembered_with_the_end_of_its_statement(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matching = matched(desk, tmp_path, made)
    interrupted(desk, matching, samia, monkeypatch, 1)
    assert shop_events(desk, "RememberSettlement") == []
    for _ in range(2):
        accepted(desk, matching, samia)
    (told,), (settled,) = shop_events(desk, "RememberSettlement"), shop_events(desk, remittance.SETTLED)
    assert told.version == settled.version + 1
    assert desk.read(lambda work: last_time(work, "Yalidine", HEADER)) == matching.how
    assert desk.read(check) == []


def test_only_some_kinds_may_be_accepted(desk: Desk, samia: Actor, made: list[Order], tmp_path: Path) -> None:
    accepted(desk, matched(desk, tmp_path, made, "3400.00", "3000.00", "3500.00"), samia, Kind.SETTLED)
    assert states(desk, made) == [CashState.RECONCILED, CashState.COLLECTED, CashState.COLLECTED]


def test_the_fee_of_a_parcel_that_came_back_is_told_once(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path
) -> None:
    numbers = [parcel(desk, order).waybill for order in made]
    told = zip(numbers, ("3400.00", "3000.00", "0"), ("400", "400", "250"), ("", "", "returned"), strict=True)
    path = a_file(tmp_path, *((number, "", amount, fee, word) for number, amount, fee, word in told))

    def fees(reference: str, *kinds: Kind) -> int:
        entries = open_entries(path, currency="DZD")
        found = desk.read(lambda work: match(work, entries, courier="Yalidine"))
        day = date(2026, 11, 22)
        return accept(desk, found, day=day, reference=reference, by=samia, kinds=kinds).remittance.fees_minor

    assert fees("july", Kind.SETTLED) == 65000
    assert fees("the rest", Kind.SHORT) == 40000


def test_the_same_file_again_brings_nothing(desk: Desk, samia: Actor, made: list[Order], tmp_path: Path) -> None:
    first = matched(desk, tmp_path, made)
    accepted(desk, first, samia)
    assert accepted(desk, first, samia).repeated
    with pytest.raises(Refused, match="no row of this file can be settled; look at the reasons"):
        accepted(desk, matched(desk, tmp_path, made), samia)
    assert len(rows(desk, remittances)) == 1


def test_the_same_file_under_another_name_brings_nothing(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path
) -> None:
    amounts = ("3400.00", "3399.80", "3000.00")
    accepted(desk, matched(desk, tmp_path, made, *amounts, tolerance=50), samia)
    again = matched(desk, tmp_path, made, *amounts, tolerance=50)
    with pytest.raises(Refused, match="no row of this file can be settled"):
        accept(desk, again, day=date(2026, 11, 22), reference="july (1)", by=samia)
    assert [parcel(desk, order).remitted_minor for order in made] == [DUE, DUE - 20, DUE - 40000]


@pytest.mark.parametrize("amount", ["1500.00", "3000.00"])
def test_two_seats_that_looked_at_one_file_count_it_once(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path, amount: str
) -> None:
    seen = [matched(desk, tmp_path, made[:1], amount) for _ in range(2)]
    accept(desk, seen[0], day=date(2026, 11, 22), reference="A", by=samia)
    with pytest.raises(Refused, match="this cash was counted before"):
        accept(desk, seen[1], day=date(2026, 11, 22), reference="B", by=samia)
    assert parcel(desk, made[0]).remitted_minor == int(float(amount) * 100)
    assert desk.read(check) == []


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_file_that_was_interrupted_is_gone_on_with_by_the_same_file(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Between two batches, and between the last one and the finish."""
    amounts = ("3400.00", "3000.00", "3399.80")
    interrupted(desk, matched(desk, tmp_path, made, *amounts, tolerance=50), samia, monkeypatch, after)
    (row,) = rows(desk, remittances)
    assert (row.parcels, row.finished_at) == (after, None)
    again = matched(desk, tmp_path, made, *amounts, tolerance=50)
    assert (again.counts[Kind.SETTLED], again.counts[Kind.SHORT]) == (2, 1)
    done = accepted(desk, again, samia)
    assert (done.remittance.id, done.remittance.finished_at, done.refused) == (row.id, desk.clock(), ())
    assert (done.remittance.parcels, done.remittance.expected_minor) == (3, 3 * DUE)
    assert (done.remittance.received_minor, done.remittance.fees_minor) == (3 * DUE - 40000 - 20, 120000)
    assert [parcel(desk, order).remitted_minor for order in made] == [DUE, DUE - 40000, DUE - 20]
    assert (len(rows(desk, remittance_lines)), len(shop_events(desk, "SettleRemittance"))) == (3, 1)
    assert desk.read(check) == []


def test_it_is_gone_on_with_under_its_own_reference_only(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(desk, matched(desk, tmp_path, made), samia, monkeypatch, 2)
    again = matched(desk, tmp_path, made)
    assert again.begun == {"july"}
    assert desk.read(lambda work: usual_reference(work, again, "august")) == "july"
    with pytest.raises(Refused, match="the statement july was begun with parcels of this file and not finished"):
        accept(desk, again, day=date(2026, 11, 22), reference="august", by=samia)
    assert len(rows(desk, remittances)) == 1


def test_it_is_not_gone_on_with_by_other_amounts(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(desk, matched(desk, tmp_path, made), samia, monkeypatch, 3)
    with pytest.raises(Refused, match="july of Yalidine was begun by Samia for 2026-11-22; a statement is settled"):
        accepted(desk, matched(desk, tmp_path, made, "3300.00", "3300.00", "3300.00"), samia)


def interrupted(desk: Desk, matching: Matching, by: Actor, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The machine stops after so many parcels, before the next transaction."""
    monkeypatch.setattr(remittance, "BATCH", 1)

    def stop(done: int, _all: int) -> None:
        if done == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        accept(desk, matching, day=date(2026, 11, 22), reference="july", by=by, tell=stop)
