"""The goods of a parcel with what was scanned, and the large sign of the last scan."""

from textual.content import Content

from console.data.scanning import Scanning, Verdict
from console.text import clean
from console.widgets.lines import Lines, folded, styled

SIGNS = {
    Verdict.RIGHT: ("✓", "bold $text-success"),
    Verdict.COMPLETE: ("✓✓ COMPLETE", "bold $text-success"),
    Verdict.TOO_MANY: ("✗ TOO MANY", "bold reverse $text-warning"),
    Verdict.WRONG: ("✗ STOP", "bold reverse $text-error"),
}  #: words and marks as well as colours


class Packed(Lines):
    """Each line: counted, wanted, SKU and title; the marked one is counted by enter alone."""

    def __init__(self) -> None:
        super().__init__()
        self._scanning = Scanning(())
        self._at = 0

    def show(self, scanning: Scanning) -> None:
        """The goods of another parcel."""
        self._scanning, self._at = scanning, 0
        self.changed()

    @property
    def done(self) -> int:
        """Units that are in."""
        return self._scanning.done

    def scan(self, code: str) -> tuple[Verdict, str]:
        """Count what a code names."""
        return self._told(self._scanning.scan(code))

    def count(self) -> tuple[Verdict, str]:
        """Count one of the marked line."""
        if not self._scanning.goods:
            return Verdict.WRONG, "Nothing lies on the bench."
        return self._told(self._scanning.count(self._at))

    def count_all(self) -> None:
        """Everything is in."""
        self._scanning.count_all()
        self.changed()

    def move(self, by: int) -> None:
        """Mark another line."""
        if self._scanning.goods:
            self._at = (self._at + by) % len(self._scanning.goods)
            self.changed()

    def _told(self, came: tuple[Verdict, str]) -> tuple[Verdict, str]:
        open_ = [at for at, one in enumerate(self._scanning.goods) if self._scanning.counted[at] < one.quantity]
        if open_ and self._at not in open_:
            self._at = open_[0]
        self.changed()
        return came

    def lines(self, width: int) -> list[Content]:
        """All lines, and how much is in."""
        found = [line for at in range(len(self._scanning.goods)) for line in self._line(at, width)]
        whole = f"{self._scanning.done} of {self._scanning.wanted} in the parcel" if found else ""
        return [*found, Content(""), styled(whole, "bold")]

    def _line(self, at: int, width: int) -> list[Content]:
        one, counted = self._scanning.goods[at], self._scanning.counted[at]
        is_full = counted >= one.quantity
        mark, style = ("✓" if is_full else "›" if at == self._at else " "), "$text-success" if is_full else ""
        head = f"{mark} {counted}/{one.quantity}  {clean(one.sku, 20):<12}  "
        first, *under = folded(clean(one.title), max(width - len(head), 8))
        emphasis = " ".join(filter(None, (style, "bold" if at == self._at else "")))
        return [
            Content.styled(head + first, emphasis),
            *(Content.styled(" " * len(head) + rest, emphasis) for rest in under),
        ]


class Signal(Lines):
    """What the last scan came to, where nobody overlooks it."""

    DEFAULT_CSS = """
    Signal { padding: 1; min-height: 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self._sentence = ""

    def show(self, verdict: Verdict, sentence: str) -> None:
        """A sign and a sentence."""
        self._verdict, self._sentence = verdict, sentence
        self.changed()

    def clear(self) -> None:
        """Nothing was scanned yet."""
        self._verdict, self._sentence = None, ""
        self.changed()

    @property
    def text(self) -> str:
        """What it says."""
        return self._sentence

    def lines(self, width: int) -> list[Content]:
        """The sign, then the sentence."""
        if self._verdict is None:
            return []
        sign, style = SIGNS[self._verdict]
        return [Content.assemble((f" {sign} ", style)), *map(Content, folded(self._sentence, width))]
