"""Files that are numbered alike: the same order is known again, another one is told and not taken for it."""

from pathlib import Path

import pytest

from models.orders import orders
from tests.support.history import rows
from tests.support.shop import order, person
from tests.workflows.intake.files import DATA, written
from workflows.desk import Desk
from workflows.errors import Invalid
from workflows.intake.load import Report, load, open_file
from workflows.orders.contact import EditContact

ARABIC = DATA / "tables" / "arabic_store.csv"
HEAD = "Order,Date,Customer,Phone,Product,Quantity,Price\n"
OURS = "1001,2026-11-20 10:00,Nadia Benali,0551 23 45 67,Soap,2,600\n"


def taken(desk: Desk, path: Path, source: str = "", *, is_trial: bool = False) -> Report:
    return load(desk, open_file(desk, path), source=source, is_trial=is_trial)


def counts(report: Report) -> tuple[int, int, int]:
    """Orders that came in, that were known, and rows that were not taken."""
    return report.orders_created, report.orders_known, len(report.rejected)


def again(desk: Desk, folder: Path, row: str) -> Report:
    """What comes of a second file with that row, where ours is here already."""
    assert counts(taken(desk, written(folder, HEAD + OURS))) == (1, 0, 0)
    return taken(desk, written(folder, HEAD + row, "other.csv"))


def test_it_works(desk: Desk, tmp_path: Path) -> None:
    report = again(desk, tmp_path, "1001,2026-11-21 09:00,Omar Ziani,0661 23 45 67,Comb,1,300\n")
    assert counts(report) == (0, 0, 1)
    (one,) = report.rejected
    said = (
        "another order 1001 of Nadia Benali of 2026-11-20 is here; give --source NAME if this is another shop's file"
    )
    assert (one.row, one.field, one.value, one.reason) == (1, "order", "1001", said)


def test_another_shops_file_comes_in_under_its_own_name(desk: Desk, tmp_path: Path) -> None:
    again(desk, tmp_path, OURS)
    other = written(tmp_path, HEAD + "1001,2026-11-21 09:00,Omar Ziani,0661 23 45 67,Comb,1,300\n", "other.csv")
    assert counts(taken(desk, other, "Second  Shop")) == (1, 0, 0)
    assert counts(taken(desk, other, "second shop")) == (0, 1, 0)
    assert {row.source for row in rows(desk, orders)} == {"table", "second shop"}


@pytest.mark.parametrize(
    "row",
    [
        OURS,
        "1001,2026-11-20 10:00,Nadia B.,0661 99 88 77,Soap,2,600\n",
        "1001,2026-11-25,NADIA BENALI,,Soap,2,600\n",
        "1001,,Mme Benali,+213551234567,Comb,1,600\n",
    ],
    ids=["all of it", "the minute", "the name", "the number"],
)
def test_it_is_known_again_by(desk: Desk, tmp_path: Path, row: str) -> None:
    assert counts(again(desk, tmp_path, row)) == (0, 1, 0)


def test_sheets_of_one_day_are_told_apart_by_their_customers(desk: Desk, tmp_path: Path) -> None:
    taken(desk, written(tmp_path, HEAD + "7,2026-11-20,Nadia Benali,0551 23 45 67,Soap,2,600\n"))
    evening = written(tmp_path, HEAD + "7,2026-11-20,Omar Ziani,0661 23 45 67,Comb,1,300\n", "evening.csv")
    assert counts(taken(desk, evening)) == (0, 0, 1)


def test_a_real_export_without_customers_is_known_by_its_dates(desk: Desk, tmp_path: Path) -> None:
    assert counts(taken(desk, ARABIC)) == (4, 0, 0)
    assert counts(taken(desk, ARABIC)) == (0, 4, 0)
    moved = written(tmp_path, ARABIC.read_text("utf-8-sig").replace("2026-", "2025-"), "moved.csv")
    assert counts(taken(desk, moved)) == (0, 0, 4)
    assert counts(taken(desk, moved, "متجر ثان")) == (4, 0, 0)


def test_an_order_that_was_mended_here_is_known_again(desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, HEAD + OURS)
    taken(desk, file)
    (row,) = rows(desk, orders)
    mended = EditContact(name="Omar Ziani", phone="0661 23 45 67")
    desk.perform(order(desk, row.id).id, mended, by=person(desk, "Samia"))
    assert counts(taken(desk, file)) == (0, 1, 0)


def test_a_trial_says_the_same(desk: Desk, tmp_path: Path) -> None:
    taken(desk, written(tmp_path, HEAD + OURS))
    fresh = OURS.replace("1001", "1002")
    other = written(
        tmp_path, HEAD + "1001,2026-11-21 09:00,Omar Ziani,0661 23 45 67,Comb,1,300\n" + fresh, "other.csv"
    )
    assert counts(taken(desk, other, is_trial=True)) == (1, 0, 1)


@pytest.mark.parametrize("name", [" ", "codesk", "x" * 41, "\u202e"])
def test_what_cannot_be_a_source(desk: Desk, tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid, match="cannot be a source; name the shop that the file is of"):
        taken(desk, written(tmp_path, HEAD + OURS), name)
