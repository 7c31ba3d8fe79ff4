"""What must hold before an order can be worked on: guards that several subjects share (domain.md 3)."""

from models.statuses import PAID_LATER
from workflows.case import Case
from workflows.confirmation.consequences import skips_the_call
from workflows.policy import Oms


def names_a_number(case: Case) -> str | None:
    """Guard: what the customer left is a phone number."""
    order = case.order
    if not order.phone_typed.strip() and not order.phone:
        return "the customer left no phone number; edit the order when you have one"
    if not order.phone:
        said = f"the phone number {order.phone_typed!r} cannot be called; edit the order and type the right one"
        return f"{said}. {order.phone_problem}" if order.phone_problem else said
    return None


def has_number(case: Case) -> str | None:
    """Guard: the customer can be called."""
    return names_a_number(case) or case.order.phone_problem or None


def has_address(case: Case) -> str | None:
    """Guard: a courier could find the door."""
    if not case.order.street.strip():
        return "the address has no street; edit the order and type what the customer says"
    if not (case.order.city or case.order.region).strip():
        return "the address has no city; edit the order and type what the customer says"
    return None


def has_contact(case: Case) -> str | None:
    """Guard: a missing order can be recovered only with somebody to talk to."""
    return None if case.order.phone or case.order.email else "the customer left no phone number and no e-mail"


def has_lines(case: Case) -> str | None:
    """Guard: something was ordered."""
    return None if case.lines else "the order has no products; edit the order and add them"


def nobody_is_asked(case: Case) -> str | None:
    """Guard of C8a: the policy asks nobody about this payment method."""
    if skips_the_call(case):
        return None
    if case.policy.oms is Oms.CONFIRM_API and case.order.method not in PAID_LATER:
        return "the OMS confirms payments of this shop"
    return "this shop asks the customer first"


def supervisor_may_cancel(case: Case) -> str | None:
    """Guard: the shop lets confirmed orders be cancelled (CODRocket yes, CODSPOT no)."""
    if case.policy.cancel_after_confirm:
        return None
    return "a confirmed order is locked in this shop; cancel its shipment instead"
