"""What an order still costs its customer, what was paid and sent back, and what is under way, in words."""

from typing import TYPE_CHECKING

from models.statuses import FOR_NOTHING, PAID_LATER, Confirmation, Headline, Method, MoneyKind, MoneyState, Payment
from workflows.labels import word
from workflows.money.cash_due import at_the_door
from workflows.money.receipts import owed
from workflows.spoken import money

if TYPE_CHECKING:
    from models.money import Money
    from models.orders import Order
    from workflows.views import Detail


def to_collect(found: "Detail") -> tuple[str, str]:
    """What is still to pay, and how; no amount where nothing is."""
    order = found.order
    if order.fulfilment in FOR_NOTHING or _comes_back(found):
        return "nothing to collect", ""
    if order.received_minor and not owed(order):
        return _paid(order)
    return how_paid(order), money(owed(order), order.currency)


def _comes_back(found: "Detail") -> bool:
    """Whether all that is still out is on its way back, and no courier has cash to bring."""
    out = found.order.headline is Headline.IN_RETURN
    return out and not any(at_the_door(found.order, parcel.shipment) for parcel in found.parcels)


def _paid(order: "Order") -> tuple[str, str]:
    kept = order.received_minor - order.refunded_minor
    if not order.refunded_minor:
        return "paid, nothing to pay", ""
    return ("nothing to pay, the shop keeps", money(kept, order.currency)) if kept > 0 else ("nothing to pay", "")


def how_paid(order: "Order") -> str:
    """How what is owed will come: the balance is due at the door, whatever was meant to be paid online."""
    if order.method in PAID_LATER:
        return f"to collect ({word(order.method).lower()})"
    if order.confirmation is Confirmation.MISSING:
        return "to pay online"
    return f"to collect at the door ({_ONLINE.get(order.payment, 'not paid online')})"


_ONLINE = {
    Payment.FAILED: "the online payment failed",
    Payment.IN_PROGRESS: "the online payment is under way",
    Payment.PARTIALLY_PAID: "paid online in part",
    Payment.PARTIALLY_REFUNDED: "paid online in part",
}


def paid_how(method: Method) -> str:
    """`online`, `by cash`."""
    return "online" if method is Method.ONLINE else f"by {word(method).lower()}"


def to_send_back(found: "Detail") -> str:
    """What a lock without a sale leaves to do: a sentence on the money that came in; empty where none did."""
    order = found.order
    left = order.received_minor - order.refunded_minor
    if left <= 0:
        return ""
    paid = money(left, order.currency)
    return f"{paid} was paid and has to be sent back (Cash, Refunds)."


def may_still_pay(found: "Detail") -> str:
    """What a payment that neither came nor failed may still do: a sentence; empty where none is under way."""
    if not _under_way(found):
        return ""
    at = " and ".join(providers(found))
    return f"A payment is under way{f' at {at}' if at else ''}: the customer may still pay online."


def providers(found: "Detail") -> list[str]:
    """Who can be asked about payments that neither came nor failed yet; an attempt that names nobody has no one."""
    return [*dict.fromkeys(row.gateway for row in _under_way(found) if row.reference or found.order.gateway)]


def _under_way(found: "Detail") -> "list[Money]":
    return [row for row in found.money if row.kind is MoneyKind.ATTEMPT and row.state is MoneyState.OPEN]
