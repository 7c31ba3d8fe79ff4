"""Numbers over a million orders and three million calls, beside the same SQL bare; and what keeping them costs."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from models.database import Database
from tests.bench import calls, places
from tests.bench.claims import agent, cycle, desk_of, fill
from tests.bench.floor import Bare, Sent, recorded
from tests.bench.million import ORDERS, million
from workflows.desk import Desk, find_shop
from workflows.numbers import came_back, live, reach, results, stays
from workflows.numbers.period import THIRTY, WEEK, Period, named, today_of
from workflows.tallies import Tallies
from workflows.work import Work

TIMES = 20
CYCLES = 1_500


def main(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Print the table of each database."""
    for kind in kinds:
        database = Database(million(kind))
        made = calls.fill(database)
        desk = Desk(database, database.read(find_shop))
        print(f"\nnumbers on {kind}, {ORDERS} orders, {made} calls (median of {TIMES}, ms)")
        for name, unit in _subjects(desk):
            _line(desk, name, unit)
        database.close()
        _cost(kind)


def _subjects(desk: Desk) -> list[tuple[str, Callable[[Work], Any]]]:
    today = desk.read(today_of)
    week, month = named(WEEK, today), named(THIRTY, today)
    years = Period(today.replace(year=today.year - 2, day=1), today)
    found: list[tuple[str, Callable[[Work], Any]]] = [("who is at work", live.at_work)]
    for name, period in (("7 days", week), ("30 days", month), ("two years", years)):
        found += [
            (f"agents, {name}", partial(results.by_agent, period=period)),
            (f"sources, {name}", partial(results.by_source, period=period)),
            (f"by hour, {name}", partial(reach.by_hour, period=period)),
            (f"by attempt, {name}", partial(reach.by_try, period=period)),
            (f"time in each status, {name}", partial(stays.by_status, period=period)),
            (f"returned, {name}", partial(came_back.by_reason, period=period)),
        ]
    return found


def _line(desk: Desk, name: str, unit: Callable[[Work], Any]) -> None:
    with recorded(desk.database.reader) as transactions:
        desk.read(unit)
    sent = [one for some in transactions for one in some]
    bare = Bare(desk.database)
    ours, floor = _median(lambda: desk.read(unit)), _median(lambda: _replay(bare, sent))
    print(f"   {name:30} ours {ours:8.2f}  floor {floor:8.2f}  ratio {ours / floor:5.2f}")


def _replay(bare: Bare, sent: list[Sent]) -> None:
    for one in sent:
        bare.connection.execute(one.sql, one.values).fetchall()


def _median(job: Callable[[], Any]) -> float:
    job()
    return statistics.median(_timed(job) for _ in range(TIMES))


def _timed(job: Callable[[], Any]) -> float:
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def _cost(kind: str) -> None:
    """Claim and outcome by turns with the counts and without them, so that other load meets both alike."""
    with places.empty(kind) as url:
        database = Database(url)
        fill(database, CYCLES + 100)
        database.close()
        desk = desk_of(url)
        job = partial(cycle, desk, agent(desk, 0))
        turns = [(is_counted, _turn(job, is_counted)) for _ in range(CYCLES // 2) for is_counted in (True, False)]
        desk.database.close()
    with_, without = (statistics.median(took for is_, took in turns if is_ is counted) for counted in (True, False))
    more = 100 * (with_ / without - 1)
    print(f"   claim + outcome: {with_:.3f} ms with the counts, {without:.3f} ms without, {more:+.1f} %")


def _turn(job: Callable[[], Any], is_counted: bool) -> float:
    """One cycle; an uncounted one keeps nothing, so nothing is written."""
    kept = Tallies.step, Tallies.call
    if not is_counted:
        Tallies.step = Tallies.call = _nothing  # type: ignore[assignment,method-assign]
    try:
        return _timed(job)
    finally:
        Tallies.step, Tallies.call = kept  # type: ignore[method-assign]


def _nothing(*_: object) -> None:
    """Counts nothing."""
