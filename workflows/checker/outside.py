"""What leaves the house: outbox rows, what the OMS was told, and nothing of a test order (invariants 9, 10)."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Text, and_, bindparam, cast, exists, func, select

from models.log import events
from models.orders import orders
from models.outbox import outbox
from models.shipments import shipments
from models.statuses import CALLABLE, LOCKED, CashState, Handoff
from workflows.checker.look import Look
from workflows.checker.problem import Check, Problem, any_of, changed_orders, found_any, lately, o
from workflows.oms.handoff import ORDER, PROOF, WAITING

_x, _s, _e = outbox.c, shipments.c, events.c
_mine = and_(_x.shop_id == o.shop_id, _x.order_id == o.id)
_cash = exists(
    select(1).where(_s.shop_id == o.shop_id, _s.order_id == o.id, _s.cash != CashState.NONE).correlate(orders)
)


def _told(command: str) -> ColumnElement[bool]:
    mine = (_e.shop_id == o.shop_id, _e.order_id == o.id, _e.command == command)
    return exists(select(1).where(*mine).correlate(orders))


def _queued(*kinds: str, is_due: bool = False) -> ColumnElement[bool]:
    due = (_x.due_at.is_not(None),) if is_due else ()
    return exists(select(1).where(_mine, _x.kind.in_(kinds), *due).correlate(orders))


_waits = o.handoff.in_(WAITING)
_CHECKS: tuple[Check, ...] = (
    (9, and_(o.is_test, _cash), "is a test order and has cash on the road"),
    (9, and_(o.is_test, o.handoff != Handoff.NONE), "is a test order and was handed to the OMS"),
    (10, and_(o.handoff == Handoff.DONE, ~_told("HandOffAccepted")), "is with the OMS, which never accepted it"),
    (10, and_(o.handoff == Handoff.FAILED, ~_told("HandOffRefused")), "failed at the OMS, which never refused it"),
    (10, and_(_waits, o.confirmation.in_(LOCKED)), "is called off and still waits for the OMS"),
    (
        10,
        and_(o.handoff != Handoff.NONE, o.confirmation.in_(CALLABLE), ~_queued(PROOF)),
        "is neither confirmed nor proved to be paid, and was handed to the OMS",
    ),
    (
        10,
        and_(o.handoff != Handoff.DUE, _queued(ORDER, PROOF, is_due=True)),
        "has something queued for the OMS and is not due there",
    ),
)
_ORDERS = any_of(changed_orders(), _CHECKS)
_OF_TESTS = (
    select(o.id, o.ref, _x.kind, _x.recipient).select_from(orders.join(outbox, _mine)).where(lately, o.is_test)
)
_TWICE = select(_x.key).where(_x.shop_id == bindparam("shop")).group_by(_x.key).having(func.count() > 1)
_ORPHANS = (
    select(_x.key, _x.order_id)
    .select_from(outbox.outerjoin(orders, and_(_x.shop_id == o.shop_id, _x.order_id == o.id)))
    .where(_x.shop_id == bindparam("shop"), _x.order_id.is_not(None), o.id.is_(None))
)
_SECRETS = select(_x.key, _x.order_id).where(
    _x.shop_id == bindparam("shop"),
    _x.message == "pin",
    _x.due_at.is_(None),
    cast(_x.payload, Text).like('%"pin"%'),
)
_BOTH = select(_x.key, _x.order_id).where(
    _x.shop_id == bindparam("shop"), _x.sent_at.is_not(None), _x.due_at.is_not(None)
)


def problems(look: Look) -> Iterator[Problem]:
    """Test orders, hand-offs, then rows that are queued twice, for nothing, or again."""
    yield from _of_tests(look)
    yield from found_any(look, _ORDERS, _CHECKS)
    for row in look.broken(_TWICE):
        yield Problem(10, None, f"the message {row.key} is queued twice")
    for row in look.broken(_ORPHANS):
        yield Problem(10, row.order_id, f"the message {row.key} is about an order that does not exist")
    for row in look.broken(_BOTH):
        yield Problem(10, row.order_id, f"the message {row.key} was sent and is due again")
    for row in look.broken(_SECRETS):
        yield Problem(10, row.order_id, f"the message {row.key} was sent or given up and still holds its PIN")


def _of_tests(look: Look) -> Iterator[Problem]:
    """A test order tells the merchant alone, by e-mail."""
    written = look.broken(_OF_TESTS)
    allowed = {("email", address) for address in _merchants(look)} if written else set()
    for order_id, ref in dict.fromkeys(row[:2] for row in written if row[2:] not in allowed):
        yield Problem(9, order_id, f"{ref} is a test order and wrote to somebody outside")


def _merchants(look: Look) -> list[str]:
    """Every address of its own that the shop had: a test order of last year told the one of then."""
    changed = (data for command, data in look.told if command == "ChangeSetting")
    said = [data for data in changed if data.get("name") == "merchant_email"]
    return [look.work.shop.merchant_email, *(data[side] for data in said for side in ("before", "after"))]
