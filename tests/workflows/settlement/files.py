"""Settlement files as couriers send them."""

import csv
from collections.abc import Sequence
from pathlib import Path

HEADER = ("Tracking", "Order", "COD", "Delivery fee", "Status")


def a_file(folder: Path, *rows: Sequence[object], header: Sequence[str] = HEADER, name: str = "july.csv") -> Path:
    """A CSV of these rows."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows([header, *rows])
    return path


def a_workbook(folder: Path, *rows: Sequence[object], header: Sequence[str] = HEADER) -> Path:
    """The same as XLSX."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [header, *rows]:
        sheet.append(list(row))
    path = folder / "july.xlsx"
    book.save(path)
    return path
