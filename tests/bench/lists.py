"""Counts of tabs, pages at any depth, and search, on a million orders, beside the same SQL on the bare driver."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from models.database import Database
from tests.bench.floor import Bare, Sent, recorded
from tests.bench.million import ORDERS, million
from workflows.desk import Desk, find_shop
from workflows.views import Query, counts, page
from workflows.work import Work

TIMES = 60


def main(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Print the table of each database."""
    for kind in kinds:
        database = Database(million(kind))
        desk = Desk(database, database.read(find_shop))
        print(f"\nlists on {kind}, {ORDERS} orders (median of {TIMES}, ms)")
        for name, unit in _subjects(desk):
            _line(desk, name, unit)
        database.close()


def _subjects(desk: Desk) -> list[tuple[str, Callable[[Work], Any]]]:
    tab = Query("all")
    deep = _deep(desk, tab)
    names = [
        ("search name, common", "mohamed"),
        ("search name, two parts", "moh ben"),
        ("search name, none", "zzqxy"),
    ]
    phone = desk.read(lambda work: page(work, tab, limit=1)).rows[0].phone
    return [
        ("counts of all tabs", counts),
        ("first page of 50", lambda work: page(work, tab, limit=50)),
        ("page at three quarters", lambda work: page(work, tab, after=deep, limit=50)),
        ("search phone suffix", lambda work: page(work, Query("all", search=phone[-7:]), limit=50)),
        *((name, lambda work, text=text: page(work, Query("all", search=text), limit=50)) for name, text in names),
    ]


def _deep(desk: Desk, tab: Query) -> Any:
    """A key three quarters down the list: the keyset makes it as cheap to reach as the first."""
    first = desk.read(lambda work: page(work, tab, limit=1)).rows[0].key
    last = desk.read(lambda work: page(work, tab, before=(9, 0, ""), limit=1)).rows
    end = last[0].key[1] if last else 0
    return (first[0], first[1] - (first[1] - end) * 3 // 4, "f" * 32)


def _line(desk: Desk, name: str, unit: Callable[[Work], Any]) -> None:
    with recorded(desk.database.reader) as transactions:
        desk.read(unit)
    sent = [one for some in transactions for one in some]
    ours = _median(lambda: desk.read(unit))
    bare = Bare(desk.database)
    floor = _median(lambda: _replay(bare, sent))
    print(f"   {name:26} ours {ours:7.3f}  floor {floor:7.3f}  ratio {ours / floor:5.2f}")


def _replay(bare: Bare, sent: list[Sent]) -> None:
    for one in sent:
        bare.connection.execute(one.sql, one.values).fetchall()


def _median(job: Callable[[], Any]) -> float:
    job()
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
