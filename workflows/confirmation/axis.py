"""The confirmation axis: does this customer really want this order? (domain.md 3, C3 and C6-C11)

         ┌─ recover ─────────┐          ┌─ NO_ANSWER ─┐
    MISSING ── place ──────> NEW ──────>│  CALL_LATER │──> CONFIRMED ──(supervisor)──> CANCELLED
         └─ payment arrived ────────────┴─────────────┴──> CANCELLED, FAKE

No job, courier or payment event ever moves an order to CANCELLED or FAKE: only people do.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.statuses import (
    CALLABLE,
    OPEN,
    Confirmation,
    Method,
    Outcome,
    Reason,
    Role,
)
from workflows.actors import CALLERS, SUPERVISOR
from workflows.calls import attempts
from workflows.calls.attempts import attempt, claim_free, clear_appointment, end_claim
from workflows.case import Case
from workflows.confirmation import pins
from workflows.confirmation.consequences import ConfirmWithoutAsking, called_off, confirmed, placed, stop_calling
from workflows.confirmation.readiness import (
    has_address,
    has_contact,
    has_lines,
    has_number,
    nobody_is_asked,
    supervisor_may_cancel,
)
from workflows.engine import Command, Rule, rules
from workflows.errors import Short
from workflows.messages.writing import tell_customer
from workflows.money.receipts import close_attempts
from workflows.parcels import guards
from workflows.spoken import counted, moment
from workflows.stock import ledger


@dataclass(frozen=True, slots=True)
class NoAnswer(Command):
    """No answer."""

    done = "called without an answer"

    kind: Outcome = Outcome.NO_REPLY  #: no-reply, busy, off, wrong-number or voicemail
    note: str = ""  #: anything heard


@dataclass(frozen=True, slots=True)
class CallLater(Command):
    """Call later."""

    done = "promised to call again about this order"

    at: datetime  #: when the customer wants the call
    note: str = ""  #: what was agreed


@dataclass(frozen=True, slots=True)
class Confirm(Command):
    """Confirm the order."""

    done = "confirmed this order"

    note: str = ""  #: anything the customer added
    insist: bool = False  #: confirm although stock is short; supervisors only


@dataclass(frozen=True, slots=True)
class ConfirmByPin(Command):
    """Confirm by PIN."""

    done = "answered with a PIN"

    pin: str  #: six digits from the customer's SMS

    def told(self) -> dict[str, Any]:
        """Not the digits: only their hash is kept."""
        return {}


@dataclass(frozen=True, slots=True)
class Cancel(Command):
    """Cancel the order."""

    done = "cancelled this order"

    reason: Reason  #: why it was called off
    note: str = ""  #: needed for the reason other
    called: bool = True  #: the customer was on the phone; off for the backlog


@dataclass(frozen=True, slots=True)
class MarkFake(Command):
    """Mark as fake."""

    done = "marked this order fake"

    note: str = ""  #: how you know
    called: bool = True  #: the number was dialled; off for the backlog


@dataclass(frozen=True, slots=True)
class Recover(Command):
    """Recover the order."""

    done = "recovered this order"

    method: Method | None = None  #: how the customer wants to pay now
    note: str = ""  #: why it was left


# Checks: what was typed.


def not_answered_kind(case: Case, command: NoAnswer) -> str | None:
    """Check: an answered call is not a no-answer."""
    if command.kind is Outcome.ANSWERED:
        return "somebody answered: confirm, call later, cancel or mark fake instead"
    return None


def time_ahead(case: Case, command: CallLater) -> str | None:
    """Check: the promise lies ahead, and not too far."""
    if command.at <= case.work.now:
        return f"{moment(command.at, case.zone)} has passed; choose a later time"
    if command.at - case.work.now > case.policy.call_later_within:
        return f"a call-back lies at most {counted(case.policy.call_later_within.days, 'day')} ahead"
    return None


def enough_stock(case: Case, command: Confirm) -> str | None:
    """Check: stock is free, or a supervisor insists (C8)."""
    insists = command.insist and case.actor.role is Role.SUPERVISOR
    missing = None if insists else ledger.short_sentence(case)
    if missing:
        raise Short(missing)  # of its own kind: nobody insists on anything else
    return None


def other_needs_note(case: Case, command: Cancel) -> str | None:
    """Check: the reason `other` says nothing by itself."""
    if command.reason is Reason.OTHER and not command.note.strip():
        return "the reason 'other' needs a note that says why"
    return None


def pays_somehow(case: Case, command: Recover) -> str | None:
    """Check: an online payment that never came cannot be called in."""
    method = command.method or case.order.method
    if method is Method.ONLINE and case.order.received_minor < case.order.total_minor:
        return "the online payment never arrived; ask how the customer wants to pay, cash for example"
    return None


# Effects.


def no_answer(case: Case, command: NoAnswer) -> None:
    """C6: the attempt counts, the next try is set, the claim ends."""
    attempt(case, command.kind, command.note)
    clear_appointment(case)
    if command.kind is Outcome.WRONG_NUMBER:
        case.order.phone_problem, case.order.next_try_at = attempts.WRONG_NUMBER, None
    else:
        case.order.next_try_at = attempts.next_try(case)
    order = case.order
    why = attempts.suggestion(order.confirmation, order.counted_attempts, order.tried_parts.split(), case.policy)
    if why:
        case.facts["suggests cancelling"] = why
    end_claim(case)


def call_later(case: Case, command: CallLater) -> None:
    """C7: somebody answered and asked for another time."""
    attempt(case, Outcome.ANSWERED, command.note)
    case.order.next_try_at = None
    attempts.promise(case, command.at, command.note)
    end_claim(case)


def answered(case: Case, command: Confirm | Cancel | MarkFake) -> None:
    """The call that led here, if there was one."""
    if getattr(command, "called", True):
        attempt(case, Outcome.ANSWERED, command.note)


def cancelled(case: Case, command: Cancel) -> None:
    """C10: keep the reason where lists can show it, and write a message to the customer."""
    case.order.cancel_reason = command.reason.value
    tell_customer(case, "cancelled", {"reason": command.reason.value})


def recovered(case: Case, command: Recover) -> None:
    """C3: the open attempt is closed, the method may change."""
    if command.method is not None:
        case.order.method = command.method
    close_attempts(case)


def try_pin(case: Case, command: ConfirmByPin) -> None:
    """C9: the right PIN confirms; a wrong one is an event and changes nothing."""
    if not pins.matches(case, command.pin):
        case.facts["pin"] = "wrong"
        return
    case.order.confirmation = Confirmation.CONFIRMED
    stop_calling(case, command)
    confirmed(case, command)


_WORK = (claim_free,)
_READY = (claim_free, has_number, has_address, has_lines, ledger.is_short)
_SYSTEM = frozenset({Role.SYSTEM})
_MISSING = frozenset({Confirmation.MISSING})
_CONFIRMED = frozenset({Confirmation.CONFIRMED})

rules(
    Rule(
        "C6",
        NoAnswer,
        OPEN,
        CALLERS,
        Confirmation.NO_ANSWER,
        (*_WORK, has_number),
        (not_answered_kind,),
        (no_answer,),
    ),
    Rule("C6", NoAnswer, _MISSING, CALLERS, None, (*_WORK, has_number), (not_answered_kind,), (no_answer,)),
    Rule("C7", CallLater, OPEN, CALLERS, Confirmation.CALL_LATER, _WORK, (time_ahead,), (call_later,)),
    Rule(
        "C8",
        Confirm,
        OPEN,
        CALLERS,
        Confirmation.CONFIRMED,
        _READY,
        (enough_stock,),
        (answered, stop_calling, confirmed),
    ),
    Rule(
        "C8a",
        ConfirmWithoutAsking,
        frozenset({Confirmation.NEW}),
        _SYSTEM,
        Confirmation.CONFIRMED,
        (nobody_is_asked, has_lines),
        (),
        (stop_calling, confirmed),
    ),
    Rule("C9", ConfirmByPin, OPEN, frozenset({Role.CUSTOMER}), None, (pins.are_sent, pins.is_valid), (), (try_pin,)),
    Rule(
        "C10",
        Cancel,
        CALLABLE,
        CALLERS,
        Confirmation.CANCELLED,
        (claim_free, guards.nothing_left),
        (other_needs_note,),
        (answered, stop_calling, called_off, cancelled),
    ),
    Rule(
        "C10",
        Cancel,
        _CONFIRMED,
        SUPERVISOR,
        Confirmation.CANCELLED,
        (supervisor_may_cancel, guards.nothing_left),
        (other_needs_note,),
        (stop_calling, called_off, cancelled),
    ),
    Rule(
        "C11",
        MarkFake,
        OPEN,
        CALLERS,
        Confirmation.FAKE,
        (claim_free, guards.nothing_left),
        (),
        (answered, stop_calling, called_off),
    ),
    Rule(
        "C3",
        Recover,
        _MISSING,
        CALLERS,
        Confirmation.NEW,
        (claim_free, has_contact, has_lines),
        (pays_somehow,),
        (recovered, placed),
    ),
)
