"""A form for any command of the rule book, made from its fields: for what has no key of its own.

    await ask_for(screen, choice)      # asks for the fields, then the screen carries the command out

A command without fields is asked once, as a card. Answers are read by the same code as the command line's flags.
"""

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from console.data.command_fields import Question, command_of, questions
from console.keys import actions_at
from console.modals.palette import Entry
from console.screens.outcomes.ask import Ask
from console.screens.outcomes.field import Field
from console.screens.outcomes.said import spoken
from console.widgets.form import Choice, Choices, ReadBack
from console.widgets.lines import Plain
from console.widgets.questions import numbered
from workflows.errors import Refused

if TYPE_CHECKING:
    from uuid import UUID

    from console.screens.order_screen import OrderScreen
    from console.seat import Seat
    from workflows.engine import Command
    from workflows.views import Choice as OrderChoice
    from workflows.views import Detail


def entries(screen: "OrderScreen") -> list[Entry]:
    """What the palette offers about the order at hand beyond the keys, each with its reason."""
    found, keyed = screen.at_hand, {action.command for action in actions_at(screen.place)}
    choices = [choice for choice in found.choices if choice.verb not in keyed] if found else []
    return [Entry(choice.title, partial(ask_for, screen, choice), "", choice.reason or "") for choice in choices]


async def ask_for(screen: "OrderScreen", choice: "OrderChoice") -> None:
    """Open the form of a command on the order at hand; it closes when the command is done."""
    found, seat = screen.at_hand, screen.seat
    if found is None:
        return
    asked = await seat.read(lambda work: questions(work, choice.command, found))
    await screen.open(choice.verb, lambda now, request: CommandForm(now, request, choice, asked, seat))


class Answered(Vertical):
    """A label and what can be chosen; the answer in force carries a sign."""

    DEFAULT_CSS = """
    Answered { height: auto; }
    Answered > Plain { color: $foreground-muted; }
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        self.value = question.value
        self._choices = Choices(self._listed())
        super().__init__(Plain(_label(question)), self._choices)

    def _listed(self) -> list[Choice]:
        signed = [(("✓ " if value == self.value else "") + label, value) for label, value in self._question.answers]
        return numbered(signed)

    def take(self, value: str) -> None:
        """This is the answer."""
        self.value = value
        self._choices.show(self._listed())


class CommandForm(Ask):
    """Every field at once: tab goes on, enter on the last one does it, escape leaves everything as it was."""

    DEFAULT_CSS = """
    CommandForm { max-height: 80%; }
    CommandForm .help { color: $foreground-muted; }
    """

    def __init__(
        self, found: "Detail", request_id: str, choice: "OrderChoice", asked: list[Question], seat: "Seat"
    ) -> None:
        self._command, self._seat = choice.command, seat
        self._parts: dict[str, Field | Answered] = {question.name: _part(question) for question in asked}
        card = ReadBack()
        card.ask([], choice.title.lower(), "")
        parts: list[Widget] = list(self._parts.values()) or [card]
        super().__init__(found, request_id, *parts, title=f"{found.order.ref} {choice.title.lower()}:")

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """Take the answer and go on; the last answer sends the form."""
        message.stop()
        part = message.choices.parent
        assert isinstance(part, Answered)
        part.take(message.choice.value)
        self._fill(message.choice.value)
        self._on(part)

    def _fill(self, note_id: str) -> None:
        """A note that is edited begins as it is."""
        text = self._parts.get("text")
        note = next((note for note in self.found.notes if str(note.id) == note_id), None)
        if note is not None and isinstance(text, Field):
            text.text.value = note.text
            text.text.cursor_position = len(text.value)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go on; the last field sends the form."""
        message.stop()
        part = message.input.parent
        assert isinstance(part, Field)
        self._on(part)

    def _on(self, part: Field | Answered) -> None:
        if part is list(self._parts.values())[-1]:
            self._send()
        else:
            self.action_next()

    def on_read_back_accepted(self, message: ReadBack.Accepted) -> None:
        """There was nothing to ask."""
        message.stop()
        self._send()

    def _send(self) -> None:
        typed = {name: part.value for name, part in self._parts.items()}
        self.run_worker(self._decide(self.found.order.id, typed), group="form", exclusive=True, exit_on_error=False)

    async def _decide(self, order_id: "UUID", typed: dict[str, str]) -> None:
        by, command = self._seat.actor, self._command
        try:
            decided: Command = await self._seat.read(lambda work: command_of(work, order_id, by, command, typed))
        except Refused as problem:
            self.complain(spoken(str(problem)))
        else:
            self.decide(decided)


def _part(question: Question) -> Field | Answered:
    if question.answers:
        return Answered(question)
    help = question.help if question.must else f"optional: {question.help}"
    field = Field(question.label, question.value, placeholder=help)
    field.text.select_on_focus = False  # what stands there is mended, not typed anew
    return field


def _label(question: Question) -> str:
    return f"{question.label}: {question.help}" if question.help else question.label
