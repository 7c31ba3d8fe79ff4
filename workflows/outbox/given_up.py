"""What was given up of the outbox and is still of use, and telling courier or OMS again (domain.md 14).

    a message to a customer   until one of its kind is written anew (D9)
    a call to a courier       until it is told again or made anew, or its parcel is called off or has moved on
                              (a change of what that courier had heard before: until the parcel arrived or came back)
    a cancel at the OMS       until it is told again

What is told again keeps its key: whoever had heard it after all knows it by that.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, cast, exists, func, literal, or_, select, update

from models.outbox import outbox
from models.shipments import shipments
from models.statuses import ARRIVED, Confirmation, Shipping
from workflows.actors import SUPERVISOR
from workflows.case import Case
from workflows.engine import Command, Rule, rules
from workflows.oms.handoff import CANCEL, hears_cancels
from workflows.parcels.road import has_passed

_CALL_OFF, _REDELIVER, _CREATE = "courier.cancel", "courier.redeliver", "courier.create"


@dataclass(frozen=True, slots=True)
class TellAgain(Command):
    """Tell courier or OMS again."""

    done = "had courier or OMS told about this order again"


# What counts as given up.

_x, _s = outbox.c, shipments.c
_again = outbox.alias("again").c


def said(row: Any, name: str) -> ColumnElement[str]:
    """One word of what a row tells; empty where it tells none of that name."""
    return func.coalesce(cast(row.payload.op("->>")(literal(name, Text)), Text), "")


def _another(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is another row about the order of which this is true."""
    same_order = (_again.shop_id == _x.shop_id, _again.order_id == _x.order_id)
    return exists(select(1).where(*same_order, *which)).correlate(outbox)


#: Keys of one order follow one another as its steps did, whatever a clock said.
_later, _earlier = _again.key > _x.key, _again.key < _x.key
_same = and_(_again.kind == _x.kind, _again.message == _x.message, said(_again, "to") == said(_x, "to"))
_same_parcel = and_(said(_again, "shipment") == said(_x, "shipment"), _again.recipient == _x.recipient)
_is_call = _x.kind.like("courier.%")
#: A customer may have another address by now; a call to a courier is about one parcel, also when that is called off.
_made_anew = _another(
    _later, or_(and_(~_is_call, _same), and_(_is_call, or_(_same, _again.kind == _CALL_OFF), _same_parcel))
)
_was_heard = _another(_earlier, _again.kind == _CREATE, _again.sent_at.is_not(None), _same_parcel)


def _parcel(*stands: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the parcel of a call is still with that courier, and stands so."""
    mine = (_s.shop_id == _x.shop_id, _s.order_id == _x.order_id, cast(_s.position, Text) == said(_x, "parcel"))
    return exists(select(1).where(*mine, _s.courier == _x.recipient, *stands)).correlate(outbox)


_cannot_be_tried = _parcel(_s.status.not_in((Shipping.ISSUE, Shipping.IN_RETURN)))
_has_left = _parcel(or_(_s.shipped_at.is_not(None), _s.status.in_((Shipping.PICKED_UP, Shipping.RETURNED))))
_is_over = _parcel(_s.status.in_((*sorted(ARRIVED), Shipping.RETURNED)))
#: A courier that knows the parcel by an earlier call collects what that one said.
_moved_on = or_(
    and_(_x.kind == _REDELIVER, _cannot_be_tried),
    and_(_x.kind != _REDELIVER, or_(_is_over, and_(_has_left, ~_was_heard))),
)
#: The first two are the words of the index. The hand-off itself is listed among the hand-offs.
GIVEN_UP = (
    _x.due_at.is_(None),
    _x.sent_at.is_(None),
    _x.shop_id == bindparam("shop"),
    _x.last_error != "",
    or_(_x.kind.not_like("oms.%"), _x.kind == CANCEL),
    ~_made_anew,
    ~and_(_is_call, _moved_on),
)


# Telling it again.

_stands = or_(_again.due_at.is_not(None), _again.sent_at.is_not(None))
_is_behind = _another(_later, _again.kind == _CREATE, _same_parcel, _stands)
_CALLS = (
    select(
        *(_x.id, _x.kind, _x.message, _x.recipient, said(_x, "on").label("on")),
        and_(_x.kind == _CALL_OFF, _is_behind).label("is_behind"),
        and_(_x.kind != _REDELIVER, _has_left).label("has_left"),
    )
    .where(*GIVEN_UP, _x.order_id == bindparam("order"), or_(_is_call, _x.kind == CANCEL))
    .order_by(_x.id)
)


def _calls(case: Case) -> list[tuple[Any, str | None]]:
    """The calls about an order that were given up, each with None or why it cannot be told again."""
    return [(row, _why_not(case, row)) for row in case.work.connection.execute(_CALLS, case.key)]


def _why_not(case: Case, row: Any) -> str | None:
    if row.kind == CANCEL and not hears_cancels(case):
        return "this shop tells no OMS any more what was cancelled"
    if row.is_behind:
        return f"{row.recipient} has since been asked for this parcel anew; call the old one off there"
    if row.has_left:
        return f"the parcel has left as {row.recipient} first heard of it; tell them there what has changed"
    if row.on and has_passed(case, datetime.fromisoformat(row.on)):
        return "that day has passed; try again with a later one"
    return None


def was_given_up(case: Case) -> str | None:
    """Guard: a call to a courier or to the OMS was given up, and is still of use."""
    reasons = [why for _, why in _calls(case)]
    if not reasons:
        return "no call to a courier or to the OMS about this order was given up"
    return None if None in reasons else reasons[0]


def tell(case: Case, _command: TellAgain) -> None:
    """All of them are due again, with all their tries."""
    rows = [row for row, why in _calls(case) if why is None]
    mine = (_x.shop_id == case.order.shop_id, _x.id.in_([row.id for row in rows]))
    case.work.connection.execute(update(outbox).where(*mine).values(due_at=case.work.now, tries=0))
    case.facts["told again"] = [f"{row.recipient}: {row.message}" for row in rows]


rules(Rule("outbox", TellAgain, frozenset(Confirmation), SUPERVISOR, None, (was_given_up,), (), (tell,)))
