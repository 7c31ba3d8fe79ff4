"""Why an order is cancelled: a digit for the reason, a note if one is wanted, `enter`."""

from typing import TYPE_CHECKING

from textual.widgets import Input

from console.data.owing import may_still_pay, to_send_back
from console.data.reasons import REASONS
from console.screens.outcomes.ask import Ask
from console.widgets.form import Choice, Choices, TextField
from console.widgets.lines import Plain
from models.statuses import Reason
from workflows.confirmation.axis import Cancel

if TYPE_CHECKING:
    from workflows.views import Detail

NEEDED = "note (needed: it says why)"
FOR_GOOD = "! Cancelled is for good: the order is locked, and a message to the customer is written."


class CancelReasons(Ask):
    """`x`, a digit, `enter`. Choosing only marks the reason: cancelling has no way back."""

    does = "cancel it"

    DEFAULT_CSS = """
    CancelReasons TextField, CancelReasons #warning { display: none; }
    CancelReasons.-chosen TextField, CancelReasons.-chosen #warning { display: block; }
    CancelReasons #warning { color: $text-warning; }
    """

    def __init__(self, found: "Detail", request_id: str) -> None:
        self._reason: Reason | None = None
        self._note = TextField()
        self._choices = Choices([_choice(n, reason, found) for n, reason in enumerate(REASONS, 1)])
        told = filter(None, (FOR_GOOD, to_send_back(found), may_still_pay(found)))
        warning = Plain("\n".join(told), id="warning")
        title = f"{found.order.ref} cancel: why?"
        super().__init__(found, request_id, self._choices, warning, self._note, title=title)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The reason; `enter` in the note does it."""
        event.stop()
        self._reason = Reason(event.choice.value)
        self._note.placeholder = NEEDED if self._reason is Reason.OTHER else "note (may be left empty)"
        self.add_class("-chosen")
        self.open(f"{self.found.order.ref} cancel, {REASONS[self._reason]}: enter cancels it.", first=self._note)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do it. Giving up on somebody who never answered is no answered call."""
        event.stop()
        if self._reason is not None:
            self.decide(Cancel(self._reason, self._note.value, called=self._reason is not Reason.NO_ANSWER))


def _choice(number: int, reason: Reason, found: "Detail") -> Choice:
    suggested = "  (suggested)" if reason is Reason.NO_ANSWER and found.row.suggestion else ""
    return Choice(str(number), f"{REASONS[reason]}{suggested}", reason)
