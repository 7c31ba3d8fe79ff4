"""Parcels and returns of an order in words: where each one is, what is in it, where its cash is."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from console import text
from models.currencies import exponent
from models.statuses import CashState, Destination, ReturnKind, RunBy
from workflows.spoken import counted, grouped

if TYPE_CHECKING:
    from models.shipments import Return, Shipment
    from workflows.derive import Parcel
    from workflows.views import Whole

UNDER = "   "  #: what belongs to the line above


def parcels(found: "Whole", now: datetime, here: tzinfo) -> Iterator[str]:
    """Each parcel on lines of its own."""
    for parcel, standing in zip(found.parcels, found.parcel_words, strict=True):
        yield f"\n{UNDER}".join((headed(parcel, standing), *_lines(found, parcel, now, here)))


def headed(parcel: "Parcel", standing: str) -> str:
    """`1. Shipped · Atlas Express · waybill 5076553523841`."""
    shipment = parcel.shipment
    number = f"waybill {shipment.waybill}" if shipment.waybill else ""
    said = (f"{shipment.position}. {standing}", shipment.courier or _nobody(shipment), number)
    return " · ".join(text.clean(one) for one in said if one)


def _nobody(shipment: "Shipment") -> str:
    return "the customer picks it up" if shipment.destination is Destination.PICKUP else "no courier yet"


def _lines(found: "Whole", parcel: "Parcel", now: datetime, here: tzinfo) -> Iterator[str]:
    shipment = parcel.shipment
    told = (_carried(shipment), shipment.tracking, _issue(shipment))
    expected = f"expected {text.then(shipment.expected_at, now, here)}" if shipment.expected_at else ""
    money = cash(found, shipment)
    yield contents(found, parcel)
    yield from (text.clean(one) for one in (*told, expected, money, _times(shipment, now, here)) if one)


def contents(found: "Whole", parcel: "Parcel") -> str:
    """`2 × Argan oil, 1 × Soap`."""
    units = {line.line_id: line.quantity for line in parcel.lines}
    return ", ".join(f"{units[line.id]} × {text.clean(line.title)}" for line in found.lines if line.id in units)


def _carried(shipment: "Shipment") -> str:
    """How it goes: what is not the usual way."""
    said = (
        f"driver {shipment.driver}" if shipment.driver else "",
        "reports its steps itself" if shipment.run_by is RunBy.COURIER else "",
        "goes abroad" if shipment.destination is Destination.INTERNATIONAL else "",
        f"courier's label {shipment.label}" if shipment.label else "",
        ", ".join(f"{name} {_plainly(value)}" for name, value in shipment.details.items()),
    )
    return " · ".join(filter(None, said))


def _plainly(value: object) -> str:
    return "yes" if value is True else str(value)


def _issue(shipment: "Shipment") -> str:
    """`2 failed attempts, last: not available (nobody opens)`; `reason: refused` where it came back without one."""
    attempts = counted(shipment.attempts, "failed attempt") if shipment.attempts else ""
    note = f" ({shipment.issue_note})" if shipment.issue_note else ""
    why = shipment.issue.replace("-", " ") + note
    return f"{attempts}, last: {why}" if attempts and why else attempts or (f"reason: {why}" if why else "")


def cash(found: "Whole", shipment: "Shipment") -> str:
    """What is to be collected for a parcel, and where that money is."""
    from workflows.money.cash_due import at_the_door

    places, expected = exponent(found.order.currency), at_the_door(found.order, shipment)
    due, collected, remitted = (
        grouped(minor, places) for minor in (expected, shipment.collected_minor, shipment.remitted_minor)
    )
    who = shipment.courier or shipment.driver or "the pick-up point"
    return {
        CashState.NONE: f"{due} to collect" if expected and not shipment.delivered_at else "",
        CashState.DUE: f"{due} to collect",
        CashState.COLLECTED: f"{collected} collected, {who} has it",
        CashState.RECONCILED: f"{remitted} collected and settled",
        CashState.SHORT: f"{remitted} of {collected} settled, the rest is open",
        CashState.WRITTEN_OFF: f"{remitted} of {collected} settled, the difference given up",
        CashState.VOID: "no cash to collect",
    }[shipment.cash]


def _times(shipment: "Shipment", now: datetime, here: tzinfo) -> str:
    said = (
        ("made", shipment.created_at),
        ("handed over", shipment.shipped_at),
        ("delivered", shipment.delivered_at),
    )
    return ", ".join(f"{what} {text.then(at, now, here)}" for what, at in said if at)


def returned(found: "Whole", now: datetime, here: tzinfo) -> Iterator[str]:
    """What came back, line by line as it was counted."""
    titles = {line.id: line.title for line in found.lines}
    numbers = {parcel.shipment.id: parcel.shipment.position for parcel in found.parcels}
    for row in found.returned:
        said = f"{text.then(row.at, now, here)} {titles[row.line_id]}: {_counted(row)}"
        how = "sent back" if row.kind is ReturnKind.SENT_BACK else "came back undelivered"
        why = f": {row.reason.replace('-', ' ')}" if row.reason else ""
        yield text.clean(f"{said} · parcel {numbers[row.shipment_id]} {how}{why} · {row.by}")


def _counted(row: "Return") -> str:
    """`1 fit, 1 lost`."""
    counts = (("fit", row.fit), ("damaged", row.damaged), ("lost", row.lost))
    return ", ".join(f"{count} {name}" for name, count in counts if count)
