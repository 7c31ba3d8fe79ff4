"""How a profile names, shows and gathers orders: conditions, labels, columns, tabs (domain.md 15).

One condition serves twice: as a predicate on an order that is at hand, and as the WHERE of a list.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from models.statuses import CALLABLE, LOCKED, Confirmation, Fulfilment, Handoff, Headline, Method, Payment, Shipping
from workflows.spoken import counted

Words = TypeVar("Words", bound=StrEnum)


class Promise(StrEnum):
    """Where a promised call-back stands."""

    LATER = "later"  #: its time is still to come
    DUE = "due"  #: its time has come
    MISSED = "missed"  #: nobody called in time; it is offered to everyone


class Standing(Protocol):
    """What a condition looks at: an order, or a row of a list."""

    @property
    def headline(self) -> Headline: ...
    @property
    def confirmation(self) -> Confirmation: ...
    @property
    def shipping(self) -> Shipping | None: ...
    @property
    def payment(self) -> Payment: ...
    @property
    def fulfilment(self) -> Fulfilment: ...
    @property
    def method(self) -> Method: ...
    @property
    def handoff(self) -> Handoff: ...
    @property
    def is_test(self) -> bool: ...
    @property
    def phone_problem(self) -> str: ...
    @property
    def duplicate_of(self) -> Any: ...
    @property
    def appointment_at(self) -> datetime | None: ...
    @property
    def attempts(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Moment:
    """When a condition is looked at: a promise is due or missed only at an instant."""

    now: datetime
    missed_after: timedelta

    def promise(self, at: datetime | None) -> Promise | None:
        """Where the promise of an instant stands now; None without one."""
        if at is None:
            return None
        if at > self.now:
            return Promise.LATER
        return Promise.MISSED if self.now - at >= self.missed_after else Promise.DUE


@dataclass(frozen=True, slots=True)
class Match:
    """A set of words per axis; None does not look at that axis."""

    headline: frozenset[Headline] | None = None
    confirmation: frozenset[Confirmation] | None = None
    shipping: frozenset[Shipping] | None = None
    payment: frozenset[Payment] | None = None
    fulfilment: frozenset[Fulfilment] | None = None
    method: frozenset[Method] | None = None
    handoff: frozenset[Handoff] | None = None
    is_test: bool | None = None
    mend: bool | None = None  #: the phone number cannot be called
    duplicate: bool | None = None  #: flagged as a possible duplicate
    promise: Promise | None = None

    def holds(self, order: Standing, moment: Moment) -> bool:
        """Whether an order meets the condition."""
        if not all(getattr(order, axis) in words for axis, words in self.axes.items()):
            return False
        facts = {
            "is_test": order.is_test,
            "mend": bool(order.phone_problem),
            "duplicate": order.duplicate_of is not None,
        }
        if any(getattr(self, name) not in (None, fact) for name, fact in facts.items()):
            return False
        return self.promise is None or moment.promise(order.appointment_at) is self.promise

    @property
    def axes(self) -> dict[str, frozenset[Any]]:
        """The axes that the condition looks at, with their words."""
        said = {axis: getattr(self, axis) for axis in AXES}
        return {axis: words for axis, words in said.items() if words is not None}

    def __and__(self, other: "Match") -> "Match":
        """Both conditions at once; one that no order can meet where they contradict each other."""
        pairs = {field.name: (getattr(self, field.name), getattr(other, field.name)) for field in fields(self)}
        both: dict[str, Any] = {name: mine if theirs is None else theirs for name, (mine, theirs) in pairs.items()}
        for name, (mine, theirs) in pairs.items():
            if None not in (mine, theirs) and mine != theirs:
                both |= {name: mine & theirs} if name in AXES else {"headline": frozenset()}
        return Match(**both)


AXES = ("headline", "confirmation", "shipping", "payment", "fulfilment", "method", "handoff")


def of(*words: Words) -> frozenset[Words]:
    """Any of these words."""
    return frozenset(words)


def but(*words: Words) -> frozenset[Words]:
    """Any word of the axis but these."""
    return frozenset(type(words[0])) - frozenset(words)


def word(status: StrEnum) -> str:
    """The canonical word as people read it: `OUT_FOR_DELIVERY` to `Out for delivery`."""
    return status.value.replace("_", " ").capitalize()


_ATTEMPTS = " ({attempts})"


@dataclass(frozen=True, slots=True)
class Label:
    """One word of a system and when it is shown; `({attempts})` stands for the count of dials, where one counts."""

    text: str
    match: Match
    borrowed: bool = False  #: the system has no word for it, the canonical one is shown

    @property
    def bare(self) -> str:
        """The word without the count of dials."""
        return self.text.replace(_ATTEMPTS, "")

    def names(self, status: StrEnum) -> bool:
        """Whether it is the word for a status, whatever else an order stands at."""
        axes = list(self.match.axes.values())
        return len(axes) == 1 and status in axes[0]  # a status has the same value on every axis


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the order list; a column with labels shows the first one that fits."""

    id: str
    title: str
    labels: tuple[Label, ...] = ()
    silent: bool = False  #: left out of the label of an order, since another column names it

    def text(self, order: Standing, moment: Moment) -> str:
        """The word of an order in this column; empty where none fits."""
        found = next((label.text for label in self.labels if label.match.holds(order, moment)), "")
        return found.replace(_ATTEMPTS, f" ({counted(order.attempts, 'attempt')})" if order.attempts else "")


