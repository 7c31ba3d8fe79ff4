"""When something happened, as people say it: `20 min ago`, `10:30`, `yesterday 16:00`, `fri 4pm`, `21/11 15:00`."""

import re
from datetime import date, datetime, timedelta, tzinfo

from workflows.calls.when import instant
from workflows.calls.when_words import Said, Unclear, read
from workflows.errors import Invalid

EXAMPLES = "20 min ago, 10:30, yesterday 16:00, 21/11 15:00"
_AHEAD = re.compile(r"\s*(?:in|dans)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:ago|il y a)\b", re.IGNORECASE)


def parse(text: str, now: datetime, zone: tzinfo) -> datetime:
    """The instant (UTC) that `text` meant to somebody in `zone`, not ahead of `now`; Invalid in a sentence."""
    if ahead := _AHEAD.match(text):
        raise Invalid(f"{ahead[0].strip()!r} is said of what is still to come; type it like {EXAMPLES}")
    try:
        said = read(_AGO.sub(" ", text))
    except Unclear as problem:
        raise Invalid(f"{problem}; type it like {EXAMPLES}") from None
    if said.span is not None:
        return now - said.span
    if said.clock is None:
        raise Invalid(f"say at what time, too; type it like {EXAMPLES}")
    at = instant(_day(said, now.astimezone(zone).date()), said.clock, zone)
    if at > now:
        raise Invalid(f"{at.astimezone(zone):%d/%m %H:%M} has not come yet; type when it happened, like {EXAMPLES}")
    return at


def _day(said: Said, today: date) -> date:
    """The day that was named, the last one of its name; today, if none was."""
    if said.date is not None:
        return _dated(*said.date, today)
    if said.weekday is not None:
        return today - timedelta(days=(today.weekday() - said.weekday) % 7)
    return today + timedelta(days=said.days or 0)


def _dated(year: int, month: int, day: int, today: date) -> date:
    """A date; without a year this year's, or last year's where this one's has not come."""
    for candidate in (year,) if year else (today.year, today.year - 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found <= today:
            return found
    raise Invalid(f"there was no {day:02d}/{month:02d} in the last months; type it like {EXAMPLES}")
