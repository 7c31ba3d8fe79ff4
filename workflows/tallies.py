"""What one unit of work adds to the shop's counts: kept in memory, written once when the unit ends.

A batch of imported orders then costs a few rows. A unit that is undone or repeated has counted nothing. Test
orders are never counted (domain.md 11).
"""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from models.bulk import add_up
from models.calls import Attempt
from models.orders import Order
from models.statuses import Headline, Outcome
from models.tallies import NOBODY, CallTally, StepTally, call_tallies, step_tallies
from workflows.once import CALLED, Words, column, firsts

if TYPE_CHECKING:
    from workflows.case import Case
    from workflows.work import Work

CallKey = tuple[int, UUID, int, int]  #: day, person, hour, nth
StepKey = tuple[int, str, str, UUID, str]  #: day, before, after, person, source

_DECIDED_ALONE = frozenset(word.value for word in CALLED | {Headline.CANCELLED, Headline.FAKE})


def decider(after: str, actor: UUID | None, confirmed_by: UUID | None) -> UUID:
    """Whose row a step is: delivered and returned are credited to who confirmed."""
    return (actor if after in _DECIDED_ALONE else confirmed_by) or NOBODY


def seconds_between(since: datetime, until: datetime) -> int:
    """Whole seconds that an order stood somewhere; none when two clocks disagree."""
    return max(int((until - since).total_seconds()), 0)


class Count:
    """Calls and steps by their keys, added up."""

    def __init__(self) -> None:
        self.calls: dict[CallKey, list[int]] = {}
        self.steps: dict[StepKey, list[int]] = {}

    def call(self, at: datetime, person: UUID | None, nth: int, outcome: str, times: int = 1) -> None:
        """One dial, at an instant on the shop's own clock."""
        sums = self.calls.setdefault((at.toordinal(), person or NOBODY, at.hour, nth), [0, 0])
        sums[0] += times
        sums[1] += times * (outcome == Outcome.ANSWERED)

    def step(self, key: StepKey, is_first: bool, stood: int | None, times: int = 1) -> None:
        """One order that went from one headline to another; None seconds when it never stood at the first."""
        sums = self.steps.setdefault(key, [0, 0, 0])
        sums[0] += times * is_first
        sums[1] += times * (stood is not None)
        sums[2] += times * (stood or 0)


class Tallies:
    """The counts of one unit of work."""

    def __init__(self, work: "Work") -> None:
        self._work = work
        self._count = Count()

    @cached_property
    def _local(self) -> datetime:
        """The unit's instant on the shop's own clock."""
        return self._work.now.astimezone(self._work.zone)

    def call(self, order: Order, dial: Attempt) -> None:
        """A dial that was booked."""
        if not order.is_test:
            self._count.call(self._local, dial.person_id, dial.nth, dial.outcome)

    def step(self, case: "Case", before: str) -> None:
        """A step, before it is saved; most leave the headline alone."""
        order, after = case.order, case.order.headline.value
        if before == after or order.is_test:
            return
        since = case.saved.headline_at if case.saved else self._work.now
        stood = seconds_between(since, self._work.now) if since < self._work.now else None
        person = decider(after, case.actor.id, order.confirmed_by)
        key = (self._local.toordinal(), before, after, person, order.source)
        self._count.step(key, _is_first(case, (before, after)), stood)

    def flush(self) -> None:
        """Add to the stored counts, in the order of their keys, so that two units never wait for each other."""
        count, self._count = self._count, Count()
        shop, connection = self._work.shop.id, self._work.connection
        if count.calls:
            add_up(connection, call_tallies, call_rows(shop, count))
        if count.steps:
            add_up(connection, step_tallies, step_rows(shop, count))


def _is_first(case: "Case", words: Words) -> bool:
    """Whether the order never came to this result: only another parcel or a promise leads there again."""
    may_be_again = words[0] == Headline.CALL_LATER or len(case.parcels) > 1
    if column(*words) is None or not may_be_again:
        return True
    return firsts([*case.headlines(), words])[-1]


def call_rows(shop: UUID, count: Count) -> list[CallTally]:
    """Rows of calls, in the order of their keys."""
    return [CallTally(shop, *key, *sums) for key, sums in sorted(count.calls.items())]


def step_rows(shop: UUID, count: Count) -> list[StepTally]:
    """Rows of steps, in the order of their keys."""
    return [StepTally(shop, *key, *sums) for key, sums in sorted(count.steps.items())]
