"""What the desk has to say, in full, on as many lines as that takes; no pop-ups over the work."""

from typing import Literal

from textual.content import Content
from textual.timer import Timer

from console.text import clean
from console.widgets.lines import Lines, folded

Kind = Literal["info", "warn", "error"]
SIGNS: dict[Kind, tuple[str, str]] = {
    "info": ("", "$foreground"),
    "warn": ("! ", "$text-warning"),
    "error": ("!! ", "bold $text-error"),
}  #: what stands in front of each kind, so that it needs no colour
LIMIT = 1_000  #: characters of one sentence
Said = tuple[str, Kind]
_NOTHING: Said = ("", "info")


class StatusLine(Lines):
    """Says one thing at a time until the next key; above it stands what is said for some seconds whatever comes."""

    DEFAULT_CSS = """
    StatusLine { min-height: 1; padding: 0 1; background: $background; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notice: Said = ("", "info")
        self._said: Said = ("", "info")
        self._timer: Timer | None = None

    @property
    def text(self) -> str:
        """What it says now."""
        return " ".join(filter(None, (self._notice[0], self._said[0])))

    def say(self, text: str, kind: Kind = "info", *, seconds: float | None = None) -> None:
        """Say a sentence until the next key, or for some seconds whatever is pressed and said meanwhile."""
        if seconds is None:
            self._put(self._notice, (clean(text, LIMIT), kind))
            return
        self._stop()
        self._timer = self.set_timer(seconds, self._forget)
        self._put((clean(text, LIMIT), kind), self._said)

    def key_pressed(self) -> None:
        """The screen passes every key on before it acts: what stood until then goes."""
        self._put(self._notice, _NOTHING)

    def clear(self) -> None:
        """Say nothing."""
        self._stop()
        self._put(_NOTHING, _NOTHING)

    def _forget(self) -> None:
        self._stop()
        self._put(_NOTHING, self._said)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _put(self, notice: Said, said: Said) -> None:
        if (notice, said) != (self._notice, self._said):
            self._notice, self._said = notice, said
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """The sign of its kind and each sentence, folded between words; an empty line when nothing is said."""
        said = [line for one in (self._notice, self._said) for line in _lines(*one, width)]
        return said or [Content()]


def _lines(text: str, kind: Kind, width: int) -> list[Content]:
    sign, style = SIGNS[kind]
    return [Content.styled(line, style) for line in folded(sign + text, width)] if text else []
