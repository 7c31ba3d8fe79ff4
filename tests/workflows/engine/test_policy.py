"""Switches, spans of time and calling hours as people type them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from phonenumbers import SUPPORTED_REGIONS

from workflows import policy
from workflows.durations import format_span, parse_span
from workflows.errors import Invalid, NotFound
from workflows.hours import CallingHours, weekend_of
from workflows.policy import SWITCHES, Ask, ShopPolicy, policy_of, text_of

ALGIERS = ZoneInfo("Africa/Algiers")


@pytest.mark.parametrize("name", SWITCHES)
def test_what_is_written_is_read_back(name: str) -> None:
    value = getattr(ShopPolicy(), name)
    assert policy.parse(name, text_of(value)) == value
    assert policy.describe(name).endswith(".")


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("ask-customer", "all", Ask.ALL),
        ("PIN_CONFIRMATION", "on", True),
        ("suggest_cancel_after", "none", None),
        ("suggest_cancel_after", "5", 5),
        ("payment_lookup_every", "15 min", timedelta(minutes=15)),
        ("payment_lookup_every", "none", None),
        ("retry_after", "1 h, next-morning", (timedelta(hours=1), "next morning")),
        ("weekend", "fri,sat", frozenset({4, 5})),
        ("weekend", "none", None),
    ],
)
def test_a_switch_is_read_as_it_is_typed(name: str, typed: str, value: object) -> None:
    assert policy.parse(name, typed) == value


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("ask_customer", "SOME", "ask_customer: 'SOME' is not one of ALL, COD, NOBODY"),
        (
            "waybill_by",
            "SOON",
            "waybill_by: 'SOON' is not one of READY, HAND_OVER, INTERNATIONAL_ONLY, NEVER",
        ),
        ("pin_confirmation", "maybe", "pin_confirmation: 'maybe' is neither on nor off"),
        ("suggest_cancel_after", "0", "'0' is not a number from 1 to 99"),
        ("number_daily_cap", "none", "'none' is not a number from 1 to 99"),
        ("attempt_gap", "soon", "'soon' is not a span of time; write it like 30 min, 2 h or 1 day"),
        ("weekend", "Sun, Noday", "'Noday' is not a day"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(name: str, typed: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        policy.parse(name, typed)


def test_a_switch_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="there is no switch 'ask_everybody'; `codesk shop` lists them all"):
        policy.parse("ask_everybody", "on")


def test_a_shop_keeps_only_what_differs() -> None:
    made = policy_of(ShopPolicy(), {"ask_customer": "ALL"})
    assert (made.ask_customer, made.reserve_stock) == (Ask.ALL, ShopPolicy().reserve_stock)


@pytest.mark.parametrize(
    ("typed", "minutes", "shown"),
    [
        ("30 min", 30, "30 min"),
        ("2h", 120, "2 h"),
        ("90 min", 90, "90 min"),
        ("1 day", 1440, "1 day"),
        ("48 h", 2880, "2 days"),
    ],
)
def test_a_span_is_read_and_shown(typed: str, minutes: int, shown: str) -> None:
    assert parse_span(typed) == timedelta(minutes=minutes)
    assert format_span(parse_span(typed)) == shown
    assert parse_span(shown) == parse_span(typed)


@pytest.mark.parametrize("typed", ["", "h", "2 weeks", "-1 h", "1.5 h", "1 h 30 min", "999999 d"])
def test_what_is_no_span_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="is not a span of time"):
        parse_span(typed)


# Calling hours.


@pytest.mark.parametrize(
    "typed",
    [
        "Mon-Sat 09:00-20:00",
        "Mon-Thu 09:00-12:30,14:00-20:00; Fri 15:00-20:00",
        "Mon-Sun 00:00-24:00",
        "sun 09:00-10:00",
    ],
)
def test_hours_are_shown_as_they_are_read(typed: str) -> None:
    hours = CallingHours.parse(typed)
    assert CallingHours.parse(str(hours)) == hours


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "calling hours that never open leave nobody to call"),
        ("Sun closed", "calling hours that never open"),
        ("Mon 20:00-09:00", "'20:00-09:00' closes before it opens"),
        ("Mon 09:00-09:00", "closes before it opens"),
        ("Mon 9-17", "'9-17' is not a window of the day"),
        ("Mon 09:00-25:00", "'09:00-25:00' is not a window of the day"),
        ("Lun 09:00-17:00", "'Lun' is not a day"),
        ("daily", "'daily' is not calling hours; write it like Mon-Sat 09:00-20:00"),
    ],
)
def test_hours_that_cannot_be_used_are_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        CallingHours.parse(typed)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 7, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 18, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 19, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), False),
    ],
)
def test_a_window_opens_and_closes_on_the_minute(at: datetime, is_open: bool) -> None:
    hours = CallingHours.parse("Mon-Sat 09:00-20:00")
    assert hours.is_open(at, ALGIERS) is is_open
    assert (hours.next_open(at, ALGIERS) == at) is is_open


def test_a_day_may_end_at_midnight() -> None:
    hours = CallingHours.parse("Mon-Sun 00:00-24:00")
    assert hours.is_open(datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC), ALGIERS)


def test_an_opening_that_the_clock_skips_is_the_next_moment_there_is() -> None:
    hours = CallingHours.parse("Sun 02:30-04:00")
    paris = ZoneInfo("Europe/Paris")
    found = hours.next_open(datetime(2026, 3, 28, 12, tzinfo=UTC), paris)
    assert found == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 there: 02:30 did not exist


def test_a_week_may_begin_on_sunday() -> None:
    hours = CallingHours.parse("Sun-Thu 09:00-17:00")
    assert [bool(windows) for windows in hours.week] == [True, True, True, True, False, False, True]


@pytest.mark.parametrize(("country", "days"), [("DZ", {4, 5}), ("EG", {4, 5}), ("MA", {5, 6}), ("??", {5, 6})])
def test_the_weekend_is_the_country_s(country: str, days: set[int]) -> None:
    assert weekend_of(country) == days


def test_the_weekends_are_those_of_cldr() -> None:
    theirs = [Locale.parse(f"und_{code}") for code in sorted(SUPPORTED_REGIONS - {"AC", "BQ", "TA"})]  # no locale
    days = {locale.territory: frozenset(range(locale.weekend_start, locale.weekend_end + 1)) for locale in theirs}
    assert days == {country: weekend_of(str(country)) for country in days}
