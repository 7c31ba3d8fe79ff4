"""What a drawer asks with: a list of choices, and a text field."""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from console.actions import Place
from console.text import LINE_LIMIT, clean, typed
from console.widgets.bindings import bindings, key_label
from console.widgets.hints import Asking, Hint, hint
from console.widgets.lines import styled


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; its key chooses it at once."""

    key: str  #: one character; empty where there are more answers than keys
    label: str
    value: str
    reason: str = ""  #: why it cannot be chosen now
    ticked: bool = False  #: it is in force: it carries a sign, and enter leaves it so


class Choices(Asking):
    """A list to choose from: its digit or letter, or up, down and enter, or a click."""

    # Keys that were typed before the list had the focus come as bindings; the others come to `on_key`.
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.FORM, "form.up", "form.down", "form.first", "form.last", "form.page_up", "form.page_down"),
        *bindings(Place.FORM, "form.accept"),
        *(Binding(key, f"pick('{key}')", show=False) for key in string.digits + string.ascii_letters),
    ]

    picks: ClassVar[str] = "choose"  #: what a choice's own key does

    class Chosen(Message):
        """An answer was given."""

        def __init__(self, choices: "Choices", choice: Choice) -> None:
            super().__init__()
            self.choices = choices
            self.choice = choice

        @property
        def control(self) -> "Choices":
            """The list."""
            return self.choices

    class Refused(Message):
        """An answer that cannot be given now; its reason is for the status line."""

        def __init__(self, choices: "Choices", choice: Choice) -> None:
            super().__init__()
            self.choices = choices
            self.choice = choice

        @property
        def control(self) -> "Choices":
            """The list."""
            return self.choices

    def __init__(self, choices: Sequence[Choice] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._at = self._in_force()

    def show(self, choices: Sequence[Choice]) -> None:
        """Other answers; the one that is in force is highlighted, or the first."""
        self._choices = tuple(choices)
        self._at = self._in_force()
        self.changed()

    def _in_force(self) -> int:
        return next((place for place, choice in enumerate(self._choices) if choice.ticked), 0)

    @property
    def keys(self) -> list[str]:
        """The key of each choice."""
        return [choice.key for choice in self._choices]

    @property
    def hints(self) -> list[Hint]:
        """The keys of what can be chosen; up, down and enter."""
        keys = _span([choice.key for choice in self._choices if choice.key and not choice.reason])
        move = " ".join(key_label(self.app, id) for id in ("form.up", "form.down"))
        own = [Hint("", keys, self.picks)] if keys else []
        return [*own, Hint("", move, "move"), hint(self.app, "form.accept", "take it")]

    def lines(self, width: int) -> list[Content]:
        """Sign, key and label of each; dim with its reason if it cannot be chosen."""
        return [self._line(place, choice, width) for place, choice in enumerate(self._choices)]

    def _line(self, place: int, choice: Choice, width: int) -> Content:
        here = place == self._at and self.has_focus
        label = ("✓ " if choice.ticked else "") + choice.label + (f" – {choice.reason}" if choice.reason else "")
        style = "$foreground-muted" if choice.reason else "bold" if here else ""
        key = styled(choice.key or " ", "bold $text-accent" if not choice.reason else "$foreground-muted")
        line = Content.assemble("› " if here else "  ", key, "  ", styled(label, style))
        return line.truncate(width, ellipsis=True)

    def action_up(self) -> None:
        """The choice above."""
        self._move(-1)

    def action_down(self) -> None:
        """The choice below."""
        self._move(1)

    def action_first(self) -> None:
        """The first choice."""
        self._move(-self._at)

    def action_last(self) -> None:
        """The last choice."""
        self._move(len(self._choices) - 1 - self._at)

    def action_page_up(self) -> None:
        """As many choices up as are in sight."""
        self._move(-min(self._page, self._at))

    def action_page_down(self) -> None:
        """As many choices down as are in sight."""
        self._move(min(self._page, len(self._choices) - 1 - self._at))

    @property
    def _page(self) -> int:
        """All but one of the lines in sight: the smallest of what it stands in."""
        return max(min(part.size.height for part in self.ancestors if isinstance(part, Widget)) - 1, 1)

    def action_accept(self) -> None:
        """The choice that is highlighted."""
        self._choose(self._at)

    def on_key(self, event: events.Key) -> None:
        """A choice's own key."""
        if event.character in self.keys:
            event.stop()
            event.prevent_default()
            self._choose(self.keys.index(event.character))

    def action_pick(self, key: str) -> None:
        """A choice's own key."""
        self._choose(self.keys.index(key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that chooses nothing here is left to others."""
        return action != "pick" or parameters[0] in self.keys

    def on_click(self, event: events.Click) -> None:
        """The choice that is clicked."""
        self._choose(event.y)

    def on_focus(self) -> None:
        """The highlight shows."""
        self.changed()

    def on_blur(self) -> None:
        """The highlight goes."""
        self.changed()

    def _move(self, by: int) -> None:
        if self._choices:
            self._at = (self._at + by) % len(self._choices)
            self.changed()
            self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """A list that is longer than its drawer scrolls with the highlight."""
        if isinstance(self.parent, Widget):
            line = Region(0, self.virtual_region.y + self._at, 1, 1)
            self.parent.scroll_to_region(line, animate=False, force=True)

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self._choices):
            return
        self._at = place
        self.changed()
        choice = self._choices[place]
        self.post_message(self.Refused(self, choice) if choice.reason else self.Chosen(self, choice))


def _span(keys: Sequence[str]) -> str:
    """`1–6`, `b i v`."""
    run = "".join(keys)
    return f"{run[0]}–{run[-1]}" if len(run) > 2 and run in string.digits else " ".join(keys)


class TextField(Input):
    """One line to type in. Nothing that is pasted or filled in reaches the terminal unclean."""

    DEFAULT_CSS = """
    TextField { border: none; height: 1; padding: 0 1; background: $panel; }
    TextField:focus { border: none; background: $boost; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(clean(value), placeholder=clean(placeholder), id=id, max_length=LINE_LIMIT)
        self.cursor_blink = False

    async def action_accept(self) -> None:
        """As enter does."""
        await self.action_submit()

    def validate_value(self, value: str) -> str:
        """Whatever sets the value."""
        return typed(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Typed or pasted text, cleaned before the cursor is counted on."""
        super().replace(typed(text), start, end)
