"""Where an order stands in the call queue: its lane, and the instant from which it may be dealt.

*Next order* only ever looks at `lane` and `due_at`. While an order is claimed its `due_at` is the end of the
lease, so that a dead agent's order comes back by itself and no janitor is needed.
"""

from datetime import datetime, timedelta

from models import clock
from models.orders import (
    LANE_APPOINTMENT,
    LANE_MISSING,
    LANE_NEW,
    LANE_NO_ANSWER,
    LANE_NO_ANSWER_LAST,
    Order,
)
from models.statuses import CALLABLE, Confirmation
from workflows.policy import ShopPolicy

SKIP_FOR = timedelta(minutes=15)  #: a skipped order is offered again after this


def lane(order: Order) -> int:
    """The lane of an order that may be called."""
    if order.confirmation is Confirmation.NO_ANSWER:
        return min(LANE_NO_ANSWER + max(order.counted_attempts - 1, 0), LANE_NO_ANSWER_LAST)
    return {
        Confirmation.CALL_LATER: LANE_APPOINTMENT,
        Confirmation.NEW: LANE_NEW,
        Confirmation.MISSING: LANE_MISSING,
    }[order.confirmation]


def is_callable(order: Order) -> bool:
    """Whether anybody may be called about it at all."""
    return order.confirmation in CALLABLE and not order.is_test and bool(order.phone) and not order.phone_problem


def due(order: Order, policy: ShopPolicy) -> datetime:
    """When it falls due. Never outside calling hours, unless the customer asked for that time."""
    if order.confirmation is Confirmation.CALL_LATER and order.appointment_at:
        return order.appointment_at
    earliest = order.next_try_at or order.placed_at
    return policy.calling_hours.next_open(earliest, clock.zone(order.zone))


def enqueue(order: Order, policy: ShopPolicy, not_before: datetime | None = None) -> None:
    """Set `lane` and `due_at` from where the order stands."""
    if not is_callable(order):
        order.due_at = None
        return
    order.lane = lane(order)
    order.due_at = max(filter(None, (due(order, policy), not_before)))
