"""XLSX: the same rows, from cells that have types."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from workflows.intake.rows import FileProblem, Limits, Number, Progress
from workflows.intake.spreadsheet import open_sheet


def saved(folder: Path, *rows: Sequence[object], title: str = "Orders", first: str = "") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if first:
        sheet.title = first
        sheet = book.create_sheet(title)
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    path = folder / "orders.xlsx"
    book.save(path)
    return path


def test_it_works(tmp_path: Path) -> None:
    sheet = open_sheet(saved(tmp_path, ["Name", "Phone"], ["Ali", "0551234567"], [None, None], ["Lina", 551234567]))
    assert sheet.header == ("Name", "Phone")
    assert [(row.number, row.cells) for row in sheet.rows()] == [
        (1, ("Ali", "0551234567")),
        (3, ("Lina", "551234567")),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (213551234567, "213551234567"),
        (2400.5, "2400.5"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (datetime(2024, 5, 1, 9, 58, 12), "2024-05-01 09:58:12"),  # noqa: DTZ001 - a cell has no zone
        (date(2024, 5, 1), "2024-05-01 00:00:00"),
        (True, "true"),
    ],
)
def test_a_typed_cell_is_exact_text(tmp_path: Path, value: object, text: str) -> None:
    (row,) = open_sheet(saved(tmp_path, ["A", "B"], [value, "x"])).rows()
    assert row.cells == (text, "x")


def test_a_stored_number_is_marked_as_one(tmp_path: Path) -> None:
    (row,) = open_sheet(saved(tmp_path, ["A", "B"], [1.234, "1.234"])).rows()
    assert isinstance(row.cells[0], Number)
    assert not isinstance(row.cells[1], Number)


def test_the_first_sheet_with_rows_is_taken_and_said(tmp_path: Path) -> None:
    sheet = open_sheet(saved(tmp_path, ["Name", "City"], ["Ali", "Oran"], first="Cover"))
    assert sheet.header == ("Name", "City")
    assert "'Orders'; Cover left alone" in sheet.notes[0]


def test_an_empty_workbook_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is empty"):
        open_sheet(saved(tmp_path))


def test_a_workbook_that_unpacks_too_large_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", " " * 5_000_000)
    with pytest.raises(FileProblem, match="unpacks to 5,000,000 bytes, which is too large"):
        open_sheet(path, Limits(bytes=100_000))


def test_a_damaged_sheet_is_one_sentence(tmp_path: Path) -> None:
    path = saved(tmp_path, ["Name", "City"], ["Ali", "Oran"])
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:300]
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FileProblem, match=r"orders\.xlsx"):
        list(open_sheet(path).rows())


def test_progress_counts_rows(tmp_path: Path) -> None:
    progress = Progress()
    list(open_sheet(saved(tmp_path, ["A", "B"], *([1, 2] for _ in range(9)))).rows(progress))
    assert (progress.done, progress.total) == (10, 10)
