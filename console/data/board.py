"""What a page of numbers is made of: tables, bars, columns and words, as plain data."""

from dataclasses import dataclass

from console.data.columns import Column


@dataclass(frozen=True, slots=True)
class Title:
    """What stands below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence, folded where it must be."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the last row stands apart where it is the sum of the others."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_sum: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: a part of a whole, on one scale with the other lines."""

    label: str
    part: int
    whole: int  #: as much as the part where there is only one
    text: str  #: the same in figures


@dataclass(frozen=True, slots=True)
class Bars:
    """Lines of one scale: the longest whole takes all the room."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Standing columns, such as calls by hour."""

    columns: tuple[tuple[str, int], ...]  #: a label of two cells at most, and how high


Section = Title | Words | Grid | Bars | Columns


@dataclass(frozen=True, slots=True)
class Beside:
    """Two halves of the page, one below the other where it is narrow."""

    left: tuple[Section, ...]
    right: tuple[Section, ...]


Page = tuple[Section | Beside, ...]
