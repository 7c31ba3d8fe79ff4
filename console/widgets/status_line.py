"""One line for what the desk has to say; no pop-ups over the work."""

from typing import Literal

from textual.content import Content
from textual.timer import Timer

from console.text import clean
from console.widgets.lines import Bar, styled

Kind = Literal["info", "warn", "error"]
SIGNS: dict[Kind, tuple[str, str]] = {
    "info": ("", "$foreground"),
    "warn": ("! ", "$text-warning"),
    "error": ("!! ", "bold $text-error"),
}  #: what stands in front of each kind, so that it needs no colour


class StatusLine(Bar):
    """Says one thing at a time: for some seconds, or until the next key."""

    DEFAULT_CSS = """
    StatusLine { padding: 0 1; background: $background; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._kind: Kind = "info"
        self._timer: Timer | None = None

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text

    def say(self, text: str, kind: Kind = "info", *, seconds: float | None = None) -> None:
        """Say a sentence until the next key, or for some seconds whatever is pressed."""
        self._stop()
        self._text, self._kind = clean(text), kind
        if seconds is not None:
            self._timer = self.set_timer(seconds, self.clear)
        self.changed()

    def key_pressed(self) -> None:
        """The screen passes every key on before it acts: what stood until then goes."""
        if self._timer is None:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._stop()
        if self._text:
            self._text = ""
            self.changed()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def line(self, width: int) -> Content:
        """The sign of its kind and the sentence, cut if it must be."""
        sign, style = SIGNS[self._kind]
        return styled(sign + self._text, style).truncate(width, ellipsis=True) if self._text else Content("")
