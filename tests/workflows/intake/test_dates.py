"""Moments as shops and spreadsheets write them."""

from datetime import UTC, datetime

import pytest

from workflows.intake.amounts import Unreadable
from workflows.intake.dates import DayOrder, when


@pytest.mark.parametrize(
    ("typed", "zone", "expected"),
    [
        ("2024-05-01 09:58:12 +0000", "Africa/Algiers", "2024-05-01 09:58:12"),
        ("2025-01-05 10:00:00 -0500", "Africa/Algiers", "2025-01-05 15:00:00"),
        ("2025-04-02 12:00:00 -0400", "Africa/Algiers", "2025-04-02 16:00:00"),
        ("2024-05-01T09:58:12Z", "Africa/Algiers", "2024-05-01 09:58:12"),
        ("2024-05-01T09:58:12.250+01:00", "UTC", "2024-05-01 08:58:12"),
        ("2026-08-02 10:15", "Asia/Riyadh", "2026-08-02 07:15:00"),
        ("2024-05-01 09:58:12", "Africa/Algiers", "2024-05-01 08:58:12"),
        ("2024-05-01 09:58:12 UTC", "Africa/Algiers", "2024-05-01 09:58:12"),
        ("2024/05/01 09:58", "UTC", "2024-05-01 09:58:00"),
        ("02/08/2026 10:15", "UTC", "2026-08-02 10:15:00"),
        ("25/8/26", "UTC", "2026-08-25 00:00:00"),
        ("8/25/2026 3:05 PM", "America/New_York", "2026-08-25 19:05:00"),
        ("01.05.2024 г., 10:15", "UTC", "2024-05-01 10:15:00"),
        ("01/05/2024, 10:15:00", "UTC", "2024-05-01 10:15:00"),
        ("٠١/٠٥/٢٠٢٤ ١٠:١٥", "UTC", "2024-05-01 10:15:00"),
        ("١\u200f/٥\u200f/٢٠٢٤، ١٠:١٥:٠٠ م", "UTC", "2024-05-01 22:15:00"),
        ("May 1, 2024 @ 09:58 AM", "UTC", "2024-05-01 09:58:00"),
        ("1er janvier 2024 à 10h15", "UTC", "2024-01-01 10:15:00"),
        ("20 de agosto de 2024", "UTC", "2024-08-20 00:00:00"),
        ("١ مايو ٢٠٢٤", "UTC", "2024-05-01 00:00:00"),
        ("01-May-2024", "UTC", "2024-05-01 00:00:00"),
        ("Wed May 01 2024 09:58:12 GMT+0100 (CET)", "UTC", "2024-05-01 08:58:12"),
        ("Mon, 01 Jul 2024 10:00:00 +0000", "UTC", "2024-07-01 10:00:00"),
        ("1714557492", "Africa/Algiers", "2024-05-01 09:58:12"),
        ("1714557492000", "Africa/Algiers", "2024-05-01 09:58:12"),
        ("45413.5", "Africa/Algiers", "2024-05-01 11:00:00"),
        ("2024-05-01 12:05 am", "UTC", "2024-05-01 00:05:00"),
    ],
)
def test_it_works(typed: str, zone: str, expected: str) -> None:
    assert when(typed, zone).replace(microsecond=0) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "95",
        "yesterday",
        "2024-02-30",
        "2024-13-01",
        "0001-01-01",
        "2024-05-01 25:00",
        "12:30",
        "99999",
        "9999-01-01",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        when(typed, "UTC")


def test_a_wall_time_that_the_clock_skips_is_the_first_one_after_the_gap() -> None:
    assert when("2024-03-31 02:30:00", "Europe/Paris") == datetime(2024, 3, 31, 1, 0, tzinfo=UTC)


def test_of_a_wall_time_that_comes_twice_the_first_is_meant() -> None:
    assert when("2024-10-27 02:30:00", "Europe/Paris") == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)


def test_the_month_stands_first_where_the_file_says_so() -> None:
    assert when("02/08/2026", "UTC", day_first=False) == datetime(2026, 2, 8, tzinfo=UTC)


def test_a_part_above_twelve_is_the_day_whatever_the_file_says() -> None:
    assert (
        when("13/02/2026", "UTC", day_first=False) == when("02/13/2026", "UTC") == datetime(2026, 2, 13, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("dates", "day_first"),
    [
        (["02/08/2026", "25/08/2026"], True),
        (["02/08/2026", "08/25/2026"], False),
        (["02/08/2026"], None),
        (["25/08/2026", "08/25/2026"], None),
        (["2026-08-25 10:00"], None),
    ],
)
def test_the_order_is_told_from_the_whole_file(dates: list[str], day_first: bool | None) -> None:
    order = DayOrder()
    for date in dates:
        order.see(date)
    assert order.day_first is day_first
