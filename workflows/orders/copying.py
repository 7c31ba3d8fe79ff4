"""A locked order that was locked by mistake becomes a new one (D10)."""

import re
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from models.customers import customers
from models.log import events
from models.orders import Line, Order
from models.statuses import LOCKED, Role
from workflows.case import Case
from workflows.engine import Command, Rule, rules
from workflows.orders import placing, trial
from workflows.orders.draft import Address, DraftLine, DraftOrder

SOURCE = "codesk"
_COUNTED = re.compile(r"(.*)/(\d+)")


@dataclass(frozen=True, slots=True)
class CopyToNewOrder(Command):
    """Copy to a new order."""

    done = "copied this order to a new one"


_COPIES = select(events.c.data).where(
    events.c.shop_id == bindparam("shop"),
    events.c.order_id == bindparam("order"),
    events.c.command == CopyToNewOrder.__name__,
)


def not_copied(case: Case) -> str | None:
    """Guard: one copy of an order; a copy that was locked too is copied itself."""
    data = case.work.connection.scalar(_COPIES, case.key)
    return f"this order was copied to {data['copy']} already; work on that one" if data else None


def may_be_tried(case: Case) -> str | None:
    """Guard: the copy of a test order is a test order, and the shop places such (D7)."""
    return trial.why_not(case.work) if case.order.is_test else None


def copy(case: Case, _command: CopyToNewOrder) -> None:
    """D10: the same customer and lines, as an order that was placed just now; money and parcels stay here."""
    order, work = case.order, case.work
    known = len(work.pending(customers))
    draft = draft_of(order, case.lines, next_ref(order.ref))
    (made,) = placing.place(work, [draft], by=case.actor, is_test=order.is_test).cases
    del work.pending(customers)[known:]  # the customer is the old order's, not one made for the copy
    made.order.customer_id, made.order.copied_from = order.customer_id, order.id
    case.facts |= {"copy": made.order.ref, "copy_id": str(made.order.id)}


def next_ref(ref: str) -> str:
    """`#1042` to `#1042/2`, `#1042/2` to `#1042/3`."""
    found = _COUNTED.fullmatch(ref)
    return f"{found[1]}/{int(found[2]) + 1}" if found else f"{ref}/2"


def draft_of(order: Order, lines: list[Line], ref: str) -> DraftOrder:
    """What a checkout would say to get this order again."""
    return DraftOrder(
        row=1,
        source=SOURCE,
        external_id=f"copy of {order.id}",
        ref=ref,
        placed_at=None,
        currency=order.currency,
        total_minor=order.total_minor,
        lines=tuple(
            DraftLine(line.title, line.quantity, line.unit_minor, line.sku, line.discount_minor) for line in lines
        ),
        shipping_minor=order.shipping_minor,
        discount_minor=order.discount_minor,
        tax_minor=order.tax_minor,
        customer=order.name,
        email=order.email,
        phone=order.phone or order.phone_typed,
        other_phone=order.phone_other,
        address=Address(order.street, order.city, order.region, order.postcode, order.country),
        method=order.method,
        gateway=order.gateway,
        note=order.note,
        tags=order.tags,
    )


rules(
    Rule("D10", CopyToNewOrder, LOCKED, frozenset({Role.SUPERVISOR}), None, (not_copied, may_be_tried), (), (copy,))
)
