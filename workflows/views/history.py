"""What happened to an order, in sentences: "Amina called without an answer (busy)"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.log import Event
from models.statuses import PEOPLE, Role
from workflows.engine import RULES
from workflows.messages.writing import ABOUT
from workflows.spoken import amount, moment
from workflows.steps import request_behind
from workflows.work import Work

_CHANGED = "changed this order"  #: by a command that there is no more
_AMOUNTS = frozenset(
    {
        *("amount", "shipping", "discount", "unit", "total"),
        *("goods", "adjustment", "fee", "collected", "remitted", "missing", "too much", "tolerance"),
        *("received", "cash due", "cash due before", "cash_due", "was due", "declared"),
    }
)
_INSTANTS = frozenset({"at", "on", "expected", "drop_off"})
_UNSAID = frozenset({"insist", "called", "row", "draft", "stood", "shipment", ABOUT})  # `parcel` says which it was
_NONE = frozenset({"refund", "damaged", "lost"})  #: say nothing when they are 0


@dataclass(frozen=True, slots=True)
class Happening:
    """One step of the history."""

    at: datetime
    actor: str  #: who is written down: codesk itself for what followed by itself
    role: Role
    command: str  #: class name: NoAnswer, Confirm, ClaimOrder …
    what: str  #: `Amina confirmed this order`, also of what followed from what she did
    details: tuple[tuple[str, str], ...]  #: what was asked for and what came of it, as name and text
    before: str  #: headline before and after, empty where the step has none
    after: str
    version: int


def told(work: Work, events: Sequence[Event], places: int) -> tuple[Happening, ...]:
    """Events of an order as people read them; `places` are the decimals of the order's currency."""
    verbs = {command.__name__: command.done for command in RULES}
    steps = {event.request_id: event for event in events}
    return tuple(
        _happening(work, event, f"{_who(event, steps)} {verbs.get(event.command, _CHANGED)}", places)
        for event in events
    )


def change_since(history: Sequence[Happening], version: int) -> Happening | None:
    """What happened after a version, in one step: the last one that moved the order, else the last."""
    since = [step for step in history if step.version > version]
    moved = [step for step in since if step.before != step.after]
    return (moved or since)[-1] if since else None


def _who(event: Event, steps: Mapping[str, Event]) -> str:
    """Who did it, or whose step it followed by itself."""
    cause = steps.get(request_behind(event))
    return cause.actor if cause is not None and cause.role in PEOPLE else event.actor


def _happening(work: Work, event: Event, what: str, places: int) -> Happening:
    details = tuple(
        (name.replace("_", " "), _text(work, name, value, places))
        for name, value in event.data.items()
        if _says_something(name, value)
    )
    return Happening(
        event.at,
        event.actor,
        event.role,
        event.command,
        what,
        details,
        event.before,
        event.after,
        event.version,
    )


def _says_something(name: str, value: Any) -> bool:
    """Whether a detail is worth reading: no switch that was left alone, no count of nothing."""
    return not (name in _UNSAID or value is False or (name in _NONE and value == 0))


def _text(work: Work, name: str, value: Any, places: int) -> str:
    """A value of an event as text: instants in the shop's zone, amounts with their decimal mark."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and name in _AMOUNTS:
        return amount(value, places)
    if isinstance(value, dict) and "product" in value:
        return _units(work, value, places)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_text(work, key, item, places)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(_text(work, name, item, places) for item in value)
    return _local(work, value) if name in _INSTANTS else str(value)


def _units(work: Work, said: dict[str, Any], places: int) -> str:
    """`2 × ARG`, `1 fit, 1 damaged × ARG`; whatever else is said of them stands behind."""
    counts = [f"{said[name]} {name}" for name in ("fit", "damaged") if said.get(name)] or ["0"]
    number = str(said["quantity"]) if "quantity" in said else ", ".join(counts)
    rest = {name: value for name, value in said.items() if name not in ("product", "quantity", "fit", "damaged")}
    more = _text(work, "", {name: value for name, value in rest.items() if value is not None}, places)
    return f"{number} × {said['product']}" + (f" ({more})" if more else "")


def _local(work: Work, value: Any) -> str:
    try:
        return moment(datetime.fromisoformat(value), work.zone)
    except (TypeError, ValueError):
        return str(value)
