"""XLSX: records of the first sheet that holds a table, each cell as exact text."""

import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from workflows.intake.rows import FileProblem, Limits, Number, Progress, Record

if TYPE_CHECKING:
    from openpyxl import Workbook

_EVERY = 200
_KEPT = 100_000
_UNPACKED = 20  #: times the limit of bytes that a workbook may unpack to


@dataclass(slots=True)
class WorkbookFile:
    """One sheet of an XLSX file. Unpacking it is slow, so that up to `_KEPT` rows are kept for the next pass."""

    path: Path
    sheet: str
    others: tuple[str, ...]
    limits: Limits
    _kept: list[Record] | None = None

    @property
    def note(self) -> str:
        """Which sheet was taken, where there is a choice."""
        return f"Read from the sheet {self.sheet!r}; {', '.join(self.others)} left alone." if self.others else ""

    def records(self, progress: Progress) -> Iterator[Record]:
        """Every row of the sheet, as wide as it is filled."""
        start = progress.done
        count = 0
        for count, record in enumerate(self._kept or self._unpacked(), 1):
            yield record
            if count % _EVERY == 0:
                progress.done = start + count
        progress.done = start + count
        progress.total = progress.total or count * progress.passes

    def _unpacked(self) -> Iterator[Record]:
        kept: list[Record] = []
        for values in _values(self.path, self.sheet):
            cells = [_text(value) for value in values]
            record = Record(cells, self._problem(cells))
            if len(kept) <= _KEPT:
                kept.append(record)
            yield record
        self._kept = kept if len(kept) <= _KEPT else None

    def _problem(self, cells: list[str]) -> str:
        if any(len(cell) > self.limits.cell for cell in cells):
            return f"a cell is longer than {self.limits.cell:,} characters"
        return ""


def open_workbook(path: Path, limits: Limits) -> WorkbookFile:
    """The first visible sheet with more than one filled row. FileProblem when the file is no workbook."""
    _refuse_bombs(path, limits)
    with closing(_load(path)) as book:
        names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for name in names:
        filled = (row for row in _values(path, name) if any(cell is not None for cell in row))
        if next(filled, None) and next(filled, None):
            return WorkbookFile(path, name, tuple(other for other in names if other != name), limits)
    raise FileProblem(f"{path.name} is empty: no sheet holds column names and rows below them.")


def _refuse_bombs(path: Path, limits: Limits) -> None:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileProblem(f"{path.name} is damaged and cannot be unpacked ({error}).") from None
    if "[Content_Types].xml" not in names:
        raise FileProblem(f"{path.name} is not an XLSX workbook; open it and save it as XLSX or CSV.")
    if size > limits.bytes * _UNPACKED:
        raise FileProblem(f"{path.name} unpacks to {size:,} bytes, which is too large; split it.")


def _load(path: Path) -> "Workbook":
    """openpyxl raises whatever its parser stumbles on, so everything becomes one sentence."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise FileProblem(
            f"{path.name} cannot be read as a workbook ({type(error).__name__}); save it again as XLSX or CSV."
        ) from None


def _values(path: Path, name: str) -> Iterator[tuple[object, ...]]:
    with closing(_load(path)) as book:
        sheet = book[name]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True)
        while (row := _next(rows, path)) is not None:
            yield row


def _next(rows: Iterator[tuple[object, ...]], path: Path) -> tuple[object, ...] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return next(rows, None)
    except Exception as error:
        raise FileProblem(
            f"{path.name} is damaged inside a sheet ({type(error).__name__}); save it again as XLSX or CSV."
        ) from None


def _text(value: object) -> str:
    """What the cell holds, exactly; numbers are rounded to the 15 digits that a spreadsheet keeps."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return Number(value)
    if isinstance(value, float):
        return Number(_plain(value))
    return _time(value)


def _plain(value: float) -> str:
    from decimal import Decimal

    short = Decimal(f"{value:.15g}")
    return f"{short:f}" if short.is_finite() else str(value)


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
