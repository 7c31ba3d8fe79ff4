"""What became of orders, per agent and per source: confirmed, cancelled, delivered … and what each is a share of.

An order counts once in each column, on the day it first came to it; it is delivered or returned for whoever confirmed
it. One that was settled elsewhere before it came here is nobody's work, so it counts nowhere; one that nobody called
counts for no person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from models.statuses import Headline
from models.tallies import NOBODY, call_tallies, step_tallies
from workflows.actors import CALLERS
from workflows.numbers.period import Period, key
from workflows.once import column
from workflows.roster import everyone
from workflows.work import Work

_c, _s = call_tallies.c, step_tallies.c


@dataclass(slots=True)
class Result:
    """Counts of one agent or source."""

    calls: int = 0
    reached: int = 0  #: of the calls, those that the customer answered
    came_in: int = 0  #: orders placed, and checkouts that became orders
    missing: int = 0  #: checkouts that were left, also those that became orders later
    finished: int = 0  #: of all that were ever left, those that became orders
    unanswered: int = 0  #: orders whose first call nobody answered
    confirmed: int = 0
    cancelled: int = 0  #: before they were confirmed
    called_off: int = 0  #: cancelled after they were confirmed
    fake: int = 0
    delivered: int = 0
    returned: int = 0  #: came back without having been delivered
    in_part: int = 0  #: some of it came back, the rest was delivered
    sent_back: int = 0  #: delivered, then sent back by the customer

    @property
    def decided(self) -> int:
        """Orders about which it was decided whether they ship."""
        return self.confirmed + self.cancelled + self.fake

    @property
    def ended(self) -> int:
        """Orders whose way to the customer ended, well or not."""
        return self.delivered + self.in_part + self.returned

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not any(getattr(self, name) for name in self.__slots__)


def _of_period(column_: ColumnElement[Any], *sums: ColumnElement[Any]) -> Select[Any]:
    """Sums of a period by one column, and by others that `sums` does not add up."""
    table = column_.table
    day = table.c.day.between(bindparam("first"), bindparam("last"))
    return select(column_, *sums).where(table.c.shop_id == bindparam("shop"), day).group_by(column_)


_CALLS = _of_period(_c.person_id, func.sum(_c.calls), func.sum(_c.reached))
_STEPS = {
    name: _of_period(_s[name], _s.before, _s.after, func.sum(_s.orders)).group_by(_s.before, _s.after)
    for name in ("person_id", "source")
}


def by_agent(work: Work, period: Period) -> dict[str, Result]:
    """By name, everybody who calls customers and whoever else did something; `""` for what no person did."""
    found = _results(work, period, "person_id")
    for person, calls, reached in work.connection.execute(_CALLS, key(work, period)):
        one = found.setdefault(person, Result())
        one.calls, one.reached = int(calls), int(reached)
    people = everyone(work, only_active=False)
    shown = {
        person.name: found.get(person.id, Result())
        for person in people
        if person.id in found or (person.active and person.role in CALLERS)
    }
    nobody = found.get(NOBODY, Result())
    nobody.came_in = nobody.missing = nobody.finished = 0  # orders come in by themselves: that is no work
    return shown | ({} if nobody.is_empty else {"": nobody})


def by_source(work: Work, period: Period) -> dict[str, Result]:
    """By source: calls are not told apart by it."""
    return dict(sorted(_results(work, period, "source").items()))


def _results(work: Work, period: Period, name: str) -> dict[Any, Result]:
    found: dict[Any, Result] = {}
    for whose, before, after, orders in work.connection.execute(_STEPS[name], key(work, period)):
        one, field = found.setdefault(whose, Result()), column(before, after)
        if field:
            setattr(one, field, getattr(one, field) + int(orders))
        if field == "confirmed" and before == Headline.MISSING:
            one.came_in += int(orders)  # paid as it was: it comes in by the same step
        if field in ("came_in", "confirmed") and before == Headline.MISSING:
            one.finished += int(orders)
    return {whose: one for whose, one in found.items() if not one.is_empty}


def total(results: Iterable[Result]) -> Result:
    """All of them together."""
    some = list(results)
    return Result(*(sum(getattr(one, name) for one in some) for name in Result.__slots__))
