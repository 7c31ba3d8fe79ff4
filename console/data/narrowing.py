"""What narrows the list: the questions of the filter drawer, their answers, and the words above the table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any
from uuid import UUID

from console.text import dated
from models.statuses import Fulfilment, Headline, Payment
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
    "headline": ("s", "status"),
    "payment": ("p", "payment"),
    "fulfilment": ("f", "fulfilment"),
    "source": ("o", "source"),
    "agent": ("a", "agent"),
    "duplicate": ("d", "possible duplicates"),
    "bad_phone": ("m", "phone to mend"),
    "is_test": ("t", "test orders"),
    "placed": ("w", "when placed"),
}  #: what can be asked for, with its key and label
AXES: Mapping[str, type[StrEnum]] = {"headline": Headline, "payment": Payment, "fulfilment": Fulfilment}
FLAGS = ("duplicate", "bad_phone", "is_test")  #: on or off, so there is nothing more to ask
Say = Callable[[StrEnum], str]  #: what the shop's profile calls a status
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

    def words(self, zone: tzinfo, say: Say = word) -> str:
        """What is shown, as it stands above the table; empty when it is the whole list. `say`: see `Profile.word`."""
        sort = f"sorted {SORTS[self.sort]}" if self.sort else ""
        of = (*self._statuses(say), *self._origin(), *self._flags())
        return " · ".join(filter(None, (*of, self._placed(zone), sort)))

    def _statuses(self, say: Say) -> list[str]:
        """Each axis with the words that are shown."""
        chosen = {axis: [text for text, value in _named(axis, say) if self.has(axis, value)] for axis in AXES}
        return [f"{KINDS[axis][1]} {' or '.join(texts).lower()}" for axis, texts in chosen.items() if texts]

    def _origin(self) -> list[str]:
        filters = self.filters
        agent = self.people.get(filters.agent, "somebody") if filters.agent else ""
        return [
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

    def answers(self, kind: str, say: Say = word) -> list[tuple[str, str]]:
        """Label and value of each answer; those in force carry a sign. `say`: see `Profile.word`."""
        return [(("✓ " if self.has(kind, value) else "") + label, value) for label, value in self._values(kind, say)]

    def _values(self, kind: str, say: Say) -> Sequence[tuple[str, str]]:
        if kind in AXES:
            return _named(kind, say)
        if kind == "source":
            return [(one, one) for one in self.sources]
        if kind == "agent":
            return [(name, str(id_)) for id_, name in self.people.items()]
        return [("today", "0"), ("since yesterday", "1"), ("last 7 days", "6"), ("last 30 days", "29"), _TYPE]

    def has(self, kind: str, value: str) -> bool:
        """Whether an answer is in force."""
        found = getattr(self.filters, kind, None)
        return (
            found.issuperset(value.split()) if isinstance(found, frozenset) else bool(found) and str(found) == value
        )

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


def _named(axis: str, say: Say) -> list[tuple[str, str]]:
    """The words for an axis, each with all the statuses that it stands for."""
    named: dict[str, list[str]] = {}
    for status in AXES[axis]:
        named.setdefault(say(status), []).append(status)
    return [(text, " ".join(statuses)) for text, statuses in named.items()]


def _status(axis: str) -> _Change:
    def change(filters: Filters, value: str, on: bool) -> Filters:
        said = frozenset(AXES[axis](one) for one in value.split())
        found = getattr(filters, axis)
        wanted: dict[str, Any] = {axis: found | said if on else found - said}
        return replace(filters, **wanted)

    return change


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
    **{axis: _status(axis) for axis in AXES},
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
