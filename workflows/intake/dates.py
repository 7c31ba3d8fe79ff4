"""Moments as shops and spreadsheets write them, read as aware UTC datetimes.

`02/08/2026` is 2 August or 8 February: what the whole file shows decides (`DayOrder`), else the day stands
first, as it does in the countries where cash on delivery is common. A wall time that the zone skips is moved
to the first one after the gap; of one that comes twice the first is meant.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from models.clock import zone as zone_of
from workflows.intake.amounts import Unreadable
from workflows.text import digits, fold

_YEARS = range(1990, 2101)
_MARKS = re.compile(r"[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_NOISE = re.compile(r"\(.*\)|(?<!\d)@|\b(?:at|à|um|a las)\b|г\.?,?", re.IGNORECASE)
_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?P<rest>.*)", re.DOTALL)
_SHORT = re.compile(r"(?P<a>\d{1,2})([-/. ])(?P<b>\d{1,2})\2(?P<y>\d{4}|\d{2})(?P<rest>(?!\d).*)", re.DOTALL)
_TIME = re.compile(
    r"[\sT,،]*(?P<h>\d{1,2})[:hH.](?P<min>\d{2})(?:[:.](?P<s>\d{2}))?(?:[.,]\d+)?\s*"
    r"(?P<half>am|pm|a\.m\.?|p\.m\.?|a\.\s?m\.?|p\.\s?m\.?|ص|م)?\s*"
    r"(?:Z|UTC|GMT)?\s*(?P<offset>[+-]\d{2}:?\d{2})?\s*(?:Z|UTC|GMT)?",
    re.IGNORECASE,
)
_WORDY = re.compile(
    r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th|er)?[\s.,-]*(?:de\s+)?)?(?P<name>[^\W\d_]{3,}[^\d,]*?)[\s.,-]*"
    r"(?:de\s+)?(?P<more>\d.*)",
    re.DOTALL,
)
_UNIX = re.compile(r"1\d{9}(?:\d{3})?")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHEET_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day 0, on the wall


@dataclass(slots=True)
class DayOrder:
    """Which comes first in a file, day or month, told from dates where one of them is above 12."""

    day: int = 0
    month: int = 0
    seen: bool = False  #: the file has such dates

    def see(self, text: str) -> None:
        """One more date of the file."""
        if text[4:5] == "-":
            return
        match = _SHORT.match(text if text.isascii() else _bare(text))
        if match:
            self.seen = True
            self.day += int(match["a"]) > 12 >= int(match["b"])
            self.month += int(match["b"]) > 12 >= int(match["a"])

    @property
    def day_first(self) -> bool | None:
        """True or False where the file shows it, None where it does not or contradicts itself."""
        if bool(self.day) == bool(self.month):
            return None
        return self.day > 0


def when(text: str, zone: str, day_first: bool = True) -> datetime:
    """The moment in UTC; wall times without an offset are of `zone`, an IANA name. Raises Unreadable."""
    if quick := _quick(text):
        return quick.astimezone(UTC) if quick.tzinfo else _local(quick, zone)
    wall, offset = _moment(text.strip(), day_first)
    if offset is not None:
        return wall.replace(tzinfo=timezone(offset)).astimezone(UTC)
    return _local(wall, zone)


def _quick(text: str) -> datetime | None:
    """The spelling nearly every export uses, `2024-05-01 09:58:12` with or without ` +0100`."""
    if text[4:5] != "-" or text[7:8] != "-" or not "1990" <= text[:4] <= "2099":
        return None
    try:
        return datetime.fromisoformat(text[:19] + text[20:] if text[19:20] == " " else text)
    except ValueError:
        return None


def _local(wall: datetime, zone: str) -> datetime:
    """Where the wall time does not exist, the clock had been put forward: the first minute after the gap."""
    at = wall.replace(tzinfo=zone_of(zone)).astimezone(UTC)
    back = at.astimezone(zone_of(zone)).replace(tzinfo=None)
    if back == wall:
        return at
    return _after_gap(at, zone)


def _after_gap(at: datetime, zone: str) -> datetime:
    """Seconds between the two offsets around the gap, taken back from the far side of it."""
    place = zone_of(zone)
    low, high = at - timedelta(hours=26), at + timedelta(hours=2)
    before = low.astimezone(place).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(place).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


@lru_cache(maxsize=4096)
def _moment(text: str, day_first: bool) -> tuple[datetime, timedelta | None]:
    plain = _bare(text)
    if _UNIX.fullmatch(plain):
        return (_EPOCH + timedelta(seconds=int(plain[:10]))).replace(tzinfo=None), timedelta(0)
    if _SERIAL.fullmatch(plain):
        return _SHEET_EPOCH + timedelta(seconds=round(float(plain) * 86400)), None
    found = _ISO.fullmatch(plain) or _SHORT.fullmatch(plain)
    if found is None:
        return _worded(text, plain)
    return _built(text, *_ymd(found, day_first), found["rest"])


def _bare(text: str) -> str:
    return _NOISE.sub(" ", _MARKS.sub("", digits(text))).strip()


def _ymd(found: re.Match[str], day_first: bool) -> tuple[int, int, int]:
    if "m" in found.re.groupindex:
        return int(found["y"]), int(found["m"]), int(found["d"])
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    year += 2000 if year < 100 else 0
    if a > 12 or (day_first and b <= 12):
        return year, b, a
    return year, a, b


def _built(text: str, year: int, month: int, day: int, rest: str) -> tuple[datetime, timedelta | None]:
    clock, offset = _clock(text, rest)
    try:
        wall = datetime(year, month, day) + clock  # noqa: DTZ001 - a wall time, its zone comes next
    except (ValueError, OverflowError):
        raise Unreadable(f"{text.strip()!r} is not a date in the calendar") from None
    if year not in _YEARS:
        raise Unreadable(f"{text.strip()!r} lies too far from today to be an order's date")
    return wall, offset


def _clock(text: str, rest: str) -> tuple[timedelta, timedelta | None]:
    if not rest.strip(" ,،Z"):
        return timedelta(0), None
    match = _TIME.fullmatch(rest)
    if match is None:
        raise Unreadable(f"{text.strip()!r} is not a date and time")
    hour, minute, second = int(match["h"]), int(match["min"]), int(match["s"] or 0)
    half = (match["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pم" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable(f"{text.strip()!r} is not a time of day")
    return timedelta(hours=hour, minutes=minute, seconds=second), _offset(rest, match["offset"])


def _offset(rest: str, written: str | None) -> timedelta | None:
    if not written:
        return timedelta(0) if re.search(r"Z\s*$|UTC|GMT", rest, re.IGNORECASE) else None
    span = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return -span if written[0] == "-" else span


def _worded(text: str, plain: str) -> tuple[datetime, timedelta | None]:
    """`May 1, 2024 9:58 am`, `1 mai 2024`, `Wed May 01 2024 09:58:12 GMT+0100`, `١ مايو ٢٠٢٤`."""
    from workflows.intake.months import weekdayless

    match = _WORDY.fullmatch(weekdayless(plain))
    month = _month(match["name"]) if match else 0
    if match is None or not month:
        raise Unreadable(f"{text.strip()!r} is not a date")
    numbers = re.match(
        r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s.,-]+)?(?P<y>\d{4})(?P<rest>.*)", match["more"], re.DOTALL
    )
    if numbers is None or (match["d"] is None) == (numbers["d"] is None):
        raise Unreadable(f"{text.strip()!r} is not a date")
    return _built(text, int(numbers["y"]), month, int(match["d"] or numbers["d"]), numbers["rest"])


def _month(name: str) -> int:
    from workflows.intake.months import month

    return month(fold(name))
