"""What people type for a command, read: times in the customer's zone, amounts in its currency, units of lines.

The command line and the forms of the console read alike.
"""

import dataclasses
import inspect
import re
import types
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from workflows.engine import PAST, Command, Minor
from workflows.errors import Invalid

if TYPE_CHECKING:
    from workflows.case import Case
    from workflows.orders.basket import LineChange

_COMMENT = re.compile(r"^\s+(\w+):[^\n]*?#:\s*(.+?)\s*$", re.MULTILINE)
_UNITS = re.compile(r"\s*(\d{1,9})\s*[x×*]\s*(.+?)\s*")
_COUNTED = re.compile(r"\s*(\d{1,9})\s*(?:\+\s*(\d{1,9})\s*)?[x×*]\s*(.+?)\s*")
_LINE = re.compile(r"\s*(\d{1,9})\s*[x×*]\s*(.+?)(?:\s+@\s*(\S+))?(?:\s+-\s*(\S+))?\s*")

_SHOWN = 80  #: characters of what was typed that a sentence repeats
_CLOCK = re.compile(r"\d[ T]\d{2}:\d{2}")
BROKEN = re.compile("[\ud800-\udfff\0]")  #: what no database keeps as text


class Mistyped(Invalid):
    """What was typed for one field of a command cannot be used."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(f"{field.replace('_', ' ')}: {sentence}")
        self.field, self.sentence = field, sentence


class Past:
    """Stands for a time that lies behind, where the kinds of fields are told apart."""


def is_typed(command: type[Command]) -> bool:
    """Whether its fields can be typed: whole orders come by `codesk import`."""
    return all(name != "draft" for name in (field.name for field in dataclasses.fields(command)))


def comments(command: type[Command]) -> Mapping[str, str]:
    """What the source says beside each field."""
    try:
        ours = [base for base in command.__mro__[::-1] if issubclass(base, Command)]
        return {name: said for base in ours for name, said in _COMMENT.findall(inspect.getsource(base))}
    except OSError:
        return {}


def hints_of(command: type) -> dict[str, Any]:
    """The type of each field, without `| None`."""
    return {name: bare(hint) for name, hint in get_type_hints(command).items()}


def bare(hint: Any) -> Any:
    """A type without `| None`."""
    if get_origin(hint) in (types.UnionType, Union):
        (hint,) = [one for one in get_args(hint) if one is not type(None)]
    return hint


def build(command: type[Command], typed: Mapping[str, Any], case: "Case") -> Command:
    """The command from what was typed: times in the customer's zone, amounts in the order's currency.

    Mistyped, with the field's name, for what cannot be read.
    """
    hints = hints_of(command) | {one.name: Past for one in dataclasses.fields(command) if one.metadata == PAST}
    return command(**{name: _value(case, hints[name], name, value) for name, value in typed.items()})


def _value(case: "Case", hint: Any, name: str, value: Any) -> Any:
    try:
        _refuse_broken(value)
        return _read(case, hint, value)
    except Invalid as problem:
        raise Mistyped(name, str(problem)) from None


def _refuse_broken(value: Any) -> None:
    """Invalid for text that no database keeps: halves of letters, from a terminal that is not UTF-8, and NUL."""
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and BROKEN.search(text):
            raise Invalid("this holds bytes that are not text; type it again, in UTF-8")


def _read(case: "Case", hint: Any, value: Any) -> Any:
    """One value; what click has read already stays as it is."""
    if get_origin(hint) is tuple:
        read = forms()[get_args(hint)[0]][1]
        return tuple(read(case, text) for text in value)
    convert = {datetime: _when, Past: _happened, Minor: _minor}.get(hint)
    return convert(case, value) if convert and isinstance(value, str) else value


def _when(case: "Case", text: str) -> datetime:
    from workflows.calls import when

    iso = _iso(text, case.zone)
    return iso or when.parse(text, case.work.now, case.zone, case.policy.calling_hours)


def _happened(case: "Case", text: str) -> datetime:
    from workflows.calls import when_past

    return _iso(text, case.zone) or when_past.parse(text, case.work.now, case.zone)


def _iso(text: str, there: tzinfo) -> datetime | None:
    """A whole date and time needs no guessing: in its own offset, else in the customer's zone."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if at.tzinfo is not None:
        return at
    from workflows.calls import when

    return when.instant(at.date(), at.time(), there) if _CLOCK.search(text) else None


def amount(text: str, currency: str) -> Minor:
    """An amount that was typed, in minor units; Invalid for none."""
    from workflows.intake.amounts import Unreadable, minor

    try:
        return Minor(minor(text.strip(), currency))
    except Unreadable as problem:
        raise Invalid(f"{problem}; type an amount like 34.50") from None


def _minor(case: "Case", text: str) -> Minor:
    return amount(text, case.order.currency)


def forms() -> dict[Any, tuple[str, Callable[["Case", str], Any]]]:
    """What a list of each kind is made of: how one is typed, and what reads it."""
    from workflows.orders.basket import LineChange
    from workflows.parcels.returning import Counted
    from workflows.units import Units

    return {
        LineChange: ("2 x PRODUCT [@ PRICE] [- DISCOUNT]", _line),
        Units: ("2 x PRODUCT", _units),
        Counted: ("FIT[+DAMAGED] x PRODUCT", _counted),
    }


def _line(case: "Case", text: str) -> "LineChange":
    return line(text, case.order.currency)


def line(text: str, currency: str) -> "LineChange":
    """A line of an order that was typed, its amounts in this currency; Invalid says how one is typed."""
    from workflows.orders.basket import LineChange

    found = _LINE.fullmatch(text)
    if found is None:
        raise Invalid(f'{text[:_SHOWN]!r} is not a line; type it like "2 x ARG-100" or "2 x ARG-100 @ 2400.00"')
    unit, discount = (amount(part, currency) if part else None for part in (found[3], found[4]))
    return LineChange(found[2], int(found[1]), unit, discount)


def _units(_case: "Case", text: str) -> Any:
    from workflows.units import Units

    found = _UNITS.fullmatch(text)
    if found is None:
        raise Invalid(f'{text[:_SHOWN]!r} is no number of units; type it like "2 x ARG-100"')
    return Units(found[2], int(found[1]))


def _counted(_case: "Case", text: str) -> Any:
    from workflows.parcels.returning import Counted

    found = _COUNTED.fullmatch(text)
    if found is None:
        raise Invalid(
            f'{text[:_SHOWN]!r} is no count; type "2 x ARG-100", or "1+1 x ARG-100" for one fit and one damaged'
        )
    return Counted(found[3], int(found[1]), int(found[2] or 0))
