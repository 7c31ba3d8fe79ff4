"""The numbers as tables: what each column is called, what a rate is divided by, how it is written.

The screen, the command line, JSON and CSV all say them from here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from console.data.board import Note
from console.data.reasons import ISSUES, came_back_for
from console.text import brief, dated, span
from models.statuses import Issue
from workflows.labels import word
from workflows.numbers import came_back, live, reach, results, stays
from workflows.numbers.period import Period

if TYPE_CHECKING:
    from workflows.work import Work

NO_PERSON = "(no person)"  #: a PIN, a payment, or a shop that asks nobody


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, such as confirmed orders of those that were decided."""

    part: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1, to four digits; None of nothing."""
        return round(self.part / self.of, 4) if self.of else None

    @property
    def percent(self) -> str:
        """`43%`; a dash of nothing."""
        return f"{100 * self.part / self.of:.0f}%" if self.of else "–"

    def __str__(self) -> str:
        return f"{self.part}/{self.of} {self.percent:>4}" if self.of else "–"


Value = str | int | Share | timedelta | datetime | None  #: a status is a str, too


@dataclass(frozen=True, slots=True)
class Figure:
    """One column of a table."""

    key: str  #: its name in JSON and CSV
    title: str
    value: Callable[[Any], Value]
    width: int = 9  #: cells on the screen
    hide: int = 0  #: on a narrow screen the highest number goes first
    is_text: bool = False  #: starts at the left


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind."""

    title: str
    read: Callable[["Work", Period], Sequence[Any]]
    figures: tuple[Figure, ...]
    divided: tuple[Note, ...]  #: what each rate is a share of
    empty: str  #: why there are no rows, and what to do


def record(table: Table, row: Any) -> dict[str, Any]:
    """A row as JSON and CSV have it: a share as part, whole and quotient, a length of time in seconds."""
    cells: dict[str, Any] = {}
    for figure in table.figures:
        cells |= _plain(figure.key, figure.value(row))
    return cells


def _plain(key: str, value: Value) -> dict[str, Any]:
    if isinstance(value, Share):
        return {key: value.part, f"{key}_of": value.of, f"{key}_share": value.share}
    if isinstance(value, timedelta):
        return {key: int(value.total_seconds())}
    return {
        key: value.isoformat()
        if isinstance(value, datetime)
        else value.value
        if isinstance(value, StrEnum)
        else value
    }


def cells(table: Table, row: Any, now: datetime, zone: tzinfo) -> tuple[str, ...]:
    """A row as people read it."""
    return tuple(said(figure.value(row), now, zone) for figure in table.figures)


def said(value: Value, now: datetime, zone: tzinfo) -> str:
    """One cell; nothing where nothing is known."""
    if isinstance(value, timedelta):
        return spent(value)
    if isinstance(value, datetime):
        return brief(value, now, zone)
    if isinstance(value, Issue):
        return came_back_for(value)
    if isinstance(value, StrEnum):
        return word(value)
    return "" if value is None else str(value)


