"""The line to search with: it lists while one types, enter keeps what was typed, escape ends the search."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from console.actions import Place
from console.widgets.bindings import bindings
from console.widgets.form import TextField
from console.widgets.hints import Hint, hint

PAUSE = 0.12  #: seconds without a letter until it is looked up


class SearchLine(TextField):
    """Hidden until it is opened; it stays in sight as long as it narrows the list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FORM, "form.close", "form.down")
    DEFAULT_CSS = """
    SearchLine { display: none; background: $surface; padding: 0 1; }
    SearchLine.-open { display: block; }
    """

    class Typed(Message):
        """Something else is searched for; an empty text is no search."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Message):
        """The keys go back to the list."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder="order number, phone, or part of a name", id=id)
        self._told = ""
        self._pause: Timer | None = None

    @property
    def hints(self) -> list[Hint]:
        """Its keys, while it has the focus."""
        return [hint(self.app, "form.accept", "to the list"), hint(self.app, "form.close", "end search")]

    def open(self) -> None:
        """Show it and type."""
        self.add_class("-open")
        self.screen.set_focus(self)  # at once: the next letter may already be on its way

    def end(self) -> None:
        """No search any more."""
        self.value = ""
        self.remove_class("-open")
        self._tell()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Look it up after a short pause, so that a word typed quickly is one search."""
        message.stop()
        self._stop()
        self._pause = self.set_timer(PAUSE, self._tell)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep it."""
        message.stop()
        self.action_down()

    def action_down(self) -> None:
        """On to the orders that were found."""
        self._tell()
        self.set_class(bool(self.value.strip()), "-open")
        self.post_message(self.Kept())

    def action_close(self) -> None:
        """End the search."""
        self.end()
        self.post_message(self.Kept())

    def _tell(self) -> None:
        self._stop()
        text = self.value.strip()
        if text != self._told:
            self._told = text
            self.post_message(self.Typed(text))

    def _stop(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
