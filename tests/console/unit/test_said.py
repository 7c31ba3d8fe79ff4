"""What the status line says was done."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from console.screens.outcomes.said import agreed, told
from tests.support import shop
from tests.support.databases import KINDS
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import Confirm, MarkFake
from workflows.desk import Desk
from workflows.engine import Command
from workflows.money.refunds import RefundOrder
from workflows.parcels.delivering import Deliver


@pytest.mark.parametrize("database", KINDS[:1], indirect=True)
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (Confirm(), "#1001 confirmed."),
        (RefundOrder(), "You refunded #1001."),
        (Deliver(), "You delivered a parcel of #1001."),
    ],
)
def test_what_was_done_is_said_in_its_own_words(desk: Desk, command: Command, said: str) -> None:
    assert told(command, shop.an_order(desk), desk.clock(), UTC) == said


@pytest.mark.parametrize("database", KINDS[:1], indirect=True)
@pytest.mark.parametrize(
    ("command", "label", "said"),
    [
        (Confirm(), "Confirmed", "#1001 confirmed."),
        (Confirm(), "Confirmed / Created", "#1001 confirmed."),
        (Confirm(), "Processing", "#1001 confirmed, Processing now."),
        (MarkFake(), "Fake Order", "#1001 marked fake."),
        (MarkFake(), "Canceled", "#1001 marked fake, Canceled now."),
        (ClaimOrder(), "Pending", "#1001 is yours."),
    ],
)
def test_an_outcome_names_the_status_where_the_system_has_another_word(
    desk: Desk, command: Command, label: str, said: str
) -> None:
    assert told(command, shop.an_order(desk), desk.clock(), UTC, label) == said


NOW = datetime(2026, 11, 23, 15, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "east", "said"),
    [
        (17, 1, "tomorrow 09:40 there (08:40 here)"),
        (1, 1, "at 17:40 there (16:40 here)"),
        (8, 1, "tomorrow 00:40 there (today 23:40 here)"),
        (1, 0, "at 16:40"),
        (17, 0, "tomorrow 08:40"),
    ],
)
def test_an_agreed_time_names_both_clocks_where_they_differ(hours: int, east: int, said: str) -> None:
    there = timezone(timedelta(hours=east))
    assert agreed(NOW + timedelta(hours=hours), NOW, UTC, there) == said
