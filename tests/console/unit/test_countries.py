"""Our own names of countries are those of CLDR, and there is one for every number that can be called."""

import phonenumbers
import pytest
from babel import Locale

from console.countries import country
from workflows.regions import zones_of

THEIRS = Locale("en").territories
CODES = sorted({str(code) for code in THEIRS if zones_of(str(code))} | set(phonenumbers.SUPPORTED_REGIONS))


@pytest.mark.parametrize("code", CODES)
def test_it_works(code: str) -> None:
    assert country(code) == THEIRS[code]


def test_an_unknown_code_stands_for_itself() -> None:
    assert country("??") == "??"
