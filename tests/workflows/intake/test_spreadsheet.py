"""Files of rows, however they were saved."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.workflows.intake.files import written
from workflows.intake.rows import FileProblem, Limits, Progress
from workflows.intake.spreadsheet import open_sheet


def cells(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in open_sheet(path).rows()]


def test_it_works(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "Name,Phone\nAli,0551234567\n"))
    (row,) = sheet.rows()
    assert sheet.header == ("Name", "Phone")
    assert (row.number, row.cells, row.problem) == (1, ("Ali", "0551234567"), "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "Nom,المدينة\nZoé,الرياض\n", encoding=encoding)
    assert open_sheet(path).header == ("Nom", "المدينة")
    assert cells(path) == [("Zoé", "الرياض")]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Prénom,Téléphone\nZoé,0551234567\n"),
        ("cp1256", "الاسم,المدينة\nأحمد علي,الجزائر\n"),
        ("cp1251", "Име,Град\nИван Петров,София\n"),
    ],
)
def test_an_older_code_page_is_told_and_said(tmp_path: Path, encoding: str, text: str) -> None:
    sheet = open_sheet(written(tmp_path, text, encoding=encoding))
    assert sheet.header == tuple(text.splitlines()[0].split(","))
    assert any(encoding in note for note in sheet.notes)


def test_one_damaged_byte_does_not_make_another_code_page(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(("Nom,Ville\n" + "Zoé,Orléans\n" * 100).encode() + b"Ren\xe9,Paris\n")
    assert cells(path)[0] == ("Zoé", "Orléans")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_delimiter_is_told(tmp_path: Path, mark: str) -> None:
    path = written(tmp_path, mark.join(("Name", "City")) + "\n" + mark.join(("Ali", "Oran 1")) + "\n")
    assert cells(path) == [("Ali", "Oran 1")]


def test_commas_inside_cells_do_not_win_over_semicolons(tmp_path: Path) -> None:
    assert cells(written(tmp_path, "Nom;Prix\nA;12,50\nB;1,00\n")) == [("A", "12,50"), ("B", "1,00")]


def test_the_delimiter_that_excel_declares_is_taken(tmp_path: Path) -> None:
    assert cells(written(tmp_path, "sep=;\nName;City\nAli;Oran\n")) == [("Ali", "Oran")]


def test_a_quoted_cell_may_hold_lines_and_delimiters(tmp_path: Path) -> None:
    assert cells(written(tmp_path, 'Name,Note\r\nAli,"one\r\ntwo, ""three"""\r\n')) == [
        ("Ali", 'one\r\ntwo, "three"')
    ]


def test_blank_rows_are_passed_over_but_counted(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "Name,City\nA,1\n\n,\n   ,\nB,2\n"))
    assert [row.number for row in sheet.rows()] == [1, 5]


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "My shop\n\nName,City,Phone\nA,B,C\n"))
    assert sheet.header == ("Name", "City", "Phone")
    assert [row.number for row in sheet.rows()] == [1]


def test_a_short_row_is_filled_up(tmp_path: Path) -> None:
    assert cells(written(tmp_path, "A,B,C\n1\n")) == [("1", "", "")]


def test_a_row_that_is_too_long_is_a_problem_of_that_row_alone(tmp_path: Path) -> None:
    first, second = open_sheet(written(tmp_path, "A,B\n1,2,3\n4,5,\n")).rows()
    assert "3 cells and the header 2" in first.problem
    assert (first.cells, first.overhang) == (("1", "2"), ("3",))
    assert second.problem == ""


def test_a_nul_is_a_problem_of_that_row_alone(tmp_path: Path) -> None:
    problems = [row.problem for row in open_sheet(written(tmp_path, "A,B\n1,\0\n3,4\n" + "5,6\n" * 40)).rows()]
    assert "NUL" in problems[0]
    assert set(problems[1:]) == {""}


def test_a_quotation_mark_left_open_is_said_where_it_stands(tmp_path: Path) -> None:
    good, bad = open_sheet(written(tmp_path, 'A,B\n1,2\n3,"four\n5,6\n')).rows()
    assert good.problem == ""
    assert "never closed" in bad.problem


def test_a_second_column_of_the_same_name_gets_its_own(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "Phone,Phone,\n1,2,3\n"))
    assert sheet.header == ("Phone", "Phone (2)")
    assert "Two columns are called 'Phone'" in sheet.notes[0]


def test_a_column_without_a_name_gets_one(tmp_path: Path) -> None:
    assert open_sheet(written(tmp_path, "A,,C\n1,2,3\n")).header == ("A", "column 2", "C")


def test_progress_reaches_its_total(tmp_path: Path) -> None:
    progress = Progress()
    list(open_sheet(written(tmp_path, "A,B\n" + "1,2\n" * 2000)).rows(progress))
    assert progress.done == progress.total > 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"Name,City\n", "no rows below"),
        (b"Name,City\n,\n\n", "no rows below"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old or locked Excel"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b'{"orders": []}', "JSON"),
        (b"%PDF-1.7\nsomething", "document"),
        (b'A,B\n1,"' + b"x" * 140_000, "never closed"),
    ],
)
def test_a_file_that_is_no_table_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    with pytest.raises(FileProblem, match=said) as problem:
        list(open_sheet(path).rows())
    assert re.fullmatch(r"orders\.csv [^\n]+\.", str(problem.value))


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"nowhere\.csv cannot be opened"):
        open_sheet(tmp_path / "nowhere.csv")


def test_a_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be opened"):
        open_sheet(tmp_path)


def test_another_zip_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(FileProblem, match="not an XLSX workbook"):
        open_sheet(path)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(bytes=20), "more than 20"),
        (Limits(rows=2), "more than 2 rows"),
        (Limits(columns=1), "2 columns"),
    ],
)
def test_a_file_beyond_the_limits_is_one_sentence(tmp_path: Path, limits: Limits, said: str) -> None:
    with pytest.raises(FileProblem, match=said):
        list(open_sheet(written(tmp_path, "A,B\n" + "1,2\n" * 10), limits).rows())


def test_a_cell_beyond_the_limit_is_a_problem_of_its_row(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, "A,B\n1,22222\n3,4\n"), Limits(cell=4))
    assert [row.problem for row in sheet.rows()] == ["a cell is longer than 4 characters", ""]
