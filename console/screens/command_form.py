"""A form for any command of the rule book, made from its fields: for what has no key of its own.

    await ask_for(screen, choice)      # asks for the fields, then the screen carries the command out

A command without fields is asked once, as a card. Answers are read by the same code as the command line's flags.
"""

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from console.data.command_fields import Question, command_of, questions
from console.data.typed import is_typed
from console.keys import actions_at
from console.modals.palette import Entry
from console.screens.at_desk import start_of
from console.screens.outcomes.ask import Ask, MakeAsk
from console.screens.outcomes.carded import Card, Carded
from console.screens.outcomes.doubts import left_unpaid, underpaid
from console.screens.outcomes.field import Field
from console.screens.outcomes.final import final
from console.screens.outcomes.steps import WhichParcel
from console.screens.own_ways import done_elsewhere, own_drawer
from console.widgets.form import Choice, Choices
from console.widgets.lines import Plain
from console.widgets.questions import numbered
from console.widgets.read_back import ReadBack
from workflows.engine import ParcelCommand
from workflows.parcels.delivering import Arrival
from workflows.views.whole_order import able

if TYPE_CHECKING:
    from uuid import UUID

    from console.screens.order_screen import OrderScreen
    from console.seat import Seat
    from workflows.engine import Command
    from workflows.views import Choice as OrderChoice
    from workflows.views import Detail
    from workflows.work import Work


WHOLE_ORDER = "a whole order is not typed; `codesk import` takes it"


def entries(screen: "OrderScreen") -> list[Entry]:
    """What the palette offers about the order at hand beyond the keys, each with its reason."""
    found, keyed = screen.at_hand, {action.command for action in actions_at(screen.place)}
    choices = [choice for choice in found.choices if choice.verb not in keyed] if found else []
    return [Entry(choice.title, partial(ask_for, screen, choice), "", _why_not(choice)) for choice in choices]


def _why_not(choice: "OrderChoice") -> str:
    """The reason of the rules, or that the command cannot be typed at all."""
    return choice.reason or ("" if is_typed(choice.command) else WHOLE_ORDER)


async def ask_for(screen: "OrderScreen", choice: "OrderChoice", shipment: int = 0) -> None:
    """Open the form of a command on the order at hand; it closes when the command is done.

    `shipment` is the parcel's number; where it is 0 and the command could mean several, it is asked for.
    """
    found, seat, command = screen.at_hand, screen.seat, choice.command
    if found is None:
        return
    if issubclass(command, ParcelCommand) and not shipment:
        by = seat.actor
        numbers = await seat.read(lambda work: able(work, found.order.id, by, command))
        if len(numbers) > 1:
            await _show(screen, choice, partial(WhichParcel, numbers=numbers, verb=choice.verb, does=choice.title))
            return
        shipment = numbers[0] if numbers else 0
    if done_elsewhere(screen, command, shipment):
        return
    drawer = own_drawer(screen, command, shipment)
    if drawer is None:
        asked = await seat.read(lambda work: questions(work, command, found, shipment))
        drawer = partial(CommandForm, choice=choice, asked=asked, seat=seat, shipment=shipment)
    await _show(screen, choice, drawer)


async def _show(screen: "OrderScreen", choice: "OrderChoice", make: MakeAsk) -> None:
    """In place of the drawer that led here, or anew."""
    if screen.ask is not None and screen.ask.is_open:
        await screen.instead(make)
    else:
        await screen.open(choice.verb, make)


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
        return numbered(self._question.answers, ticked=[self.value])

    def take(self, value: str) -> None:
        """This is the answer."""
        self.value = value
        self._choices.show(self._listed())


class CommandForm(Carded, Ask):
    """Every field at once: tab goes on, enter on the last one does it, escape leaves everything as it was.

    What is final is read back on a card first.
    """

    does = "go on"
    DEFAULT_CSS = """
    CommandForm > .help { dock: bottom; color: $foreground-muted; }
    """

    def __init__(
        self,
        found: "Detail",
        request_id: str,
        choice: "OrderChoice",
        asked: list[Question],
        seat: "Seat",
        shipment: int = 0,
    ) -> None:
        self._command, self._seat, self._shipment = choice.command, seat, shipment
        self._asked = {question.name: question for question in asked}
        self._parts: dict[str, Field | Answered] = {question.name: _part(question) for question in asked}
        self._help = Plain(classes="help")
        self._agreed: Command | None = None  # stands on the card
        once = ReadBack()
        once.ask([], choice.title.lower(), "")
        fields: list[Widget] = [Vertical(*self._parts.values()), self._help] if asked else [once]
        of = f" parcel {shipment}" if shipment else ""
        title = f"{found.order.ref}{of} {choice.title.lower()}:"
        super().__init__(found, request_id, *fields, self.carded(), title=title)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What the field is for, whole."""
        name = next((name for name, part in self._parts.items() if part is event.widget.parent), "")
        if name:
            self._help.show(_whole_help(self._asked[name]))

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
        """Agreed to what stands on the card, or there was nothing to ask."""
        message.stop()
        if self._agreed is not None:
            self.decide(self._agreed)
        else:
            self._send()

    def _send(self) -> None:
        typed = {name: part.value for name, part in self._parts.items()} | {"shipment": str(self._shipment)}
        start_of(self, self._decide(self.found.order.id, typed), "form", exclusive=True)

    async def _decide(self, order_id: "UUID", typed: dict[str, str]) -> None:
        by, command = self._seat.actor, self._command

        def made(work: "Work") -> "tuple[Command, Card | None]":
            built = command_of(work, order_id, by, command, typed)
            return built, final(work, order_id, by, built)

        self._decided(*await self._seat.read(made))

    def _decided(self, command: "Command", card: Card | None) -> None:
        """What is final is read back; what leaves money unpaid is asked once more, with how much."""
        if card is not None:
            self._agreed = command
            self.read_back(card)
        elif isinstance(command, Arrival) and left_unpaid(self.found, command):
            self.post_message(self.Instead(self, partial(underpaid, arrived=command)))
        else:
            self.decide(command)

    def back(self) -> None:
        """What was read back is typed anew."""
        self._agreed = None
        super().back()

    def renew(self, found: "Detail") -> None:
        """The order is another now: what was read back has to be read back anew."""
        super().renew(found)
        if self._agreed is not None:
            self.back()


def _part(question: Question) -> Field | Answered:
    if question.answers:
        return Answered(question)
    field = Field(question.label, question.value, placeholder=_hint(question))
    field.text.select_on_focus = False  # what stands there is mended, not typed anew
    return field


def _hint(question: Question) -> str:
    """What stands in an empty field: what is in force, an example, or that it may stay empty."""
    if question.now:
        return question.now
    needed = "" if question.must else "may be left empty"
    return ", ".join(filter(None, (needed, f"like {question.example}" if question.example else "")))


def _whole_help(question: Question) -> str:
    example = f"; type it like {question.example}" if question.example else ""
    return f"{question.label}: {question.help or 'may be left empty'}{example}"


def _label(question: Question) -> str:
    return f"{question.label}: {question.help}" if question.help else question.label
