"""A command's fields as questions: what a form asks, in words, and which answers there are.

A field's type decides: an enum and a switch are chosen, everything else is typed and read by `typed.build`.
"""

import dataclasses
import inspect
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints
from uuid import UUID

from console.data.typed import Mistyped, bare, build, comments
from console.text import clean
from models.currencies import exponent
from models.statuses import CALLABLE, MoneyKind, MoneyState
from workflows.actors import CALLERS
from workflows.case import load
from workflows.engine import PAST, Minor
from workflows.errors import Invalid
from workflows.labels import word
from workflows.messages.writing import CUSTOMER_MESSAGES
from workflows.money.cash_due import at_the_door
from workflows.money.payment import MarkPaid
from workflows.money.receipts import owed
from workflows.orders.basket import LineChange
from workflows.parcels import couriers, exceptions
from workflows.parcels.returning import Counted
from workflows.roster import everyone
from workflows.spoken import amount as plain
from workflows.spoken import grouped, money
from workflows.units import Units, name_of

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.engine import Command
    from workflows.views import Detail
    from workflows.work import Work

Answer = tuple[str, str]  #: label and value
YES, NO = "yes", "no"
_SHOWN = 40  #: characters of what was typed that a sentence repeats


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """One field. With answers it is chosen, without it is typed."""

    name: str
    label: str
    help: str
    must: bool  #: it cannot be left empty
    value: str = ""  #: what stands there at first
    answers: tuple[Answer, ...] = ()
    example: str = ""  #: how it is typed
    now: str = ""  #: what holds when nothing is typed, such as `stays Yalidine`


def questions(work: "Work", command: "type[Command]", found: "Detail", shipment: int = 0) -> list[Question]:
    """What to ask for: what is needed first, when something happened last; the parcel is known by then."""
    helps, hints = comments(command), get_type_hints(command)
    fields = [field for field in command.asked() if field.name != "shipment"]
    asked = [
        _question(work, found, command, field, bare(hints[field.name]), helps.get(field.name, ""), shipment)
        for field in sorted(fields, key=_late)
    ]
    return [question for question in asked if not _needless(question, found)]


def _late(field: "dataclasses.Field[Any]") -> bool:
    """Fields of a base are rarely needed."""
    return field.kw_only is True


def _needless(question: Question, found: "Detail") -> bool:
    """Which refund was sent need not be asked where one waits."""
    return question.name == "refund" and len(_to_send(found)) < 2


def _question(
    work: "Work",
    found: "Detail",
    command: "type[Command]",
    field: "dataclasses.Field[Any]",
    hint: Any,
    help: str,
    shipment: int,
) -> Question:
    must = field.default is dataclasses.MISSING
    answers = tuple(_answers(work, found, field.name, hint))
    return Question(
        name=field.name,
        label=_label(field.name),
        help=help,
        must=must,
        value=_stands(found, hint, "" if must else field.default),
        answers=((_OPEN, ""), *answers) if answers and field.default is None else answers,
        example=_example(work, found, field, hint),
        now=_now(found, command, field.name, shipment),
    )


def _label(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))


_LABELS = {"at": "when", "run_by": "moved by", "called": "was called", "use_address": "their address"}
_OPEN = "leave it open"


def _example(work: "Work", found: "Detail", field: "dataclasses.Field[Any]", hint: Any) -> str:
    """How a value of that kind is typed, with the order's own products."""
    if hint is datetime:
        return _PAST if field.metadata == PAST else _AHEAD
    if _is_many(hint):
        return _LIKE[get_args(hint)[0]].format(*_products(found))
    if field.name == "courier":
        return " or ".join(one.name for one in couriers.everyone(work)[:3])
    return plain(3450, exponent(found.order.currency)) if hint is Minor else {int: "250"}.get(hint, "")


_PAST, _AHEAD = "20 min ago, 10:30, yesterday 16:00", "tomorrow 10:30, fri 4pm, 24/11 15:00"
_LIKE = {
    Units: "1 x {0}; 2 x {1}",
    Counted: "1 x {0}; 1+1 x {1} for one fit, one damaged",
    LineChange: "2 x {0} @ 34.50",
}


def _products(found: "Detail") -> tuple[str, str]:
    """What the first two lines are called."""
    names = [name_of(line, found.lines) if not line.sku else line.sku for line in found.lines]
    return (names[0], names[-1]) if names else ("ARG-100", "SOAP")


def _now(found: "Detail", command: "type[Command]", name: str, shipment: int) -> str:
    """What the money is for, or what holds of the parcel."""
    if command is MarkPaid:
        return _paying(found, name)
    return _of_parcel(found, name, shipment) if shipment else ""


def _paying(found: "Detail", name: str) -> str:
    """What is due; and the reference, without which no money confirms an order (C4b)."""
    if name == "amount":
        return f"all that is due, {money(owed(found.order), found.order.currency)}"
    is_needed = name == "reference" and found.order.confirmation in CALLABLE
    return "needed, as this order is not confirmed yet" if is_needed else ""


