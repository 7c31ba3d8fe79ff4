"""One door for every file."""

from pathlib import Path

import pytest

from tests.workflows.intake.files import ALGERIA, DATA, results, written
from workflows.intake.detect import read
from workflows.intake.rows import FileProblem


def kinds(folder: str) -> set[str]:
    """What the files of a folder are taken for."""
    return {read(path, defaults=ALGERIA).form.source for path in (DATA / folder).glob("*.csv")}


@pytest.mark.parametrize("folder", ["shopify", "woocommerce"])
def test_it_works(folder: str) -> None:
    assert kinds(folder) == {folder}


def test_every_other_file_is_a_table() -> None:
    assert kinds("tables") == {"table"}


def test_every_row_goes_somewhere() -> None:
    for path in DATA.rglob("*/*.csv"):
        reading = read(path, defaults=ALGERIA)
        rows = [row.number for row in reading.sheet.rows()]
        assert sorted(number for one in reading for number in one.rows) == rows, path.name


def test_a_second_reading_is_the_same() -> None:
    path = DATA / "shopify" / "cash_on_delivery.csv"
    assert results(path) == results(path)
    reading = read(path, defaults=ALGERIA)
    assert list(reading) == list(reading)


def test_what_was_assumed_is_said(tmp_path: Path) -> None:
    reading = read(
        written(tmp_path, "N° commande;Date;Tél;Prix\nA1;02/08/2026;0551234567;12,50 €\n"), defaults=ALGERIA
    )
    assert [one.rows for one in reading] == [(1,)]
    assert [note.split(";")[0] for note in reading.notes] == [
        "Dates such as 02/08/2026 are read as day/month",
        "Amounts are read with a decimal comma.",
        "Amounts are in EUR, as the file says",
    ]


def test_dates_with_the_month_first_are_said(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "Order no,Date,Phone\nA1,08/25/2026,0551234567\n"), defaults=ALGERIA)
    assert len(list(reading)) == 1
    assert "Dates are read as month/day, as other dates of the file show." in reading.notes


def test_what_the_orders_will_lack_is_said_before_they_are_read(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "Customer name,Product\nAli,A\n"), defaults=ALGERIA)
    assert [note.split(":")[0] for note in reading.notes] == [
        "The file has no phone numbers",
        "The file has no amounts",
        "The file has no order numbers",
    ]


def test_the_mapping_is_there_before_the_orders_are_read(tmp_path: Path) -> None:
    reading = read(written(tmp_path, "Commande,Téléphone\nA1,0551234567\n"), defaults=ALGERIA)
    assert reading.mapping is not None
    assert reading.mapping.text(reading.sheet.header) == "Order number <- Commande\nPhone        <- Téléphone"


def test_progress_reaches_its_total() -> None:
    reading = read(DATA / "shopify" / "cash_on_delivery.csv", defaults=ALGERIA)
    list(reading)
    assert reading.progress.done == reading.progress.total > 0


@pytest.mark.parametrize("kind", ["shopify", "woocommerce"])
def test_a_file_that_is_not_what_it_is_called_is_one_sentence(tmp_path: Path, kind: str) -> None:
    with pytest.raises(FileProblem, match=f"is not a {kind} export"):
        read(written(tmp_path, "A,B\n1,2\n"), defaults=ALGERIA, format=kind)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Handle,Title,Body (HTML),Variant SKU,Status", "products"),
        ("ID,Type,SKU,Name,Published,Regular price", "products"),
        ("Customer ID,First Name,Email,Phone,Total Spent,Total Orders", "customers"),
    ],
)
def test_a_list_of_something_else_is_one_sentence(tmp_path: Path, header: str, kind: str) -> None:
    path = written(tmp_path, f"{header}\n{'x,' * header.count(',')}x\n")
    with pytest.raises(FileProblem, match=f"is a list of {kind}, not of orders"):
        read(path, defaults=ALGERIA)
