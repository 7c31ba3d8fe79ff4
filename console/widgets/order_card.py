"""The pieces of an order's card: facts, lines with amounts, and the panel of sections beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from console.styles.tones import TONES
from console.text import clean
from console.widgets.lines import Lines, folded, styled

GAP = 2  #: cells between a label and its value, or a text and its amount


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known; the whole value is shown, on as many lines as it takes."""

    label: str
    value: str
    tone: str = ""  #: see styles/tones.py
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A text on the left and an amount on the right."""

    text: str
    amount: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A title and its lines; `–` stands where there are none."""

    title: str
    lines: tuple[str, ...] = ()


class Facts(Lines):
    """Labels in one column, values in the next."""

    def __init__(self, facts: Sequence[Fact] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = tuple(facts)

    def show(self, facts: Sequence[Fact]) -> None:
        """Other facts."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Every fact, its value folded under itself."""
        labels = max((cell_len(clean(fact.label)) for fact in self._facts), default=0)
        indent = labels + GAP if labels else 0
        return [line for fact in self._facts for line in self._fact(fact, indent, width)]

    def _fact(self, fact: Fact, indent: int, width: int) -> list[Content]:
        style = " ".join(filter(None, (TONES.get(fact.tone, ""), "bold" if fact.strong else "")))
        first, *under = folded(fact.value, width - indent)
        label = styled(fact.label, "$foreground-muted").truncate(indent, pad=True)
        margin = " " * indent
        return [Content.assemble(label, (first, style)), *(Content.assemble(margin, (one, style)) for one in under)]


class Receipt(Lines):
    """What was ordered, with amounts in one column to the right."""

    def __init__(self, items: Sequence[Item] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items = tuple(items)

    def show(self, items: Sequence[Item]) -> None:
        """Other lines."""
        if tuple(items) != self._items:
            self._items = tuple(items)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Every item in full; its amount stands on its last line."""
        amounts = max((cell_len(clean(item.amount)) for item in self._items), default=0)
        room = width - amounts - (GAP if amounts else 0)
        return [line for item in self._items for line in self._item(item, room, width)]

    def _item(self, item: Item, room: int, width: int) -> list[Content]:
        style = "bold" if item.strong else ""
        *first, last = [Content.styled(text, style) for text in folded(item.text, room)]
        amount = styled(item.amount, style)
        return [*first, Content.assemble(last.truncate(width - amount.cell_length, pad=True), amount)]


class Sections(Lines):
    """A side panel: history, other orders of the number, notes."""

    DEFAULT_CSS = """
    Sections { border-left: solid $panel; padding: 0 1; }
    """

    def __init__(self, sections: Sequence[Section] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sections = tuple(sections)

    def show(self, sections: Sequence[Section]) -> None:
        """Other sections."""
        if tuple(sections) != self._sections:
            self._sections = tuple(sections)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Title, rule, lines, and an empty line between two sections."""
        blocks = [self._section(section, width) for section in self._sections]
        return [line for block in blocks for line in block][:-1]

    def _section(self, section: Section, width: int) -> list[Content]:
        title = styled(section.title, "bold")
        rule = Content.styled(" " + "─" * max(width - title.cell_length - 1, 0), "$foreground-muted")
        texts = [Content(text) for line in section.lines or ("–",) for text in folded(line, width)]
        return [Content.assemble(title, rule), *texts, Content("")]
