"""Reports of couriers that fitted nowhere, until a supervisor has looked at them (domain.md 4, 18)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, tuple_, update

from models.shipments import CourierException, courier_exceptions
from models.statuses import Confirmation
from workflows.actors import SUPERVISOR, Actor
from workflows.case import Case
from workflows.engine import Command, Rule, perform, rules
from workflows.errors import NotFound, Refused
from workflows.parcels.courier import is_known
from workflows.shop import chronicle
from workflows.shop.permission import only_supervisors
from workflows.work import Work

_x = courier_exceptions.c


@dataclass(frozen=True, slots=True)
class SettleException(Command):
    """Settle a courier exception."""

    done = "settled a courier's report on this order"

    exception: UUID  #: which one
    note: str = ""  #: what was found


def exceptions(work: Work, *, after: tuple[datetime, UUID] | None = None, limit: int = 200) -> list[CourierException]:
    """Reports that fitted nowhere and that nobody has looked at, oldest first; after one by its time and id."""
    statement = select(courier_exceptions).where(_x.shop_id == work.shop.id, _x.settled_at.is_(None))
    if after is not None:
        beyond = (
            bindparam(None, value, type_=column.type) for value, column in zip(after, (_x.at, _x.id), strict=True)
        )
        statement = statement.where(tuple_(_x.at, _x.id) > tuple_(*beyond))
    return [CourierException(*row) for row in work.connection.execute(statement.order_by(_x.at, _x.id).limit(limit))]


def settle(work: Work, exception: UUID, note: str = "", *, by: Actor, request_id: str) -> None:
    """A supervisor has looked at it: an event of its order, or of the shop where it is about none."""
    only_supervisors(work, by, "settle what couriers report")
    mine = (_x.shop_id == work.shop.id, _x.id == exception)
    found = work.connection.execute(select(courier_exceptions).where(*mine)).one_or_none()
    if found is None:
        raise NotFound("there is no such courier's report in this shop")
    row = CourierException(*found)
    if row.order_id is not None:
        perform(work, row.order_id, SettleException(row.id, note), by=by, request_id=request_id)
    elif not is_known(work, request_id):
        if row.settled_at is not None:
            raise Refused(f"{row.settled_by} has settled this report already")
        _close(work, row.id, by.name)
        facts = {"waybill": row.waybill, "said": row.said, "note": note}
        chronicle.tell(work, SettleException.__name__, facts, by=by, request_id=request_id)


def _close(work: Work, exception: UUID, who: str) -> None:
    mine = (_x.shop_id == work.shop.id, _x.id == exception)
    settled = {"settled_at": work.now, "settled_by": who}
    work.connection.execute(update(courier_exceptions).where(*mine).values(settled))


_OPEN = (
    select(courier_exceptions)
    .where(_x.shop_id == bindparam("shop"), _x.order_id == bindparam("order"), _x.settled_at.is_(None))
    .order_by(_x.at, _x.id)
)


def of_order(work: Work, order_id: UUID) -> list[CourierException]:
    """Reports on one order that nobody has looked at, oldest first."""
    found = work.connection.execute(_OPEN, {"shop": work.shop.id, "order": order_id})
    return [CourierException(*row) for row in found]


def has_exception(case: Case) -> str | None:
    """Guard: a report on this order waits for somebody to look at it."""
    return None if of_order(case.work, case.order.id) else "no courier's report on this order waits to be settled"


def is_open(case: Case, command: SettleException) -> str | None:
    """Check: it is one of this order, and not settled yet."""
    if command.exception in {one.id for one in of_order(case.work, case.order.id)}:
        return None
    return "that report is settled already, or belongs to another order"


def settled(case: Case, command: SettleException) -> None:
    """The list of exceptions is one shorter."""
    (row,) = [one for one in of_order(case.work, case.order.id) if one.id == command.exception]
    case.facts["said"] = row.said
    _close(case.work, row.id, case.actor.name)


_ANY = frozenset(Confirmation)

rules(Rule("courier", SettleException, _ANY, SUPERVISOR, None, (has_exception,), (is_open,), (settled,)))
