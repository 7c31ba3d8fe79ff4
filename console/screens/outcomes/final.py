"""Commands that nothing takes back: what they do is read back once, with what is final about it."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from console.data.owing import paid_how
from console.screens.outcomes.carded import Card
from models.statuses import CALLABLE
from workflows.case import Case, load
from workflows.engine import Command, applicable
from workflows.money import paid_later
from workflows.money.payment import MarkPaid
from workflows.money.receipts import owed
from workflows.money.refunds import RefundSent, meant
from workflows.orders.remarks import DeleteNote, find
from workflows.policy import Ask
from workflows.spoken import money

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.work import Work


def final(work: "Work", order_id: UUID, by: "Actor", command: Command) -> Card | None:
    """The card of a command that is final, None for any other; Refused where the rules say no to it anyway."""
    card = _CARDS.get(type(command))
    if card is None:
        return None
    case = load(work, order_id, by)[0]
    applicable(case, command)
    return card(case, command)


def _paid(case: Case, command: MarkPaid) -> Card:
    """P4: how much of what is due, how, and where it is found again."""
    left, currency = owed(case.order), case.order.currency
    amount = left if command.amount is None else command.amount
    method = command.method or paid_later.usual_method(case)
    read = [f"{money(amount, currency)} of {money(left, currency)} that is due", f"paid {paid_how(method)}"]
    read += [f"reference {command.reference.strip()}"] if command.reference.strip() else []
    read += filter(None, [command.note.strip()])
    return Card(read, f"book {money(amount, currency)}", " ".join(_booked(case, left - amount)))


def _booked(case: Case, left: int) -> Iterator[str]:
    yield "Money that is booked goes back only by a refund."
    if left:
        yield f"{money(left, case.order.currency)} is left to pay."
    elif case.order.confirmation in CALLABLE and case.policy.ask_customer is not Ask.ALL:
        yield "The order is confirmed by it, for good."


def sent(number: int, amount: str, customer: str, reference: str) -> Card:
    """P7: which refund went to whom."""
    read = [f"refund {number}: {amount} to {customer}", f"reference {reference}"]
    return Card(read, "mark it as sent", "Sent is for good: nothing waits to be sent after that.")


def _sent(case: Case, command: RefundSent) -> Card:
    number, row = meant(case, command)
    amount = money(row.amount_minor, case.order.currency)
    return sent(number, amount, case.order.name, command.reference.strip())


def _deleted(case: Case, command: DeleteNote) -> Card:
    """D3: hidden, and kept in the event."""
    note = find(case, command.note)
    read = [f"{note.author}: {note.text}"] if note else []
    return Card(read, "delete the note", "A deleted note does not come back; the history keeps what it said.")


_CARDS: Mapping[type[Command], Callable[[Case, Any], Card]] = {
    MarkPaid: _paid,
    RefundSent: _sent,
    DeleteNote: _deleted,
}
