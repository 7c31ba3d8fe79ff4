"""When to call again: a digit for the usual times, or a time as it is said."""

from typing import TYPE_CHECKING

from textual.widgets import Input

from console import text
from console.screens.outcomes.ask import Ask
from console.screens.outcomes.said import spoken
from console.widgets.form import Choice, Choices, TextField
from models.clock import zone
from workflows.calls import when
from workflows.confirmation.axis import CallLater
from workflows.errors import Invalid

if TYPE_CHECKING:
    from workflows.desk import Desk
    from workflows.views import Detail

TYPED = "6"


class Later(Ask):
    """`l` and a digit; after `6` the time is typed, and a note if one is wanted."""

    DEFAULT_CSS = """
    Later TextField { display: none; }
    Later.-typing TextField { display: block; }
    """

    def __init__(self, found: "Detail", request_id: str, desk: "Desk") -> None:
        self._desk = desk
        self._zone = zone(found.order.zone)
        self._typed = TextField(placeholder=when.EXAMPLES)
        self._note = TextField(placeholder="what was agreed (may be left empty)")
        choices = Choices([self._choice(choice) for choice in self._times()])
        title = f"{found.order.ref} call later: when? It is {self._now(found)} there."
        super().__init__(found, request_id, choices, self._typed, self._note, title=title)

    def _now(self, found: "Detail") -> str:
        return f"{self._desk.clock().astimezone(self._zone):%H:%M}"

    def _times(self) -> list[when.Choice]:
        return when.choices(self._desk.clock(), self._zone, self._desk.policy.calling_hours)

    def _choice(self, choice: when.Choice) -> Choice:
        at = text.then(choice.at, self._desk.clock(), self._zone) if choice.at else ""
        return Choice(choice.key, f"{choice.label:<18}{at}".rstrip(), choice.key, choice.why)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """A usual time, counted from now and not from when the drawer opened; or the field to type one."""
        event.stop()
        if event.choice.value == TYPED:
            self.add_class("-typing")
            self._typed.focus()
            return
        now = next(choice for choice in self._times() if choice.key == event.choice.value)
        if now.at is None:
            self.complain(spoken(now.why))
        else:
            self.decide(CallLater(now.at))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The time as it was typed; what cannot be read stays in the field."""
        event.stop()
        try:
            at = when.parse(self._typed.value, self._desk.clock(), self._zone, self._desk.policy.calling_hours)
        except Invalid as problem:
            self.complain(spoken(str(problem)))
            return
        self.decide(CallLater(at, self._note.value))
