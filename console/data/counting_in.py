"""Counting what came back: units fit for sale and damaged ones, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from console.data.scanning import Verdict, is_called
from console.text import clean
from workflows.parcels.returning import Counted
from workflows.views.dock import Expected


@dataclass
class CountingIn:
    """The lines of one parcel with what was counted of each."""

    expected: Sequence[Expected]
    fit: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fit, self.damaged = [0] * len(self.expected), [0] * len(self.expected)

    def left(self, at: int) -> int:
        """Units of a line that were not counted yet."""
        return self.expected[at].units - self.fit[at] - self.damaged[at]

    @property
    def counted(self) -> int:
        """Units that were counted."""
        return sum(self.fit) + sum(self.damaged)

    @property
    def missing(self) -> int:
        """Units that were not."""
        return sum(self.left(at) for at in range(len(self.expected)))

    def scan(self, code: str) -> tuple[Verdict, str, int]:
        """One fit unit of what the code names; the verdict, its sentence, and the line."""
        named = [at for at, one in enumerate(self.expected) if is_called(one, code)]
        if not named:
            return Verdict.WRONG, f"{clean(code)} was not in this parcel.", -1
        at = next((at for at in named if self.left(at)), named[0])
        return (*self.count(at), at)

    def count(self, at: int, *, is_damaged: bool = False) -> tuple[Verdict, str]:
        """One more unit of a line; where all are counted, a fit one turns out to be damaged."""
        one = self.expected[at]
        if is_damaged and not self.left(at) and self.fit[at]:
            self.fit[at] -= 1
        if not self.left(at):
            return Verdict.TOO_MANY, f"{clean(one.title, 60)}: all {one.units} are counted already."
        (self.damaged if is_damaged else self.fit)[at] += 1
        said = f"{clean(one.title, 60)}: {self.fit[at]} fit, {self.damaged[at]} damaged of {one.units}."
        return (Verdict.RIGHT if self.missing else Verdict.COMPLETE), said

    def all_fit(self) -> None:
        """Whatever was not counted yet is back and fit for sale."""
        self.fit = [count + self.left(at) for at, count in enumerate(self.fit)]

    def lines(self, *, every: bool) -> tuple[Counted, ...]:
        """As the command takes them: all lines, or only those of which something came back."""
        told = [
            Counted(one.name, fit, damaged)
            for one, fit, damaged in zip(self.expected, self.fit, self.damaged, strict=True)
        ]
        return tuple(one for one in told if every or one.fit or one.damaged)
