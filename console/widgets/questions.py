"""One question at a time, asked in a drawer: a choice, a line of text, or whether to go on."""

from collections.abc import Callable, Collection, Sequence
from itertools import chain, repeat

from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from console.widgets.drawer import Drawer
from console.widgets.form import Choice, Choices, TextField
from console.widgets.lines import Plain
from console.widgets.read_back import ReadBack
from console.widgets.scanned import ScannedCard, ScannedChoices

LETTERS = "123456789abcdefghijklmnopqrstuvwxyz"  #: keys of answers that have none of their own


def numbered(
    answers: Sequence[tuple[str, str]], reason: str = "", *, ticked: Collection[object] = ()
) -> list[Choice]:
    """Answers as label and value, each with the next key; when they are used up, the arrows choose.

    `ticked` are the values in force.
    """
    keyed = zip(chain(LETTERS, repeat("")), answers, strict=False)
    return [Choice(key, label, value, reason, value in ticked) for key, (label, value) in keyed]


class Questions(Drawer):
    """A question is put with what is to be done with its answer; escape leaves everything as it was."""

    DEFAULT_CSS = """
    Questions .questions--said { color: $text-warning; }
    """

    class Said(Message):
        """A sentence for the status line: why an answer cannot be given."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, *, is_scanned: bool = False, id: str | None = None) -> None:
        """`is_scanned`: a scanner types on this screen, and what it types is no answer."""
        self._choices, self._card = (ScannedChoices(), ScannedCard()) if is_scanned else (Choices(), ReadBack())
        self._field = TextField()
        self._said = Plain(classes="questions--said")
        super().__init__(self._choices, self._field, self._card, self._said, id=id)
        self._offered: tuple[Choice, ...] = ()
        self._chosen: Callable[[str], None] | None = None
        self._written: Callable[[str], str | None] | None = None
        self._agreed: Callable[[], None] | None = None
        self._turn = 0  # rises with every question

    def choose(self, title: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        """One of several; `then` is given the value of the choice."""
        self._chosen, self._offered = then, tuple(choices)
        self._choices.show(choices)
        self._put(title, self._choices)

    def write(self, title: str, then: Callable[[str], str | None], *, value: str = "", placeholder: str = "") -> None:
        """A line of text. `then` gives None, or a sentence: the line stays open with it."""
        self._written = then
        self._field.value, self._field.placeholder = value, placeholder
        self._put(title, self._field)

    def agree(
        self, title: str, read: Sequence[str], verb: str, warning: str, then: Callable[[], None], *, doubt: str = ""
    ) -> None:
        """A card that says what becomes impossible; `verb` is what enter does, or with a `doubt` insisting."""
        self._agreed = then
        self._card.ask(read, verb, warning, doubt=doubt)
        self._put(title, self._card)

    def _put(self, title: str, part: Widget) -> None:
        self._turn += 1
        self._said.show("")
        self._said.display = False
        for one in (self._choices, self._field, self._card):
            one.display = one is part
        self.open(title, first=part)
        self._field.select_all()  # what is proposed is typed over, also where the question before had the focus

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """Answered; a key that was pressed for the question before this one answers nothing."""
        message.stop()
        then = self._chosen
        if then is not None and any(message.choice is one for one in self._offered):
            self._chosen = None
            self.close()
            then(message.choice.value)

    def on_choices_refused(self, message: Choices.Refused) -> None:
        """An answer that cannot be given now says why."""
        message.stop()
        self.post_message(self.Said(message.choice.reason))

    def on_input_changed(self, message: Input.Changed) -> None:
        """Nobody else listens to this field."""
        message.stop()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Written: closed unless the answer asked on, or left open with what is wrong."""
        message.stop()
        if self._written is None:
            return
        turn, problem = self._turn, self._written(message.value)
        if self._turn != turn:
            return
        if problem is None:
            self._written = None
            self.close()
            return
        self._said.show(problem)
        self._said.display = True

    def on_read_back_doubted(self, message: ReadBack.Doubted) -> None:
        """Enter is not enough, and a scanner presses it."""
        message.stop()
        self.post_message(self.Said(message.sentence))

    def on_read_back_accepted(self, message: ReadBack.Accepted) -> None:
        """Agreed, once."""
        message.stop()
        then, self._agreed = self._agreed, None
        if then is not None:
            self.close()
            then()
