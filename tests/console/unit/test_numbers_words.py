"""The same row for people and for programs."""

from datetime import UTC, datetime

import pytest

from console.data.numbers import TABLES, cells, record
from models.statuses import ReturnKind
from workflows.numbers.came_back import CameBack


@pytest.mark.parametrize(
    ("stored", "kept", "said"),
    [("no-cash", "no-cash", "no cash"), ("too blue", "too blue", "too blue"), ("", "not said", "not said")],
)
def test_a_reason_is_kept_as_it_is_stored_and_said_in_words(stored: str, kept: str, said: str) -> None:
    row = CameBack(ReturnKind.REFUSED, stored, 1, 1, 0, 0)
    assert record(TABLES["reason"], row)["reason"] == kept
    assert cells(TABLES["reason"], row, datetime(2026, 11, 23, tzinfo=UTC), UTC)[0] == said
