"""Payment steps: money rows in, the axis follows by itself (domain.md 5, C4, C4b, C5, P1-P4, P8)."""

from dataclasses import dataclass

from sqlalchemy import update

from models.money import Money, money
from models.statuses import (
    CALLABLE,
    LOCKED,
    Confirmation,
    Handoff,
    Method,
    MoneyKind,
    MoneyState,
    Role,
)
from workflows.actors import SUPERVISOR
from workflows.case import Case
from workflows.confirmation.consequences import confirmed, placed, stop_calling
from workflows.engine import Command, Minor, Rule, rules
from workflows.messages.writing import tell_customer
from workflows.money import paid_later
from workflows.money.receipts import BY_HAND, book, is_booked, owed, under_way
from workflows.oms.handoff import oms_confirms, prove
from workflows.parcels.assigning import ask_anew
from workflows.policy import Ask


@dataclass(frozen=True, slots=True)
class PaymentStarted(Command):
    """A payment was begun."""

    done = "began a payment for this order"

    gateway: str  #: the provider
    reference: str  #: the provider's id of the attempt
    amount: Minor | None = None  #: all that is due when left out


@dataclass(frozen=True, slots=True)
class PaymentFailed(Command):
    """A payment failed."""

    done = "reported a failed payment for this order"

    reference: str  #: the provider's id of the attempt
    why: str = ""  #: the provider's words


@dataclass(frozen=True, slots=True)
class PaymentArrived(Command):
    """A payment arrived."""

    done = "reported a payment for this order"

    gateway: str  #: the provider
    reference: str  #: the provider's payment id: booked once
    amount: Minor  #: what arrived


@dataclass(frozen=True, slots=True)
class MarkPaid(Command):
    """Mark as paid."""

    done = "marked this order paid"

    amount: Minor | None = None  #: what came in; all that is still due when left out
    reference: str = ""  #: the bank's or provider's reference
    note: str = ""  #: how it was checked
    method: Method | None = None  #: how it was paid; at the door where a parcel waits for its cash, else by transfer


@dataclass(frozen=True, slots=True)
class CloseAttempt(Command):
    """Close the online attempt."""

    done = "closed the online attempt of this order"

    note: str = ""  #: why
    gateway: str = ""  #: the provider that does not know it; every open payment when left out
    reference: str = ""  #: the provider's id of it; all that are open there when left out


def something_due(case: Case) -> str | None:
    """Guard: there is something left to pay."""
    return None if owed(case.order) else "nothing is left to pay"


def not_by_oms(case: Case) -> str | None:
    """Guard of C4b: in CONFIRM_API mode the OMS confirms the payment (H4)."""
    if oms_confirms(case) and case.order.confirmation in CALLABLE:
        return "the OMS confirms payments of this shop; send it the proof instead"
    return None


def attempt_open(case: Case) -> str | None:
    """Guard: a payment is under way."""
    return None if under_way(case) else "no payment is under way"


def amount_fits(case: Case, command: MarkPaid) -> str | None:
    """Check: more than nothing, at most what is due."""
    if command.amount is not None and command.amount <= 0:
        return "the amount must be more than nothing"
    if command.amount is not None and command.amount > owed(case.order):
        return "the amount is more than is still due"
    return None


def has_reference(case: Case, command: MarkPaid) -> str | None:
    """Check of C4b: an unconfirmed order is confirmed by money only with the provider's reference."""
    if case.order.confirmation in CALLABLE and not command.reference.strip():
        return "type the bank's or provider's reference, so that the payment can be found again"
    return None


def not_booked(case: Case, command: PaymentArrived | MarkPaid) -> str | None:
    """Check: one payment id is booked once, whoever reports it: typed by hand, it may still arrive by itself."""
    if is_booked(case, getattr(command, "gateway", BY_HAND), command.reference):
        return f"the payment {command.reference} was booked before"
    return None


def knows_attempt(case: Case, command: PaymentFailed) -> str | None:
    """Check: the failure is about a payment that is still under way, not about an earlier one."""
    if any(row.reference in (command.reference, "") for row in under_way(case)):
        return None
    return f"no payment {command.reference} is under way"


def under_way_there(case: Case, command: CloseAttempt) -> str | None:
    """Check: the provider that is named has one of the open payments."""
    if _meant(case, command):
        return None
    return f"no payment {command.reference} is under way at {command.gateway}".replace("  ", " ")


def positive(_case: Case, command: PaymentArrived) -> str | None:
    """Check: a payment of nothing is not a payment."""
    return None if command.amount > 0 else "the amount must be more than nothing"


