"""Times as agents say them, from Monday 23 November 2026, 11:00 in Algiers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from models import clock
from workflows.calls.when import choices, instant, parse
from workflows.errors import Invalid
from workflows.hours import CallingHours

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ALGIERS = clock.zone("Africa/Algiers")
HOURS = CallingHours.parse("Mon-Thu 09:00-20:00; Fri closed; Sat-Sun 09:00-20:00")


def local(text: str, now: datetime = NOW, hours: CallingHours = HOURS) -> str:
    """What `text` means, as the customer's clock shows it."""
    return parse(text, now, ALGIERS, hours).astimezone(ALGIERS).strftime("%a %d/%m/%Y %H:%M")


def refusal(text: str, now: datetime = NOW, hours: CallingHours = HOURS) -> str:
    with pytest.raises(Invalid) as refused:
        parse(text, now, ALGIERS, hours)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("30 min", "Mon 23/11/2026 11:30"),
        ("45m", "Mon 23/11/2026 11:45"),
        ("in 2 h", "Mon 23/11/2026 13:00"),
        ("2h", "Mon 23/11/2026 13:00"),
        ("1h30", "Mon 23/11/2026 12:30"),
        ("2 h 15 min", "Mon 23/11/2026 13:15"),
        ("dans 45 minutes", "Mon 23/11/2026 11:45"),
        ("dans 10h", "Mon 23/11/2026 21:00"),
        ("in 3 days", "Thu 26/11/2026 11:00"),
        ("٣٠ min", "Mon 23/11/2026 11:30"),
    ],
)
def test_a_wait(text: str, meaning: str) -> None:
    assert local(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("15:00", "Mon 23/11/2026 15:00"),
        ("١٥:٠٠", "Mon 23/11/2026 15:00"),
        ("16h", "Mon 23/11/2026 16:00"),
        ("16 h 30", "Mon 23/11/2026 16:30"),
        ("3pm", "Mon 23/11/2026 15:00"),
        ("4:30 p.m.", "Mon 23/11/2026 16:30"),
        ("12am tomorrow", "Tue 24/11/2026 00:00"),
        ("tomorrow 10:30", "Tue 24/11/2026 10:30"),
        ("Demain à 10h30", "Tue 24/11/2026 10:30"),
        ("tomorrow 16", "Tue 24/11/2026 16:00"),
        ("après-demain 9h15", "Wed 25/11/2026 09:15"),
        ("day after tomorrow 10:00", "Wed 25/11/2026 10:00"),
        ("tonight 8pm", "Mon 23/11/2026 20:00"),
        ("ce soir 8h30", "Mon 23/11/2026 20:30"),
        ("fri 4pm", "Fri 27/11/2026 16:00"),
        ("FRIDAY 16:00", "Fri 27/11/2026 16:00"),
        ("mardi 16h", "Tue 24/11/2026 16:00"),
        ("dim 10:00", "Sun 29/11/2026 10:00"),
        ("24/11 15:00", "Tue 24/11/2026 15:00"),
        ("24/11/2026 15h", "Tue 24/11/2026 15:00"),
        ("03/01 10:00", "Sun 03/01/2027 10:00"),
        ("2026-11-25 15:00", "Wed 25/11/2026 15:00"),
        ("2026-11-25T15:00", "Wed 25/11/2026 15:00"),
    ],
)
def test_an_exact_time_is_taken_as_it_is_said(text: str, meaning: str) -> None:
    assert local(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("tomorrow morning", "Tue 24/11/2026 10:00"),
        ("demain matin", "Tue 24/11/2026 10:00"),
        ("this evening", "Mon 23/11/2026 18:30"),
        ("ce soir", "Mon 23/11/2026 18:30"),
        ("cet après-midi", "Mon 23/11/2026 15:00"),
        ("demain midi", "Tue 24/11/2026 12:30"),
        ("this morning", "Mon 23/11/2026 11:15"),
        ("sat morning", "Sat 28/11/2026 10:00"),
    ],
)
def test_a_part_of_the_day(text: str, meaning: str) -> None:
    assert local(text) == meaning


def test_a_part_of_the_day_stays_inside_calling_hours() -> None:
    assert local("this evening", hours=CallingHours.parse("Mon-Sun 09:00-18:00")) == "Mon 23/11/2026 17:00"
    assert local("tomorrow morning", hours=CallingHours.parse("Mon-Sun 11:00-20:00")) == "Tue 24/11/2026 11:00"
    late = datetime(2026, 11, 23, 18, 40, 10, tzinfo=UTC)
    assert local("tonight", late) == "Mon 23/11/2026 19:56"


