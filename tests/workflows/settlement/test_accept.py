"""What a supervisor accepts is settled, as one statement, once."""

from datetime import date
from pathlib import Path

import pytest

from models.money import remittances
from models.orders import Order
from models.statuses import CashState
from tests.support.arriving import DUE, delivered, parcel
from tests.support.history import rows
from tests.workflows.settlement.files import a_file
from workflows import remittance
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.remittance import Settled
from workflows.settlement.accept import accept
from workflows.settlement.entries import open_entries
from workflows.settlement.match import Kind, Matching, match


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


def test_only_some_kinds_may_be_accepted(desk: Desk, samia: Actor, made: list[Order], tmp_path: Path) -> None:
    accepted(desk, matched(desk, tmp_path, made, "3400.00", "3000.00", "3500.00"), samia, Kind.SETTLED)
    assert states(desk, made) == [CashState.RECONCILED, CashState.COLLECTED, CashState.COLLECTED]


def test_the_same_file_again_brings_nothing(desk: Desk, samia: Actor, made: list[Order], tmp_path: Path) -> None:
    first = matched(desk, tmp_path, made)
    accepted(desk, first, samia)
    assert accepted(desk, first, samia).repeated
    with pytest.raises(Refused, match="no row of this file can be settled; look at the reasons"):
        accepted(desk, matched(desk, tmp_path, made), samia)
    assert len(rows(desk, remittances)) == 1


def test_an_interrupted_file_is_gone_on_with_by_the_same_file(
    desk: Desk, samia: Actor, made: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remittance, "BATCH", 2)
    path = matched(desk, tmp_path, made)
    with pytest.raises(KeyboardInterrupt):
        accept(desk, path, day=date(2026, 11, 22), reference="july", by=samia, tell=_stop)
    done = accepted(desk, matched(desk, tmp_path, made), samia)
    assert (done.remittance.parcels, done.remittance.received_minor, len(done.results)) == (3, 3 * DUE, 1)
    assert set(states(desk, made)) == {CashState.RECONCILED}
    assert desk.read(check) == []


def _stop(_done: int, _all: int) -> None:
    raise KeyboardInterrupt
