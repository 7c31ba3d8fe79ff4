"""What a page of numbers is made of: tables, bars, columns and words, as plain data."""

from collections.abc import Collection, Sequence
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


Note = tuple[tuple[str, ...], str]  #: titles of columns, and what is said of them; without titles, of all


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the last row stands apart where it is the sum of the others."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_sum: bool = False
    notes: tuple[Note, ...] = ()  #: stand below it


def noted(notes: Sequence[Note], shown: Collection[str]) -> str:
    """What is said of the columns that are shown: `no answer and reached of the calls; …`."""
    return "; ".join(filter(None, (_said(titles, words, shown) for titles, words in notes)))


def _said(titles: Sequence[str], words: str, shown: Collection[str]) -> str:
    here = " and ".join(title.lower() for title in titles if title in shown)
    return f"{here} {words}" if here else "" if titles else words


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
