"""The checker over a shop of 100,000 orders, beside reading every row of it on the bare driver."""

import time

from models.columns import metadata
from models.database import Database
from tests.bench.floor import Bare
from tests.bench.million import million
from workflows.checker import check
from workflows.desk import Desk, find_shop

ORDERS = 100_000


def main(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Print one line per database."""
    for kind in kinds:
        database = Database(million(kind, ORDERS))
        desk = Desk(database, database.read(find_shop))
        start = time.perf_counter()
        problems = list(desk.read(check))
        ours = time.perf_counter() - start
        floor = _read(Bare(database))
        database.close()
        print(
            f"\nchecker on {kind}, {ORDERS} orders: ours {ours:.1f} s  floor (reading every row) {floor:.1f} s  "
            f"ratio {ours / floor:.1f}  problems {len(problems)}"
        )


def _read(bare: Bare) -> float:
    """Seconds in which every row of every table is fetched."""
    start = time.perf_counter()
    for table in metadata.sorted_tables:
        cursor = bare.connection.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608
        while cursor.fetchmany(1_000):
            pass
    return time.perf_counter() - start
