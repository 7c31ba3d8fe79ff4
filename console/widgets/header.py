"""The top line: shop, places, who sits here, the time, the day's calls."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from console.text import clean, cut
from console.widgets.lines import Bar, spread, styled

WHOLE = 99  #: letters of a place's label
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
        self._letters = WHOLE

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
        right = self._right(width - places.cell_length - (len(" codesk  ") if self._letters == WHOLE else 0))
        return self._shop(width - places.cell_length - right.cell_length), places, right

    def _drawn(self, width: int) -> Content:
        """Whole labels if they fit; else as many letters of each as leave room for who and when."""
        beside = cell_len(" · ".join(clean(part) for part in self._heading.right[:2])) + 2
        for letters, room in ((WHOLE, width), *((letters, width - beside) for letters in range(6, 0, -1))):
            self._letters = letters
            drawn = Content.assemble(*(styled(text, style) for _, text, style in self._places()))
            if drawn.cell_length <= room:
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
        """As much of it as fits, from the left."""
        parts = [clean(part) for part in self._heading.right]
        while parts and cell_len(" · ".join(parts)) + 2 > room:
            parts.pop()
        return styled(f" {' · '.join(parts)} " if parts else "", "$foreground-muted")

    def _places(self) -> Iterator[tuple[str, str, str]]:
        """Id, text and style of each place; the one one is at stands in brackets."""
        for place in self._heading.places:
            here = place.id == self._heading.here
            text = f"{place.key} {place.label if here else place.label[: self._letters]}"
            yield place.id, f"[{text}]" if here else f" {text} ", "bold reverse" if here else ""

    def on_click(self, event: events.Click) -> None:
        """A click on a place goes there."""
        column = self._parts(self.size.width)[0].cell_length
        for id, text, _ in self._places():
            if column <= event.x < column + len(text):
                self.post_message(self.PlaceChosen(id))
            column += len(text)
