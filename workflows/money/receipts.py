"""Money rows: what is still due, what is under way, what was booked, and booking one more (domain.md 5)."""

from datetime import datetime

from sqlalchemy import or_, select

from models.money import Money, money
from models.orders import Order
from models.statuses import Method, MoneyKind, MoneyState
from workflows.case import Case

BY_HAND = "by hand"  #: the gateway of money that a person saw


def owed(order: Order) -> int:
    """What the customer still owes, in minor units."""
    return max(order.total_minor - order.received_minor, 0)


def under_way(case: Case) -> list[Money]:
    """Payments that were begun and are not over."""
    return [row for row in case.money if row.kind is MoneyKind.ATTEMPT and row.state is MoneyState.OPEN]


def close_attempts(case: Case) -> None:
    """Give up every payment that is still under way."""
    for row in under_way(case):
        case.change_money(row, MoneyState.CLOSED)


def is_booked(case: Case, gateway: str, reference: str) -> bool:
    """Whether a payment of that id came in before, from that provider or for this order."""
    mine = (
        money.c.shop_id == case.order.shop_id,
        or_(money.c.gateway == gateway, money.c.order_id == case.order.id),
        money.c.reference == reference,
        money.c.kind == MoneyKind.RECEIVED,
    )
    return bool(reference) and case.work.connection.scalar(select(money.c.id).where(*mine)) is not None


def book(
    case: Case,
    kind: MoneyKind,
    amount: int,
    *,
    gateway: str,
    reference: str,
    method: Method = Method.ONLINE,
    note: str = "",
    state: MoneyState | None = None,
    by: str = "",
    at: datetime | None = None,
) -> None:
    """Add one money row, seen by the actor and now unless said otherwise; attempts start open, the rest is done."""
    usual = MoneyState.OPEN if kind is MoneyKind.ATTEMPT else MoneyState.DONE
    order, work = case.order, case.work
    row = Money(
        order.shop_id,
        work.new_id(),
        order.id,
        kind,
        state or usual,
        method,
        amount,
        gateway,
        reference,
        note,
        by or case.actor.name,
        at or work.now,
    )
    case.add_money(row)
