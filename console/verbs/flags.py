"""From a command's dataclass to the flags of `codesk do`, and back from what was typed to the command."""

import dataclasses
import inspect
import re
import types
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import click

from workflows.engine import RULES, Command, Minor

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


class Word(click.ParamType[StrEnum]):
    """One of an enum's words, in any case, with - or _."""

    def __init__(self, words: type[StrEnum]) -> None:
        self.name = words.__name__.lower()
        self._words = {_spoken(word): word for word in words}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> StrEnum:
        """The member."""
        found = self._words.get(_spoken(str(value)))
        if found is None:
            self.fail(f"{value!r} is not one of {', '.join(self._words)}", param, ctx)
        return found


def _spoken(word: str) -> str:
    return word.lower().replace("_", "-")


def typed_commands() -> dict[str, type[Command]]:
    """Every command that can be typed, by verb."""
    return {command.verb(): command for command in RULES if is_typed(command)}


def is_typed(command: type[Command]) -> bool:
    """Whether its fields can be typed: whole orders come by `codesk import`."""
    return all(name != "draft" for name in (field.name for field in dataclasses.fields(command)))


def flags(command: type[Command]) -> list[click.Parameter]:
    """One flag per field."""
    said, hints = comments(command), _hints(command)
    return [_flag(field, hints[field.name], said.get(field.name, "")) for field in command.asked()]


def comments(command: type[Command]) -> Mapping[str, str]:
    """What the source says beside each field."""
    try:
        ours = [base for base in command.__mro__[::-1] if issubclass(base, Command)]
        return {name: said for base in ours for name, said in _COMMENT.findall(inspect.getsource(base))}
    except OSError:
        return {}


def _hints(command: type) -> dict[str, Any]:
    """The type of each field, without `| None`."""
    return {name: bare(hint) for name, hint in get_type_hints(command).items()}


def bare(hint: Any) -> Any:
    """A type without `| None`."""
    if get_origin(hint) in (types.UnionType, Union):
        (hint,) = [one for one in get_args(hint) if one is not type(None)]
    return hint


def _flag(field: "dataclasses.Field[Any]", hint: Any, sentence: str) -> click.Option:
    name, missing = field.name.replace("_", "-"), field.default is dataclasses.MISSING
    if hint is bool:
        return click.Option([f"--{name}/--no-{name}", field.name], default=field.default, help=sentence)
    many = get_origin(hint) is tuple
    kind = Word(hint) if _is_word(hint) else _KINDS.get(hint, str)
    default: dict[str, Any] = (
        {} if missing or many else {"default": field.default}
    )  # a default of None would satisfy `required`
    return click.Option(
        [f"--{name}", field.name],
        type=kind,
        required=missing,
        multiple=many,
        metavar=_metavar(hint),
        help=sentence,
        **default,
    )


_KINDS: dict[Any, Any] = {UUID: click.UUID, int: int}


def _is_word(hint: Any) -> bool:
    return inspect.isclass(hint) and issubclass(hint, StrEnum)


def _metavar(hint: Any) -> str | None:
    if get_origin(hint) is tuple:
        return f'"{_forms()[get_args(hint)[0]][0]}"'
    if _is_word(hint):
        return "|".join(_spoken(word) for word in hint)
    return {datetime: "TIME", Minor: "AMOUNT", str: "TEXT", UUID: "ID"}.get(hint)


def build(command: type[Command], typed: Mapping[str, Any], case: "Case") -> Command:
    """The command from what was typed: times in the customer's zone, amounts in the order's currency.

    UsageError, with the flag's name, for what cannot be read.
    """
    hints = _hints(command)
    return command(**{name: _value(case, hints[name], name, value) for name, value in typed.items()})


def _value(case: "Case", hint: Any, name: str, value: Any) -> Any:
    from workflows.errors import Invalid

    try:
        _refuse_broken(value)
        return _read(case, hint, value)
    except Invalid as problem:
        raise click.UsageError(f"--{name.replace('_', '-')}: {problem}") from None


def _refuse_broken(value: Any) -> None:
    """Invalid for text that no database keeps: halves of letters, from a terminal that is not UTF-8, and NUL."""
    from workflows.errors import Invalid

    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and BROKEN.search(text):
            raise Invalid("this holds bytes that are not text; type it again, in UTF-8")


def _read(case: "Case", hint: Any, value: Any) -> Any:
    """One value; what click has read already stays as it is."""
    if get_origin(hint) is tuple:
        read = _forms()[get_args(hint)[0]][1]
        return tuple(read(case, text) for text in value)
    convert = {datetime: _when, Minor: _minor}.get(hint)
    return convert(case, value) if convert and isinstance(value, str) else value


def _when(case: "Case", text: str) -> datetime:
    from workflows.calls import when

    iso = _iso(text, case.zone)
    return iso or when.parse(text, case.work.now, case.zone, case.policy.calling_hours)


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
    from workflows.errors import Invalid
    from workflows.intake.amounts import Unreadable, minor

    try:
        return Minor(minor(text.strip(), currency))
    except Unreadable as problem:
        raise Invalid(f"{problem}; type an amount like 34.50") from None


def _minor(case: "Case", text: str) -> Minor:
    return amount(text, case.order.currency)


def _forms() -> dict[Any, tuple[str, Callable[["Case", str], Any]]]:
    """What a list of each kind is made of: how one is typed, and what reads it."""
    from workflows.orders.basket import LineChange
    from workflows.orders.units import Units
    from workflows.parcels.returning import Counted

    return {
        LineChange: ("2 x PRODUCT [@ PRICE] [- DISCOUNT]", _line),
        Units: ("2 x PRODUCT", _units),
        Counted: ("FIT[+DAMAGED] x PRODUCT", _counted),
    }


def _line(case: "Case", text: str) -> "LineChange":
    return line(text, case.order.currency)


def line(text: str, currency: str) -> "LineChange":
    """A line of an order that was typed, its amounts in this currency; Invalid says how one is typed."""
    from workflows.errors import Invalid
    from workflows.orders.basket import LineChange

    found = _LINE.fullmatch(text)
    if found is None:
        raise Invalid(f'{text[:_SHOWN]!r} is not a line; type it like "2 x ARG-100" or "2 x ARG-100 @ 2400.00"')
    unit, discount = (amount(part, currency) if part else None for part in (found[3], found[4]))
    return LineChange(found[2], int(found[1]), unit, discount)


def _units(_case: "Case", text: str) -> Any:
    from workflows.errors import Invalid
    from workflows.orders.units import Units

    found = _UNITS.fullmatch(text)
    if found is None:
        raise Invalid(f'{text[:_SHOWN]!r} is no number of units; type it like "2 x ARG-100"')
    return Units(found[2], int(found[1]))


def _counted(_case: "Case", text: str) -> Any:
    from workflows.errors import Invalid
    from workflows.parcels.returning import Counted

    found = _COUNTED.fullmatch(text)
    if found is None:
        raise Invalid(
            f'{text[:_SHOWN]!r} is no count; type "2 x ARG-100", or "1+1 x ARG-100" for one fit and one damaged'
        )
    return Counted(found[3], int(found[1]), int(found[2] or 0))