class Sort(StrEnum):
    """The order of a list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    PAYMENT = "payment"  #: by payment status, newest first within each
    FULFILMENT = "fulfilment"  #: by fulfilment status, newest first within each
    NEXT_TRY = "next-try"  #: the next try that comes first; those without one last
    APPOINTMENT = "appointment"  #: the promise that comes first


@dataclass(frozen=True, slots=True)
class Tab:
    """One status filter: orders that meet any of its conditions, which never overlap."""

    id: str
    title: str
    matches: tuple[Match, ...]
    sort: Sort = Sort.NEWEST
    group: str = ""  #: tabs of one group stand together, such as confirmation and shipping

    def holds(self, order: Standing, moment: Moment) -> bool:
        """Whether an order belongs into the tab."""
        return any(match.holds(order, moment) for match in self.matches)


def canonical(statuses: Iterable[Headline], *, borrowed: bool = True) -> tuple[Label, ...]:
    """A label for each headline: its own word."""
    return tuple(Label(word(status), Match(headline=of(status)), borrowed) for status in statuses)


def plain(*, status: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of every profile around its status columns; names stand last."""
    return (
        Column("ref", "Order"),
        *status,
        Column("placed", "Placed"),
        Column("attempts", "Calls"),
        Column("next", "Next try"),
        Column("total", "Total"),
        Column("agent", "Agent"),
        Column("phone", "Phone"),
        Column("customer", "Customer"),
    )


_PACKED_AT_MOST = of(Headline.CONFIRMED, Headline.PACKING, Headline.READY)
MEND = Tab(
    "mend",
    "Phone to mend",
    (
        Match(mend=True, confirmation=CALLABLE),
        Match(mend=True, confirmation=of(Confirmation.CONFIRMED), headline=_PACKED_AT_MOST),  # the driver calls, too
    ),
    group="desk",
)  #: as long as it can be mended (domain.md D5)
DESK = (
    MEND,
    Tab(
        "duplicates",
        "Possible duplicates",
        (Match(duplicate=True, confirmation=frozenset(Confirmation) - LOCKED),),
        group="desk",
    ),
    Tab("test", "Test orders", (Match(is_test=True),), group="desk"),
    Tab("all", "All", (Match(),), group="desk"),
)  #: the desk's own tabs, behind those of every profile

BACKLOG = Tab("backlog", "Backlog", (Match(headline=of(Headline.NO_ANSWER)),), Sort.NEXT_TRY)
MISSED = Tab(
    "missed-call-backs",
    "Missed call-backs",
    (Match(headline=of(Headline.CALL_LATER), promise=Promise.MISSED),),
    Sort.APPOINTMENT,
)
TO_PACK = Tab("packing", "To pack", (Match(headline=of(Headline.CONFIRMED, Headline.PACKING)),), Sort.OLDEST)
PACKED = Tab("packed", "Packed", (Match(headline=of(Headline.READY)),), Sort.OLDEST)
ON_THE_ROAD = Tab(
    "on-the-road",
    "On the road",
    (Match(headline=of(Headline.SHIPPED, Headline.IN_TRANSIT, Headline.OUT_FOR_DELIVERY)),),
    Sort.OLDEST,
)
TROUBLED = Tab("troubled", "Problems", (Match(headline=of(Headline.ISSUE)),), Sort.OLDEST)
COMING_BACK = Tab(
    "returning",
    "Coming back",
    (Match(headline=of(Headline.IN_RETURN), shipping=but(Shipping.CANCELLED)),),
    Sort.OLDEST,
)
STILL_OUT = Tab(
    "still-out",
    "Goods still out",
    (Match(headline=of(Headline.IN_RETURN), shipping=of(Shipping.CANCELLED)),),
    Sort.OLDEST,
)
ARRIVED = Tab(
    "arrived",
    "Delivered",
    (Match(headline=of(Headline.DELIVERED, Headline.PICKED_UP, Headline.PARTIALLY_RETURNED)),),
)
CAME_BACK = Tab("came-back", "Counted in", (Match(headline=of(Headline.RETURNED)),))

WAREHOUSE = (TO_PACK, PACKED, ON_THE_ROAD, TROUBLED)
RETURNS = (COMING_BACK, STILL_OUT, ARRIVED, CAME_BACK)
PLACES = (BACKLOG, MISSED, *WAREHOUSE, *RETURNS)  #: lists of other places than the orders, in every profile
