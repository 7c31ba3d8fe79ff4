"""A settlement file of 10,000 lines: matching it, and settling what it brings.

The floor of both is the same SQL on the bare driver, without a file and without a rule.
"""

import csv
import os
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, func, literal, select, update

from models import schema
from models.database import Database
from models.orders import orders
from models.shipments import shipments
from models.shops import ShopKind
from models.statuses import Role
from tests.bench import places
from tests.bench.floor import Bare
from workflows.actors import Actor
from workflows.desk import Desk, find_shop
from workflows.intake.load import load, open_file
from workflows.money.remittance import Statement, settle
from workflows.settlement.accept import statement_of
from workflows.settlement.entries import open_entries
from workflows.settlement.match import match
from workflows.settlement.matching import Kind, Matching
from workflows.shop.opening import open_shop

LINES = int(os.environ.get("CODESK_BENCH_LINES", "10000"))
COURIER = "Yalidine"
DAY = date(2026, 11, 22)
_SAMIA = Actor(Role.SUPERVISOR, "Samia")
Kept = list[list[tuple[str, Any]]]  #: statements of each transaction


def main(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Print one block per database."""
    with tempfile.TemporaryDirectory(prefix="codesk-bench-") as folder:
        for kind in kinds:
            with places.empty(kind) as url:
                _made(url, Path(folder) / "orders.csv")
                _measured(kind, url, Path(folder) / "settlement.csv")


def _made(url: str, path: Path) -> None:
    """A shop whose orders were all delivered, with their cash at one courier."""
    database = Database(url)
    schema.create(database)
    desk = open_shop(
        database,
        name="Bench",
        country="DZ",
        currency="DZD",
        zone="Africa/Algiers",
        supervisor="Samia",
        kind=ShopKind.TEST,
    )
    with path.open("w", newline="", encoding="utf-8") as target:
        rows = ((f"B{row}", f"06{60_000_000 + row}", "Soap", 1, 1200 + row % 7, "delivered") for row in range(LINES))
        csv.writer(target).writerows([("Order number", "Phone", "Product", "Quantity", "Price", "Status"), *rows])
    load(desk, open_file(desk, path))
    ref = select(orders.c.ref).where(orders.c.shop_id == shipments.c.shop_id, orders.c.id == shipments.c.order_id)
    total = select(orders.c.total_minor).where(
        orders.c.shop_id == shipments.c.shop_id, orders.c.id == shipments.c.order_id
    )
    collected = {"collected_minor": total.scalar_subquery(), "cash_due_minor": total.scalar_subquery()}
    waybill = literal("YAL-").op("||")(ref.scalar_subquery())
    values = {"courier": COURIER, "cash": "COLLECTED", "waybill": waybill} | collected
    database.write(lambda connection: connection.execute(update(shipments).values(values)))
    database.close()


def _measured(kind: str, url: str, path: Path) -> None:
    database = Database(url)
    desk = Desk(database, database.read(find_shop))
    _write(desk, path)
    _matched(desk, path)  # the second run has everything imported and compiled
    asked: Kept = []
    _record(database.reader, asked)
    start = time.perf_counter()
    found = _matched(desk, path)
    spent = time.perf_counter() - start
    database.close()  # a copy is made of what is on the disk
    _refuse(found)
    print(f"\nsettlement of {LINES} lines on {kind}")
    bare = _bare(url, asked)
    print(f"   matched   ours {spent:6.2f} s  floor {bare:6.2f} s  ratio {bare / spent:.2f}")
    sent: Kept = []
    with places.copy(url) as copied:
        _settled(copied, found, sent)
    with places.copy(url) as copied:
        bare = _bare(copied, sent)
    del asked, sent  # a heap of our own recordings would be looked through while the lock is held
    spent, holds = _settled(url, found)
    print(f"   settled   ours {spent:6.2f} s  floor {bare:6.2f} s  ratio {bare / spent:.2f}")
    middle, most, longest = (1000 * holds[int(share * (len(holds) - 1))] for share in (0.5, 0.99, 1))
    print(f"   write lock held {middle:.0f} ms in the middle, {most:.0f} ms at p99, {longest:.0f} ms at most")


def _write(desk: Desk, path: Path) -> None:
    """Most lines right, some short, some unknown."""
    wanted = select(shipments.c.waybill, shipments.c.collected_minor).order_by(shipments.c.waybill)
    parcels = desk.read(lambda work: work.connection.execute(wanted).all())
    assert len(parcels) == LINES, desk.read(lambda work: work.connection.scalar(select(func.count(shipments.c.id))))
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(("Tracking", "COD", "Delivery fee", "Status"))
        for row, (waybill, collected) in enumerate(parcels):
            amount = collected - (500 if row % 50 == 0 else 0)
            writer.writerow((waybill if row % 100 else f"X{waybill}", f"{amount / 100:.2f}", "400.00", "Delivered"))


def _matched(desk: Desk, path: Path) -> Matching:
    entries = open_entries(path, currency="DZD")
    return desk.read(lambda work: match(work, entries, courier=COURIER))


def _refuse(found: Matching) -> None:
    """What was measured must be what was meant."""
    counts = found.counts
    unknown, short = -(-LINES // 100), -(-LINES // 50) - -(-LINES // 100)
    assert (counts[Kind.UNKNOWN], counts[Kind.SHORT]) == (unknown, short), counts


def _settled(url: str, found: Matching, sent: Kept | None = None) -> tuple[float, list[float]]:
    """Seconds for all of it and of each transaction, sorted; what was sent is kept in `sent`."""
    database = Database(url)
    desk = Desk(database, database.read(find_shop))
    if sent is not None:
        _record(database.writer, sent)
    begun: list[float] = []
    ended: list[float] = []
    event.listen(database.writer, "begin", lambda _: begun.append(time.perf_counter()))
    # A connection is given back after the commit, which may wait for the disk.
    event.listen(database.writer, "checkin", lambda *_: ended.append(time.perf_counter()))
    statement: Statement = statement_of(found, day=DAY, reference="bench")
    start = time.perf_counter()
    done = settle(desk, statement, by=_SAMIA)
    spent = time.perf_counter() - start
    database.close()
    assert not done.refused, done.refused[:3]
    return spent, sorted(end - begin for begin, end in zip(begun, ended, strict=True))


def _record(engine: Engine, kept: Kept) -> None:
    """Keep every statement from now on, transaction by transaction."""
    event.listen(engine, "begin", lambda _: kept.append([]))

    def keep(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
        if not sql.startswith("BEGIN"):
            kept[-1].append((sql, values))

    event.listen(engine, "before_cursor_execute", keep)


def _bare(url: str, kept: Kept) -> float:
    """Seconds in which the bare driver sends the same statements in the same transactions."""
    bare = Bare(Database(url))
    start = time.perf_counter()
    for transaction in kept:
        bare.connection.execute("BEGIN")
        for sql, values in transaction:
            if isinstance(values, list):
                bare.connection.cursor().executemany(sql, values)
            else:
                cursor = bare.connection.execute(sql, values)
                if cursor.description:
                    cursor.fetchall()
        bare.connection.execute("COMMIT")
    spent = time.perf_counter() - start
    bare.connection.close()
    return spent
