"""One order in words, as `next` and `show` print it."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from console import text
from console.data.owing import to_collect
from console.data.steps import details
from console.session import Session
from console.verbs import shapes
from workflows.spoken import money

if TYPE_CHECKING:
    from workflows.views.details import Detail
    from workflows.views.history import Happening


def card(session: Session, found: "Detail") -> Iterator[str]:
    """What one needs to talk: who, where, what, how much."""
    order, row = found.order, found.row
    test = " · TEST" if order.is_test else ""
    held = f" · {row.claimed_by} has it" if row.claimed_by else ""
    yield f"{order.ref} · {row.label}{test} · placed {_then(session, order.placed_at)}{held}"
    yield order.name
    yield _phone(found)
    yield ", ".join(filter(None, (order.street, order.city, order.postcode, order.region, order.country)))
    yield from _lines(found)
    if order.note:
        yield f"Note: {order.note}"


def _phone(found: "Detail") -> str:
    reach = found.reach
    if not reach.phone:
        return ": ".join(filter(None, (reach.typed, reach.problem))) if reach.typed.strip() else "no phone"
    told = [text.phone(reach.phone), reach.kind, f"{reach.there:%H:%M} there", reach.problem, reach.refusal or ""]
    return " · ".join(filter(None, dict.fromkeys([*told, *reach.warnings])))


def _lines(found: "Detail") -> Iterator[str]:
    order = found.order
    for line in found.lines:
        price = line.quantity * line.unit_minor - line.discount_minor
        yield f"  {line.quantity} × {line.title}: {money(price, order.currency)}"
    if order.shipping_minor:
        yield f"  delivery: {money(order.shipping_minor, order.currency)}"
    left = " ".join(filter(None, to_collect(found)))
    yield f"  total {money(order.total_minor, order.currency)}, {left}"


def history(session: Session, found: "Detail") -> Iterator[str]:
    """Whose number it is, and what happened."""
    from workflows.phones import carrier  # what it knows takes 0.2 s to read

    if found.reach.phone and (network := carrier(found.reach.phone)):
        yield f"Network of the number: {network}"
    if found.appointment:
        yield f"Call back {_then(session, found.appointment.at)}, promised by {found.appointment.by}"
    for note in found.notes:
        yield f"Note of {note.author}, {_then(session, note.at)}: {note.text}"
    yield from (f"{_then(session, event.at)} {happened(event)}" for event in found.history)


def happened(event: "Happening") -> str:
    """`Samia refunded this order (amount 15.00)`."""
    told = ", ".join(f"{name} {value}" for name, value in details(event))
    return event.what + (f" ({told})" if told else "")


def choices(found: "Detail") -> Iterator[str]:
    """What may be done now; behind that what may not, and why."""
    every = shapes.whole(found)["choices"]
    yield "Possible now:"
    yield from (f"  {one['command']:<22} {one['title']}" for one in every if not one["reason"])
    yield "Not now:"
    yield from (f"  {one['command']:<22} {one['reason']}" for one in every if one["reason"])


def _then(session: Session, at: datetime) -> str:
    return text.then(at, session.desk.clock(), shapes.zone(session))
