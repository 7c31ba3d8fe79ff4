"""Tabs that are filters: one line, no panes, no animation; choosing one only says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from console.data.tabs import Tab
from console.widgets.lines import Bar, styled

ARROW = 2  #: cells of `‹ ` and ` ›`


class TabStrip(Bar):
    """The tabs of a place. It never takes the focus; the screen passes `[` and `]` on to `go`."""

    DEFAULT_CSS = """
    TabStrip { background: $surface; color: $foreground; }
    """

    class Chosen(Message):
        """Another tab was chosen."""

        def __init__(self, strip: "TabStrip", id: str) -> None:
            super().__init__()
            self.strip = strip
            self.tab_id = id

        @property
        def control(self) -> "TabStrip":
            """The strip."""
            return self.strip

    def __init__(self, tabs: Sequence[Tab] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tabs = tuple(tabs)
        self._active = 0
        self._first = 0  # the first tab that is drawn when not all fit

    @property
    def active(self) -> Tab | None:
        """The tab that is chosen."""
        return self._tabs[self._active] if self._tabs else None

    def put(self, tabs: Sequence[Tab]) -> None:
        """Other tabs; the chosen one stays chosen if it is among them."""
        here = self.active.id if self.active else None
        self._tabs = tuple(tabs)
        self._active = next((place for place, tab in enumerate(tabs) if tab.id == here), 0)
        self.changed()

    def count(self, counts: Mapping[str, str]) -> None:
        """Counts as they are shown, by tab id; tabs that are not named keep theirs."""
        tabs = tuple(replace(tab, count=counts.get(tab.id, tab.count)) for tab in self._tabs)
        if tabs != self._tabs:
            self._tabs = tabs
            self.changed()

    def go(self, by: int) -> None:
        """The tab `by` places further, round the end."""
        if self._tabs:
            self.choose(self._tabs[(self._active + by) % len(self._tabs)].id)

    def choose(self, id: str) -> None:
        """A tab by its id; choosing the one that is chosen says nothing."""
        place = next((place for place, tab in enumerate(self._tabs) if tab.id == id), self._active)
        if place != self._active:
            self._active = place
            self.changed()
            self.post_message(self.Chosen(self, id))

    def line(self, width: int) -> Content:
        """As many tabs as fit with the chosen one among them; arrows where there are more."""
        drawn = list(self._drawn(width))
        parts = [styled(text, "bold reverse" if place == self._active else "") for place, _, text in drawn]
        before = "‹ " if self._first else ""
        after = " ›" if drawn and drawn[-1][0] < len(self._tabs) - 1 else ""
        return Content.assemble((before, "$foreground-muted"), *parts, (after, "$foreground-muted"))

    def _drawn(self, width: int) -> Iterator[tuple[int, int, str]]:
        """Place, column and text of each tab that is drawn; the chosen one stands in brackets."""
        self._first = self._scrolled(width)
        column = ARROW if self._first else 0
        for place in range(self._first, len(self._tabs)):
            text = self._text(place)
            size = cell_len(text)
            room = width - (0 if place == len(self._tabs) - 1 else ARROW)
            if column + size > room and place > self._first:
                return
            yield place, column, text
            column += size

    def _text(self, place: int) -> str:
        text = self._tabs[place].text
        return f"[{text}]" if place == self._active else f" {text} "

    def _scrolled(self, width: int) -> int:
        """The first tab to draw: as before if the chosen one is seen then, else as little further as needed."""
        sizes = [cell_len(self._text(place)) for place in range(len(self._tabs))]
        if sum(sizes) <= width:
            return 0
        first = min(self._first, self._active)
        while first < self._active and sum(sizes[first : self._active + 1]) > width - 2 * ARROW:
            first += 1
        return first

    def on_click(self, event: events.Click) -> None:
        """A click chooses; one on an arrow goes one further."""
        drawn = list(self._drawn(self.size.width))
        for place, column, text in drawn:
            if column <= event.x < column + cell_len(text):
                self.choose(self._tabs[place].id)
                return
        if drawn and event.x < ARROW and self._first:
            self.choose(self._tabs[self._first - 1].id)
        elif drawn and event.x >= self.size.width - ARROW and drawn[-1][0] < len(self._tabs) - 1:
            self.choose(self._tabs[drawn[-1][0] + 1].id)
