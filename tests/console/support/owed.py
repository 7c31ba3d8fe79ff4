"""Money that is not where it should be: a parcel that is short, a cancelled order that was paid."""

from typing import Any

from models.statuses import Method, Reason
from tests.support import shop
from tests.support.arriving import DUE, delivered
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.cash import SettleCash
from workflows.money.payment import PaymentArrived


def short(desk: Desk, samia: Actor, missing: int = 500) -> Any:
    """A parcel for which less came than was collected."""
    order = delivered(desk)
    desk.perform(order.id, SettleCash(Minor(DUE - missing)), by=samia)
    return order


def paid(desk: Desk) -> Any:
    """An order paid online and cancelled afterwards."""
    order = shop.an_order(desk, method=Method.ONLINE)
    desk.perform(order.id, PaymentArrived("chargily", f"pi-{order.ref}", Minor(DUE)), by=SYSTEM)
    desk.perform(order.id, Cancel(Reason.PRICE, called=False), by=shop.person(desk, "Samia"))
    return order
