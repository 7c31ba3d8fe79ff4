"""The top line: shop, places, who sits here, the time, the day's calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from console.text import clean, cut
from console.widgets.lines import Bar, spread, styled

WHOLE = 99  #: letters of a place's label, and parts on the right
SHORT = 8  #: cells in which a shop's name says nothing any more


@dataclass(frozen=True, slots=True)
class PlaceTab:
    """A place that this person may go to."""

    id: str  #: action id, such as `go.queue`
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header shows."""

    shop: str
    places: tuple[PlaceTab, ...] = ()
    here: str = ""  #: action id of the place one is at
    right: tuple[str, ...] = ()  #: who, time, calls today: the last one goes first on a narrow screen


class DeskHeader(Bar):
    """Places answer to a click; everything else is only read."""

    DEFAULT_CSS = """
    DeskHeader { background: $panel; color: $foreground; }
    """

    class PlaceChosen(Message):
        """A place was clicked."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.place_id = id

    def __init__(self, heading: Heading | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heading = heading or Heading("")
        self._letters, self._is_tight = WHOLE, False

    def show(self, heading: Heading) -> None:
        """Other contents; nothing is painted when they are the same."""
        if heading != self._heading:
            self._heading = heading
            self.changed()

    def line(self, width: int) -> Content:
        """Shop and places on the left, who and when on the right; places keep their room longest."""
        shop, places, right = self._parts(width)
        return spread(Content.assemble(shop, places), right, width)

    def _parts(self, width: int) -> tuple[Content, Content, Content]:
        places = self._drawn(width)
        right = self._right(width - places.cell_length)
        return self._shop(width - places.cell_length - right.cell_length), places, right

    def _drawn(self, width: int) -> Content:
        """Whole labels beside who and when, or without gaps, or beside the time alone; else letters of each."""
        both, time = cell_len(self._told(2)), cell_len(self._time)
        whole = ((WHOLE, False, both), (WHOLE, True, both), (WHOLE, True, time))
        for self._letters, self._is_tight, beside in (
            *whole,
            *((letters, False, both) for letters in range(6, 0, -1)),
        ):
            drawn = Content.assemble(*(styled(text, style) for _, text, style in self._places()))
            if drawn.cell_length + beside <= width:
                break
        return drawn

    def _shop(self, room: int) -> Content:
        """The shop's name, with ours in front where there is room."""
        shop = clean(self._heading.shop)
        both = f" codesk  {shop} "
        if room < SHORT:
            return styled("")
        return styled(both if cell_len(both) <= room else f" {cut(shop, room - 2)} ", "bold")

    def _right(self, room: int) -> Content:
        """As much of it as fits; what stands behind the time leaves room for the shop."""
        fits = [(self._told(WHOLE), SHORT + 1), (self._told(2), 0), (self._time, 0)]
        return styled(next((told for told, rest in fits if cell_len(told) + rest <= room), ""), "$foreground-muted")

    def _told(self, parts: int) -> str:
        said = " · ".join(map(clean, self._heading.right[:parts]))
        return f" {said} " if said else ""

    @property
    def _time(self) -> str:
        return clean("".join(self._heading.right[1:2]))

    def _places(self) -> Iterator[tuple[str, str, str]]:
        """Id, text and style of each place; the one one is at stands in brackets, which part it from the others."""
        following = [place.id for place in self._heading.places[1:]]
        for place, after in zip_longest(self._heading.places, following):
            here = place.id == self._heading.here
            text = f"{place.key} {place.label if here else place.label[: self._letters]}"
            before, behind = ("", "" if after == self._heading.here else " ") if self._is_tight else (" ", " ")
            yield place.id, f"[{text}]" if here else f"{before}{text}{behind}", "bold reverse" if here else ""

    def on_click(self, event: events.Click) -> None:
        """A click on a place goes there."""
        column = self._parts(self.size.width)[0].cell_length
        for id, text, _ in self._places():
            if column <= event.x < column + len(text):
                self.post_message(self.PlaceChosen(id))
            column += len(text)
