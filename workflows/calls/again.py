"""Once more: a message to the customer (D9), or an order's turn in the queue (the backlog's *retry now*)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from models.log import events
from models.outbox import outbox
from models.statuses import OPEN, Confirmation, Role
from workflows.actors import CALLERS
from workflows.calls.attempts import claim_free
from workflows.calls.queueing import enqueue
from workflows.case import Case
from workflows.confirmation import pins
from workflows.confirmation.readiness import has_number
from workflows.engine import Command, Rule, rules
from workflows.messages import writing


@dataclass(frozen=True, slots=True)
class SendAgain(Command):
    """Send a message again."""

    done = "wrote a message about this order again"

    message: str  #: placed, pin, confirmed, cancelled …: one that this order had


@dataclass(frozen=True, slots=True)
class RetryNow(Command):
    """Retry now."""

    done = "put this order back into the queue"


# Messages.

_SENT = (
    select(outbox.c.message, outbox.c.payload)
    .where(outbox.c.shop_id == bindparam("shop"), outbox.c.order_id == bindparam("order"))
    .order_by(outbox.c.id)
)
_EVENTS = select(events.c.data).where(events.c.shop_id == bindparam("shop"), events.c.order_id == bindparam("order"))


def _due(case: Case) -> dict[str, dict[str, Any]]:
    """Every message to the customer that was due, with what it was about; also those that found no address."""
    found: dict[str, dict[str, Any]] = {}
    for (data,) in case.work.connection.execute(_EVENTS, case.key):
        for untold in data.get("not told", ()):
            message = untold.partition(":")[0]
            found[message] = data.get(writing.ABOUT, {}).get(message, {})
    sent = case.work.connection.execute(_SENT, case.key).all()
    return found | {row.message: row.payload for row in sent if _is_customers(row)}


def _is_customers(row: Any) -> bool:
    return row.message in writing.CUSTOMER_MESSAGES and row.payload.get("to") != writing.MERCHANT


def something_was_due(case: Case) -> str | None:
    """Guard: the customer was to be told something; a first PIN may be sent on demand."""
    if pins.are_sent(case) is None and case.order.confirmation in OPEN:
        return None
    return None if _due(case) else "no message about this order was due yet"


def was_due(case: Case, command: SendAgain) -> str | None:
    """Check: this order had such a message. An imported order had no PIN yet; one may be sent on demand."""
    if command.message == "pin" and pins.are_sent(case) is None:
        return None
    if command.message not in writing.CUSTOMER_MESSAGES:
        return f"there is no message {command.message!r}; there are {', '.join(writing.CUSTOMER_MESSAGES)}"
    had = _due(case)
    if command.message in had:
        return None
    return f"this order had no message {command.message!r}; it had {', '.join(had) or 'none'}"


def pin_helps(case: Case, command: SendAgain) -> str | None:
    """Check: a new PIN is of use only while the shop takes PINs and the order waits to be confirmed."""
    if command.message != "pin":
        return None
    if case.order.confirmation not in OPEN:
        return "this order waits for no PIN any more"
    return pins.are_sent(case)


def reachable(case: Case, command: SendAgain) -> str | None:
    """Check: the shop tells it, and there is somewhere to send it."""
    reached, missed = writing.addresses(case, command.message)
    if reached:
        return None
    if not missed:
        return f"this shop tells no customer {command.message!r}; `codesk shop message` says by which channels"
    if case.order.is_test:
        return "a test order's messages go to the shop, which has no e-mail address yet"
    return "the customer left no address for this message; edit the order and type one"


def send(case: Case, command: SendAgain) -> None:
    """D9: a new outbox row; a PIN is made anew and takes the place of the old one."""
    if command.message == "pin":
        pins.send(case)
        return
    writing.tell_customer(case, command.message, _due(case)[command.message])


# The queue.


def is_waiting(case: Case) -> str | None:
    """Guard: the order waits for a later time."""
    due, order = case.order.due_at, case.order
    if order.claimed_by is not None and order.claimed_until and order.claimed_until > case.work.now:
        return "you have this order yourself; call now"
    return None if due is None or due > case.work.now else "this order is due already"


def retry(case: Case, _command: RetryNow) -> None:
    """Due now, or when calling hours open. The gap between two calls of one number stays."""
    case.order.next_try_at = case.work.now
    enqueue(case.order, case.policy)


_ANY = frozenset(Confirmation)
_WAITING = frozenset({Confirmation.NEW, Confirmation.NO_ANSWER, Confirmation.MISSING})

rules(
    Rule(
        "D9",
        SendAgain,
        _ANY,
        CALLERS,
        None,
        (something_was_due,),
        (was_due, pin_helps, reachable),
        (send,),
    ),
    Rule(
        "retry now",
        RetryNow,
        _WAITING,
        frozenset({Role.SUPERVISOR}),
        None,
        (claim_free, has_number, is_waiting),
        (),
        (retry,),
    ),
)
