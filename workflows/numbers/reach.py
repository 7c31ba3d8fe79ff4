"""How often customers answer: by hour of the day, and by how often their order had been tried."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select

from models.tallies import call_tallies
from workflows.numbers.period import Period, key
from workflows.work import Work

LAST = 6  #: tries from this one on are shown together
_c = call_tallies.c


@dataclass(frozen=True, slots=True)
class Reach:
    """Calls of one hour, or of one try."""

    of: int  #: the hour, 0-23; or which try of its order, 1, 2 … `LAST` and later
    calls: int
    reached: int  #: of these, answered by the customer


def _by(column: Any) -> Any:
    day = _c.day.between(bindparam("first"), bindparam("last"))
    sums = (func.sum(_c.calls), func.sum(_c.reached))
    return select(column, *sums).where(_c.shop_id == bindparam("shop"), day).group_by(column).order_by(column)


_HOURS, _TRIES = _by(_c.hour), _by(_c.nth)


def by_hour(work: Work, period: Period) -> list[Reach]:
    """Every hour from the first to the last that had a call."""
    found = {hour: Reach(hour, int(calls), int(reached)) for hour, calls, reached in _rows(work, _HOURS, period)}
    hours = range(min(found, default=0), max(found, default=-1) + 1)
    return [found.get(hour, Reach(hour, 0, 0)) for hour in hours]


def by_try(work: Work, period: Period) -> list[Reach]:
    """Every try that was made; the many late ones as one."""
    sums: dict[int, list[int]] = {}
    for nth, calls, reached in _rows(work, _TRIES, period):
        one = sums.setdefault(min(nth, LAST), [0, 0])
        one[0] += int(calls)
        one[1] += int(reached)
    return [Reach(nth, *one) for nth, one in sorted(sums.items())]


def _rows(work: Work, statement: Any, period: Period) -> Any:
    return work.connection.execute(statement, key(work, period))
