"""The palette: type a few letters of what to do. It offers what makes sense here, and says why not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

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
from console.widgets.lines import Lines, styled

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
        """A window of hits around the chosen one."""
        first = max(0, min(self.at - SHOWN // 2, len(self.entries) - SHOWN))
        window = list(enumerate(self.entries))[first : first + SHOWN]
        return [self._line(place, entry, width) for place, entry in window] or [
            Content("  Nothing of that name here.")
        ]

    def _line(self, place: int, entry: Entry, width: int) -> Content:
        title = f"{entry.title} – {entry.reason}" if entry.reason else entry.title
        style = "$foreground-muted" if entry.reason else "bold" if place == self.at else ""
        keys = styled(entry.keys, "$text-accent")
        left = Content.assemble("› " if place == self.at else "  ", styled(title, style))
        return Content.assemble(
            left.truncate(max(width - keys.cell_length - 1, 0), ellipsis=True, pad=True), " ", keys
        )

    def on_click(self, event: events.Click) -> None:
        """A click chooses and runs."""
        first = max(0, min(self.at - SHOWN // 2, len(self.entries) - SHOWN))
        if first + event.y < len(self.entries):
            self.at = first + event.y
            self.screen.run_worker(self.screen.run_action("accept"), exit_on_error=False)


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
            self.run_worker(self._find(message.value), group="find", exclusive=True, exit_on_error=False)

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
