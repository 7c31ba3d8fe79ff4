"""From a command's dataclass to the flags of `codesk do`. What is typed there is read by `console.data.typed`."""

import dataclasses
import inspect
from datetime import datetime
from enum import StrEnum
from typing import Any, get_args, get_origin
from uuid import UUID

import click

from console.data.typed import comments, forms, hints_of, is_typed
from workflows.engine import RULES, Command, Minor


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


def flags(command: type[Command]) -> list[click.Parameter]:
    """One flag per field."""
    said, hints = comments(command), hints_of(command)
    return [_flag(field, hints[field.name], said.get(field.name, "")) for field in command.asked()]


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
        return f'"{forms()[get_args(hint)[0]][0]}"'
    if _is_word(hint):
        return "|".join(_spoken(word) for word in hint)
    return {datetime: "TIME", Minor: "AMOUNT", str: "TEXT", UUID: "ID"}.get(hint)
