"""Orders come into being: one from a checkout or a copy, or a thousand from a file, by the same rules (C1, C2).

Everything that a batch needs to know (customers, products, what is known already, what might be a duplicate) is
read with a few statements before the first order is built; everything it made is written with one statement per
table at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from models.money import Money
from models.orders import LANE_NEW, Line, Order, order_lines, orders
from models.shipments import Shipment, ShipmentLine
from models.shops import shops
from models.statuses import (
    PAID_LATER,
    CashState,
    Confirmation,
    Destination,
    Fulfilment,
    Handoff,
    Headline,
    Method,
    MoneyKind,
    MoneyState,
    Payment,
    Role,
    RunBy,
    Shipping,
)
from workflows import consequences, names
from workflows.acquaintance import Acquaintance
from workflows.actors import SYSTEM, Actor
from workflows.calls import end_claim
from workflows.case import Case, load
from workflows.confirmation import has_lines
from workflows.engine import Command, Rule, rules, step
from workflows.intake.draft import DraftOrder
from workflows.intake.phones import Phone, parse
from workflows.work import Work

_BORN = Confirmation.MISSING  #: an order comes into being as a checkout; placing it is the first step


@dataclass(frozen=True, slots=True)
class StartCheckout(Command):
    """Start a checkout."""

    done = "started the checkout of this order"

    draft: DraftOrder  #: what the checkout knows so far

    def told(self) -> dict[str, Any]:
        """Where it came from; the order itself holds the rest."""
        return {"source": self.draft.source, "row": self.draft.row}


@dataclass(frozen=True, slots=True)
class PlaceOrder(Command):
    """Place the order."""

    done = "placed this order"

    draft: DraftOrder  #: the order as its own system knows it

    def told(self) -> dict[str, Any]:
        """Where it came from; the order itself holds the rest."""
        return {"source": self.draft.source, "row": self.draft.row}


@dataclass(slots=True)
class Placed:
    """What became of a batch."""

    cases: list[Case]  #: the orders that were made, in their order
    known: int = 0  #: orders that were here before
    lines: int = 0  #: lines of the orders that were made


def place(
    work: Work, drafts: Sequence[DraftOrder], *, by: Actor, is_quiet: bool = False, is_test: bool = False
) -> Placed:
    """Make an order of every draft that is not known yet. `is_quiet`: their own system told the customers."""
    known = known_orders(work, drafts)
    fresh = {key(draft): draft for draft in drafts if key(draft) not in known}
    for draft in drafts:
        if known.get(key(draft), (None, None))[1] is _BORN and draft.placed:
            _complete(work, known[key(draft)][0], draft, by)
    phones = {draft.row: parse(draft.phone, work.shop.country) for draft in fresh.values()}
    circle = Acquaintance.read(work, list(fresh.values()), phones)
    number = _take_numbers(work, len(fresh))
    result = Placed([], known=len(drafts) - len(fresh))
    for offset, draft in enumerate(fresh.values()):
        case = _born(work, draft, phones[draft.row], circle, number + offset, by, is_test)
        case.is_quiet = is_quiet
        step(case, PlaceOrder(draft) if draft.placed else StartCheckout(draft), _request(draft))
        _follow(case, draft)
        circle.remember(case)
        result.cases.append(case)
        result.lines += len(case.lines)
    return result


def key(draft: DraftOrder) -> tuple[str, str]:
    """What makes a draft the same order when it comes again."""
    return draft.source, draft.external_id


def _request(draft: DraftOrder) -> str:
    return f"place:{draft.source}:{draft.external_id}"


def _follow(case: Case, draft: DraftOrder) -> None:
    """Steps that the system takes at once, such as confirming without asking."""
    while case.following:
        made, case.actor = case.actor, SYSTEM
        step(case, case.following.pop(0), f"{_request(draft)}/{case.order.version + 1}")
        case.actor = made


def known_orders(work: Work, drafts: Sequence[DraftOrder]) -> dict[tuple[str, str], tuple[UUID, Confirmation]]:
    """Which of these drafts are orders already: id and status by their key."""
    o = orders.c
    mine = (o.shop_id == work.shop.id, o.external_id.in_([draft.external_id for draft in drafts]))
    rows = work.connection.execute(select(o.source, o.external_id, o.id, o.confirmation).where(*mine))
    return {(row.source, row.external_id): (row.id, row.confirmation) for row in rows}


def _complete(work: Work, order_id: UUID, draft: DraftOrder, by: Actor) -> None:
    """C2 from MISSING: the customer came back and placed the order."""
    case, _ = load(work, order_id, by)
    step(case, PlaceOrder(draft), _request(draft) + "/placed")
    _follow(case, draft)


def _take_numbers(work: Work, count: int) -> int:
    """The first of `count` consecutive order numbers of the shop."""
    mine = shops.c.id == work.shop.id
    taken = update(shops).where(mine).values(next_number=shops.c.next_number + count)
    following: int = work.connection.execute(taken.returning(shops.c.next_number)).scalar_one()
    return following - count


def _born(
    work: Work,
    draft: DraftOrder,
    phone: Phone,
    circle: Acquaintance,
    number: int,
    by: Actor,
    is_test: bool,
) -> Case:
    """The order as it stands before its first step."""
    order = _order(work, draft, phone, number, is_test)
    order.customer_id = circle.customer(draft, phone)
    case = Case(work, order, by)
    lines = [_line(work, order, draft, position, circle) for position in range(len(draft.lines))]
    case.__dict__["lines"] = lines
    order.duplicate_of = None if is_test else circle.duplicate(order, lines)
    work.add(orders, order)
    for line in lines:
        work.add(order_lines, line)
    names.index(work, order)
    know_zone(work, order.zone)
    return case


def _order(work: Work, draft: DraftOrder, phone: Phone, number: int, is_test: bool) -> Order:
    address = draft.address
    lines = sum(line.quantity * line.unit_minor - line.discount_minor for line in draft.lines)
    return Order(
        shop_id=work.shop.id,
        id=work.new_id(),
        version=0,
        number=number,
        ref=draft.ref,
        source=draft.source,
        external_id=draft.external_id,
        placed_at=draft.placed_at or work.now,
        created_at=work.now,
        changed_at=work.now,
        changed_by="",
        is_test=is_test,
        customer_id=work.shop.id,
        name=draft.customer,
        email=draft.email,
        phone=phone.e164 if phone.valid else "",
        phone_typed=draft.phone,
        phone_other=draft.other_phone or phone.other,
        phone_rev=reversed_digits(phone.e164 or draft.phone),
        phone_problem="" if phone.valid else phone.problem,
        zone=phone.zone or work.shop.zone,
        street=address.street,
        city=address.city,
        region=address.region,
        postcode=address.postcode,
        country=address.country,
        method=draft.method,
        gateway=draft.gateway,
        currency=draft.currency,
        lines_minor=lines,
        shipping_minor=draft.shipping_minor,
        discount_minor=draft.discount_minor,
        tax_minor=draft.tax_minor,
        total_minor=draft.total_minor,
        received_minor=0,
        refunded_minor=0,
        confirmation=_BORN,
        payment=Payment.UNPAID,
        fulfilment=Fulfilment.UNFULFILLED,
        headline=Headline.MISSING,
        shipping=None,
        handoff=Handoff.NONE,
        reserved=False,
        short=False,
        cancel_reason="",
        duplicate_of=None,
        copied_from=None,
        attempts=0,
        counted_attempts=0,
        counted_at=None,
        tried_parts="",
        next_try_at=None,
        appointment_at=None,
        appointment_by=None,
        lane=LANE_NEW,
        due_at=None,
        claimed_by=None,
        claimed_until=None,
        claim_no=0,
        assigned_to=None,
        assigned_until=None,
        note=draft.note,
        tags=draft.tags,
    )


def reversed_digits(phone: str) -> str:
    """Digits from right to left: any suffix of a number becomes a prefix of this."""
    return "".join(filter(str.isdecimal, phone))[::-1]


def _line(work: Work, order: Order, draft: DraftOrder, position: int, circle: Acquaintance) -> Line:
    drawn = draft.lines[position]
    return Line(
        order.shop_id,
        work.new_id(),
        order.id,
        position + 1,
        circle.product(drawn),
        drawn.sku,
        drawn.title,
        drawn.quantity,
        drawn.unit_minor,
        drawn.discount_minor,
    )


def know_zone(work: Work, zone: str) -> None:
    """A zone that the shop meets for the first time is remembered: the queue asks who may be called now."""
    if zone == work.shop.zone or zone in work.shop.zones:
        return
    mine = shops.c.id == work.shop.id
    known = work.connection.scalar(select(shops.c.zones).where(mine).with_for_update()) or []
    work.shop.zones = list(dict.fromkeys([*known, zone]))  # another seat may have met one since
    work.connection.execute(update(shops).where(mine).values(zones=work.shop.zones, version=shops.c.version + 1))


# Effects: an order of another system lands on the axes where it stands there.


def landed(case: Case, command: PlaceOrder) -> None:
    """C2: NEW, unless its own system has cancelled it, sent it, or taken the money for it."""
    draft = command.draft
    _book(case, draft)
    if draft.cancelled:
        case.order.confirmation = Confirmation.CANCELLED
        end_claim(case)
    elif draft.shipping is not None:
        case.order.confirmation = Confirmation.CONFIRMED
        end_claim(case)
        _sent_before(case, draft, draft.shipping)
    else:
        consequences.placed(case, command)


def checked_out(case: Case, command: StartCheckout) -> None:
    """C1: not placed yet; it may be called if there is a number."""
    _book(case, command.draft)
    end_claim(case)


def _book(case: Case, draft: DraftOrder) -> None:
    """Money that its own system has seen, before codesk knew the order."""
    at = draft.placed_at or case.work.now
    if draft.paid_minor:
        _row(case, draft, MoneyKind.RECEIVED, MoneyState.DONE, draft.paid_minor, at)
    if draft.refunded_minor:
        _row(case, draft, MoneyKind.REFUND, MoneyState.DONE, draft.refunded_minor, at)
    if draft.payment_failed:
        _row(case, draft, MoneyKind.ATTEMPT, MoneyState.FAILED, draft.total_minor, at)
    case.refresh()


def _row(case: Case, draft: DraftOrder, kind: MoneyKind, state: MoneyState, amount: int, at: datetime) -> None:
    order, method = case.order, draft.method
    if kind is MoneyKind.RECEIVED and method is Method.CASH and draft.shipping is None:
        method = Method.ONLINE  # cash is taken at the door: what came before the parcel left came otherwise
    gateway = draft.gateway or draft.source
    reference = draft.payment_reference and f"{draft.ref} {draft.payment_reference}"
    row = Money(
        order.shop_id,
        case.work.new_id(),
        order.id,
        kind,
        state,
        method,
        amount,
        gateway,
        reference,
        "",
        draft.source,
        at,
    )
    case.add_money(row)


def _sent_before(case: Case, draft: DraftOrder, status: Shipping) -> None:
    """One parcel with all units, which left before codesk kept the stock."""
    order, at = case.order, draft.closed_at or case.order.placed_at
    owed = order.total_minor - order.received_minor if order.method in PAID_LATER else 0
    on_road = status in (Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE)
    arrived = status in (Shipping.DELIVERED, Shipping.PICKED_UP)
    parcel = Shipment(
        order.shop_id,
        case.work.new_id(),
        order.id,
        1,
        status,
        Destination.LOCAL,
        RunBy.STAFF,
        "",
        "",
        max(owed, 0),
        CashState.DUE if on_road and owed > 0 else CashState.NONE,
        True,
        order.placed_at,
        at,
        at if arrived else None,
    )
    came_back = status is Shipping.RETURNED
    units = [
        ShipmentLine(order.shop_id, parcel.id, line.id, order.id, line.quantity, line.quantity if came_back else 0, 0)
        for line in case.lines
    ]
    case.add_parcel(parcel, units)


_CHECKOUT = frozenset({Role.CUSTOMER, Role.SYSTEM})
_PLACERS = frozenset({Role.CUSTOMER, Role.SUPERVISOR, Role.SYSTEM})
_MISSING = frozenset({_BORN})

rules(
    Rule("C1", StartCheckout, _MISSING, _CHECKOUT, effects=(checked_out,)),
    Rule("C2", PlaceOrder, _MISSING, _PLACERS, Confirmation.NEW, (has_lines,), (), (landed,)),
)
