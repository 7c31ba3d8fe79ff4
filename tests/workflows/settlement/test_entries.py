"""The rows of a settlement file."""

from pathlib import Path

import pytest

from tests.workflows.settlement.files import a_file, a_workbook
from workflows.orders.draft import Rejection
from workflows.settlement.columns import Mapping
from workflows.settlement.entries import Entry, open_entries
from workflows.settlement.words import Column


def read(path: Path, currency: str = "DZD", mapping: Mapping | None = None) -> list[Entry | Rejection]:
    return list(open_entries(path, currency=currency, mapping=mapping))


@pytest.mark.parametrize("make", [a_file, a_workbook])
def test_it_works(tmp_path: Path, make: type) -> None:
    path = make(tmp_path, ("YAL-1", "#1001", 3400, 400.5, "Livré"), ("YAL-2", "1002", 0, 200, "Retourné"))
    assert read(path) == [
        Entry(1, "YAL-1", "#1001", 340000, 40050, False),
        Entry(2, "YAL-2", "1002", 0, 20000, True),
    ]


def test_fees_are_added_up_and_may_stand_as_less_than_nothing(tmp_path: Path) -> None:
    path = a_file(tmp_path, ("A", "10", "-1.50", "0.25"), header=("AWB", "COD Amount", "Freight", "GST"))
    assert read(path, "INR") == [Entry(1, "A", "", 1000, 175, False)]


def test_without_a_gross_amount_what_is_paid_and_kept_is_added(tmp_path: Path) -> None:
    path = a_file(tmp_path, ("A", "8.25", "1.75"), ("B", "-2", "2"), header=("AWB", "Net", "Fee"))
    assert read(path, "INR") == [Entry(1, "A", "", 1000, 175, False), Entry(2, "B", "", 0, 200, False)]


def test_what_is_paid_out_is_held_against_amount_and_fees(tmp_path: Path) -> None:
    header = ("AWB", "COD Amount", "Fee", "Net")
    rows = [("A", "10", "1", "9"), ("B", "10", "1", "8.50"), ("C", "0", "1", "-1"), ("D", "10", "1", "")]
    found = read(a_file(tmp_path, *rows, header=header), "INR")
    assert [one.unpaid for one in found if isinstance(one, Entry)] == [0, 50, 0, 0]


def test_what_is_paid_out_takes_no_row_away_and_says_nothing_where_no_fees_are_told(tmp_path: Path) -> None:
    header = ("AWB", "COD Amount", "Fee", "Net")
    assert read(a_file(tmp_path, ("A", "10", "1", "pending"), header=header), "INR") == [
        Entry(1, "A", "", 1000, 100, False)
    ]
    found = read(a_file(tmp_path, ("A", "10", "9"), header=("AWB", "COD Amount", "Net")), "INR")
    assert found == [Entry(1, "A", "", 1000, 0, False)]


def test_the_file_shows_its_decimal_mark(tmp_path: Path) -> None:
    path = a_file(tmp_path, ("A", "", "1 234,50", "", ""), ("B", "", "1.234", "", ""))
    assert [one.amount for one in read(path, "EUR") if isinstance(one, Entry)] == [123450, 123400]


def test_rows_of_sums_and_empty_ones_are_passed_over(tmp_path: Path) -> None:
    rows = [("A", "", "10", "", ""), ("", "", "", "", ""), ("Total", "", "10", "", ""), ("", "", "10", "TOTAL", "")]
    found = read(a_file(tmp_path, *rows))
    assert [one.row for one in found] == [1, 4]
    assert isinstance(found[1], Rejection)


def test_an_empty_amount_is_nothing(tmp_path: Path) -> None:
    assert read(a_file(tmp_path, ("A", "", "", "-", ""), ("B", "", "5", "1", ""))) == [
        Entry(1, "A", "", 0, 0, False),
        Entry(2, "B", "", 500, 100, False),
    ]


BAD = [
    (("A", "", "many", "", ""), "COD", "many", "'many' is not an amount of money"),
    (("A", "", "5 EUR", "", ""), "COD", "5 EUR", "'5 EUR' is an amount in EUR, not in DZD"),
    (("A", "", "-5", "", ""), "COD", "-5", "an amount that was collected is not less than nothing"),
    (("", "", "5", "", ""), "", "", "the row names no parcel and no order"),
    (("1.23E+12", "", "5", "", ""), "Tracking", "1.23E+12", "a spreadsheet has shortened this number"),
]


@pytest.mark.parametrize(("row", "field", "value", "reason"), BAD)
def test_what_cannot_be_read_is_reported(
    tmp_path: Path, row: tuple[str, ...], field: str, value: str, reason: str
) -> None:
    good = [(f"G{number}", "", "1", "", "") for number in range(9)]
    (bad,) = [one for one in read(a_file(tmp_path, *good, row)) if isinstance(one, Rejection)]
    assert (bad.row, bad.field, bad.value) == (10, field, value)
    assert bad.reason.startswith(reason)


def test_a_map_says_what_is_what(tmp_path: Path) -> None:
    path = a_file(tmp_path, ("A", "1,5"), header=("X", "Y"))
    mapping = Mapping(((Column.ORDER, ("X",)), (Column.AMOUNT, ("Y",))), ",", "EUR")
    assert read(path, mapping=mapping) == [Entry(1, "", "A", 150, 0, False)]
    assert open_entries(path, currency="DZD", mapping=mapping).currency == "EUR"
