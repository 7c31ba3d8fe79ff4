"""The palette: type a few letters of what to do. It offers what makes sense here, and says why not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from console.actions import Place
from console.widgets.bindings import bindings
from console.widgets.form import TextField
from console.widgets.lines import Lines, folded, styled

if TYPE_CHECKING:
    from console.screens.place import PlaceScreen

SHOWN = 14  #: hits on the screen


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done."""

    title: str
    run: Callable[[], object]
    keys: str = ""  #: its keys, for those who would rather press one next time
    reason: str = ""  #: why not now


def matching(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Entries that hold every typed word, those that begin with the first one in front."""
    words = typed.casefold().split()
    hits = [entry for entry in entries if all(word in entry.title.casefold() for word in words)]
    return sorted(hits, key=lambda entry: (bool(entry.reason), not entry.title.casefold().startswith(tuple(words))))


class Hits(Lines):
    """What fits, with the chosen one marked."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.at = 0

    def show(self, entries: list[Entry]) -> None:
        """Other hits; the first one is chosen."""
        self.entries, self.at = entries, 0
        self.changed()

    def move(self, by: int) -> None:
        """Up or down, round the end."""
        if self.entries:
            self.at = (self.at + by) % len(self.entries)
            self.changed()

    @property
    def chosen(self) -> Entry | None:
        """The entry that enter runs."""
        return self.entries[self.at] if self.entries else None

    def lines(self, width: int) -> list[Content]:
        """A window of hits around the chosen one, then why that one cannot be done where its line has no room."""
        window = list(enumerate(self.entries))[self._first : self._first + SHOWN]
        rows = [self._line(place, entry, width) for place, entry in window]
        return [*rows, *self._why(width)] or [Content("  Nothing of that name here.")]

    @property
    def _first(self) -> int:
        return max(0, min(self.at - SHOWN // 2, len(self.entries) - SHOWN))

    def _line(self, place: int, entry: Entry, width: int) -> Content:
        style = "$foreground-muted" if entry.reason else "bold" if place == self.at else ""
        left = Content.assemble("› " if place == self.at else "  ", styled(_said(entry), style))
        room = _room(entry, width)
        return Content.assemble(left.truncate(room, ellipsis=True, pad=True), " ", styled(entry.keys, "$text-accent"))

    def _why(self, width: int) -> list[Content]:
        entry = self.chosen
        if entry is None or not entry.reason or cell_len(_said(entry)) + 2 <= _room(entry, width):
            return []
        return [Content(""), *(Content.styled(line, "$text-warning") for line in folded(entry.reason, width))]

    def on_click(self, event: events.Click) -> None:
        """A click chooses and runs."""
        if event.y < min(SHOWN, len(self.entries)):
            self.at = self._first + event.y
            self.screen.run_worker(self.screen.run_action("accept"), exit_on_error=False)


def _said(entry: Entry) -> str:
    return f"{entry.title} – {entry.reason}" if entry.reason else entry.title


def _room(entry: Entry, width: int) -> int:
    """Cells beside its keys."""
    return max(width - cell_len(entry.keys) - 1, 0)


class Palette(ModalScreen[None]):
    """A field and its hits."""

    finds_orders: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FORM, "form.close", "form.up", "form.down")
    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette Vertical {
        width: 78; max-width: 100%; height: auto; margin-top: 2;
        background: $surface; padding: 0 1; border-top: solid $text-accent;
    }
    """

    def __init__(self, place: "PlaceScreen") -> None:
        super().__init__()
        self.place = place

    def compose(self) -> ComposeResult:
        """The field above, the hits below."""
        with Vertical():
            yield TextField(placeholder="what to do")
            yield Hits()

    def on_mount(self) -> None:
        """Everything that is offered."""
        self.query_one(Hits).show(matching(self.entries(), ""))
        self.query_one(TextField).focus()

    def entries(self) -> list[Entry]:
        """What can be done where one is."""
        return self.place.entries()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Fewer with every letter; a number is an order's."""
        self.query_one(Hits).show(matching(self.entries(), message.value))
        if self.finds_orders and any(letter.isdigit() for letter in message.value):
            found = self.place.safely(self._find(message.value))
            self.run_worker(found, group="find", exclusive=True, exit_on_error=False)

    async def _find(self, typed: str) -> None:
        """Every order of that number, so that of several with the same one each can be opened."""
        found = await self.place.orders_of(typed)
        if found and typed == self.query_one(TextField).value:
            self.query_one(Hits).show([*found, *matching(self.entries(), typed)])

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Do the chosen one."""
        self.action_accept()

    def action_accept(self) -> None:
        """Close, then do it; what cannot be done says why."""
        entry = self.query_one(Hits).chosen
        self.dismiss(None)
        if entry is not None and entry.reason:
            self.place.say(entry.reason, "warn")
        elif entry is not None:
            self.app.call_later(self._run, entry)

    async def _run(self, entry: Entry) -> None:
        done = entry.run()
        if isawaitable(done):
            await self.place.safely(done)

    def action_up(self) -> None:
        """The hit above."""
        self.query_one(Hits).move(-1)

    def action_down(self) -> None:
        """The hit below."""
        self.query_one(Hits).move(1)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
