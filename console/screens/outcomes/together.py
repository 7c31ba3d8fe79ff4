"""One call about several orders of a number: which of them the next outcome settles too (domain.md 10)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from textual.message import Message

from console.screens.outcomes.ask import Ask
from console.screens.outcomes.carrying_out import Fate
from console.widgets.form import Choice, Choices
from workflows.spoken import money

if TYPE_CHECKING:
    from workflows.views import Detail, OrderRow

Fates = dict[UUID, Fate]
MOST = 6  #: orders that have a digit of their own


class Together(Ask):
    """`w` and a digit; the outcome key that follows then settles them all."""

    class Joined(Message):
        """What becomes of the other orders."""

        def __init__(self, fates: Fates) -> None:
            super().__init__()
            self.fates = fates

    def __init__(
        self, found: "Detail", request_id: str, others: "Sequence[OrderRow]", now: Mapping[UUID, Fate]
    ) -> None:
        self._answers = _answers(others)
        choices = [Choice(key, label, key) for key, (label, _) in self._answers.items()]
        standing = "" if not now else " It already settles others; choose anew."
        title = f"{found.order.ref}: what does this call settle besides it?{standing}"
        super().__init__(found, request_id, Choices(choices), title=title)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """These."""
        event.stop()
        self.post_message(self.Joined(self._answers[event.choice.value][1]))


def _answers(others: "Sequence[OrderRow]") -> dict[str, tuple[str, Fates]]:
    """All of them, none of them, or one."""
    refs = ", ".join(row.ref for row in others)
    answers = [
        (f"the same outcome for {refs}", {row.id: Fate.SAME for row in others}),
        (f"cancel {refs} as duplicate", {row.id: Fate.DUPLICATE for row in others}),
        ("only this order", {}),
    ]
    if len(others) > 1:
        answers += [(f"the same outcome for {_named(row)} alone", {row.id: Fate.SAME}) for row in others[:MOST]]
    return {str(number): answer for number, answer in enumerate(answers, 1)}


def _named(row: "OrderRow") -> str:
    return f"{row.ref} ({money(row.total_minor, row.currency)})"
