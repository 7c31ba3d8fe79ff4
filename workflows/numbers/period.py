"""Days that are looked at together, in the shop's own calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from workflows.errors import Invalid
from workflows.work import Work


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both of them included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


TODAY, WEEK, THIRTY, MONTH = "today", "7 days", "30 days", "this month"
NAMES = (TODAY, WEEK, THIRTY, MONTH)  #: periods that end today
_BACK = {TODAY: 0, WEEK: 6, THIRTY: 29}


def named(name: str, today: date) -> Period:
    """One of the periods that have a name."""
    first = today.replace(day=1) if name == MONTH else today - timedelta(days=_BACK[name])
    return Period(first, today)


def between(first: date, last: date) -> Period:
    """Any days; Invalid when they end before they begin."""
    if last < first:
        raise Invalid(f"{last} is before {first}; give the first day first")
    return Period(first, last)


def today_of(work: Work) -> date:
    """The shop's day."""
    return work.now.astimezone(work.zone).date()


def span(work: Work, period: Period) -> tuple[datetime, datetime]:
    """From the midnight that begins the period to the one that ends it."""
    ends = (period.first, period.last + timedelta(days=1))
    first, last = (datetime.combine(day, time(), work.zone) for day in ends)
    return first, last


def key(work: Work, period: Period) -> dict[str, Any]:
    """Parameters of statements about tallies."""
    return {"shop": work.shop.id, "first": period.first.toordinal(), "last": period.last.toordinal()}
