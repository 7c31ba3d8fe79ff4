"""What the order management system says, and what a supervisor does about it (domain.md 13, H2-H4)."""

from dataclasses import dataclass

from models.statuses import CALLABLE, LOCKED, Confirmation, Handoff, Role
from workflows.actors import SUPERVISOR
from workflows.case import Case
from workflows.engine import Command, Minor, Rule, rules
from workflows.money.payment import PaymentArrived, paid_in_full
from workflows.money.receipts import BY_HAND, is_booked, owed
from workflows.oms.handoff import WAITING, hand_off, last_proof, last_received, nothing_more, oms_confirms, send_proof
from workflows.policy import Oms


@dataclass(frozen=True, slots=True)
class HandOffAccepted(Command):
    """The OMS accepted the order."""

    done = "accepted this order in the OMS"

    reference: str = ""  #: what the OMS calls it


@dataclass(frozen=True, slots=True)
class HandOffRefused(Command):
    """The OMS refused the order."""

    done = "could not hand this order to the OMS"

    why: str  #: in the OMS's words


@dataclass(frozen=True, slots=True)
class RetryHandOff(Command):
    """Hand to the OMS again."""

    done = "handed this order to the OMS again"

    note: str = ""  #: what was changed since it failed


@dataclass(frozen=True, slots=True)
class SendPaymentProof(Command):
    """Send the payment proof to the OMS."""

    done = "sent the OMS the proof of payment"

    reference: str = ""  #: the provider's payment id; what was booked when left out
    amount: Minor | None = None  #: what was paid; all that is due when left out
    gateway: str = ""  #: the provider; the order's own when left out
    note: str = ""  #: how it was checked


# Guards and checks.


def waits_for_oms(case: Case) -> str | None:
    """Guard: the OMS has been asked, or is to ask."""
    if case.order.handoff in WAITING:
        return None
    known = case.order.handoff is Handoff.DONE
    return "the OMS has this order already" if known else "this order does not wait for the OMS"


def is_due(case: Case) -> str | None:
    """Guard: the hand-off is under way."""
    return "the hand-off failed before; hand it over again first" if _failed(case) else waits_for_oms(case)


def has_failed(case: Case) -> str | None:
    """Guard: the hand-off failed."""
    if _failed(case):
        return None
    if case.order.handoff is Handoff.DUE:
        return "the hand-off is still under way"
    return waits_for_oms(case)


def has_oms(case: Case) -> str | None:
    """Guard: the shop hands its orders to an OMS."""
    return "this shop hands its orders to no OMS" if case.policy.oms is Oms.NONE else None


def can_be_told(case: Case) -> str | None:
    """Guard: what failed is what this shop's OMS takes: an order that is confirmed, or a proof of payment."""
    if case.policy.oms is Oms.CONFIRM_API:
        return None if last_proof(case) else "there is no proof of payment to send; send the payment proof first"
    if case.order.confirmation is not Confirmation.CONFIRMED:
        return "the OMS of this shop takes confirmed orders only; this one is not confirmed"
    return None


def oms_takes_proofs(case: Case) -> str | None:
    """Guard of H4: the OMS confirms payments, and was not asked about this one yet."""
    if case.policy.oms is not Oms.CONFIRM_API:
        return "the OMS of this shop confirms no payments; mark the order paid instead"
    if case.order.is_test:
        return "a test order is handed to nobody; mark it paid instead"
    if case.order.handoff is Handoff.DUE:
        return "the OMS was asked already and has not answered"
    return "the OMS has accepted this payment already" if case.order.handoff is Handoff.DONE else None


def proves_something(case: Case, command: SendPaymentProof) -> str | None:
    """Check of H4: the whole total, with the provider's reference, and one payment for one order."""
    if case.order.received_minor >= case.order.total_minor and not command.reference:
        return None
    if not command.reference.strip():
        return "type the provider's reference, so that the payment can be found again"
    if command.amount is not None and command.amount < max(owed(case.order), 1):
        return "the OMS takes whole payments only, and this is less than is still due"
    other = owed(case.order) and is_booked(case, command.gateway or case.order.gateway or BY_HAND, command.reference)
    return f"the payment {command.reference} was booked before" if other else None


def _failed(case: Case) -> bool:
    return case.order.handoff is Handoff.FAILED


# Effects.


def accepted(case: Case, command: HandOffAccepted) -> None:
    """The OMS has it; the payment that it accepted is booked, wherever the order stands by now, and moves it (C4)."""
    case.order.handoff = Handoff.DONE
    nothing_more(case)
    if payment := _accepted(case):
        case.following.append(payment)
    elif case.order.confirmation in CALLABLE and owed(case.order) == 0:
        paid_in_full(case, command)


def _accepted(case: Case) -> PaymentArrived | None:
    """The payment that a supervisor had typed; one that arrived by itself is booked already."""
    proof = last_proof(case) if oms_confirms(case) else None
    if proof is None or not proof["reference"] or is_booked(case, proof["gateway"], proof["reference"]):
        return None
    return PaymentArrived(proof["gateway"], proof["reference"], Minor(proof["amount"]))


def refused(case: Case, _command: HandOffRefused) -> None:
    """Listed for a supervisor."""
    case.order.handoff = Handoff.FAILED
    nothing_more(case)


def retried(case: Case, _command: RetryHandOff) -> None:
    """Due again, by the way the shop has now."""
    if case.policy.oms is Oms.CONFIRM_API:
        proof = last_proof(case) or {}
        send_proof(case, {name: proof[name] for name in ("gateway", "reference", "amount")})
    else:
        hand_off(case)


def proof_sent(case: Case, command: SendPaymentProof) -> None:
    """H4: the status is not edited; the OMS accepts first."""
    came = last_received(case)
    gateway = command.gateway or (came.gateway if came else case.order.gateway) or BY_HAND
    reference = command.reference or (came.reference if came else "")
    amount = owed(case.order) or case.order.received_minor if command.amount is None else command.amount
    send_proof(case, {"gateway": gateway, "reference": reference, "amount": amount})


_OMS = frozenset({Role.OMS})
_NOT_LOCKED = frozenset(Confirmation) - LOCKED

rules(
    Rule("H2 H3 H4", HandOffAccepted, _NOT_LOCKED, _OMS, guards=(waits_for_oms,), effects=(accepted,)),
    Rule("H2 H4", HandOffRefused, _NOT_LOCKED, _OMS | {Role.SYSTEM}, guards=(is_due,), effects=(refused,)),
    Rule("H2", RetryHandOff, _NOT_LOCKED, SUPERVISOR, None, (has_oms, has_failed, can_be_told), (), (retried,)),
    Rule(
        "H4",
        SendPaymentProof,
        CALLABLE,
        SUPERVISOR | {Role.SYSTEM},
        None,
        (oms_takes_proofs,),
        (proves_something,),
        (proof_sent,),
    ),
)
