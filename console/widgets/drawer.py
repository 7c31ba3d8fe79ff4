"""A drawer opens in the screen, asks, and closes; the focus comes back to where it was."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from console.actions import Place
from console.widgets.bindings import bindings, key_label
from console.widgets.hints import Asking, Hint, hint
from console.widgets.lines import Plain, styled


class Drawer(Vertical):
    """While it is open it takes every key, so that no letter reaches the order behind it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Place.FORM, "form.close", "form.next", "form.previous", "form.page_up", "form.page_down"
    )
    DEFAULT_CSS = """
    Drawer {
        display: none;
        height: auto;
        max-height: 60%;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        padding: 0 1;
        background: $surface;
        border-top: solid $text-accent;
        border-title-align: right;
        border-subtitle-align: right;
        &.-open { display: block; }
        &.-some { border-bottom: solid $text-accent; }
        .drawer--title { text-style: bold; }
    }
    """

    does: ClassVar[str] = "do it"  #: what enter in a field does

    class Turned(Message, bubble=False):
        """It opened or closed, or something else in it is asked: other keys mean something now."""

    class Closed(Message):
        """It was left without doing anything."""

        def __init__(self, drawer: "Drawer") -> None:
            super().__init__()
            self.drawer = drawer

        @property
        def control(self) -> "Drawer":
            """The drawer."""
            return self.drawer

    def __init__(self, *children: Widget, title: str = "", id: str | None = None) -> None:
        self._title = Plain(title, classes="drawer--title")
        super().__init__(self._title, *children, id=id)
        self._came_from: Widget | None = None

    @property
    def is_modal(self) -> bool:
        """Keys go no further than the drawer, but for those that always work."""
        return self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it asks."""
        return self.has_class("-open")

    def on_mount(self) -> None:
        """Follow what is in sight. (A subclass has a handler of its own beside this one.)"""
        for state in ("show_vertical_scrollbar", "scroll_y", "virtual_size"):
            self.watch(self, state, self._look)

    def _look(self) -> None:
        """The edge at the foot takes a line, so what is out of sight is counted after it is drawn."""
        self.set_class(self.show_vertical_scrollbar, "-some")
        self.call_after_refresh(self._tell_rest)

    def _tell_rest(self) -> None:
        """How many lines stand above and below, on the edge they are behind."""
        below = self.max_scroll_y - self.scroll_offset.y
        self.border_title = self._rest("▴", self.scroll_offset.y, "form.page_up")
        self.border_subtitle = self._rest("▾", below, "form.page_down")

    def _rest(self, sign: str, lines: int, way: str) -> Content | None:
        return styled(f"{sign} {lines} more, {key_label(self.app, way)}") if lines > 0 else None

    def open(self, title: str | None = None, *, first: Widget | None = None) -> None:
        """Show it and put the focus on `first`, or on its first part that takes it."""
        if title is not None:
            self._title.show(title)
        if not self.is_open:
            self._came_from = self.screen.focused
        self.add_class("-open")
        # At once, not when the loop comes to it: the next key may already be on its way.
        self.screen.set_focus(first or next(iter(self._fields()), None))
        self.turned()

    def close(self) -> None:
        """Hide it; the focus goes back."""
        if not self.is_open:
            return
        self.remove_class("-open")
        self.screen.set_focus(self._came_from)
        self._came_from = None
        self.turned()

    def turned(self) -> None:
        """Tell the screen, straight away: what is removed next has no time to."""
        self.screen.post_message(self.Turned())

    @property
    def hints(self) -> list[Hint]:
        """The keys of the part that has the focus, then its own."""
        part = self.screen.focused
        own = part.hints if isinstance(part, Asking) else [hint(self.app, "form.accept", self.does)]
        between = [hint(self.app, "form.next")] if len(self._fields()) > 1 else []
        return [*own, *between, hint(self.app, "form.close")]

    def action_close(self) -> None:
        """Leave everything as it was."""
        self.close()
        self.post_message(self.Closed(self))

    def action_next(self) -> None:
        """To the next field."""
        self._step(1)

    def action_previous(self) -> None:
        """To the field before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        fields = self._fields()
        if self.screen.focused in fields:
            self.screen.set_focus(fields[(fields.index(self.screen.focused) + by) % len(fields)])

    def _fields(self) -> list[Widget]:
        """What takes the focus, at whatever depth."""
        return [part for part in self.query(Widget) if part.can_focus and part.display]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another part has other keys."""
        self.turned()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A click beside it does not take the keys away while it asks."""
        self.call_after_refresh(self._hold, event.widget)

    def _hold(self, widget: Widget) -> None:
        if not (self.is_open and self.is_attached and widget.is_attached):
            return  # closed meanwhile, and perhaps gone
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors_with_self:
            self.screen.set_focus(widget)