def spent(length: timedelta) -> str:
    """A length of time in its two largest units: `2 h 5 min`, `3 days 4 h`, `40 s`."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    for size, unit, less in ((86_400, "days", 3_600), (3_600, "h", 60)):
        if seconds >= size:
            rest = seconds % size // less
            unit = "day" if (unit, seconds // size) == ("days", 1) else unit
            return f"{seconds // size} {unit}" + (f" {rest} {'h' if less > 60 else 'min'}" if rest else "")
    return span(length)


def shown_days(period: Period) -> str:
    """`23 Nov 2026`, or `17 Nov – 23 Nov 2026`."""
    last = dated(period.last)
    if period.days == 1:
        return last
    return f"{dated(period.first, with_year=period.first.year != period.last.year)} – {last}"


Named = tuple[str, results.Result]


def _agents(work: "Work", period: Period) -> list[Named]:
    return [(name or NO_PERSON, one) for name, one in results.by_agent(work, period).items()]


def _sources(work: "Work", period: Period) -> list[Named]:
    return list(results.by_source(work, period).items())


def _why(stored: str) -> str:
    """Kept as it is for JSON and CSV where it is one of the list; what was typed has no other words."""
    return Issue(stored) if stored in ISSUES else came_back_for(stored)


_RESULTS = (
    Figure("confirmed", "Confirmed", lambda row: Share(row[1].confirmed, row[1].decided), 13),
    Figure("cancelled", "Cancelled", lambda row: row[1].cancelled, 9),
    Figure("fake", "Fake", lambda row: row[1].fake, 5),
    Figure("delivered", "Delivered", lambda row: Share(row[1].delivered, row[1].ended), 13),
    Figure("returned", "Returned", lambda row: Share(row[1].returned, row[1].ended), 13, hide=2),
    Figure("in_part", "In part", lambda row: row[1].in_part, 7, hide=4),
    Figure("sent_back", "Sent back", lambda row: row[1].sent_back, 9, hide=4),
    Figure("called_off", "Called off", lambda row: row[1].called_off, 10, hide=1),
)
_RATES: tuple[Note, ...] = (
    (("Confirmed",), "of confirmed, cancelled and fake"),
    (("Delivered", "Returned"), "of all that ended"),
    (("Called off",), "counts orders that were cancelled after they were confirmed"),
    ((), "an order counts once in a column"),
)
_NO_RESULTS = "Nothing was decided in these days. Orders count here once they are called, sent or returned."

TABLES: Mapping[str, Table] = {
    "now": Table(
        "At work now",
        lambda work, _period: live.at_work(work),
        (
            Figure("agent", "Agent", lambda row: row.name, 14, is_text=True),
            Figure("order", "Order", lambda row: row.order or None, 9, is_text=True),
            Figure("until", "Until", lambda row: row.until, 9, hide=1),
            Figure("pause", "Paused", lambda row: row.pause_reason or None, 12, is_text=True),
            Figure("paused_at", "Since", lambda row: row.paused_at, 9),
            Figure("seen_at", "Last seen", lambda row: row.seen_at, 9),
            Figure("reached", "Reached", lambda row: Share(row.today.reached, row.today.calls), 12),
            Figure("confirmed", "Confirmed", lambda row: Share(row.today.confirmed, row.today.decided), 12),
        ),
        (((), "today: reached of the calls; confirmed of confirmed, cancelled and fake"),),
        "Nobody here calls customers yet. Add agents with `codesk people add`.",
    ),
    "agent": Table(
        "Agents",
        _agents,
        (
            Figure("agent", "Agent", lambda row: row[0], 12, is_text=True),
            Figure("no_answer", "No answer", lambda row: Share(row[1].calls - row[1].reached, row[1].calls), 13),
            Figure("reached", "Reached", lambda row: Share(row[1].reached, row[1].calls), 13, hide=5),
            *_RESULTS,
        ),
        ((("No answer", "Reached"), "of the calls"), *_RATES),
        _NO_RESULTS,
    ),
    "source": Table(
        "Sources",
        _sources,
        (
            Figure("source", "Source", lambda row: row[0], 12, is_text=True),
            Figure("came_in", "Came in", lambda row: row[1].came_in, 8),
            Figure("missing", "Left", lambda row: row[1].missing, 6, hide=3),
            Figure("finished", "Finished", lambda row: row[1].finished, 8, hide=4),
            Figure("no_answer", "No answer", lambda row: row[1].unanswered, 9),
            *_RESULTS,
        ),
        (
            (("Left",), "counts checkouts that were left, also where they became orders since"),
            (("Finished",), "counts those that became orders and so came in"),
            (("No answer",), "counts orders that were called in vain"),
            *_RATES,
        ),
        _NO_RESULTS,
    ),
    "hour": Table(
        "Contact by hour of the day",
        reach.by_hour,
        (
            Figure("hour", "Hour", lambda row: f"{row.of:02}:00", 5, is_text=True),
            Figure("reached", "Reached", lambda row: Share(row.reached, row.calls), 14),
        ),
        (((), "reached of the calls of that hour"),),
        "No call was made in these days. Calls count here once their outcome is written.",
    ),
    "attempt": Table(
        "Contact by attempt",
        reach.by_try,
        (
            Figure(
                "attempt",
                "Attempt",
                lambda row: f"{row.of}+" if row.of == reach.LAST else str(row.of),
                7,
                is_text=True,
            ),
            Figure("reached", "Reached", lambda row: Share(row.reached, row.calls), 14),
        ),
        (((), "reached of the calls at that attempt"),),
        "No call was made in these days. Calls count here once their outcome is written.",
    ),
    "status": Table(
        "Time in each status",
        stays.by_status,
        (
            Figure("status", "Status", lambda row: row.headline, 16, is_text=True),
            Figure("mean", "Mean", lambda row: row.mean, 14),
            Figure("left", "Moved on", lambda row: row.left, 8),
            Figure("now", "There now", lambda row: row.now, 9),
            Figure("oldest", "Oldest since", lambda row: row.oldest, 12),
        ),
        (((), "mean of the orders that moved on in these days"),),
        "No order has stood anywhere yet.",
    ),
    "reason": Table(
        "Returned, by reason",
        came_back.by_reason,
        (
            Figure("reason", "Reason", lambda row: _why(row.reason), 20, is_text=True),
            Figure("kind", "Kind", lambda row: row.kind, 10, is_text=True),
            Figure("parcels", "Parcels", lambda row: row.parcels, 8),
            Figure("fit", "Fit", lambda row: row.fit, 6),
            Figure("damaged", "Damaged", lambda row: row.damaged, 8),
            Figure("lost", "Lost", lambda row: row.lost, 6),
        ),
        (((), "fit, damaged and lost in units"),),
        "Nothing was counted back in these days. Returns count here once the warehouse has them.",
    ),
}