def started(case: Case, command: PaymentStarted) -> None:
    """P1."""
    amount = owed(case.order) if command.amount is None else command.amount
    if begun := next((row for row in under_way(case) if not row.reference), None):
        _name(case, begun, command, amount)
    else:
        book(case, MoneyKind.ATTEMPT, amount, gateway=command.gateway, reference=command.reference)


def _name(case: Case, row: Money, command: PaymentStarted, amount: int) -> None:
    """The checkout had begun to pay (C1); now its attempt has a provider and an id."""
    row.gateway, row.reference, row.amount_minor = command.gateway, command.reference, amount
    mine = (money.c.shop_id == row.shop_id, money.c.id == row.id)
    named = {"gateway": row.gateway, "reference": row.reference, "amount_minor": amount}
    case.work.connection.execute(update(money).where(*mine).values(named))


def failed(case: Case, command: PaymentFailed) -> None:
    """P2 and C5: the attempt failed, the order stays where it is."""
    for row in under_way(case):
        if row.reference in (command.reference, ""):
            case.change_money(row, MoneyState.FAILED)
    tell_customer(case, "payment failed")


def arrived(case: Case, command: PaymentArrived) -> None:
    """P3: booked; when it completes the total, C4 follows."""
    book(
        case,
        MoneyKind.RECEIVED,
        command.amount,
        gateway=command.gateway,
        reference=command.reference,
    )
    _money_came(case, command)


def marked(case: Case, command: MarkPaid) -> None:
    """P4: a supervisor saw the money; when it completes the total, C4b follows; due cash counts as collected."""
    amount = owed(case.order) if command.amount is None else command.amount
    method = command.method or paid_later.usual_method(case)
    book(
        case,
        MoneyKind.RECEIVED,
        amount,
        gateway=BY_HAND,
        reference=command.reference,
        method=method,
        note=command.note,
        at=max(
            case.work.now, paid_later.arrival(case)
        ),  # what is paid at a door follows its parcel, also by another clock
    )
    _money_came(case, command)


def _money_came(case: Case, command: Command) -> None:
    """Attempts are over, due cash follows, a message is written, a complete total may confirm the order (C4)."""
    for row in under_way(case):
        case.change_money(row, MoneyState.CLOSED)
    case.refresh()
    paid_later.paid(case)
    if case.order.confirmation in LOCKED:
        return  # recorded, and listed under refunds to make
    tell_customer(case, "payment received", {"amount": case.money[-1].amount_minor})
    if owed(case.order) or case.order.confirmation not in CALLABLE:
        return
    if not oms_confirms(case) or case.order.handoff is Handoff.DONE:
        paid_in_full(case, command)
    else:
        prove(case)


def paid_in_full(case: Case, command: Command) -> None:
    """C4: confirmed, unless the shop asks everybody; then a missing order is at least placed."""
    if case.policy.ask_customer is not Ask.ALL:
        case.order.confirmation = Confirmation.CONFIRMED
        stop_calling(case, command)
        confirmed(case, command)
    elif case.order.confirmation is Confirmation.MISSING:
        case.order.confirmation = Confirmation.NEW
        placed(case, command)


def given_up(case: Case, command: CloseAttempt) -> None:
    """P8: the provider does not know the attempt."""
    for row in _meant(case, command):
        case.change_money(row, MoneyState.CLOSED)


def _meant(case: Case, command: CloseAttempt) -> list[Money]:
    """The open payments that are to be closed."""
    open_ = [row for row in under_way(case) if command.gateway in (row.gateway, "")]
    return [row for row in open_ if command.reference in (row.reference, "")]


_ANY = frozenset(Confirmation)
_PROVIDER = frozenset({Role.GATEWAY, Role.SYSTEM})

rules(
    Rule("P1", PaymentStarted, CALLABLE, frozenset({Role.CUSTOMER}), effects=(started,)),
    Rule("C5 P2", PaymentFailed, _ANY, _PROVIDER, None, (attempt_open,), (knows_attempt,), (failed,)),
    Rule("C4 P3", PaymentArrived, _ANY, _PROVIDER, checks=(positive, not_booked), effects=(arrived, ask_anew)),
    Rule(
        "C4b P4",
        MarkPaid,
        _ANY,
        SUPERVISOR,
        guards=(something_due, not_by_oms),
        checks=(amount_fits, has_reference, not_booked),
        effects=(marked, ask_anew),
    ),
    Rule(
        "P8",
        CloseAttempt,
        _ANY - LOCKED,  # a locked order has given its payments up already
        SUPERVISOR | {Role.SYSTEM},
        guards=(attempt_open,),
        checks=(under_way_there,),
        effects=(given_up,),
    ),
)
