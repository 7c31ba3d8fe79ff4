"""What a drawer asks with before something is locked: a card that reads it back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from console.actions import Place
from console.text import clean
from console.widgets.bindings import bindings, key_label
from console.widgets.hints import Asking, Hint
from console.widgets.lines import folded


class ReadBack(Asking):
    """What is read to the customer, and what becomes impossible; the key of the card is the action itself."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FORM, "form.accept", "form.insist")
    DEFAULT_CSS = """
    ReadBack { padding: 0 1; }
    """

    class Doubted(Message):
        """Enter was pressed on a card that wants its own key; the sentence says which."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Accepted(Message):
        """It was read back and agreed."""

        def __init__(self, card: "ReadBack") -> None:
            super().__init__()
            self.card = card

        @property
        def control(self) -> "ReadBack":
            """The card."""
            return self.card

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._read: tuple[str, ...] = ()
        self._verb = ""
        self._warning = ""
        self._doubt = ""

    def ask(self, read: Sequence[str], verb: str, warning: str, *, doubt: str = "") -> None:
        """`read` line by line, `verb` such as `confirm`, `warning`: what cannot be done afterwards.

        With a `doubt`, a sentence such as `The total is 0.`, enter is not enough: the key of insisting does it.
        """
        self._read, self._verb, self._warning, self._doubt = tuple(read), verb, warning, doubt
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """What is read back, the warning, the two keys."""
        read = [Content(line) for text in self._read for line in folded(text, width)]
        doubt = _told(f"!! {self._doubt} Is that right?", "bold $text-error", width)
        warning = _told(f"! {self._warning}", "$text-warning", width)
        return [*read, *(doubt if self._doubt else []), *(warning if self._warning else []), self._keys()]

    def _keys(self) -> Content:
        style = "bold $text-accent"
        close = key_label(self.app, "form.close")
        return Content.assemble((self.key, style), f" {clean(self._verb)}   ", (close, style), " leave it as it was")

    @property
    def hints(self) -> list[Hint]:
        """What the card asks for."""
        return [Hint("form.insist" if self._doubt else "form.accept", self.key, clean(self._verb))]

    @property
    def key(self) -> str:
        """What is to be pressed."""
        return key_label(self.app, "form.insist" if self._doubt else "form.accept")

    @property
    def wanted(self) -> str:
        """What is in doubt, and what is to be pressed all the same."""
        return f"{clean(self._doubt)} Press {self.key} to {clean(self._verb)}.".lstrip()

    def action_accept(self) -> None:
        """It is agreed, where nothing is in doubt."""
        if self._doubt:
            self.post_message(self.Doubted(self.wanted))
        else:
            self.post_message(self.Accepted(self))

    def action_insist(self) -> None:
        """It is agreed in spite of the doubt."""
        if self._doubt:
            self.post_message(self.Accepted(self))


def _told(text: str, style: str, width: int) -> list[Content]:
    return [Content.styled(line, style) for line in folded(text, width)]
