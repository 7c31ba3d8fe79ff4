"""Money sent back: what a refund is made of, to the minor unit, and that it was sent (domain.md 12, P6, P7).

A refund is decided here and sent by hand at the bank or provider. Goods are not touched: a refund is money, a return
is goods.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Table, select, update

from models.money import Money, Refund, RefundLine, refund_lines, refunds
from models.orders import Line
from models.statuses import CALLABLE, Confirmation, MoneyKind, MoneyState
from workflows.actors import SUPERVISOR
from workflows.case import Case
from workflows.engine import Command, Minor, Rule, rules
from workflows.errors import Refused
from workflows.messages.writing import tell_customer
from workflows.money import prices
from workflows.spoken import counted
from workflows.spoken import money as spoken
from workflows.units import Units, each_once

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RefundOrder(Command):
    """Refund."""

    done = "refunded this order"

    lines: tuple[Units, ...] = ()  #: units that are paid back, line by line
    shipping: Minor | None = None  #: delivery charge that is paid back
    adjustment: Minor | None = None  #: anything more that is paid back
    fee: Minor | None = None  #: what the shop keeps of it
    note: str = ""  #: why


@dataclass(frozen=True, slots=True)
class RefundSent(Command):
    """Mark a refund as sent."""

    done = "sent a refund of this order"

    reference: str  #: the bank's or provider's reference of the transfer
    refund: int = 0  #: its number: 1, 2, 3 …; needed where several are to be sent


# The sum.


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the order in a refund."""

    line: Line
    paid_minor: int  #: what was paid for the line, its share of order discount and tax included
    gone: int  #: units refunded before
    units: int  #: units of this refund
    amount_minor: int  #: what they come to

    @property
    def left(self) -> int:
        """Units that could be refunded before this."""
        return self.line.quantity - self.gone

    @property
    def left_minor(self) -> int:
        """What those come to."""
        return prices.worth(self.paid_minor, self.line.quantity, self.gone, self.left)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Every part of the sum of a refund, for a screen to show while it is typed; minor units of the order."""

    parts: tuple[Part, ...]  #: every line of the order, in their order
    shipping_minor: int
    shipping_left_minor: int  #: the most that can be asked for
    adjustment_minor: int
    fee_minor: int
    left_minor: int  #: received and not refunded yet: the most that the amount can be
    kept_minor: int  #: what earlier refunds kept of it on purpose
    problem: str | None  #: why this cannot be refunded, in a sentence

    @property
    def goods_minor(self) -> int:
        """What the units come to."""
        return sum(part.amount_minor for part in self.parts)

    @property
    def amount_minor(self) -> int:
        """What goes back to the customer."""
        return self.goods_minor + self.shipping_minor + self.adjustment_minor - self.fee_minor

    @property
    def owed_minor(self) -> int:
        """What is to go back when nothing was sold: all that is left but for what was kept on purpose."""
        return self.left_minor - self.kept_minor

    @property
    def is_whole(self) -> bool:
        """Whether every unit and the delivery charge that are left come to what is owed."""
        return sum(part.left_minor for part in self.parts) + self.shipping_left_minor == self.owed_minor


def preview(case: Case, request: RefundOrder) -> Arithmetic:
    """The sum of a refund as it would be, and why it is refused where it is. Changes nothing."""
    try:
        asked, problem = each_once(case, request.lines), None
    except Refused as refusal:
        asked, problem = {}, str(refusal)
    before = _rows(case, refunds, Refund)
    sum_ = Arithmetic(
        _parts(case, {number: units.quantity for number, units in asked.items()}),
        request.shipping or 0,
        prices.shipping_of(case.order) - sum(row.shipping_minor for row in before),
        request.adjustment or 0,
        request.fee or 0,
        left(case),
        sum(row.fee_minor for row in before),
        problem,
    )
    return sum_ if problem else _judged(case, sum_)


def left(case: Case) -> int:
    """What was received and is not refunded yet."""
    return case.order.received_minor - case.order.refunded_minor


def _parts(case: Case, asked: Mapping[int, int]) -> tuple[Part, ...]:
    gone: Counter[UUID] = Counter()
    for row in _rows(case, refund_lines, RefundLine):
        gone[row.line_id] += row.quantity
    paid = prices.paid_for(case.order, case.lines)
    return tuple(
        Part(line, whole, gone[line.id], units, prices.worth(whole, line.quantity, gone[line.id], units))
        for line, whole in zip(case.lines, paid, strict=True)
        for units in (asked.get(line.position, 0),)
    )


def _rows(case: Case, table: Table, row: type[T]) -> list[T]:
    mine = (table.c.shop_id == case.order.shop_id, table.c.order_id == case.order.id)
    return [row(*found) for found in case.work.connection.execute(select(table).where(*mine))]


def _judged(case: Case, sum_: Arithmetic) -> Arithmetic:
    return replace(sum_, problem=next((sentence for is_wrong, sentence in _limits(case, sum_) if is_wrong), None))


def _limits(case: Case, sum_: Arithmetic) -> list[tuple[bool, str]]:
    """The rules of section 12, each with what to say when it is broken."""

    def said(minor: int) -> str:
        return spoken(minor, case.order.currency)

    over = next((part for part in sum_.parts if part.units > part.left), None)
    is_open, of_goods = case.order.confirmation in CALLABLE, sum_.goods_minor or sum_.shipping_minor
    shipping, most = sum_.shipping_minor, sum_.shipping_left_minor
    return [
        (min(shipping, sum_.adjustment_minor, sum_.fee_minor) < 0, "an amount cannot be less than nothing"),
        (is_open and bool(of_goods), _STILL_OPEN),
        (over is not None, _too_many(over) if over else ""),
        (shipping > most, f"{said(most)} of the delivery charge can be refunded, not {said(shipping)}"),
        (sum_.amount_minor <= 0, f"this comes to {said(sum_.amount_minor)}; a refund is more than nothing"),
        (
            sum_.amount_minor > sum_.left_minor,
            f"this comes to {said(sum_.amount_minor)}; only {said(sum_.left_minor)} came in and is not refunded yet",
        ),
    ]


_STILL_OPEN = (
    "the products of this order may still change; refund an amount as an adjustment, or settle the order first"
)


def _too_many(part: Part) -> str:
    if part.left == 0:
        return f"every unit of {part.line.title} is refunded already"
    return (
        f"{part.line.title}: {part.left} of {counted(part.line.quantity, 'unit')} can be refunded, not {part.units}"
    )


# Rules.


def money_left(case: Case) -> str | None:
    """Guard: something was received that is not refunded yet."""
    return None if left(case) > 0 else "no money of this order is left to send back"


def adds_up(case: Case, command: RefundOrder) -> str | None:
    """Check: units, delivery charge and amount are within what was ordered, charged and received."""
    return preview(case, command).problem


def refund(case: Case, command: RefundOrder) -> None:
    """P6: the refund and its lines are written down, to be sent by hand; a message is written."""
    sum_, order, work = preview(case, command), case.order, case.work
    row = _money_row(case, sum_.amount_minor, command.note)
    case.add_money(row)
    parts = (sum_.shipping_minor, sum_.adjustment_minor, sum_.fee_minor)
    work.add(refunds, Refund(order.shop_id, row.id, order.id, *parts, None, "", ""))
    for part in sum_.parts:
        if part.units:
            units = (part.line.id, order.id, part.units, part.amount_minor)
            work.add(refund_lines, RefundLine(order.shop_id, row.id, *units))
    case.facts |= {"goods": sum_.goods_minor, "amount": sum_.amount_minor}
    tell_customer(case, "refunded", {"amount": sum_.amount_minor})


def _money_row(case: Case, amount: int, note: str) -> Money:
    """To be sent back the way the last money came."""
    order, work = case.order, case.work
    came = [row for row in case.money if row.kind is MoneyKind.RECEIVED][-1]
    return Money(
        order.shop_id,
        work.new_id(),
        order.id,
        MoneyKind.REFUND,
        MoneyState.TODO,
        came.method,
        amount,
        came.gateway,
        "",
        note,
        case.actor.name,
        work.now,
    )


def _waiting(case: Case) -> dict[int, Money]:
    """Refunds that are not sent yet, by their number."""
    made = [row for row in case.money if row.kind is MoneyKind.REFUND]
    return {number: row for number, row in enumerate(made, 1) if row.state is MoneyState.TODO}


def meant(case: Case, command: RefundSent) -> tuple[int, Money]:
    """The refund that was sent, behind its number: the one that is named, else the only one that waits."""
    waiting = _waiting(case)
    number = command.refund or next(iter(waiting))
    return number, waiting[number]


def to_send(case: Case) -> str | None:
    """Guard: a refund was decided and not sent yet."""
    return None if _waiting(case) else "no refund of this order waits to be sent"


def names_one(case: Case, command: RefundSent) -> str | None:
    """Check: it is plain which refund was sent."""
    waiting = _waiting(case)
    numbers = " and ".join(map(str, waiting))
    if command.refund and command.refund not in waiting:
        return f"refund {command.refund} does not wait to be sent; {numbers} does"
    if not command.refund and len(waiting) > 1:
        return f"the refunds {numbers} wait to be sent; name one by its number"
    return None


def is_referenced(_case: Case, command: RefundSent) -> str | None:
    """Check: the transfer can be found again."""
    if command.reference.strip():
        return None
    return "type the bank's or provider's reference, so that the refund can be found again"


def sent(case: Case, command: RefundSent) -> None:
    """P7: the money left, with the reference of its transfer."""
    work, (_, row) = case.work, meant(case, command)
    case.change_money(row, MoneyState.DONE)
    mine = (refunds.c.shop_id == row.shop_id, refunds.c.id == row.id)
    told: dict[str, Any] = {
        "sent_at": work.now,
        "sent_by": case.actor.name,
        "sent_reference": command.reference.strip(),
    }
    work.connection.execute(update(refunds).where(*mine).values(told))
    case.facts["amount"] = row.amount_minor


_ANY = frozenset(Confirmation)

rules(
    Rule("P6", RefundOrder, _ANY, SUPERVISOR, None, (money_left,), (adds_up,), (refund,)),
    Rule("P7", RefundSent, _ANY, SUPERVISOR, None, (to_send,), (names_one, is_referenced), (sent,)),
)
