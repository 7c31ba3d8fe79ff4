"""When a customer may be called: windows per weekday, in the customer's own zone (domain.md 10)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import groupby

from workflows.errors import Invalid

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Window = tuple[time, time]
_NINE = time(9)  #: a morning, for a shop whose hours do not say when one begins

_GROUP = re.compile(r"\s*([A-Za-z]{3})(?:\s*-\s*([A-Za-z]{3}))?\s+(.+?)\s*")
_WINDOW = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class CallingHours:
    """Seven tuples of (opens, closes), Monday first; an empty tuple is a day without calls."""

    week: tuple[tuple[Window, ...], ...]

    @classmethod
    def parse(cls, text: str) -> "CallingHours":
        """`Mon-Sat 09:00-12:30,14:00-20:00; Sun closed`; days not named are closed."""
        week: list[tuple[Window, ...]] = [()] * 7
        for group in filter(str.strip, text.split(";")):
            first, last, windows = _group(group)
            for ahead in range((last - first) % 7 + 1):  # Sun-Thu runs past the end of the week
                week[(first + ahead) % 7] = windows
        if not any(week):
            raise Invalid("calling hours that never open leave nobody to call; write Mon-Sat 09:00-20:00")
        return cls(tuple(week))

    def __str__(self) -> str:
        runs = [
            (windows, [day for day, _ in run]) for windows, run in groupby(enumerate(self.week), lambda day: day[1])
        ]
        return "; ".join(f"{_days(days)} {_show(windows)}" for windows, days in runs if windows)

    def is_open(self, at: datetime, zone: tzinfo) -> bool:
        """Whether a customer in `zone` may be called at the instant `at`."""
        local = at.astimezone(zone)
        return any(opens <= local.time() < closes for opens, closes in self.week[local.weekday()])

    def next_open(self, at: datetime, zone: tzinfo) -> datetime:
        """The first instant from `at` on when the customer may be called, in UTC."""
        if self.is_open(at, zone):
            return at.astimezone(UTC)
        local = at.astimezone(zone)
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            for opens, _ in self.week[day.weekday()]:
                start = datetime.combine(day, opens, zone).astimezone(UTC)
                if start >= at:
                    return start
        raise AssertionError("a week with no window is refused by parse()")

    def next_morning(self, at: datetime, zone: tzinfo) -> datetime:
        """The first opening of the day after the customer's today, nine where calls go on at night; in UTC."""
        tomorrow = at.astimezone(zone).date() + timedelta(days=1)
        midnight = datetime.combine(tomorrow, time(), zone).astimezone(UTC)
        nine = datetime.combine(tomorrow, _NINE, zone).astimezone(UTC)
        return self.next_open(nine if self.is_open(midnight, zone) else midnight, zone)


def _day(name: str) -> int:
    try:
        return DAYS.index(name.title())
    except ValueError:
        raise Invalid(f"{name!r} is not a day; use {', '.join(DAYS)}") from None


def _group(text: str) -> tuple[int, int, tuple[Window, ...]]:
    found = _GROUP.fullmatch(text)
    if found is None:
        raise Invalid(f"{text.strip()!r} is not calling hours; write it like Mon-Sat 09:00-20:00")
    first = _day(found[1])
    last = _day(found[2]) if found[2] else first
    return first, last, () if found[3].lower() == "closed" else _windows(found[3])


def _windows(text: str) -> tuple[Window, ...]:
    return tuple(sorted(_window(part.strip()) for part in text.split(",")))


def _window(text: str) -> Window:
    found = _WINDOW.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        opens, closes = time(int(found[1]), int(found[2])), _closing(int(found[3]), int(found[4]))
    except ValueError:
        raise Invalid(f"{text!r} is not a window of the day; write it like 09:00-20:00") from None
    if opens >= closes:
        raise Invalid(f"{text!r} closes before it opens")
    return opens, closes


def _closing(hour: int, minute: int) -> time:
    """24:00 is a fine way to say the end of the day."""
    return time.max if (hour, minute) == (24, 0) else time(hour, minute)


def _days(days: list[int]) -> str:
    """`Mon-Sat`, or one day."""
    return DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"


def _show(windows: tuple[Window, ...]) -> str:
    return ",".join(f"{a:%H:%M}-{'24:00' if b == time.max else f'{b:%H:%M}'}" for a, b in windows)


# Reading CLDR takes 60 ms and 5 MB at every seat, so the days of rest that differ stand here.
_SATURDAY_SUNDAY = frozenset({5, 6})
_FRIDAY_SATURDAY = ("BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA", "SD", "SY", "YE")
_OTHERS = {"AF": frozenset({3, 4}), "IN": frozenset({6}), "IR": frozenset({4}), "UG": frozenset({6})}
_WEEKENDS = dict.fromkeys(_FRIDAY_SATURDAY, frozenset({4, 5})) | _OTHERS


def weekend_of(country: str) -> frozenset[int]:
    """The days of rest of a country, Monday is 0: Friday and Saturday in Algeria, Saturday and Sunday in Morocco."""
    return _WEEKENDS.get(country, _SATURDAY_SUNDAY)


def part_of_day(at: datetime, zone: tzinfo, weekend: frozenset[int]) -> str:
    """Which part of the customer's week a call fell into: morning, midday, evening or weekend."""
    local = at.astimezone(zone)
    if local.weekday() in weekend:
        return "weekend"
    return "morning" if local.hour < 12 else "midday" if local.hour < 17 else "evening"


PARTS = ("morning", "midday", "evening", "weekend")
