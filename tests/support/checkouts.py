"""Checkouts that were left while paying online."""

from typing import Any

from models.orders import Order
from models.statuses import Method
from tests.support import shop
from workflows.actors import CHECKOUT
from workflows.desk import Desk
from workflows.money.payment import PaymentStarted


def left_paying(desk: Desk, *, gateway: str = "chargily", **changes: Any) -> Order:
    """A MISSING order with a payment under way: #1001 has att-1001."""
    made = shop.missing(desk, method=Method.ONLINE, gateway=gateway, **changes)
    return paying(desk, made, gateway)


def paying(desk: Desk, order: Order, gateway: str = "chargily") -> Order:
    """The customer begins to pay."""
    started = PaymentStarted(gateway, f"att-{order.ref.lstrip('#')}")
    return desk.perform(order.id, started, by=CHECKOUT).order


def number(order: Order) -> str:
    """What the provider is asked about."""
    return order.ref.lstrip("#")
