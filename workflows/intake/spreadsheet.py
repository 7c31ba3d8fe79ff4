"""Files of orders opened as a header with rows below it, CSV or XLSX.

A file that cannot be read at all is a `FileProblem`, one sentence. A row that cannot be read carries its
problem with it, so that the rest of the file goes on. Blank rows are passed over but counted: a row's number
is the one a person finds it by, 1 right below the header.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from workflows.intake.rows import FileProblem, Limits, Progress, Row, Source
from workflows.intake.textfile import open_text
from workflows.spoken import counted
from workflows.text import clean

_HEADER_WITHIN = 20  #: records in which the header stands; titles may come before it
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose column names are known; it can be gone through as often as wanted."""

    path: Path
    header: tuple[str, ...]  #: cleaned, each name once
    notes: tuple[str, ...]  #: what was assumed or changed, in sentences
    source: Source
    above: int  #: records above the first row: titles and the header itself
    limits: Limits

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """Every row that is not blank. FileProblem when the file breaks off or is too long."""
        width = len(self.header)
        records = islice(self.source.records(progress or Progress()), self.above, None)
        for number, (cells, problem) in enumerate(records, 1):
            if _blank(cells):
                continue
            if number > self.limits.rows:
                raise FileProblem(f"{self.path.name} has more than {self.limits.rows:,} rows; split it.")
            if len(cells) > width and not _blank(cells[width:]):
                yield Row(number, tuple(cells[:width]), problem or _too_many(cells, width), tuple(cells[width:]))
            else:
                yield Row(number, _fitted(cells, width), problem)


def open_sheet(path: Path, limits: Limits | None = None) -> Sheet:
    """The file's table. FileProblem, one sentence, when there is none in it."""
    limits = limits or Limits()
    source = _source(path, limits)
    records = [cells for cells, _ in islice(source.records(Progress()), _HEADER_WITHIN)]
    above = _header_at(path, records) + 1
    names = _trimmed([clean(cell) for cell in records[above - 1]])
    if len(names) > limits.columns:
        raise FileProblem(f"{path.name} has {len(names):,} columns, more than an order can have.")
    header, notes = _named_once(names)
    sheet = Sheet(path, header, tuple(filter(None, (source.note, *notes))), source, above, limits)
    if next(sheet.rows(), None) is None:
        raise FileProblem(f"{path.name} has column names but no rows below them.")
    return sheet


def _source(path: Path, limits: Limits) -> Source:
    head = _head(path, limits)
    if head.startswith(_ZIP):
        from workflows.intake.workbook import open_workbook

        return open_workbook(path, limits)
    if head.startswith(_OLE):
        raise FileProblem(
            f"{path.name} is an old or locked Excel file; open it in Excel and save it as XLSX without a password."
        )
    return open_text(path, limits)


def _head(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise FileProblem(f"{path.name} cannot be opened: {error.strerror or error}.") from None
    if size == 0:
        raise FileProblem(f"{path.name} is empty.")
    if size > limits.bytes:
        raise FileProblem(f"{path.name} has {size:,} bytes, more than {limits.bytes:,}; split it.")
    return head


def _header_at(path: Path, records: list[list[str]]) -> int:
    """The first record that is not a title line: a title fills one or two cells of a much wider table."""
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in records]
    widest = max(filled, default=0)
    if widest == 0:
        raise FileProblem(f"{path.name} is empty: its first {_HEADER_WITHIN} rows hold nothing.")
    return next(at for at, count in enumerate(filled) if count > 2 or (count > 0 and widest <= 2 * count))


def _trimmed(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names


def _named_once(names: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Every column under a name of its own; a second `Phone` becomes `Phone (2)`."""
    header: list[str] = []
    notes = []
    for place, name in enumerate(names, 1):
        count, unique = 1, name or f"column {place}"
        while unique in header:
            count += 1
            unique = f"{name} ({count})"
        if count == 2:
            notes.append(f"Two columns are called {name!r}: the second is called {unique!r} here.")
        header.append(unique)
    return tuple(header), notes


def _blank(cells: list[str]) -> bool:
    return not any(cell and not cell.isspace() for cell in cells)


def _fitted(cells: list[str], width: int) -> tuple[str, ...]:
    if len(cells) < width:
        cells = [*cells, *[""] * (width - len(cells))]
    return tuple(cells[:width])


def _too_many(cells: list[str], width: int) -> str:
    return (
        f"the row has {counted(len(cells), 'cell')} and the header {width}; a cell that holds the delimiter must "
        "stand in quotation marks"
    )
