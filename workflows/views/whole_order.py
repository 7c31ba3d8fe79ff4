"""One order with everything that came after Confirmed: what a call does not need, and its own screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select

from models.money import Money, Refund, RefundLine, refund_lines, refunds, remittance_lines, remittances
from models.outbox import outbox
from models.shipments import Return, returns
from models.statuses import PEOPLE, MoneyKind, Role
from workflows.actors import Actor
from workflows.case import Case, load
from workflows.engine import RULES, Command, ParcelCommand, verdict
from workflows.money import refunds as refunding
from workflows.views.details import Detail, detail
from workflows.work import Work


@dataclass(frozen=True, slots=True)
class Refunded:
    """One refund: what it is made of, and whether it was sent."""

    number: int  #: 1, 2, 3 … within the order, as `RefundSent` takes it
    money: Money
    made_of: Refund
    units: tuple[RefundLine, ...]


class Settled(NamedTuple):
    """What one statement of a courier or driver brought for one parcel."""

    shipment_id: UUID
    courier: str
    day: str  #: ISO date on the statement
    reference: str
    expected_minor: int
    received_minor: int
    by: str
    at: datetime


class Told(NamedTuple):
    """A message or a call to courier or OMS: sent, waiting, or given up."""

    kind: str
    message: str
    recipient: str
    due_at: datetime | None  #: when it is tried next; None once it was sent or given up
    tries: int
    last_error: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Whole(Detail):
    """An order with all that belongs to it, parcels, money and messages in full."""

    refunds: tuple[Refunded, ...]
    returned: tuple[Return, ...]  #: oldest first
    settled: tuple[Settled, ...]
    told: tuple[Told, ...]  #: oldest first
    left_minor: int  #: received and not refunded
    why: Mapping[str, str | None]  #: why not now, by the verb of every command that people know
    steps: Mapping[int, Mapping[str, str | None]]  #: the same for each parcel by its number


def whole(work: Work, order_id: UUID, by: Actor) -> Whole:
    """The order as `by` sees it; NotFound when the shop has none of that id."""
    found = detail(work, order_id, by)
    case, _ = load(work, order_id, by)
    return Whole(
        **{field.name: getattr(found, field.name) for field in fields(Detail)},
        refunds=_refunds(case),
        returned=tuple(Return(*row) for row in _rows(case, _RETURNS)),
        settled=tuple(Settled(*row) for row in _rows(case, _SETTLED)),
        told=tuple(Told(*row) for row in _rows(case, _TOLD)),
        left_minor=refunding.left(case),
        why={command.verb(): verdict(case, command)[1] for command in for_people()},
        steps={parcel.shipment.position: _steps(case, parcel.shipment.position) for parcel in case.parcels},
    )


def for_people() -> list[type[Command]]:
    """The commands that some person may give: the others are events of couriers, shops and jobs."""
    return [command for command, rows in RULES.items() if any(rule.who & _PEOPLE for rule in rows)]


def able(work: Work, order_id: UUID, by: Actor, command: type[Command]) -> list[int]:
    """The numbers of the parcels of an order for which a command is possible now."""
    case, _ = load(work, order_id, by)
    numbers = [parcel.shipment.position for parcel in case.parcels]
    return [number for number in numbers if verdict(case, command, number)[1] is None]


_PEOPLE: frozenset[Role] = frozenset(PEOPLE)


def _steps(case: Case, number: int) -> dict[str, str | None]:
    of_parcels = [command for command in for_people() if issubclass(command, ParcelCommand)]
    return {command.verb(): verdict(case, command, number)[1] for command in of_parcels}


def _rows(case: Case, statement: Select[Any]) -> list[Any]:
    return list(case.work.connection.execute(statement, case.key))


def _mine(columns: Any) -> tuple[Any, ...]:
    return columns.shop_id == bindparam("shop"), columns.order_id == bindparam("order")


_x, _l = outbox.c, remittance_lines.c
_RETURNS = select(returns).where(*_mine(returns.c)).order_by(returns.c.at, returns.c.id)
_REFUNDS = select(refunds).where(*_mine(refunds.c))
_REFUND_LINES = select(refund_lines).where(*_mine(refund_lines.c))
_TOLD = (
    select(_x.kind, _x.message, _x.recipient, _x.due_at, _x.tries, _x.last_error, _x.sent_at)
    .where(*_mine(_x))
    .order_by(_x.id)
)
_SETTLED = (
    select(
        _l.shipment_id,
        *(remittances.c.courier, remittances.c.day, remittances.c.reference),
        *(_l.expected_minor, _l.received_minor, remittances.c.by, remittances.c.at),
    )
    .join(remittances, and_(remittances.c.shop_id == _l.shop_id, remittances.c.id == _l.remittance_id))
    .where(*_mine(_l))
    .order_by(remittances.c.at, remittances.c.id)
)


def _refunds(case: Case) -> tuple[Refunded, ...]:
    """Each refund with its parts, in the order they were decided."""
    made_of = {row.id: row for row in (Refund(*row) for row in _rows(case, _REFUNDS))}
    units = [RefundLine(*row) for row in _rows(case, _REFUND_LINES)]
    decided = [row for row in case.money if row.kind is MoneyKind.REFUND]
    return tuple(
        Refunded(number, row, made_of[row.id], tuple(one for one in units if one.refund_id == row.id))
        for number, row in enumerate(decided, 1)
        if row.id in made_of
    )
