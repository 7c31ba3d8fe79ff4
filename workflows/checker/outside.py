"""What leaves the house: outbox rows, and nothing of a test order (invariants 9, 10)."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import BindParameter, and_, bindparam, exists, func, or_, select

from models.orders import orders
from models.outbox import outbox
from models.shipments import shipments
from models.statuses import CashState, Handoff
from workflows.checker.problem import Problem, found, o, wrong
from workflows.work import Work

_x, _s = outbox.c, shipments.c
_mine = and_(_x.shop_id == o.shop_id, _x.order_id == o.id)
_merchant: BindParameter[str] = bindparam("merchant")
_to_others = exists(select(1).where(_mine, or_(_x.kind != "email", _x.recipient != _merchant)).correlate(orders))
_cash = exists(
    select(1).where(_s.shop_id == o.shop_id, _s.order_id == o.id, _s.cash != CashState.NONE).correlate(orders)
)

_TEST = (
    (_to_others, "is a test order and wrote to somebody outside"),
    (_cash, "is a test order and has cash on the road"),
    (o.handoff != Handoff.NONE, "is a test order and was handed to the OMS"),
)
_TWICE = select(_x.key).where(_x.shop_id == bindparam("shop")).group_by(_x.key).having(func.count() > 1)
_ORPHANS = (
    select(_x.key, _x.order_id)
    .select_from(outbox.outerjoin(orders, and_(_x.shop_id == o.shop_id, _x.order_id == o.id)))
    .where(_x.shop_id == bindparam("shop"), _x.order_id.is_not(None), o.id.is_(None))
)
_BOTH = select(_x.key, _x.order_id).where(
    _x.shop_id == bindparam("shop"), _x.sent_at.is_not(None), _x.due_at.is_not(None)
)


def problems(work: Work, since: datetime) -> Iterator[Problem]:
    """Test orders, then rows that are queued twice, for nothing, or again."""
    for broken, sentence in _TEST:
        statement = wrong(and_(o.is_test, broken)).params(merchant=work.shop.merchant_email)
        yield from found(work, statement, since, 9, sentence)
    key = {"shop": work.shop.id}
    for row in work.connection.execute(_TWICE, key):
        yield Problem(10, None, f"the message {row.key} is queued twice")
    for row in work.connection.execute(_ORPHANS, key):
        yield Problem(10, row.order_id, f"the message {row.key} is about an order that does not exist")
    for row in work.connection.execute(_BOTH, key):
        yield Problem(10, row.order_id, f"the message {row.key} was sent and is due again")
