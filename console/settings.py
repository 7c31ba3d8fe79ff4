"""The settings of one desk: a TOML file and a few environment variables, refused whole when a line is wrong.

`CODESK_SETTINGS` names the file; without it the user's configuration folder is looked in. `CODESK_DATABASE`
and `CODESK_THEME` win over the file.
"""

import os
import shlex
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from console.keymap import validate
from console.keys import Keymap


class SettingsError(Exception):
    """The settings file cannot be used; the message says what to mend, one problem on a line."""


class _Wrong(Exception):
    """One setting that cannot stand: its dotted name and the sentence."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """How one person's console looks and behaves; nothing here changes what may happen to an order."""

    theme: str = "codesk-dark"
    """Colours: `codesk-dark`, `codesk-light`, or the name of a theme that Textual carries."""

    bell: bool = True
    """Ring the terminal's bell when a promised call falls due."""

    idle_minutes: int = 10
    """Minutes without a key until the screen locks, 1 to 480; 0 leaves it open."""

    dial: tuple[str, ...] = ()
    """Command that dials, with `{e164}` where the number goes; without one the number goes to the clipboard."""

    printer: tuple[str, ...] = ()
    """Command that prints papers, the PDF on its standard input: `lp -d office -`; without one they are saved."""

    label_printer: tuple[str, ...] = ()
    """The same for shipping labels, where they have a printer of their own."""

    papers: str = ""
    """Folder where papers are saved; empty means `codesk` among the user's documents."""

    database: str = ""
    """Address of the database, `sqlite:///…` or `postgresql://…`; empty means the desk's own file."""

    keys: Keymap = field(default_factory=dict)
    """Keys that differ from the defaults, by action id; an empty list takes an action's keys away."""

    def dial_command(self, e164: str) -> list[str]:
        """The words of the command that dials a number; empty when there is no command."""
        return [word.replace("{e164}", e164) for word in self.dial]


def hurry(environ: MutableMapping[str, str] = os.environ) -> None:
    """Before Textual is imported: no animations, escape answers after 25 ms instead of 100, and a second
    picture in a row, as when a tab's rows arrive, waits 8 ms instead of 17.

    What is set already stays: a slow line may need longer waits, and in a browser another driver is at work.
    """
    if sys.platform != "win32":
        environ.setdefault("TEXTUAL_DRIVER", "console.terminal_driver:DeskDriver")
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("ESCDELAY", "25")
    environ.setdefault("TEXTUAL_FPS", "120")


def load(environ: Mapping[str, str] = os.environ, *, with_keys: bool = True) -> Settings:
    """Settings from the file and the environment; SettingsError names file, line and what to do.

    Where no key is pressed, `with_keys=False` passes the keys over, whatever is wrong with them.
    """
    path = Path(environ.get("CODESK_SETTINGS") or user_config_path("codesk") / "settings.toml")
    text = _text(path, wanted=bool(environ.get("CODESK_SETTINGS")))
    settings = _read(text, path, with_keys)
    given = {"theme": environ.get("CODESK_THEME"), "database": environ.get("CODESK_DATABASE")}
    return _replaced(settings, {name: value for name, value in given.items() if value})


def _text(path: Path, wanted: bool) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        if wanted:
            raise SettingsError(f"There is no settings file {path}; CODESK_SETTINGS names it.") from None
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}.") from None


def _read(text: str, path: Path, with_keys: bool) -> Settings:
    """The settings that a file's text says; every problem of the file in one error."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not written as TOML: {error}.") from None
    wanted = {name: value for name, value in values.items() if with_keys or name != "keys"}
    good, problems = _judge(wanted, _lines(text))
    if problems:
        raise SettingsError("\n".join(f"{path}, line {line}: {sentence}" for line, sentence in problems))
    return _replaced(Settings(), good)


def _judge(values: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """Values that may stand, and what is wrong with the others, in the order of the file."""
    good: dict[str, Any] = {}
    problems: list[tuple[int, str]] = []
    for name, value in values.items():
        try:
            good[name] = _value(name, value)
        except _Wrong as wrong:
            problems.append((lines.get(wrong.name, 0), str(wrong)))
    keys = good.get("keys", {})
    found = validate(keys, {id: lines.get(f"keys.{id}", 0) for id in keys})
    problems += [(problem.line, problem.sentence) for problem in found]
    return good, sorted(problems)


def _value(name: str, value: object) -> object:
    if name not in _CHECKS:
        known = ", ".join(one.name for one in fields(Settings))
        raise _Wrong(name, f"There is no setting {name!r}; there are {known}.")
    return _CHECKS[name](name, value)


def _replaced(settings: Settings, values: Mapping[str, Any]) -> Settings:
    return Settings(**{one.name: values.get(one.name, getattr(settings, one.name)) for one in fields(settings)})


def _word(name: str, value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise _Wrong(name, f"{name} must be a word in quotes, not {value!r}.")


def _switch(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _Wrong(name, f"{name} must be true or false, not {value!r}.")


def _minutes(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 480:
        return value
    raise _Wrong(name, f"{name} must be a whole number of minutes from 0 to 480, not {value!r}.")


def _command(name: str, value: object) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(_word(name, value)))
    except ValueError as error:
        raise _Wrong(name, f"{name} cannot be used as a command: {error}") from None


def _dial(name: str, value: object) -> tuple[str, ...]:
    words = _command(name, value)
    if "{e164}" not in "".join(words[1:]):
        raise _Wrong(name, f"{name} must hold {{e164}} after the command's name, where the number goes.")
    return words


def _keymap(name: str, value: object) -> Keymap:
    if not isinstance(value, dict):
        raise _Wrong(name, f'{name} must be a table such as [keys] with lines such as "call.confirm" = "c".')
    return dict(_entries(value, ""))


def _entries(table: Mapping[str, object], prefix: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Action ids with their keys; `call.confirm` may be written with dots, in quotes or as a sub-table."""
    for name, value in table.items():
        id = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _entries(value, f"{id}.")
        elif isinstance(value, str):
            yield id, (value,)
        elif isinstance(value, list) and all(isinstance(key, str) for key in value):
            yield id, tuple(value)
        else:
            raise _Wrong(f"keys.{id}", f"keys.{id} must be a key in quotes or a list of them, not {value!r}.")


_CHECKS: Mapping[str, Callable[[str, object], object]] = {
    "theme": _word,
    "bell": _switch,
    "idle_minutes": _minutes,
    "dial": _dial,
    "printer": _command,
    "label_printer": _command,
    "papers": _word,
    "database": _word,
    "keys": _keymap,
}


def _lines(text: str) -> dict[str, int]:
    """The line of each setting, counted from 1, by its dotted name; `tomllib` does not tell."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            table = name = _dotted(line)
        else:
            name = ".".join(filter(None, (table, _dotted(f"{line.partition('=')[0]}= 0"))))
        found.setdefault(name, number)
    return found


def _dotted(line: str) -> str:
    """`keys.call.confirm` for a header or a key as TOML writes it; empty for anything else."""
    names = []
    try:
        value: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ""
    while isinstance(value, dict) and value:
        name, value = next(iter(value.items()))
        names.append(name)
    return ".".join(names)
