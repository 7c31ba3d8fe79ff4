"""Messages to customers and merchant, and calls to courier or OMS: outbox rows, never a network (domain.md 14).

Until a shop sets channels of its own, a customer is told by e-mail where there is one, else by SMS.
"""

from typing import Any

from models.orders import Order
from models.outbox import OutboxRow, outbox
from workflows.case import Case

CUSTOMER_MESSAGES = ("placed", "pin", "confirmed", "cancelled", "payment received", "payment failed")


def tell_customer(case: Case, message: str, payload: dict[str, Any] | None = None) -> None:
    """Queue a message to the customer; to the merchant instead for a test order."""
    if case.is_quiet:
        return
    kind, recipient = address(case, by_sms=message == "pin")
    if not recipient:
        case.facts["not told"] = f"{message}: the customer left no address for it"
        return
    queue(case, kind, message, recipient, payload)


def tell_merchant(case: Case, message: str) -> None:
    """Queue an e-mail to the shop's own address, if it has one; a test order's customer message went there."""
    if case.work.shop.merchant_email and not case.is_quiet and not case.order.is_test:
        queue(case, "email", message, case.work.shop.merchant_email, audience="merchant")


def queue(
    case: Case,
    kind: str,
    message: str,
    recipient: str,
    payload: dict[str, Any] | None = None,
    *,
    audience: str = "",
) -> None:
    """One outbox row; its key makes sure that one step tells one thing once, to each audience."""
    order, work = case.order, case.work
    parts = (order.id.hex, str(order.version + 1), kind, message, audience, recipient)
    key = "/".join(filter(None, parts))
    content = {"ref": order.ref} | (payload or {})
    row = OutboxRow(
        order.shop_id, work.new_id(), order.id, kind, message, recipient, content, key, work.now, 0, "", None
    )
    work.add(outbox, row)


def address(case: Case, *, by_sms: bool) -> tuple[str, str]:
    """Kind and recipient of a message to the customer; the recipient is empty where there is none."""
    order: Order = case.order
    if order.is_test:
        return "email", case.work.shop.merchant_email
    if order.email and not by_sms:
        return "email", order.email
    return "sms", "" if order.phone_problem else order.phone
