"""The rows that were not taken, to mend and import again."""

import csv
import stat
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.workflows.intake.files import ALGERIA, orders, rejection, written
from workflows.intake import rejects
from workflows.intake.detect import read
from workflows.intake.rejects import write_rejects
from workflows.intake.rows import FileProblem
from workflows.orders.draft import Rejection

TEXT = (
    "Order no,Phone,Product,Price,Note\n"
    "1,'+213551234567,A,10,fine\n"
    '2,0661234567,A,bad,"=HYPERLINK(""x"")"\n'
    "2,,B,5,\n"
    "3,0770112233,A,7,one,too many\n"
)


def rejected(path: Path, target: Path) -> list[list[str]]:
    reading = read(path, defaults=ALGERIA)
    refused = [one for one in reading if isinstance(one, Rejection)]
    write_rejects(target, reading.sheet, refused)
    return list(csv.reader(target.read_text("utf-8-sig").splitlines()))


def test_it_works(tmp_path: Path) -> None:
    header, *rows = rejected(written(tmp_path, TEXT), tmp_path / "rejects.csv")
    assert header == ["codesk row", "codesk field", "codesk reason", "Order no", "Phone", "Product", "Price", "Note"]
    assert rows[0] == [
        "2",
        "Price",
        "'bad' is not an amount of money",
        "2",
        "0661234567",
        "A",
        "bad",
        '\'=HYPERLINK("x")',
    ]
    assert rows[1] == ["3", "", "held back because of row 2", "2", "", "B", "5", ""]


FAULTS = (
    "Order no,Date,Product,Quantity,Price,Total\n"
    "1,someday,A,many,free,a lot\n"
    "1,,B,2,10,\n"
    "1,,C,none,10,\n"
    "2,2026-11-20,A,1,10,\n"
)


def test_every_fault_of_an_order_is_told(tmp_path: Path) -> None:
    first = rejection(tmp_path, FAULTS)
    told = [(one.row, one.field, one.value) for one in first.each()]
    assert sorted(told[:4]) == [
        (1, "Date", "someday"),
        (1, "Price", "free"),
        (1, "Quantity", "many"),
        (1, "Total", "a lot"),
    ]
    assert told[4:] == [(2, "", ""), (3, "Quantity", "none")]


def test_what_amounts_come_to_is_judged_only_when_all_are_read(tmp_path: Path) -> None:
    text = "Order no,Product,Price,Discount,Total\n1,A,10,20,a lot\n"
    assert [one.field for one in rejection(tmp_path, text).each()] == ["Total"]
    assert [one.field for one in rejection(tmp_path, text.replace("a lot", "")).each()] == ["Discount"]


def test_a_row_names_all_its_faults(tmp_path: Path) -> None:
    _, row, held, other = rejected(written(tmp_path, FAULTS), tmp_path / "rejects.csv")
    assert sorted(row[1].split(", ")) == ["Date", "Price", "Quantity", "Total"]
    assert len(row[2].split("; ")) == 4
    assert (held[1], other[1]) == ("", "Quantity")


def test_a_row_with_too_many_cells_keeps_them(tmp_path: Path) -> None:
    rows = rejected(written(tmp_path, TEXT), tmp_path / "rejects.csv")
    assert rows[-1][3:] == ["3", "0770112233", "A", "7", "one", "too many"]
    assert "6 cells and the header 5" in rows[-1][2]


def test_mended_rows_come_in_as_they_would_have(tmp_path: Path) -> None:
    rejected(written(tmp_path, TEXT), tmp_path / "rejects.csv")
    mended = (
        (tmp_path / "rejects.csv").read_text("utf-8-sig").replace("A,bad,", "A,10,").replace(",one,too many", ",one")
    )
    first, second = orders(written(tmp_path, mended, "mended.csv"))
    assert (first.external_id, first.total_minor, first.phone) == ("2", 1500, "0661234567")
    assert (first.note, second.note) == ('=HYPERLINK("x")', "one")


def test_importing_the_list_unmended_rejects_the_same_again(tmp_path: Path) -> None:
    first = rejected(written(tmp_path, TEXT), tmp_path / "rejects.csv")
    second = rejected(tmp_path / "rejects.csv", tmp_path / "again.csv")
    assert [row[3:] for row in second[1:3]] == [row[3:] for row in first[1:3]]


def test_the_file_that_is_imported_is_never_replaced(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    other = tmp_path / "link.csv"
    other.hardlink_to(path)
    for target in (path, tmp_path / "." / path.name, other):
        with pytest.raises(FileProblem, match="is the file that is imported"):
            rejected(path, target)
    assert path.read_text("utf-8") == TEXT


def test_what_had_the_name_stays_until_the_list_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "rejects.csv"
    target.write_text("of yesterday", "utf-8")

    def broken(cell: str) -> str:
        raise OSError("no space left")

    monkeypatch.setattr(rejects, "_safe", broken)
    with pytest.raises(OSError, match="no space left"):
        rejected(written(tmp_path, TEXT), target)
    assert target.read_text("utf-8") == "of yesterday"
    assert not list(tmp_path.glob("*.part"))


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    target = tmp_path / "rejects.csv"
    target.write_text("", "utf-8")
    target.chmod(0o644)
    rejected(written(tmp_path, TEXT), target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_stored_number_stays_one(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Order no", "Phone", "Price", "Quantity"])
    sheet.append(["A1", "0551234567", 1.234, "none"])
    book.save(tmp_path / "orders.xlsx")
    rows = rejected(tmp_path / "orders.xlsx", tmp_path / "rejects.csv")
    assert rows[1][3:] == ["A1", "0551234567", "1.2340", "none"]
