"""The JSON of orders: a contract, described in docs/command-line.md. Keys are added, never renamed."""

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any
from uuid import UUID

from console.session import Session

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.derive import Parcel
    from workflows.views import OrderRow
    from workflows.views.details import Detail
    from workflows.work import Work

ROW = (
    "ref",
    "id",
    "source",
    "external_id",
    "headline",
    "label",
    "confirmation",
    "payment",
    "fulfilment",
    "customer",
    "phone",
    "phone_valid",
    "total_minor",
    "currency",
    "attempts",
    "counted_attempts",
    "suggest_cancel",
    "claimed_by",
    "next_try_at",
    "placed_at",
    "is_test",
)  #: the keys of `row`, in their order
_LINE = ("position", "sku", "title", "quantity", "unit_minor", "discount_minor")
_NOTE = ("id", "author", "at", "text", "edited_at")
_EVENT = ("at", "actor", "role", "command", "what", "before", "after", "version")
_ATTEMPT = ("at", "person", "phone", "outcome", "counted", "part", "note")
_APPOINTMENT = ("at", "wall", "zone", "note", "by", "promise")
_SHIPMENT = ("position", "status", "destination", "run_by", "courier", "waybill", "cash_due_minor", "cash")
_PACKED = ("line_id", "quantity", "back", "sent_back")
_TIMES = ("created_at", "shipped_at", "delivered_at")
_MONEY = ("kind", "state", "method", "amount_minor", "gateway", "reference", "note", "by", "at")


def row(found: "OrderRow") -> dict[str, Any]:
    """One order of a list."""
    return some(found, ROW) | {"phone": found.phone or found.phone_typed, "claimed_by": found.claimed_by or None}


def whole(found: "Detail") -> dict[str, Any]:
    """One order with all that belongs to it."""
    from console.data.typed import is_typed

    return row(found.row) | {
        "lines": [some(line, _LINE) for line in found.lines],
        "notes": [some(note, _NOTE) for note in found.notes],
        "events": [some(event, _EVENT) | {"details": dict(event.details)} for event in found.history],
        "attempts_made": [some(attempt, _ATTEMPT) for attempt in found.attempts],
        "appointment": some(found.appointment, _APPOINTMENT) if found.appointment else None,
        "shipments": [_shipment(parcel) for parcel in found.parcels],
        "money": [some(money, _MONEY) for money in found.money],
        "version": found.order.version,
        "choices": [
            {"command": choice.verb, "title": choice.title, "reason": choice.reason}
            for choice in found.choices
            if is_typed(choice.command)
        ],
    }


def _shipment(parcel: "Parcel") -> dict[str, Any]:
    lines = [some(line, _PACKED) for line in parcel.lines]
    return some(parcel.shipment, _SHIPMENT + _TIMES) | {"lines": lines}


def some(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """These fields of a thing, as JSON knows them."""
    return {name: plain(getattr(thing, name)) for name in names}


def plain(value: Any) -> Any:
    """Times as ISO with their offset, ids and words as text."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, (UUID, str)) else value


def read_whole(session: Session, order_id: UUID, by: "Actor | None" = None) -> "Detail":
    """An order as somebody sees it; as a supervisor does when nobody is named."""
    from workflows import book
    from workflows.views.details import detail

    assert book.SUBJECTS  # the choices come from every module that adds rules

    def unit(work: "Work") -> "Detail":
        return detail(work, order_id, by or _supervisor())

    return session.desk.read(unit)


def _supervisor() -> "Actor":
    from models.statuses import Role
    from workflows.actors import Actor

    return Actor(Role.SUPERVISOR, "the command line")


def find(session: Session, order: str) -> UUID:
    """The order that was typed."""
    from workflows.views.finding import find as find_order

    return session.desk.read(lambda work: find_order(work, order))


def zone(session: Session) -> tzinfo:
    """The shop's zone."""
    from models.clock import zone as zone_of

    return zone_of(session.desk.shop.zone)
