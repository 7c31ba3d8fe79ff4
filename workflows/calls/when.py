"""Times as agents say them, in the customer's zone: `30 min`, `tomorrow 10:30`, `fri 4pm`, `ce soir`, `24/11 15h`.

English and French words and the digits of any script. What could mean two things is refused with examples rather
than guessed. A part of the day is put inside calling hours; an exact time is taken as it is said, because the
customer asked for it. A local time that a clock change skips becomes the first minute after it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from workflows.calls.when_words import Part, Said, Unclear, read
from workflows.errors import Invalid
from workflows.hours import DAYS, CallingHours

EXAMPLES = "30 min, tomorrow 10:30, fri 4pm, 24/11 15:00"
_MINUTE = timedelta(minutes=1)
_QUARTER = timedelta(minutes=15)
_EVENING, _SOON = "this evening", timedelta(minutes=30)  #: no other choice is sooner than the first one


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the call-later drawer. `at` is None where it is not possible now, and `why` says so."""

    key: str
    label: str
    at: datetime | None
    why: str = ""


def choices(now: datetime, zone: tzinfo, hours: CallingHours) -> list[Choice]:
    """The five times of the drawer, resolved; the sixth is typed (`parse`)."""
    said = ("30 min", "1 h", "2 h", _EVENING, "tomorrow morning")
    found = [_choice(str(key), text, now, zone, hours) for key, text in enumerate(said, 1)]
    return [*found, Choice("6", "type it", None)]


def _choice(key: str, text: str, now: datetime, zone: tzinfo, hours: CallingHours) -> Choice:
    label = f"in {text}" if text[0].isdigit() else text
    try:
        at = parse(text, now, zone, hours)
    except Invalid as problem:
        return Choice(key, label, None, str(problem))
    is_soon = text == _EVENING and at <= now + _SOON
    return Choice(key, label, None, "it is evening there now") if is_soon else Choice(key, label, at)


def parse(text: str, now: datetime, zone: tzinfo, hours: CallingHours) -> datetime:
    """The instant (UTC, whole minutes) that `text` means to a customer in `zone`; Invalid in a sentence."""
    try:
        said = read(text)
    except Unclear as problem:
        raise Invalid(f"{problem}; type it like {EXAMPLES}") from None
    if said.span is not None:
        return _whole(now + said.span)
    day = _day(said, now.astimezone(zone).date())
    if said.clock is not None:
        return _ahead(instant(day, said.clock, zone), said, now, zone)
    return _part(said.part or Part.MORNING, day, now, zone, hours)


def instant(day: date, clock: time, zone: tzinfo) -> datetime:
    """The instant (UTC) of a local time; the first minute after the gap where clocks skip it."""
    wall = datetime.combine(day, clock)
    while True:
        at = wall.replace(tzinfo=zone).astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None) == wall:
            return at
        wall += _MINUTE


def _whole(at: datetime) -> datetime:
    """Rounded up to the minute: nobody promises seconds."""
    floor = at.astimezone(UTC).replace(second=0, microsecond=0)
    return floor if floor == at else floor + _MINUTE


def _day(said: Said, today: date) -> date:
    """The day that was named: today, if none was."""
    if said.date is not None:
        return _dated(*said.date, today)
    if said.weekday is not None:
        ahead = (said.weekday - today.weekday()) % 7
        if ahead == 0:
            raise Invalid(f"it is {DAYS[said.weekday]} today; say today, or the date: {today:%d/%m} 16:00")
        return today + timedelta(days=ahead)
    return today + timedelta(days=said.days or 0)


def _dated(year: int, month: int, day: int, today: date) -> date:
    """A date; without a year this year's, or next year's where this one's lies half a year back."""
    for candidate in (year,) if year else (today.year, today.year + 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found > today - timedelta(days=180):
            return found
    raise Invalid(f"there is no {day:02d}/{month:02d} in the next months; type it like {EXAMPLES}")


def _ahead(at: datetime, said: Said, now: datetime, zone: tzinfo) -> datetime:
    """The instant, if it lies ahead; else a sentence that says what may have been meant."""
    if at > now:
        return at
    there, wanted = now.astimezone(zone), at.astimezone(zone)
    named = said.date is not None or said.days is not None
    meant = "" if named else f"; did you mean tomorrow {wanted:%H:%M}?"
    day = f"{wanted:%d/%m} " if wanted.date() != there.date() else ""
    raise Invalid(f"{day}{wanted:%H:%M} has passed, it is {there:%H:%M} there{meant or '; type a later time'}")


def _part(part: Part, day: date, now: datetime, zone: tzinfo, hours: CallingHours) -> datetime:
    """The usual minute of a part of the day, or the first one that calling hours and the clock leave."""
    begins, usual, ends = part.value
    soonest = instant(day, begins, zone)
    if now >= soonest:
        soonest = now + _QUARTER
    last = instant(day, ends, zone)
    wanted = max(instant(day, usual, zone), _whole(soonest))
    if not hours.is_open(wanted, zone):
        wanted = _whole(hours.next_open(soonest, zone))
    if wanted < last:
        return wanted
    raise Invalid(_too_late(part, day, last, now, zone))


def _too_late(part: Part, day: date, last: datetime, now: datetime, zone: tzinfo) -> str:
    name = part.name.lower()
    if last <= now + _QUARTER:
        return f"the {name} is over there, it is {now.astimezone(zone):%H:%M}; try tomorrow {name}"
    return f"nobody is called on {DAYS[day.weekday()]} {name}; type an exact time if the customer wants it"
