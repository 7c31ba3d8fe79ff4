"""Money of an order in words: what came, refunds with what they are made of, statements; and who was told what."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from console import text
from models.currencies import exponent
from models.statuses import MoneyKind
from workflows import spoken
from workflows.labels import word
from workflows.spoken import counted, grouped

if TYPE_CHECKING:
    from models.money import Money
    from workflows.views import Whole
    from workflows.views.whole_order import Refunded, Settled, Told


def money(found: "Whole", now: datetime, here: tzinfo) -> Iterator[str]:
    """Attempts and receipts, oldest first; refunds have lines of their own."""
    places = exponent(found.order.currency)
    yield from (_came(row, places, now, here) for row in found.money if row.kind is not MoneyKind.REFUND)
    if found.refunds:
        most = grouped(found.left_minor, places)
        yield f"at most {most} can still be refunded" if found.left_minor else "nothing more can be refunded"


def _came(row: "Money", places: int, now: datetime, here: tzinfo) -> str:
    kind = "" if row.kind is MoneyKind.RECEIVED else f" ({row.state.value.lower()})"
    what = f"{word(row.kind).lower()}{kind} {grouped(row.amount_minor, places)}"
    how = " ".join(filter(None, (word(row.method).lower(), row.gateway, row.reference, row.note)))
    return text.clean(f"{text.then(row.at, now, here)} {what} · {how} · {row.by}")


def refunds(found: "Whole", now: datetime, here: tzinfo) -> Iterator[str]:
    """Each refund, its parts, and whether it was sent."""
    titles = {line.id: line.title for line in found.lines}
    for one in found.refunds:
        parts = [f"{part.quantity} × {titles[part.line_id]}" for part in one.units]
        yield "\n   ".join(map(text.clean, filter(None, _refund(found, one, parts, now, here))))


def _refund(found: "Whole", one: "Refunded", parts: list[str], now: datetime, here: tzinfo) -> Iterator[str]:
    places = exponent(found.order.currency)
    amount = spoken.money(one.money.amount_minor, found.order.currency)
    yield f"{one.number}. {amount} · {_sent(one, now, here)}"
    others = (
        ("delivery", one.made_of.shipping_minor),
        ("adjustment", one.made_of.adjustment_minor),
        ("less fee", one.made_of.fee_minor),
    )
    said = [f"{name} {grouped(minor, places)}" for name, minor in others if minor]
    goods = sum(part.amount_minor for part in one.units)
    sums = [f"{', '.join(parts)} {grouped(goods, places)}"] if parts else []
    yield " · ".join([*sums, *said])
    note = f": {one.money.note}" if one.money.note else ""
    yield f"decided {text.then(one.money.at, now, here)} by {one.money.by}{note}"


def _sent(one: "Refunded", now: datetime, here: tzinfo) -> str:
    sent = one.made_of
    if sent.sent_at is None:
        return "still to be sent"
    return f"sent {text.then(sent.sent_at, now, here)} by {sent.sent_by}, {sent.sent_reference}"


def settled(found: "Whole", now: datetime, here: tzinfo) -> Iterator[str]:
    """What each statement brought for each parcel."""
    numbers = {parcel.shipment.id: parcel.shipment.position for parcel in found.parcels}
    places = exponent(found.order.currency)
    for row in found.settled:
        yield text.clean(f"{text.then(row.at, now, here)} parcel {numbers[row.shipment_id]}: {_brought(row, places)}")


def _brought(row: "Settled", places: int) -> str:
    expected, received = (grouped(minor, places) for minor in (row.expected_minor, row.received_minor))
    came = received if row.expected_minor == row.received_minor else f"{received} of {expected}"
    statement = " ".join(filter(None, (row.courier, row.reference, f"of {row.day}")))
    return f"{came} · {statement} · {row.by}"


def messages(found: "Whole", now: datetime, here: tzinfo) -> Iterator[str]:
    """Newest first: to whom, how, and whether it left."""
    for row in found.told[::-1]:
        whom = "" if row.recipient in ("", "oms") else f" to {text.phone(row.recipient)}"
        yield text.clean(f"{_how(row)}, {row.message}{whom} · {_gone(row, now, here)}")


def _how(row: "Told") -> str:
    """`SMS`, `e-mail`; calls by whom they are made to."""
    named = {"email": "e-mail", "sms": "SMS"}.get(row.kind)
    return named or row.kind.partition(".")[0].replace("oms", "OMS")


def _gone(row: "Told", now: datetime, here: tzinfo) -> str:
    if row.sent_at is not None:
        return f"sent {text.then(row.sent_at, now, here)}"
    if row.due_at is not None:
        again = f", tried {counted(row.tries, 'time')}: {row.last_error}" if row.tries else ""
        return f"waiting{again}"
    return f"failed: {row.last_error}" if row.last_error else "not needed any more"
