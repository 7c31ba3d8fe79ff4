"""The words of a time: what was said, before anybody asks what day it is (`when`)."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import Enum
from typing import Any

from workflows.text import digits


class Unclear(Exception):
    """Not a time, or one that could mean two things, in a sentence."""


class Part(Enum):
    """A part of the day: when it begins, when a call in it is usual, when it ends."""

    MORNING = (time(6), time(10), time(12))
    NOON = (time(12), time(12, 30), time(14))
    AFTERNOON = (time(12), time(15), time(17))
    EVENING = (time(17), time(18, 30), time(22))


@dataclass(frozen=True, slots=True)
class Said:
    """A span from now; or a day, with a clock time or a part of the day."""

    span: timedelta | None = None
    days: int | None = None  #: -1 yesterday, 0 today, 1 tomorrow, 2 the day after
    weekday: int | None = None  #: 0 is Monday
    date: tuple[int, int, int] | None = None  #: year (0 where it was not said), month, day
    clock: time | None = None
    part: Part | None = None


_UNITS = {
    **dict.fromkeys(("m", "mn", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "heure", "heures"), timedelta(hours=1)),
    **dict.fromkeys(("d", "j", "day", "days", "jour", "jours"), timedelta(days=1)),
}
_FILLER = frozenset(["at", "a", "le", "la", "l", "on", "the", "this", "ce", "cet", "in", "du", "next", "vers"])
_SPAN_STARTS = frozenset(["in", "dans", "+"])
_JOINED = (
    (re.compile(r"\b([ap])\.m\b\.?"), r"\1m"),
    (re.compile(rf"(?<=\d) (?=(?:am|pm|{'|'.join(_UNITS)})\b)"), ""),
    (re.compile(r"(?<=\dh) (?=\d\d\b)"), ""),
    (re.compile(r"\b(?:day after tomorrow|apres demain)\b"), "apresdemain"),
    (re.compile(r"\bapres midi\b"), "afternoon"),
)
_DAYS = {
    **dict.fromkeys(("yesterday", "hier"), -1),
    **dict.fromkeys(("today", "aujourdhui", "auj"), 0),
    **dict.fromkeys(("tomorrow", "tmr", "tmrw", "demain"), 1),
    "apresdemain": 2,
}
_WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "mon monday lun lundi",
            "tue tues tuesday mar mardi",
            "wed weds wednesday mer mercredi",
            "thu thur thurs thursday jeu jeudi",
            "fri friday ven vendredi",
            "sat saturday sam samedi",
            "sun sunday dim dimanche",
        )
    )
    for name in names.split()
}
_PARTS = {
    **dict.fromkeys(("morning", "matin"), Part.MORNING),
    **dict.fromkeys(("noon", "midi"), Part.NOON),
    "afternoon": Part.AFTERNOON,
    **dict.fromkeys(("evening", "tonight", "soir", "soiree"), Part.EVENING),
}
_LENGTH = re.compile(rf"(\d{{1,4}})({'|'.join(sorted(_UNITS, key=len, reverse=True))})")
_HOURS_AND = re.compile(r"(\d{1,2})h(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:h](\d{2})?)?(am|pm)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")
_EARLY = 6  #: nobody is called before seven: `2h` is a wait, `16h` a time, `10h` might be either


def read(text: str) -> Said:
    """The parts of a time; Unclear when words are unknown, missing, or could mean two things."""
    words = _plain(text).split()
    span = _span(words)
    if span is not None:
        return Said(span=span)
    said = Said()
    clocks: list[str] = []
    for word in words:
        if _CLOCK.fullmatch(word):
            clocks.append(word)
        elif word not in _FILLER:
            said = _with(said, **_named(word))
    return _settled(said, clocks)


def _plain(text: str) -> str:
    """Lower case, ASCII digits, no accents, a number joined to its unit."""
    apart = unicodedata.normalize("NFKD", digits(text)).casefold()
    plain = "".join(c for c in apart if not unicodedata.combining(c) and c not in "'’")
    plain = " ".join(re.sub(r"[,;]|-(?!\d)|(?<=\d)t(?=\d)", " ", plain).split())
    for spoken, joined in _JOINED:
        plain = spoken.sub(joined, plain)
    return plain


def _span(words: list[str]) -> timedelta | None:
    """`in 2h`, `30min`, `2h 15min`, `1h30`; None where it is not a wait."""
    starts = bool(words) and words[0] in _SPAN_STARTS
    rest = words[1:] if starts else words
    if len(rest) == 1 and (found := _HOURS_AND.fullmatch(rest[0])):
        is_wait = starts or int(found[1]) <= _EARLY
        return timedelta(hours=int(found[1]), minutes=int(found[2])) if is_wait else None
    lengths = [_LENGTH.fullmatch(word) for word in rest]
    if not lengths or not all(lengths):
        return None
    if not starts and len(rest) == 1 and rest[0].endswith("h") and (hours := int(rest[0][:-1])) > _EARLY:
        if hours > 12:
            return None
        raise Unclear(f"{rest[0]!r} may be a wait or a time: say 'in {hours} h' or '{hours}:00'")
    return sum((int(found[1]) * _UNITS[found[2]] for found in lengths if found), timedelta())


def _named(word: str) -> dict[str, Any]:
    """What one word says about the day."""
    if word in _DAYS:
        return {"days": _DAYS[word]}
    if word in _WEEKDAYS:
        return {"weekday": _WEEKDAYS[word]}
    if word in _PARTS:
        return {"part": _PARTS[word]}
    if found := _ISO.fullmatch(word):
        return {"date": _date(int(found[1]), int(found[2]), int(found[3]), word)}
    if found := _DATE.fullmatch(word):
        return {"date": _date(int(found[3] or 0), int(found[2]), int(found[1]), word)}
    raise Unclear(f"{word[:40]!r} is not part of a time")


def _date(year: int, month: int, day: int, word: str) -> tuple[int, int, int]:
    try:
        date(year or 2028, month, day)  # a leap year: the 29th of February may be meant
        if year and not 2000 <= year < 3000:
            raise ValueError
    except ValueError:
        raise Unclear(f"there is no day {word}; the day comes first, as in 24/11") from None
    return year, month, day


def _with(said: Said, **named: Any) -> Said:
    """The same with one more word; a second day, or a second part of the day, is one too many."""
    (name,) = named
    days = (said.days, said.weekday, said.date)
    taken = said.part is not None if name == "part" else any(day is not None for day in days)
    if taken:
        raise Unclear("that is more than one day" if name != "part" else "that is more than one part of the day")
    return replace(said, **named)


def _settled(said: Said, clocks: list[str]) -> Said:
    """The whole, with its clock time; Unclear where something is missing."""
    if len(clocks) > 1:
        raise Unclear("that is more than one time")
    if clocks:
        return replace(said, clock=_clock(clocks[0], said))
    if said.part is None:
        raise Unclear("say at what time, too" if said != Said() else "say when")
    return said


def _clock(word: str, said: Said) -> time:
    """`10:30`, `16h`, `4pm`, or a bare hour whose half of the day the other words tell."""
    found = _CLOCK.fullmatch(word)
    assert found is not None  # `read` chose the word by the same pattern
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise Unclear(f"there is no time {word}")
    if half:
        return time(hour % 12 + (12 if half == "pm" else 0), minute)
    if hour < 12 and said.part in (Part.AFTERNOON, Part.EVENING):
        return time(hour + 12, minute)
    if word.isdigit() and hour <= 12 and said.part is None:
        raise Unclear(f"{word!r} may be morning or evening: say {hour or 12}pm or {hour:02d}:00")
    if said.part is Part.MORNING and hour > 12:
        raise Unclear(f"{word} is not in the morning")
    return time(hour, minute)
