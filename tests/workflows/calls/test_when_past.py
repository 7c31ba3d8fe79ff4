"""When something happened, as people say it, from Monday 23 November 2026, 11:00 in Algiers."""

from datetime import UTC, datetime

import pytest

from models import clock
from workflows.calls.when_past import parse
from workflows.errors import Invalid

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ALGIERS = clock.zone("Africa/Algiers")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("10:30", "Mon 23/11/2026 10:30"),
        ("20 min ago", "Mon 23/11/2026 10:40"),
        ("20 min", "Mon 23/11/2026 10:40"),
        ("il y a 2 h", "Mon 23/11/2026 09:00"),
        ("yesterday 16:00", "Sun 22/11/2026 16:00"),
        ("hier 16h", "Sun 22/11/2026 16:00"),
        ("fri 4pm", "Fri 20/11/2026 16:00"),
        ("mon 9:00", "Mon 23/11/2026 09:00"),
        ("21/11 15:00", "Sat 21/11/2026 15:00"),
        ("24/12 15:00", "Wed 24/12/2025 15:00"),
        ("2026-11-20 08:00", "Fri 20/11/2026 08:00"),
    ],
)
def test_it_works(text: str, meaning: str) -> None:
    assert parse(text, NOW, ALGIERS).astimezone(ALGIERS).strftime("%a %d/%m/%Y %H:%M") == meaning


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("16:00", "23/11 16:00 has not come yet; type when it happened, like 20 min ago"),
        ("tomorrow 10:30", "24/11 10:30 has not come yet"),
        ("24/12/2026 15:00", "24/12 15:00 has not come yet"),
        ("yesterday", "say at what time, too"),
        ("this evening", "say at what time, too"),
        ("29/02 10:00", "there was no 29/02 in the last months"),
        ("whenever", "type it like 20 min ago, 10:30, yesterday 16:00"),
        ("in 20 min", "'in' is said of what is still to come"),
        ("dans 2 h", "'dans' is said of what is still to come"),
    ],
)
def test_what_lies_ahead_or_says_no_time_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(text, NOW, ALGIERS)
    assert sentence in str(refused.value)