def test_a_part_without_calling_hours_is_refused() -> None:
    assert refusal("fri morning").startswith("nobody is called on Fri morning; type an exact time")
    assert refusal("tonight", datetime(2026, 11, 23, 21, 30, tzinfo=UTC)) == (
        "the evening is over there, it is 22:30; try tomorrow evening"
    )
    assert refusal("this morning", datetime(2026, 11, 23, 11, 30, tzinfo=UTC)).startswith("the morning is over")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("10:15", "10:15 has passed, it is 11:00 there; did you mean tomorrow 10:15?"),
        ("11:00", "11:00 has passed, it is 11:00 there; did you mean tomorrow 11:00?"),
        ("today 9:00", "09:00 has passed, it is 11:00 there; type a later time"),
        ("20/11 10:00", "20/11 10:00 has passed, it is 11:00 there; type a later time"),
        ("2026-11-22 10:00", "22/11 10:00 has passed, it is 11:00 there; type a later time"),
    ],
)
def test_a_time_that_has_passed_is_refused_with_what_was_meant(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "say when"),
        ("tomorrow", "say at what time, too"),
        ("fri 4", "'4' may be morning or evening: say 4pm or 04:00"),
        ("4", "'4' may be morning or evening"),
        ("10h", "'10h' may be a wait or a time: say 'in 10 h' or '10:00'"),
        ("lundi 16h", "it is Mon today; say today, or the date: 23/11 16:00"),
        ("tomorrow fri 10:00", "that is more than one day"),
        ("morning evening", "that is more than one part of the day"),
        ("10:00 11:00 tomorrow", "that is more than one time"),
        ("tomorrow morning 14:00", "14:00 is not in the morning"),
        ("25:00", "there is no time 25:00"),
        ("13pm", "there is no time 13pm"),
        ("24/13 10:00", "there is no day 24/13; the day comes first, as in 24/11"),
        ("0001-01-01 00:00", "there is no day 0001-01-01"),
        ("29/02 10:00", "there is no 29/02 in the next months"),
        ("whenever", "'whenever' is not part of a time"),
        ("\x1b]52;c;x\x07", "is not part of a time"),
    ],
)
def test_what_is_unclear_is_refused_with_examples(text: str, sentence: str) -> None:
    said = refusal(text)
    assert sentence in said
    assert said.isprintable()


def test_unclear_words_come_with_examples() -> None:
    assert refusal("whenever").endswith("; type it like 30 min, tomorrow 10:30, fri 4pm, 24/11 15:00")


def test_seconds_are_rounded_up() -> None:
    assert local("30 min", datetime(2026, 11, 23, 10, 0, 1, tzinfo=UTC)) == "Mon 23/11/2026 11:31"


def test_a_local_time_that_does_not_exist_becomes_the_first_one_after_it() -> None:
    cairo, paris = clock.zone("Africa/Cairo"), clock.zone("Europe/Paris")
    skipped = instant(date(2026, 4, 24), time(0, 20), cairo)  # clocks go from 24:00 to 01:00
    assert skipped.astimezone(cairo).strftime("%d %H:%M") == "24 01:00"
    assert instant(date(2027, 3, 28), time(2, 30), paris).astimezone(paris).strftime("%H:%M") == "03:00"


def test_a_local_time_that_comes_twice_is_the_first_one() -> None:
    paris = clock.zone("Europe/Paris")
    assert instant(date(2026, 10, 25), time(2, 30), paris) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_six_choices_of_the_drawer() -> None:
    found = choices(NOW, ALGIERS, HOURS)
    shown = [(one.key, one.label, one.at and one.at.astimezone(ALGIERS).strftime("%a %H:%M")) for one in found]
    assert shown == [
        ("1", "in 30 min", "Mon 11:30"),
        ("2", "in 1 h", "Mon 12:00"),
        ("3", "in 2 h", "Mon 13:00"),
        ("4", "this evening", "Mon 18:30"),
        ("5", "tomorrow morning", "Tue 10:00"),
        ("6", "type it", None),
    ]


@pytest.mark.parametrize(("minute", "at"), [(15, "Mon 18:30"), (59, "Mon 18:30"), (60, None), (240, None)])
def test_this_evening_is_no_sooner_than_the_half_hour(minute: int, at: str | None) -> None:
    now = datetime(2026, 11, 23, 16, 0, 30, tzinfo=UTC) + timedelta(minutes=minute)
    evening = choices(now, ALGIERS, CallingHours.parse("Mon-Sun 00:00-24:00"))[3]
    assert (evening.at and evening.at.astimezone(ALGIERS).strftime("%a %H:%M")) == at
    assert evening.why == ("" if at else "it is evening there now")


def test_a_choice_that_is_not_possible_says_why() -> None:
    thursday_night = datetime(2026, 11, 26, 21, 30, tzinfo=UTC)
    evening, morning = choices(thursday_night, ALGIERS, HOURS)[3:5]
    assert (evening.at, morning.at) == (None, None)
    assert evening.why == "the evening is over there, it is 22:30; try tomorrow evening"
    assert morning.why.startswith("nobody is called on Fri morning")
