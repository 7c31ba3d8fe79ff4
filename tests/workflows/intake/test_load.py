"""A file into the shop: batches, and what another seat does meanwhile."""

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from models.log import events
from tests.support.history import rows
from workflows.desk import Desk
from workflows.intake import load
from workflows.orders.draft import DraftOrder
from workflows.orders.placing import Placed, place
from workflows.work import Work

ORDERS = """Order,Date,Customer,Phone,Address,City,Product,Quantity,Price,Total
A-1,2026-11-20 10:00,Nadia Benali,0551 23 45 67,1 rue Didouche,Alger,Soap,2,600,1200
A-2,2026-11-20 11:00,Omar Ziani,0661 23 45 67,2 rue Larbi,Oran,Soap,1,600,600
"""


def refusing(times: int) -> object:
    """`place`, after the database has refused it some times because another seat was faster."""
    left = [IntegrityError("insert", {}, Exception("taken"))] * times

    def placed(work: Work, drafts: list[DraftOrder], **options: object) -> Placed:
        if left:
            raise left.pop()
        return place(work, drafts, **options)  # type: ignore[arg-type]

    return placed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two good orders."""
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, "utf-8")
    return path


def test_it_works(desk: Desk, file: Path) -> None:
    report = load.load(desk, load.open_file(desk, file))
    assert (report.orders_created, report.orders_known, report.lines, report.rejected) == (2, 0, 2, [])


def test_the_history_names_the_file_and_not_its_kind(desk: Desk, file: Path) -> None:
    load.load(desk, load.open_file(desk, file))
    placed = [event.actor for event in rows(desk, events) if event.command == "PlaceOrder"]
    assert placed == ["the imported file"] * 2


def test_a_seat_that_was_faster_is_survived(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "place", refusing(1))
    assert load.load(desk, load.open_file(desk, file)).orders_created == 2


def test_a_database_that_goes_on_refusing_is_told(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "place", refusing(2))
    with pytest.raises(IntegrityError):
        load.load(desk, load.open_file(desk, file))
