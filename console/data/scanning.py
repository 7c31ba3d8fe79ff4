"""Counting what is scanned into a parcel, unit by unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from console.text import clean
from workflows.views.bench import Goods


class Verdict(StrEnum):
    """What a scan came to."""

    RIGHT = "right"  #: one more unit lies in the parcel
    COMPLETE = "complete"  #: that was the last one
    TOO_MANY = "too many"  #: the parcel has all of these already
    WRONG = "wrong"  #: not of this order


@dataclass
class Scanning:
    """The goods of one parcel and how many units of each were scanned."""

    goods: Sequence[Goods]
    counted: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counted = self.counted or [0] * len(self.goods)

    @property
    def wanted(self) -> int:
        """Units in all."""
        return sum(one.quantity for one in self.goods)

    @property
    def done(self) -> int:
        """Units that were scanned."""
        return sum(self.counted)

    @property
    def is_complete(self) -> bool:
        """Whether everything lies in the parcel."""
        return self.done == self.wanted

    def scan(self, code: str) -> tuple[Verdict, str]:
        """What came of one code, and the sentence about it; a wrong one changes nothing."""
        named = [at for at, one in enumerate(self.goods) if is_called(one, code)]
        if not named:
            return Verdict.WRONG, f"{clean(code)} is not in this order: put it back."
        open_ = [at for at in named if self.counted[at] < self.goods[at].quantity]
        if not open_:
            return Verdict.TOO_MANY, f"{_title(self.goods[named[0]])}: all are in already, this one is too many."
        return self.count(open_[0])

    def count(self, at: int) -> tuple[Verdict, str]:
        """One more unit of a line."""
        one = self.goods[at]
        if self.counted[at] >= one.quantity:
            return Verdict.TOO_MANY, f"{_title(one)}: all {one.quantity} are in already."
        self.counted[at] += 1
        said = f"{_title(one)}: {self.counted[at]} of {one.quantity}."
        return (Verdict.COMPLETE if self.is_complete else Verdict.RIGHT), said

    def count_all(self) -> None:
        """Everything was looked at by hand."""
        self.counted = [one.quantity for one in self.goods]


class Named(Protocol):
    """What has a SKU and a title."""

    @property
    def sku(self) -> str:
        """Empty where there is none."""

    @property
    def title(self) -> str:
        """What people call it."""


def is_called(goods: Named, code: str) -> bool:
    """By its SKU; by its title where it has none."""
    return (goods.sku or goods.title).strip().casefold() == code.strip().casefold()


def _title(goods: Goods) -> str:
    return clean(goods.title, 60)
