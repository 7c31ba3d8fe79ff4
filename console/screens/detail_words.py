"""The words of an order's detail: its head line, the facts below the card, the sections beside it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from console import text
from console.data import reasons
from console.data.steps import details
from console.keyboard.detail import MONEY_STEPS, PARCEL_STEPS, WHO_STEPS
from console.screens import detail_goods, detail_money
from console.screens.outcomes.portrait import sections as short_sections
from console.screens.outcomes.said import spoken
from console.styles.tones import HEADLINES
from console.widgets.order_card import Fact, Section
from models.statuses import FOR_NOTHING, PAID_LATER, Confirmation, Fulfilment, Handoff, Headline
from workflows.labels import word
from workflows.money.receipts import owed
from workflows.orders.by_hand import SOURCE
from workflows.spoken import counted

if TYPE_CHECKING:
    from models.calls import Attempt
    from models.log import Note
    from models.orders import Order
    from workflows.views import Detail, Happening, Whole

_FIRST = ("create-shipment", "start-packing", "mark-ready")
_IN_PART = (Fulfilment.PARTIALLY_FULFILLED, Fulfilment.PARTIALLY_RETURNED)  #: what a status does not say
BEGUN = tuple(step for step in PARCEL_STEPS[::-1] if step.value in _FIRST)  #: what can be done without a parcel


def title(found: "Detail", now: datetime) -> str:
    """`#1042 · No answer · placed 2 h ago`; what was left unfinished was never placed."""
    order = found.order
    test = "TEST" if order.is_test else ""
    return " · ".join(
        filter(None, (order.ref, test, found.row.label, f"{_came(order)} {text.ago(order.placed_at, now)}"))
    )


def state(found: "Detail", here: tzinfo, on_call: timedelta | None) -> str:
    """Who is on it, how often it was called, how long the call goes on."""
    row = found.row
    until = f" until {text.clock(row.claimed_until, here)}" if row.claimed_until else ""
    seconds = int(on_call.total_seconds()) if on_call is not None else 0
    said = (
        f"on call {seconds // 60}:{seconds % 60:02d}" if on_call is not None else "",
        counted(row.attempts, "attempt") if row.attempts else "",
        f"{row.claimed_by} has it{until}"
        if row.claimed_by
        else f"kept for {row.assigned_to}" * bool(row.assigned_to),
    )
    return " · ".join(filter(None, said))


def facts(found: "Detail", now: datetime, here: tzinfo, say: Callable[[StrEnum], str] = word) -> Iterator[Fact]:
    """Where it stands and where it comes from; nothing that is empty. `say`: see `Profile.word`."""
    order, row = found.order, found.row
    yield Fact("status", row.label, HEADLINES[row.headline], strong=True)
    yield Fact("payment", f"{say(order.payment)}, {word(order.method).lower()}{_by(order)}")
    if order.fulfilment in _IN_PART and len(row.words) < 2:  # two columns say it: CODSPOT, Ucraft
        yield Fact("fulfilment", word(order.fulfilment))
    told = {
        "cancelled for": reasons.in_words(order.cancel_reason),
        "OMS": _HANDED_OFF.get(order.handoff, ""),
        "next try": text.then(order.next_try_at, now, here) if order.next_try_at else "",
        "e-mail": order.email,
        "tags": order.tags,
        "copied from": found.copied_from.ref if found.copied_from else "",
        "from": _from(order),
    }
    yield from (Fact(label, value) for label, value in told.items() if value.strip())
    yield Fact(
        _came(order), f"{text.then(order.placed_at, now, here)}, here {text.then(order.created_at, now, here)}"
    )


def _from(order: "Order") -> str:
    """Its id there; what was typed here has one that says nothing to anybody."""
    origin = _SOURCES.get(order.source, order.source)
    return origin if order.source == SOURCE else f"{origin} {order.external_id}"


def _came(order: "Order") -> str:
    return "started" if order.headline is Headline.MISSING else "placed"


_SOURCES = {"table": "imported file"}
_HANDED_OFF = {
    Handoff.DUE: "to be handed over",
    Handoff.DONE: "has it",
    Handoff.FAILED: "refused it, or could not be told",
}


def _by(order: "Order") -> str:
    """The provider, and where its money comes now; the door has none, whatever the checkout had begun with."""
    if order.method in PAID_LATER:
        return ""
    by = f" by {order.gateway}" if order.gateway else ""
    is_due = order.confirmation is Confirmation.CONFIRMED and owed(order) and order.fulfilment not in FOR_NOTHING
    return f"{by}, now due at the door" if is_due else by


def greyed(found: "Whole") -> dict[str, str]:
    """Why none of the steps behind a key can be done; nothing where one can."""
    why = {"order.money": MONEY_STEPS, "order.who": WHO_STEPS} | ({} if found.parcels else {"order.parcels": BEGUN})
    return {
        id: spoken(found.why[steps[0].value] or "")
        for id, steps in why.items()
        if all(found.why[step.value] for step in steps)
    }


def sections(found: "Whole", now: datetime, here: tzinfo) -> Sequence[Section]:
    """Parcels, notes and money first, the whole history last; what there is none of is left out."""
    same = next(section for section in short_sections(found, now, here) if section.title == "Same number")
    every = (
        Section("Parcels", tuple(detail_goods.parcels(found, now, here))),
        Section("Notes", tuple(_note(note, now, here) for note in found.notes[::-1])),
        Section("Came back", tuple(detail_goods.returned(found, now, here))),
        Section("Money", tuple(detail_money.money(found, now, here))),
        Section("Refunds", tuple(detail_money.refunds(found, now, here))),
        Section("Settled", tuple(detail_money.settled(found, now, here))),
        same,
        Section("Calls", tuple(_call(attempt, now, here) for attempt in found.attempts[::-1])),
        Section("Messages", tuple(detail_money.messages(found, now, here))),
        Section("History", tuple(_step(step, now, here) for step in found.history[::-1])),
    )
    return tuple(section for section in every if section.lines or section.title in ("Notes", "Same number"))


def _note(note: "Note", now: datetime, here: tzinfo) -> str:
    edited = " (edited)" if note.edited_at else ""
    return f"{text.then(note.at, now, here)} {note.author}{edited}: {note.text}"


def _call(attempt: "Attempt", now: datetime, here: tzinfo) -> str:
    counted = "" if attempt.counted else ", not counted"
    said = f": {attempt.note}" if attempt.note else ""
    outcome = attempt.outcome.value.replace("-", " ")
    return f"{text.then(attempt.at, now, here)} {attempt.person}, {outcome} ({attempt.part}{counted}){said}"


def _step(step: "Happening", now: datetime, here: tzinfo) -> str:
    told = ", ".join(f"{name} {value}" for name, value in details(step))
    moved = f" → {step.after.replace('_', ' ').lower()}" if step.before != step.after and step.after else ""
    return f"{text.then(step.at, now, here)} {step.what}{moved}" + (f" ({told})" if told else "")
