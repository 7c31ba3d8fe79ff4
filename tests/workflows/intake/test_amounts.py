"""Money and quantities as people type them."""

import pytest

from workflows.intake.amounts import DecimalMark, Unreadable, exact, is_amount, minor, quantity
from workflows.intake.rows import Number


@pytest.mark.parametrize(
    ("typed", "currency", "expected"),
    [
        ("1234.50", "DZD", 123450),
        ("0", "DZD", 0),
        ("Rs.866", "INR", 86600),
        ("Rs 3,579", "INR", 357900),
        ("2,426", "INR", 242600),
        ("INR 10,579", "INR", 1057900),
        ("Rs. 1,00,000/-", "INR", 10000000),
        ("₹४५०", "INR", 45000),
        ("१,२३४.५०", "INR", 123450),
        ("1.234,56", "EUR", 123456),
        ("€ 1 234,50", "EUR", 123450),
        ("1 234,50 DA", "DZD", 123450),
        ("1\u202f234,50\u00a0DA", "DZD", 123450),
        ("3500 دج", "DZD", 350000),
        ("3.500", "DZD", 350000),
        ("10 000 000", "DZD", 1000000000),
        ("٢٥٠", "SAR", 25000),
        ("١٬٢٣٤٫٥٠", "SAR", 123450),
        ("۱۲۳۴", "IRR", 123400),
        ("150 ر.س", "SAR", 15000),
        ("٥١٠ ج.م", "EGP", 51000),
        ("530,00 د.م.", "MAD", 53000),
        ("R$ 1.299,90", "BRL", 129990),
        ("5,00 лв.", "BGN", 500),
        ("KSh 1,500", "KES", 150000),
        ("1'234.50", "CHF", 123450),
        ("$.50", "USD", 50),
        ("Rs.50", "INR", 5000),
        ("-5", "USD", -500),
        ("(12.50)", "USD", -1250),
        ("12.50-", "USD", -1250),
        ("1500.00", "XOF", 1500),
        ("12.345,600", "KWD", 12345600),
        ("0.500", "KWD", 500),
        ("1234.567", "USD", 123457),
        ("1,234,567", "USD", 123456700),
    ],
)
def test_it_works(typed: str, currency: str, expected: int) -> None:
    assert minor(typed, currency) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "inf",
        "nan",
        "1e5",
        "0x10",
        "12%",
        "abc 12",
        "1,23,4",
        "12 34",
        "1.2.3",
        "--",
        "9" * 20,
        "12,50,30",
        "5 kg",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        minor(typed, "USD")


def test_three_digits_behind_one_mark_are_thousands_where_coins_have_two() -> None:
    assert minor("1,234", "USD") == 123400
    assert minor("1.234", "USD") == 123400


def test_three_digits_are_refused_where_the_currency_has_three_decimals() -> None:
    with pytest.raises(Unreadable, match=r"may mean 1\.234 or 1234"):
        minor("1,234", "TND")


def test_the_files_mark_settles_three_digits() -> None:
    assert minor("1,234", "TND", ",") == 1234
    assert minor("1,234", "TND", ".") == 1234000
    assert minor("1.234", "USD", ".") == 123


def test_a_number_that_a_workbook_stores_needs_no_guess() -> None:
    assert minor(Number("1.234"), "USD", ",") == 123
    assert minor(Number("1.234"), "KWD") == 1234


def test_decimals_finer_than_coins_are_rounded_half_up() -> None:
    assert minor("0.125", "USD", ".") == 13
    assert exact("0.125", "USD", ".") == exact("0,125", "USD", ",") == pytest.approx(12.5)


def test_another_currency_is_refused() -> None:
    with pytest.raises(Unreadable, match="in EUR, not in DZD"):
        minor("20 EUR", "DZD")


def test_an_amount_beyond_what_other_systems_count_is_refused() -> None:
    with pytest.raises(Unreadable, match="too large"):
        minor("99999999999999", "KWD")


@pytest.mark.parametrize(
    ("amounts", "mark"),
    [
        (["12,50", "1,234"], ","),
        (["12.50", "1,234"], "."),
        (["1.234,56"], ","),
        (["1,234", "2,345", "866"], ""),
        (["12.50", "12,50"], ""),
        (["1234.567"], "."),
        ([Number("1.5")], ""),
    ],
)
def test_the_mark_is_told_from_amounts_without_doubt(amounts: list[str], mark: str) -> None:
    told = DecimalMark()
    for amount in amounts:
        told.see(amount)
    assert told.mark == mark


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2", 2), ("2.0", 2), ("2,00", 2), ("x2", 2), ("2x", 2), ("٢ قطع", 2), ("3 pcs", 3), ("०२", 2)],
)
def test_a_quantity_is_whole_pieces(typed: str, expected: int) -> None:
    assert quantity(typed) == expected


@pytest.mark.parametrize("typed", ["", "1.5", "1,000", "1e3", "two", "9999999", "1 000"])
def test_what_is_no_quantity_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        quantity(typed)


@pytest.mark.parametrize("typed", ["-1", "0"])
def test_nothing_and_less_is_no_order(typed: str) -> None:
    with pytest.raises(Unreadable, match="credit note"):
        quantity(typed)


def test_amounts_are_told_from_other_cells() -> None:
    assert is_amount("1 200 DA")
    assert not is_amount("14%")
    assert not is_amount("Tier 3")
