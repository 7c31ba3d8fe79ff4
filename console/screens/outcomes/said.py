"""What was done, in one line: `#1042 no answer (2), again at 16:20`."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from console import text
from console.data.reasons import in_words
from models import clock
from models.statuses import Confirmation
from workflows.calls.claims import ClaimOrder, Skip
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer, Recover
from workflows.money.payment import MarkPaid
from workflows.money.receipts import owed
from workflows.orders.basket import EditLines
from workflows.orders.contact import EditContact
from workflows.orders.remarks import AddNote
from workflows.spoken import money

if TYPE_CHECKING:
    from models.orders import Order
    from workflows.engine import Command


def spoken(sentence: str) -> str:
    """A sentence of the rules as the status line shows it: a capital, a full stop."""
    whole = sentence[:1].upper() + sentence[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."


def told(command: "Command", order: "Order", now: datetime, zone: tzinfo, label: str = "") -> str:
    """What became of an order, with the time when it comes back; `zone` is the shop's. Else what was done.

    `label`: what the shop's profile calls it now, told of an outcome that has another word there.
    """
    say = _SAID.get(type(command))
    if say is None:
        return f"You {command.done.replace('this order', order.ref)}."
    done = say(command, order, now, zone)
    return f"{order.ref} {done}{_listed_as(command, label)}."


def _listed_as(command: "Command", label: str) -> str:
    done = _OWN_WORDS.get(type(command), "")
    return f", {label} now" if label and not label.casefold().startswith(done) else ""


def at_time(at: datetime, now: datetime, zone: tzinfo) -> str:
    """`at 16:20` today, `tomorrow 09:00` otherwise."""
    when = text.then(at, now, zone)
    return f"at {when}" if when[:1].isdigit() and len(when) == 5 else when


def agreed(at: datetime, now: datetime, here: tzinfo, there: tzinfo) -> str:
    """A time as it was agreed; `tomorrow 10:30 there (09:30 here)` where the customer's clock is another one."""
    theirs, ours = text.then(at, now, there), text.then(at, now, here)
    if theirs == ours:
        return at_time(at, now, here)
    day, _, hour = ours.rpartition(" ")
    short = hour if day == theirs.rpartition(" ")[0] else f"{day or 'today'} {hour}"
    return f"{at_time(at, now, there)} there ({short} here)"


def _no_answer(_command: "Command", order: "Order", now: datetime, zone: tzinfo) -> str:
    if order.phone_problem:
        return "wrong number, waits for the right one"
    again = f", again {at_time(order.due_at, now, zone)}" if order.due_at else ""
    return f"no answer ({order.attempts}){again}"


def _later(_command: "Command", order: "Order", now: datetime, zone: tzinfo) -> str:
    if order.appointment_at is None:
        return "call promised"
    return f"call promised {agreed(order.appointment_at, now, zone, clock.zone(order.zone))}"


def _skipped(_command: "Command", order: "Order", now: datetime, zone: tzinfo) -> str:
    return f"skipped, back {at_time(order.due_at, now, zone)}" if order.due_at else "skipped"


def _paid(command: "Command", order: "Order", _now: datetime, _zone: tzinfo) -> str:
    left = owed(order)
    if not left or not isinstance(command, MarkPaid) or command.amount is None:
        return "is paid in full"
    return f"is paid in part: {money(command.amount, order.currency)} came, {money(left, order.currency)} is left"


def _at_once(order: "Order") -> str:
    """Where nobody is called, it is confirmed by then."""
    return " and is confirmed: this shop calls nobody" if order.confirmation is Confirmation.CONFIRMED else ""


_OWN_WORDS = {Confirm: "confirmed", MarkFake: "fake"}
_Say = Callable[["Command", "Order", datetime, tzinfo], str]
_SAID: dict[type, _Say] = {
    NoAnswer: _no_answer,
    CallLater: _later,
    Skip: _skipped,
    Confirm: lambda *_: "confirmed",
    Cancel: lambda _command, order, *_: f"cancelled ({in_words(order.cancel_reason)})",
    MarkFake: lambda *_: "marked fake",
    Recover: lambda _command, order, *_: f"recovered, it is an order now{_at_once(order)}",
    ClaimOrder: lambda *_: "is yours",
    AddNote: lambda *_: "has a new note",
    EditContact: lambda *_: "has the new address and number",
    EditLines: lambda *_: "has the new products",
    MarkPaid: _paid,
}
