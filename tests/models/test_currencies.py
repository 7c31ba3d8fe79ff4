"""Exponents of currencies: a wrong one would be wrong by a factor of a thousand."""

import pytest

from models.currencies import EXPONENTS, exponent


@pytest.mark.parametrize(
    ("code", "digits"),
    [("DZD", 2), ("MAD", 2), ("EGP", 2), ("INR", 2), ("TND", 3), ("KWD", 3), ("IQD", 3), ("JPY", 0), ("XOF", 0)],
)
def test_exponents_follow_iso_4217(code: str, digits: int) -> None:
    assert exponent(code) == digits


def test_small_letters_will_do() -> None:
    assert exponent("dzd") == 2


def test_an_unknown_code_is_refused_in_a_sentence() -> None:
    with pytest.raises(
        ValueError, match="'DA' is not a currency code codesk knows; use an ISO 4217 code such as DZD"
    ):
        exponent("DA")


def test_every_code_is_three_capitals() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in EXPONENTS)
