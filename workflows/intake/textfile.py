"""CSV: records of a text file in whatever encoding and with whatever delimiter it was saved."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from workflows.intake.encodings import delimiter_of, encoding_of
from workflows.intake.rows import FileProblem, Limits, Progress, Record

_SAMPLE = 40  #: lines looked at to tell the delimiter
_LONGEST = 1 << 22  #: characters of one line
_EVERY = 500  #: records between two looks at the position
_UNCLOSED = "a quotation mark is opened here and never closed, so the rows below ran into this one"
_NUL = "the row holds NUL characters; save the file again as CSV UTF-8"


@dataclass(frozen=True, slots=True)
class TextFile:
    """One CSV file and how it is to be read."""

    path: Path
    encoding: str
    delimiter: str
    declared: bool  #: the first line is Excel's `sep=`
    limits: Limits

    @property
    def note(self) -> str:
        """Said only where a person might see wrong letters."""
        if self.encoding.startswith("utf"):
            return ""
        return f"Read as {self.encoding}, because the file is not UTF-8; look at the names before importing."

    def records(self, progress: Progress) -> Iterator[Record]:
        """Every record; a quotation mark left open is the problem of the row where it stands."""
        progress.total = progress.total or self.path.stat().st_size * progress.passes
        start = progress.done
        with self.path.open("rb") as raw:
            lines = _Lines(raw, self.encoding, skip=int(self.declared))
            for count, cells in enumerate(self._cells(lines)):
                yield Record(cells, lines.problem(cells, self.limits))
                if count % _EVERY == 0:
                    progress.done = start + raw.tell()
            progress.done = start + raw.tell()

    def _cells(self, lines: "_Lines") -> Iterator[list[str]]:
        try:
            yield from csv.reader(lines, delimiter=self.delimiter)
        except csv.Error as error:
            raise FileProblem(
                f"{self.path.name} cannot be read beyond line {lines.count}: probably a quotation mark is opened "
                f"there and never closed ({error})."
            ) from None


@dataclass(slots=True)
class _Lines:
    """Lines for the CSV reader; remembers what went into the record at hand."""

    raw: BinaryIO
    encoding: str
    skip: int
    count: int = 0
    size: int = 0  #: characters of this record
    nul: bool = False
    ended: bool = False
    text: TextIOWrapper = field(init=False)

    def __post_init__(self) -> None:
        self.text = TextIOWrapper(self.raw, self.encoding, errors="replace", newline="")
        for _ in range(self.skip):
            next(self.text, "")

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(_LONGEST)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) == _LONGEST:
            raise FileProblem(f"Line {self.count + 1} is longer than {_LONGEST:,} characters; this is no table.")
        self.count += 1
        self.size += len(line)
        self.nul = self.nul or "\0" in line
        return line

    def problem(self, cells: list[str], limits: Limits) -> str:
        """What is wrong with the record just read, and ready for the next one."""
        found = ""
        if self.nul:
            found = _NUL
        elif self.ended:  # the reader asked for a line beyond the last one
            found = _UNCLOSED
        elif self.size > limits.cell and any(len(cell) > limits.cell for cell in cells):
            found = f"a cell is longer than {limits.cell:,} characters"
        self.size = 0
        self.nul = False
        return found


def open_text(path: Path, limits: Limits) -> TextFile:
    """The file with its encoding and delimiter told from its first lines. FileProblem when it is no table."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = list(islice(iter(lambda: file.readline(limits.cell * 4), ""), _SAMPLE))
    _refuse_other_kinds(path, "".join(head[:5]))
    if head and head[0].lower().startswith("sep=") and len(head[0].rstrip("\r\n")) == 5:
        return TextFile(path, encoding, head[0][4], True, limits)
    return TextFile(path, encoding, delimiter_of(head), False, limits)


def _refuse_other_kinds(path: Path, head: str) -> None:
    start = head.lstrip("\ufeff \t\r\n")[:20].lower()
    if sum(c < " " and c not in "\t\r\n\f" for c in head) > len(head) // 20:
        raise FileProblem(f"{path.name} is not a table: it holds binary data. Choose a CSV or XLSX file.")
    if start.startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise FileProblem(f"{path.name} is a web page or XML, not a table; open it and save it as XLSX or CSV.")
    if start.startswith(("{", "[{")):
        raise FileProblem(f"{path.name} is JSON, not a table; export the orders as CSV.")
    if start.startswith(("%pdf", "{\\rtf")):
        raise FileProblem(f"{path.name} is a document, not a table; export the orders as CSV.")
