"""What was done, in one line: `#1042 no answer (2), again at 16:20`."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from console import text
from console.data.reasons import in_words
from workflows.calls.claims import ClaimOrder, Skip
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer, Recover
from workflows.orders.basket import EditLines
from workflows.orders.contact import EditContact
from workflows.orders.remarks import AddNote

if TYPE_CHECKING:
    from models.orders import Order
    from workflows.engine import Command


def spoken(sentence: str) -> str:
    """A sentence of the rules as the status line shows it: a capital, a full stop."""
    whole = sentence[:1].upper() + sentence[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."


def told(command: "Command", order: "Order", now: datetime, zone: tzinfo) -> str:
    """What became of an order, with the time when it comes back; `zone` is the shop's. Else what was done."""
    say = _SAID.get(type(command))
    if say is None:
        return f"You {command.done.replace('this order', order.ref)}."
    return f"{order.ref} {say(command, order, lambda at: at_time(at, now, zone))}."


def at_time(at: datetime, now: datetime, zone: tzinfo) -> str:
    """`at 16:20` today, `tomorrow 09:00` otherwise."""
    when = text.then(at, now, zone)
    return f"at {when}" if when[:1].isdigit() and len(when) == 5 else when


_When = Callable[[datetime], str]


def _no_answer(_command: "Command", order: "Order", when: _When) -> str:
    if order.phone_problem:
        return "wrong number, waits for the right one"
    again = f", again {when(order.due_at)}" if order.due_at else ""
    return f"no answer ({order.attempts}){again}"


def _later(_command: "Command", order: "Order", when: _When) -> str:
    return f"call promised {when(order.appointment_at)}" if order.appointment_at else "call promised"


def _skipped(_command: "Command", order: "Order", when: _When) -> str:
    return f"skipped, back {when(order.due_at)}" if order.due_at else "skipped"


_SAID: dict[type, Callable[["Command", "Order", _When], str]] = {
    NoAnswer: _no_answer,
    CallLater: _later,
    Skip: _skipped,
    Confirm: lambda *_: "confirmed",
    Cancel: lambda _command, order, _when: f"cancelled ({in_words(order.cancel_reason)})",
    MarkFake: lambda *_: "marked fake",
    Recover: lambda *_: "recovered, it is an order now",
    ClaimOrder: lambda *_: "is yours",
    AddNote: lambda *_: "has a new note",
    EditContact: lambda *_: "has the new address and number",
    EditLines: lambda *_: "has the new products",
}