def _of_parcel(found: "Detail", name: str, shipment: int) -> str:
    """What a parcel has already, and what the customer is to pay at the door."""
    parcel = next(one.shipment for one in found.parcels if one.shipment.position == shipment)
    places = exponent(found.order.currency)
    if name == "amount" and (due := at_the_door(found.order, parcel)):
        return f"{grouped(due, places)} is due"
    if name == "cash_due":
        return f"stays {grouped(parcel.cash_due_minor, places)}"
    value = getattr(parcel, name, "") if name in ("courier", "waybill", "tracking", "label", "driver") else ""
    return f"stays {clean(value)}" if value else ""


def _to_send(found: "Detail") -> list[Answer]:
    """Refunds that wait to be sent, by their number."""
    places = exponent(found.order.currency)
    decided = enumerate((row for row in found.money if row.kind is MoneyKind.REFUND), 1)
    return [
        (f"refund {number}: {grouped(row.amount_minor, places)}, {row.by}", str(number))
        for number, row in decided
        if row.state is MoneyState.TODO
    ]


def _stands(found: "Detail", hint: Any, default: Any) -> str:
    """What stands in the field at first."""
    if hint is bool:
        return YES if default else NO
    if _is_many(hint):
        return _lines(found) if get_args(hint)[0] is LineChange else ""
    return str(default or "")


def _answers(work: "Work", found: "Detail", name: str, hint: Any) -> list[Answer]:
    """What can be chosen; nothing where it is typed."""
    if hint is bool:
        return [(YES, YES), (NO, NO)]
    if inspect.isclass(hint) and issubclass(hint, StrEnum):
        return [(word(one).lower().replace("-", " "), one.value) for one in hint]
    listed = (_IDS if hint is UUID else _LISTED).get(name)
    return listed(work, found) if listed else []


def _notes(_work: "Work", found: "Detail") -> list[Answer]:
    return [(f"{note.author}: {clean(note.text, 60)}", str(note.id)) for note in found.notes]


def _agents(work: "Work", _found: "Detail") -> list[Answer]:
    return [(person.name, person.name) for person in everyone(work) if person.role in CALLERS]


def _messages(_work: "Work", _found: "Detail") -> list[Answer]:
    return [(one, one) for one in CUSTOMER_MESSAGES]


def _exceptions(work: "Work", found: "Detail") -> list[Answer]:
    """What a courier reported of the order and fitted nowhere."""
    return [
        (clean(f"{one.courier}: {one.said}", 60), str(one.id)) for one in exceptions.of_order(work, found.order.id)
    ]


_IDS: dict[str, Callable[["Work", "Detail"], list[Answer]]] = {
    "note": _notes,
    "exception": _exceptions,
}
_LISTED: dict[str, Callable[["Work", "Detail"], list[Answer]]] = {
    "agent": _agents,
    "message": _messages,
    "refund": lambda _work, found: _to_send(found),
}


def _is_many(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _lines(found: "Detail") -> str:
    """The order's lines as they are typed: `2 x ARG @ 1200.00; 1 x SOAP @ 600.00`."""
    said = [
        f"{line.quantity} x {line.sku or line.title} @ {plain(line.unit_minor, exponent(found.order.currency))}"
        for line in found.lines
    ]
    return "; ".join(said)


def command_of(
    work: "Work", order_id: UUID, by: "Actor", command: "type[Command]", typed: dict[str, str]
) -> "Command":
    """The command from the answers; Invalid with a sentence when one of them cannot be used."""
    hints = get_type_hints(command)
    values: dict[str, Any] = {}
    for field in command.asked():
        text, must = typed.get(field.name, "").strip(), field.default is dataclasses.MISSING
        if text or field.default == "":
            values[field.name] = _value(bare(hints[field.name]), field.name, text)
        elif must:
            raise Invalid(f"{_label(field.name)} is empty; it is needed")
    try:
        return build(command, values, load(work, order_id, by)[0])
    except Mistyped as problem:
        raise Invalid(f"{_label(problem.field)}: {problem.sentence}") from None


def _value(hint: Any, name: str, text: str) -> Any:
    """What was typed, as `build` takes it."""
    if hint is bool:
        return text == YES
    if hint is UUID:
        return _id(name, text)
    if inspect.isclass(hint) and issubclass(hint, StrEnum):
        return hint(text)
    if hint is int:
        return _number(name, text)
    return tuple(part.strip() for part in text.split(";") if part.strip()) if _is_many(hint) else text


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Invalid(f"{_label(name)}: {text[:_SHOWN]!r} is no whole number; type it like 250") from None


def _id(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(f"{_label(name)}: {text[:_SHOWN]!r} is no id; copy the whole id") from None
