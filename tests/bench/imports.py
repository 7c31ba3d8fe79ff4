"""Import of a file of 100,000 orders into a million: rows a second, and how long others had to wait."""

import csv
import tempfile
import time
from pathlib import Path

from sqlalchemy import event

from models.database import Database
from tests.bench import places
from tests.bench.floor import Kept, again, kept
from tests.bench.million import million
from workflows.desk import Desk, find_shop
from workflows.intake.load import load, open_file

ROWS = 100_000
SAMPLE = 10_000  #: orders whose statements are kept, to be sent again by the bare driver
HEADER = (
    "Order number",
    "Date",
    "Customer",
    "Phone",
    "Address",
    "City",
    "Product",
    "SKU",
    "Quantity",
    "Price",
    "Total",
)


def main(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Print one block per database."""
    with tempfile.TemporaryDirectory(prefix="codesk-bench-") as folder:
        small, whole = _file(Path(folder) / "small.csv", SAMPLE), _file(Path(folder) / "whole.csv", ROWS)
        for kind in kinds:
            with places.copy(million(kind)) as url:
                sent = _recorded(url, small)
            with places.copy(million(kind)) as url:
                floor = SAMPLE / again(Database(url), sent)
            with places.copy(million(kind)) as url:
                _ours(kind, url, whole, floor)


def _file(path: Path, rows: int) -> Path:
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(HEADER)
        for row in range(rows):
            phone = f"06{60_000_000 + row % 90_000}"
            day = f"2026-11-{1 + row % 20:02} {8 + row % 12:02}:15"
            writer.writerow(
                (f"B{row}", day, f"Nadia Belkacem {row}", phone, f"{row} rue des Oliviers", "Oran", *_bought(row))
            )
    return path


def _bought(row: int) -> tuple[str, str, int, int, int]:
    """Product, SKU, quantity, price, total."""
    quantity = 1 + row % 3
    return f"Product {row % 400}", f"P{row % 400}", quantity, 1200, 1200 * quantity


def _recorded(url: str, path: Path) -> Kept:
    """Every statement of the import of the small file, with all its rows."""
    database = Database(url)
    desk = Desk(database, database.read(find_shop))
    with kept(database.writer) as transactions:
        load(desk, open_file(desk, path))
    database.close()
    return transactions


def _ours(kind: str, url: str, path: Path, floor: float) -> None:
    longest, held = [0.0], [0.0]
    database = Database(url)
    event.listen(database.writer, "begin", lambda _: held.__setitem__(0, time.perf_counter()))
    event.listen(
        database.writer,
        "commit",
        lambda _: longest.__setitem__(0, max(longest[0], time.perf_counter() - held[0])),
    )
    desk = Desk(database, database.read(find_shop))
    start = time.perf_counter()
    report = load(desk, open_file(desk, path))
    rate = report.orders_created / (time.perf_counter() - start)
    database.close()
    print(
        f"\nimport on {kind}: {report.orders_created} orders, {len(report.rejected)} rejected\n"
        f"   ours {rate:7.0f} orders/s  floor {floor:7.0f} orders/s  ratio {rate / floor:.2f}  "
        f"longest hold of the write lock {longest[0] * 1000:.0f} ms"
    )
