"""Orders come into being: one from a checkout or a copy, or a thousand from a file, by the same rules (C1, C2).

Everything that a batch needs to know (customers, products, what is known already, what might be a duplicate) is
read with a few statements before the first order is built; everything it made is written with one statement per
table at the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from models.orders import Line, Order, order_lines, orders
from models.shops import shops
from models.statuses import Confirmation, Method, Role
from workflows import names
from workflows.actors import CALLERS, SYSTEM, Actor
from workflows.calls import phone_book
from workflows.case import Case, load
from workflows.confirmation.readiness import has_lines
from workflows.engine import Command, Rule, rules, step
from workflows.orders import landing
from workflows.orders.acquaintance import Acquaintance
from workflows.orders.draft import DraftOrder
from workflows.orders.drawing_up import BORN, FROM_DRAFT, line_of, order_of
from workflows.phones import Phone, parse
from workflows.policy import Ask, Oms
from workflows.work import Work


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
    drafts = [_until_paid(work, draft) if by.role in _CHECKOUT else draft for draft in drafts]
    one_at_a_time(work)
    known = known_orders(work, drafts)
    fresh = {key(draft): draft for draft in drafts if key(draft) not in known}
    back = {key(draft): draft for draft in drafts if _comes_back(draft, known)}
    phones = {name: parse(draft.phone, work.shop.country) for name, draft in (fresh | back).items()}
    circle = Acquaintance.read(work, [*fresh.values(), *back.values()], phones.values())
    number = _take_numbers(work, len(fresh))
    result = Placed([], known=len(drafts) - len(fresh))
    for offset, (name, draft) in enumerate(fresh.items()):
        case = _born(work, draft, phones[name], circle, number + offset, by, is_test)
        case.is_quiet = is_quiet
        step(case, PlaceOrder(draft) if draft.placed else StartCheckout(draft), _request(draft))
        _follow(case, draft)
        circle.remember(case)
        result.cases.append(case)
        result.lines += len(case.lines)
    for name, draft in back.items():
        case, _ = load(work, known[name][0], by)
        case.is_quiet = is_quiet
        _complete(case, draft, phones[name], circle)
    return result


def _until_paid(work: Work, draft: DraftOrder) -> DraftOrder:
    """Where nobody is asked and an OMS goes on with it, a prepaid order is missing until its money comes (M2)."""
    policy = work.policy
    if policy.ask_customer is not Ask.NOBODY or policy.oms is Oms.NONE or draft.cancelled or draft.shipping:
        return draft
    is_owed = draft.method is Method.ONLINE and draft.paid_minor < draft.total_minor
    return replace(draft, placed=False) if is_owed else draft


def one_at_a_time(work: Work) -> None:
    """Two batches of one shop follow each other: what the first makes, the second must know. Rows may refer to it."""
    mine = shops.c.id == work.shop.id
    work.connection.execute(select(shops.c.id).where(mine).with_for_update(key_share=True))


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


def _comes_back(draft: DraftOrder, known: Mapping[tuple[str, str], tuple[UUID, Confirmation]]) -> bool:
    """Whether a checkout that was left is placed after all."""
    return draft.placed and key(draft) in known and known[key(draft)][1] is BORN


def _complete(case: Case, draft: DraftOrder, phone: Phone, circle: Acquaintance) -> None:
    """C2 from MISSING: what was placed counts, not what the checkout knew."""
    work, order = case.work, case.order
    drawn = order_of(work, draft, phone, order.number, is_test=order.is_test)
    if drawn.phone != order.phone:
        phone_book.let_go(
            work, order.phone, order.claimed_by
        )  # whoever works on it was on the number of the checkout
    for name in FROM_DRAFT:
        setattr(order, name, getattr(drawn, name))
    order.customer_id = circle.customer(draft, phone)
    mine = (order_lines.c.shop_id == order.shop_id, order_lines.c.order_id == order.id)
    work.connection.execute(delete(order_lines).where(*mine))
    case.__dict__["lines"] = _lines(work, order, draft, circle)
    names.reindex(work, order)
    know_zone(work, order.zone)
    work.flush()  # the order points at its customer, who may be new
    step(case, PlaceOrder(draft), _request(draft) + "/placed")
    _follow(case, draft)


def _lines(work: Work, order: Order, draft: DraftOrder, circle: Acquaintance) -> list[Line]:
    """The lines of a draft, to be written with the unit."""
    lines = [
        line_of(work, order, drawn, position, circle.product(drawn)) for position, drawn in enumerate(draft.lines, 1)
    ]
    for line in lines:
        work.add(order_lines, line)
    return lines


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
    order = order_of(work, draft, phone, number, is_test=is_test)
    order.customer_id = circle.customer(draft, phone)
    case = Case(work, order, by)
    case.__dict__["lines"] = lines = _lines(work, order, draft, circle)
    order.duplicate_of = None if is_test else circle.duplicate(order, lines)
    work.add(orders, order)
    names.index(work, order)
    know_zone(work, order.zone)
    return case


def know_zone(work: Work, zone: str) -> None:
    """A zone that the shop meets for the first time is remembered: the queue asks who may be called now."""
    if zone == work.shop.zone or zone in work.shop.zones:
        return
    mine = shops.c.id == work.shop.id
    known = work.connection.scalar(select(shops.c.zones).where(mine).with_for_update()) or []
    work.shop.zones = list(dict.fromkeys([*known, zone]))  # another seat may have met one since
    work.connection.execute(update(shops).where(mine).values(zones=work.shop.zones, version=shops.c.version + 1))


def placed(case: Case, command: PlaceOrder) -> None:
    """C2."""
    landing.landed(case, command.draft, command)


def checked_out(case: Case, command: StartCheckout) -> None:
    """C1."""
    landing.checked_out(case, command.draft)


_CHECKOUT = frozenset({Role.CUSTOMER, Role.SYSTEM})
_PLACERS = frozenset({Role.CUSTOMER, Role.SYSTEM, *CALLERS})
_MISSING = frozenset({BORN})

rules(
    Rule("C1", StartCheckout, _MISSING, _CHECKOUT, effects=(checked_out,)),
    Rule("C2", PlaceOrder, _MISSING, _PLACERS, Confirmation.NEW, (has_lines,), (), (placed,)),
)
