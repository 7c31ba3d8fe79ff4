"""What every file of rows comes down to, whether it was saved as text or as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class FileProblem(Exception):
    """Why a whole file cannot be read, in words for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is called too large."""

    bytes: int = 512 * 1024 * 1024
    rows: int = 2_000_000
    columns: int = 1_000
    cell: int = 32_767  #: characters: what a spreadsheet's cell can hold


@dataclass(slots=True)
class Progress:
    """How far a file has been read: bytes of text, rows of a workbook. `total` 0 means not yet known."""

    done: int = 0
    total: int = 0
    passes: int = 1  #: how often the file is gone through


class Number(str):
    """The text of a number that the file stores as a number: its decimal mark is `.`, whatever else it holds."""

    __slots__ = ()


class Record(NamedTuple):
    """One record as the file has it; `problem` says why it cannot be read."""

    cells: list[str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header, exactly as wide as the header; row 1 stands right below it."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    overhang: tuple[str, ...] = ()  #: filled cells beyond the header


class Source(Protocol):
    """A file that can be gone through as often as wanted."""

    @property
    def note(self) -> str:
        """How it was read, where that is not plain; a sentence."""

    def records(self, progress: Progress) -> Iterator[Record]:
        """Every record from the top, blank ones too. Raises FileProblem where nothing more can be read."""
