"""Spans of time as people type them: `30 min`, `2 h`, `1 day`."""

import re
from datetime import timedelta

from workflows.errors import Invalid

_UNITS = {"m": 60, "min": 60, "h": 3600, "hour": 3600, "hours": 3600, "d": 86400, "day": 86400, "days": 86400}
_SPAN = re.compile(r"\s*(\d{1,5})\s*([a-z]+)\s*", re.IGNORECASE)


def parse_span(text: str) -> timedelta:
    """`90 min` to a span; Invalid with an example otherwise."""
    found = _SPAN.fullmatch(text)
    seconds = _UNITS.get(found[2].lower()) if found else None
    if found is None or seconds is None:
        raise Invalid(f"{text!r} is not a span of time; write it like 30 min, 2 h or 1 day")
    return timedelta(seconds=int(found[1]) * seconds)


def format_span(span: timedelta) -> str:
    """The shortest exact text that `parse_span` reads back."""
    minutes = int(span.total_seconds()) // 60
    if minutes % 1440 == 0 and minutes:
        return f"{minutes // 1440} day" + ("s" if minutes > 1440 else "")
    return f"{minutes // 60} h" if minutes % 60 == 0 and minutes else f"{minutes} min"
