"""Shorthands of the queue's tests."""

from datetime import datetime

from models.orders import Order
from tests.support.ledger import put
from tests.support.shop import an_order
from workflows.actors import Actor
from workflows.calls import phone_book
from workflows.confirmation.axis import CallLater
from workflows.desk import Desk


def dealt(desk: Desk, who: Actor, *, times: int = 1) -> list[str]:
    """The references an agent is given, one after the other, each one settled by a colleague's confirmation."""
    given = []
    for _ in range(times):
        found = desk.next_order(by=who)
        given.append(found.ref if found else "-")
        if found:
            put(desk, found, claimed_by=None, claimed_until=None, due_at=None)
            desk.write(lambda work, phone=found.phone: phone_book.let_go(work, phone, who.id))  # type: ignore[misc]
    return given


def promised(desk: Desk, who: Actor, at: datetime) -> Order:
    """An order with a call-back that somebody promised."""
    made = an_order(desk)
    desk.perform(made.id, CallLater(at), by=who)
    return made
