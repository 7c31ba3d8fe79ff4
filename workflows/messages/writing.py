"""Messages to customers and merchant, and calls to courier or OMS: outbox rows, never a network (domain.md 14).

A row holds what its message is about; the words are put in when it is sent (`templates`), by `outbox.posting`.
"""

from typing import Any

from models.orders import Order
from models.outbox import OutboxRow, outbox
from workflows.case import Case

EMAIL, SMS = "email", "sms"
EITHER = "either"  #: by e-mail where there is one, else by SMS

#: Every message to a customer, and how it goes until a shop says otherwise; nobody is told by no channel.
CHANNELS = {
    "placed": EITHER,
    "pin": SMS,
    "confirmed": EITHER,
    "cancelled": EITHER,
    "payment received": EITHER,
    "payment failed": EITHER,
    "refunded": EITHER,
    "ready": EITHER,
    "shipped": EITHER,
    "out for delivery": SMS,
    "delivered": EITHER,
    "delivery failed": EITHER,
    "returned": "",
    "shipment updated": EITHER,
}
CUSTOMER_MESSAGES = tuple(CHANNELS)
OF_PARCEL = frozenset(CUSTOMER_MESSAGES[CUSTOMER_MESSAGES.index("ready") :])
ABOUT = "about"  #: a fact of an event: what the messages that it could not tell were about, by message
MERCHANT = "merchant"  #: the audience of what the shop itself is told


def tell_customer(case: Case, message: str, payload: dict[str, Any] | None = None) -> None:
    """Queue a message by every channel the shop chose; to the merchant instead for a test order.

    `payload` says what the order does not: a reason, an `amount` in minor units. A message about a parcel finds
    courier, waybill and link by itself. A channel without an address is skipped; the event tells so, and keeps what
    the message was about until there is one (D9).
    """
    if case.is_quiet:
        return
    about = (_parcel(case) if message in OF_PARCEL else {}) | (payload or {})
    reached, missed = addresses(case, message)
    for kind, recipient in reached:
        queue(case, kind, message, recipient, about)
    for why in missed:
        case.facts.setdefault("not told", []).append(f"{message}: {why}")
    if missed and about:
        case.facts.setdefault(ABOUT, {})[message] = about


def tell_merchant(case: Case, message: str) -> None:
    """Queue an e-mail to the shop's own address, if it has one; a test order's customer message went there."""
    if case.work.shop.merchant_email and not case.is_quiet and not case.order.is_test:
        queue(case, EMAIL, message, case.work.shop.merchant_email, audience=MERCHANT)


def queue(
    case: Case,
    kind: str,
    message: str,
    recipient: str,
    payload: dict[str, Any] | None = None,
    *,
    audience: str = "",
) -> None:
    """One outbox row; its key makes sure that one step tells one thing once, to each audience.

    Keys of one order sort as its steps went; of one step a courier's cancel goes before the create behind it.
    """
    order, work = case.order, case.work
    parts = (order.id.hex, f"{order.version + 1:06}", kind, message, audience, recipient)
    key = "/".join(filter(None, parts))
    content = {"ref": order.ref} | (payload or {}) | ({"to": audience} if audience else {})
    row = OutboxRow(
        order.shop_id, work.new_id(), order.id, kind, message, recipient, content, key, work.now, 0, "", None
    )
    work.add(outbox, row)


def channels(case: Case, message: str) -> str:
    """How the shop tells this message: `either`, `email`, `sms`, `email sms`, or nothing."""
    own = case.work.message_settings.get(message)
    return CHANNELS[message] if own is None else own.channels


def addresses(case: Case, message: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Kind and recipient of each copy of a message, and why a copy that was due has none."""
    order, chosen = case.order, channels(case, message)
    if not chosen:
        return [], []
    if order.is_test:
        merchant = case.work.shop.merchant_email
        return ([(EMAIL, merchant)], []) if merchant else ([], ["the shop has no e-mail address"])
    there = {EMAIL: order.email, SMS: _number(order)}
    if chosen == EITHER:
        found = [(kind, there[kind]) for kind in (EMAIL, SMS) if there[kind]][:1]
        return found, [] if found else ["the customer left no address for it"]
    wanted = chosen.split()
    reached = [(kind, there[kind]) for kind in wanted if there[kind]]
    return reached, [_MISSING[kind] for kind in wanted if not there[kind]]


_MISSING = {EMAIL: "the customer left no e-mail address", SMS: "the customer left no number that takes an SMS"}


def _number(order: Order) -> str:
    return "" if order.phone_problem else order.phone


def _parcel(case: Case) -> dict[str, Any]:
    """What a customer may want to know of the parcel at hand; empty words are left out."""
    if case.parcel is None:
        return {}
    one = case.parcel.shipment
    expected = one.expected_at.astimezone(case.work.zone).date().isoformat() if one.expected_at else ""
    said = {"courier": one.courier, "waybill": one.waybill, "tracking": one.tracking, "expected": expected}
    return {"parcel": one.position} | {name: text for name, text in said.items() if text}
