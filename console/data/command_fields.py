"""A command's fields as questions: what a form asks, in words, and which answers there are.

A field's type decides: an enum and a switch are chosen, everything else is typed and read by `flags.build`.
"""

import dataclasses
import inspect
from enum import StrEnum
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints
from uuid import UUID

import click

from console.text import amount, clean
from console.verbs.flags import build, comments
from models.currencies import exponent
from workflows.basket import LineChange
from workflows.calls import CALLERS
from workflows.case import load
from workflows.errors import Invalid
from workflows.labels import word
from workflows.messages import CUSTOMER_MESSAGES
from workflows.roster import everyone

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.engine import Command
    from workflows.views import Detail
    from workflows.work import Work

Answer = tuple[str, str]  #: label and value
YES, NO = "yes", "no"


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """One field. With answers it is chosen, without it is typed."""

    name: str
    label: str
    help: str
    must: bool  #: it cannot be left empty
    value: str = ""  #: what stands there at first
    answers: tuple[Answer, ...] = ()


def questions(work: "Work", command: "type[Command]", found: "Detail") -> list[Question]:
    """What to ask for, in the order of the fields."""
    helps, hints = comments(command), get_type_hints(command)
    return [
        _question(work, found, field, _bare(hints[field.name]), helps.get(field.name, ""))
        for field in dataclasses.fields(command)
    ]


def _question(work: "Work", found: "Detail", field: "dataclasses.Field[Any]", hint: Any, help: str) -> Question:
    must = field.default is dataclasses.MISSING
    value = _stands(found, hint, "" if must else field.default)
    answers = _answers(work, found, field.name, hint)
    return Question(field.name, field.name.replace("_", " "), help, must, value, tuple(answers))


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
    if name == "note" and hint is UUID:
        return [(f"{note.author}: {clean(note.text, 60)}", str(note.id)) for note in found.notes]
    if name == "agent":
        return [(person.name, person.name) for person in everyone(work) if person.role in CALLERS]
    if name == "message":
        return [(one, one) for one in CUSTOMER_MESSAGES]
    return []


def _bare(hint: Any) -> Any:
    """`str | None` to `str`."""
    inside = [one for one in get_args(hint) if one is not type(None)]
    return inside[0] if type(None) in get_args(hint) else hint


def _is_many(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _lines(found: "Detail") -> str:
    """The order's lines as they are typed: `2 x ARG @ 1200.00; 1 x SOAP @ 600.00`."""
    said = [
        f"{line.quantity} x {line.sku or line.title} @ {_plain(line.unit_minor, exponent(found.order.currency))}"
        for line in found.lines
    ]
    return "; ".join(said)


def _plain(minor: int, places: int) -> str:
    return amount(minor, places).replace(" ", "")


def command_of(
    work: "Work", order_id: UUID, by: "Actor", command: "type[Command]", typed: dict[str, str]
) -> "Command":
    """The command from the answers; Invalid with a sentence when one of them cannot be used."""
    hints = get_type_hints(command)
    values: dict[str, Any] = {}
    for field in dataclasses.fields(command):
        text, must = typed[field.name].strip(), field.default is dataclasses.MISSING
        if text or field.default == "":
            values[field.name] = _value(_bare(hints[field.name]), field.name, text)
        elif must:
            raise Invalid(f"{field.name.replace('_', ' ')} is empty; it is needed")
    try:
        return build(command, values, load(work, order_id, by)[0])
    except click.UsageError as problem:  # it names the flag; a form shows which field is asked
        raise Invalid(problem.message.partition(": ")[2]) from None


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
        raise Invalid(f"{text!r} is no number for {name}; type 1, 2, 3 …") from None


def _id(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(f"{text!r} is no id of a {name}; copy the whole id") from None
