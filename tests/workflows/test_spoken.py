"""Amounts and counts in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.spoken import counted, grouped, money


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("unit",), "0 units"),
        (1, ("unit",), "1 unit"),
        (2, ("unit",), "2 units"),
        (1, ("try", "tries"), "1 try"),
        (2, ("try", "tries"), "2 tries"),
    ],
)
def test_one_is_one(number: int, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said


@pytest.mark.parametrize(
    ("minor", "exponent", "shown"),
    [
        (340_000, 2, "3 400.00"),
        (5, 2, "0.05"),
        (-5, 2, "-0.05"),
        (0, 0, "0"),
        (1_234_567, 0, "1 234 567"),
        (1_234_567, 3, "1 234.567"),
        (10**12, 2, "10 000 000 000.00"),
    ],
)
def test_amounts_are_grouped(minor: int, exponent: int, shown: str) -> None:
    assert grouped(minor, exponent) == shown


@given(st.integers(), st.integers(0, 3))
def test_an_amount_can_be_read_back(minor: int, exponent: int) -> None:
    assert int(grouped(minor, exponent).replace(" ", "").replace(".", "")) == minor


def test_money_names_its_currency() -> None:
    assert money(340_000, "DZD") == "DZD 3 400.00"
