"""What follows when an order becomes NEW, CONFIRMED, CANCELLED or FAKE, however it came about (domain.md 3)."""

from dataclasses import dataclass

from models.statuses import PAID_LATER
from workflows.calls.attempts import clear_appointment, end_claim
from workflows.case import Case
from workflows.confirmation import pins
from workflows.engine import Command
from workflows.messages.writing import tell_customer, tell_merchant
from workflows.money.receipts import close_attempts
from workflows.oms.handoff import hand_off, take_back
from workflows.parcels import assigning, couriers, guards
from workflows.parcels.shipping import CreateShipment
from workflows.policy import Ask, Oms
from workflows.stock import ledger


@dataclass(frozen=True, slots=True)
class ConfirmWithoutAsking(Command):
    """Confirm without asking."""

    done = "confirmed this order without a call"


def skips_the_call(case: Case) -> bool:
    """Whether an order that was just placed is confirmed at once (C8a). The OMS may confirm payments itself (H4)."""
    ask, paid_later = case.policy.ask_customer, case.order.method in PAID_LATER
    if case.policy.oms is Oms.CONFIRM_API and not paid_later:
        return False
    paid = case.order.received_minor >= case.order.total_minor and (case.order.received_minor or not paid_later)
    return ask is not Ask.ALL and bool(paid or (ask is Ask.NOBODY and paid_later))


def placed(case: Case, _command: Command) -> None:
    """What follows from NEW: stock, messages, a PIN, or C8a at once when the policy asks nobody.

    The wait after a call about its checkout is over: somebody wants this order (domain.md 10).
    """
    ledger.reserve_if_free(case)
    case.order.next_try_at = None
    end_claim(case)
    tell_customer(case, "placed")
    tell_merchant(case, "placed")
    if skips_the_call(case):
        case.following.append(ConfirmWithoutAsking())
    elif case.policy.pin_confirmation and not case.is_quiet and case.order.method in PAID_LATER:
        pins.send(case)


def stop_calling(case: Case, _command: Command) -> None:
    """Nothing is to be called about any more."""
    clear_appointment(case)
    case.order.next_try_at = None
    end_claim(case)


def confirmed(case: Case, _command: Command) -> None:
    """What follows from CONFIRMED, however it came about: who decided it, stock, parcel, hand-off, message."""
    case.order.confirmed_by = case.actor.id
    ledger.reserve(case)
    if case.policy.create_shipment_on_confirm and guards.to_send(case):
        case.following.append(CreateShipment(courier=couriers.platform(case.work)))
    hand_off(case)
    tell_customer(case, "confirmed")


def called_off(case: Case, _command: Command) -> None:
    """What follows from CANCELLED and FAKE: stock, parcels, open payments, hand-off."""
    if case.policy.release_stock_on_cancel:
        ledger.release(case)
    assigning.call_off(case)
    close_attempts(case)
    take_back(case)
