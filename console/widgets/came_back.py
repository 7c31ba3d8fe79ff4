"""The lines of a returned parcel with what was counted of each."""

from textual.content import Content

from console.data.counting_in import CountingIn
from console.data.scanning import Verdict
from console.text import clean
from console.widgets.lines import Lines, folded, styled


class CameBack(Lines):
    """Each line: fit, damaged, sent, SKU and title; the marked one is counted by a key alone."""

    def __init__(self) -> None:
        super().__init__()
        self.counting = CountingIn(())
        self._at = 0

    def show(self, counting: CountingIn) -> None:
        """Another parcel."""
        self.counting, self._at = counting, 0
        self.changed()

    def scan(self, code: str) -> tuple[Verdict, str]:
        """One fit unit of what a code names; its line is marked."""
        verdict, said, at = self.counting.scan(code)
        self._at = at if at >= 0 else self._at
        self.changed()
        return verdict, said

    def count(self, *, is_damaged: bool = False) -> tuple[Verdict, str]:
        """One unit of the marked line."""
        if not self.counting.expected:
            return Verdict.WRONG, "No parcel is being counted."
        came = self.counting.count(self._at, is_damaged=is_damaged)
        self.changed()
        return came

    def all_fit(self) -> None:
        """The rest is fit."""
        self.counting.all_fit()
        self.changed()

    def move(self, by: int) -> None:
        """Mark another line."""
        if self.counting.expected:
            self._at = (self._at + by) % len(self.counting.expected)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """A heading, all lines, and how much is missing."""
        if not self.counting.expected:
            return []
        head = styled("  fit  damaged  of", "$foreground-muted")
        found = [line for at in range(len(self.counting.expected)) for line in self._line(at, width)]
        whole = f"{self.counting.counted} counted, {self.counting.missing} not"
        return [head, *found, Content(""), styled(whole, "bold")]

    def _line(self, at: int, width: int) -> list[Content]:
        one, counting = self.counting.expected[at], self.counting
        sign = "›" if at == self._at else " "
        numbers = f"{counting.fit[at]:>3}  {counting.damaged[at]:>7}  {one.units:>2}"
        head = f"{sign} {numbers}  {clean(one.sku, 20):<12}  "
        first, *under = folded(clean(one.title), max(width - len(head), 8))
        style = "bold" if at == self._at else ""
        return [
            Content.styled(head + first, style),
            *(Content.styled(" " * len(head) + rest, style) for rest in under),
        ]
