"""Widgets that are lines of text: cleaned, folded to the width they get, never parsed as markup."""

from abc import abstractmethod

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from console.text import clean, clean_lines, fold, marked, widest

_HELD = "\u00a0"  #: a space at which no line breaks


def folded(text: str, width: int) -> list[str]:
    """Any text as clean lines that fit `width` cells and keep to their place if they run right to left."""
    return [marked(part) for line in clean_lines(text) for part in fold(line, max(width, 1))]


class Lines(Widget):
    """The base: a subclass says its lines for a width, and calls `changed` when they differ."""

    DEFAULT_CSS = """
    Lines { height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    @abstractmethod
    def lines(self, width: int) -> list[Content]:
        """The lines for a width in cells, each no wider than that."""

    def changed(self) -> None:
        """Shows the lines anew, and makes room when their number differs: a new layout costs more than they do."""
        room = self.content_size
        self.refresh(layout=not room or len(self.lines(room.width)) != room.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self.lines(width))

    def render(self) -> Content:
        """All lines, for the width that the layout gave."""
        return Content("\n").join(self.lines(self.content_size.width))


class Bar(Lines):
    """One line across the screen; it never changes its height, so showing it anew costs no layout."""

    DEFAULT_CSS = """
    Bar { height: 1; }
    """

    @abstractmethod
    def line(self, width: int) -> Content:
        """The line for a width."""

    def lines(self, width: int) -> list[Content]:
        """The one line."""
        return [self.line(width)]

    def changed(self) -> None:
        """Shows the line anew."""
        self.refresh()


class Plain(Lines):
    """Text from anywhere, shown as it is and in full."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text

    def lines(self, width: int) -> list[Content]:
        """The text folded between words."""
        return [Content(line) for line in folded(self._text, width)]

    @property
    def said(self) -> str:
        """The text as it was given."""
        return self._text

    def show(self, text: str) -> None:
        """Another text."""
        if text != self._text:
            self._text = text
            self.changed()


class Parts(Plain):
    """Parts that ` · ` joins: a line breaks between two of them, and within one only when it is wider than a line."""

    def lines(self, width: int) -> list[Content]:
        """Spaces within a part are held while it is folded, so that no amount is torn apart."""
        parts = self._text.split(" · ")
        held = [part.replace(" ", _HELD) if widest(part) + 2 <= width else part for part in parts]
        return [Content(line.replace(_HELD, " ")) for line in folded(f"{_HELD}· ".join(held), width)]


def spread(left: Content, right: Content, width: int) -> Content:
    """Two ends of a line; the left one is cut when both do not fit."""
    room = max(width - right.cell_length, 0)
    return Content.assemble(left.truncate(room, ellipsis=True, pad=True), right)


def styled(text: str, style: str = "") -> Content:
    """One clean line with a style, such as `$foreground-muted`; never markup."""
    return Content.styled(marked(clean(text)), style)
