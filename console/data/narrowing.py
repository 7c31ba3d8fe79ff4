"""What narrows the list: the questions of the filter drawer, their answers, and the words above the table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

from console.text import dated
from models.statuses import Fulfilment, Payment
from workflows.labels import Sort, word
from workflows.views import Filters

SORTS: Mapping[str, str] = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.NEXT_TRY: "next try first",
    Sort.APPOINTMENT: "promised call first",
    Sort.PAYMENT: "by payment",
    Sort.FULFILMENT: "by fulfilment",
}
KINDS: Mapping[str, tuple[str, str]] = {
    "payment": ("p", "payment"),
    "fulfilment": ("f", "fulfilment"),
    "source": ("s", "source"),
    "agent": ("a", "agent"),
    "duplicate": ("d", "possible duplicates"),
    "bad_phone": ("m", "phone to mend"),
    "is_test": ("t", "test orders"),
    "placed": ("w", "when placed"),
}  #: what can be asked for, with its key and label
FLAGS = ("duplicate", "bad_phone", "is_test")  #: on or off, so there is nothing more to ask
TYPED = "typed"  #: the answer that asks for dates
DAY = "today, yesterday, 1/11, 2026-11-01"
DATES = f"{DAY}, 1/11 - 15/11"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Filters and sort of a list, with the names that the words need."""

    filters: Filters = field(default_factory=Filters)
    sort: Sort | None = None
    people: Mapping[UUID, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out or sorted otherwise."""
        return self.filters == Filters() and self.sort is None

    def words(self, zone: tzinfo) -> str:
        """What is shown, as it stands above the table; empty when it is the whole list."""
        sort = f"sorted {SORTS[self.sort]}" if self.sort else ""
        return " · ".join(filter(None, (*self._statuses(), *self._flags(), self._placed(zone), sort)))

    def _statuses(self) -> list[str]:
        filters = self.filters
        agent = self.people.get(filters.agent, "somebody") if filters.agent else ""
        return [
            _any("payment", [word(one) for one in Payment if one in filters.payment]),
            _any("fulfilment", [word(one) for one in Fulfilment if one in filters.fulfilment]),
            f"from {filters.source}" if filters.source else "",
            f"of {agent}" if agent else "",
        ]

    def _flags(self) -> list[str]:
        return [KINDS[flag][1] for flag in FLAGS if getattr(self.filters, flag)]

    def _placed(self, zone: tzinfo) -> str:
        since, until = self.filters.since, self.filters.until
        first = f"since {dated(since.astimezone(zone))}" if since else ""
        last = f"until {dated(until.astimezone(zone) - timedelta(days=1))}" if until else ""
        return f"placed {first} {last}".replace("  ", " ").rstrip() if since or until else ""

    def answers(self, kind: str) -> list[tuple[str, str]]:
        """Label and value of each answer; those in force carry a sign."""
        return [(("✓ " if self.has(kind, value) else "") + label, value) for label, value in self._values(kind)]

    def _values(self, kind: str) -> Sequence[tuple[str, str]]:
        statuses: dict[str, Sequence[Payment | Fulfilment]] = {
            "payment": tuple(Payment),
            "fulfilment": tuple(Fulfilment),
        }
        if kind in statuses:
            return [(word(one), one.value) for one in statuses[kind]]
        if kind == "source":
            return [(one, one) for one in self.sources]
        if kind == "agent":
            return [(name, str(id_)) for id_, name in self.people.items()]
        return [("today", "0"), ("since yesterday", "1"), ("last 7 days", "6"), ("last 30 days", "29"), _TYPE]

    def has(self, kind: str, value: str) -> bool:
        """Whether an answer is in force."""
        found = getattr(self.filters, kind, None)
        return value in found if isinstance(found, frozenset) else bool(found) and str(found) == value

    def toggled(self, kind: str, value: str = "") -> "Narrowing":
        """An answer put in force, or taken back when it was."""
        on = not (getattr(self.filters, kind) if kind in FLAGS else self.has(kind, value))
        return replace(self, filters=_CHANGES.get(kind, _flag(kind))(self.filters, value, on))

    def placed(self, first: date | None, last: date | None, zone: tzinfo) -> "Narrowing":
        """Only orders placed from the first to the last day, both included."""
        since = datetime.combine(first, time(), zone) if first else None
        until = datetime.combine(last + timedelta(days=1), time(), zone) if last else None
        return replace(self, filters=replace(self.filters, since=since, until=until))


_TYPE = ("type the dates", TYPED)
_Change = Callable[[Filters, str, bool], Filters]


def _any(title: str, found: list[str]) -> str:
    return f"{title} {' or '.join(found).lower()}" if found else ""


def _payment(filters: Filters, value: str, on: bool) -> Filters:
    return replace(filters, payment=filters.payment ^ {Payment(value)})


def _fulfilment(filters: Filters, value: str, on: bool) -> Filters:
    return replace(filters, fulfilment=filters.fulfilment ^ {Fulfilment(value)})


def _source(filters: Filters, value: str, on: bool) -> Filters:
    return replace(filters, source=value if on else "")


def _agent(filters: Filters, value: str, on: bool) -> Filters:
    return replace(filters, agent=UUID(value) if on else None)


def _flag(kind: str) -> _Change:
    def change(filters: Filters, _value: str, on: bool) -> Filters:
        wanted: dict[str, Any] = {kind: True if on else None}
        return replace(filters, **wanted)

    return change


_CHANGES: Mapping[str, _Change] = {
    "payment": _payment,
    "fulfilment": _fulfilment,
    "source": _source,
    "agent": _agent,
}


def days(text: str, today: date, like: str = DATES) -> tuple[date | None, date | None]:
    """First and last day of what was typed; ValueError with a sentence, and what is `like` it, when it is no date."""
    said = text.strip().lower()
    if not said:
        return None, None
    ends = [_day(part, today) for part in said.replace("–", " - ").split(" - ")]
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        raise ValueError(f"{text!r} is no date; type it like {like}")
    if len(ends) > 2 or first > last:
        raise ValueError(f"{text!r} is no span of days; type it like {like}")
    return first, last


_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


def _day(part: str, today: date) -> date | None:
    """The day; None where it is no date."""
    said = part.strip()
    near = {"today": today, "yesterday": today - timedelta(days=1)}
    if said in near:
        return near[said]
    for spelled in (said, f"{said}/{today.year}", f"{said}{today.year}", f"{said}.{today.year}"):
        for form in _FORMS:
            try:
                return datetime.strptime(spelled, form).date()  # noqa: DTZ007  (a day has no zone)
            except ValueError:
                continue
    return None
