"""What every map file is made of: TOML or JSON that names columns, read with sentences for whoever wrote it."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from models.currencies import exponent
from workflows.intake.rows import FileProblem
from workflows.text import fold

MARKS = (".", ",")  #: decimal marks


def save(path: Path, columns: Iterable[tuple[str, Sequence[str]]], reading: Mapping[str, str]) -> None:
    """Write columns by what they hold, and settings but the empty ones, as TOML."""
    lines = ["# Which column holds what. Names are those of the file's first row.", "[columns]"]
    lines += [f"{key} = {_quoted(given)}" for key, given in columns]
    lines += ["", "[reading]"]
    lines += [f"{key} = {_quoted([value])}" for key, value in reading.items() if value]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def load(
    path: Path, columns: Sequence[str], what: str, settings: Sequence[str], example: str
) -> tuple[dict[str, tuple[str, ...]], dict[str, object]]:
    """Its columns by what they hold, and its settings. FileProblem names the key that is none of these."""
    name, whole = path.name, _content(path)
    _known(name, whole, ("columns", "reading"), "a part of a map file")
    given = _table(name, "columns", whole.get("columns", {}))
    reading = _table(name, "reading", whole.get("reading", {}))
    _known(name, given, columns, what)
    _known(name, reading, settings, "a setting")
    if not given:
        raise FileProblem(f"{name} names no columns: write lines such as {example} below [columns].")
    return {key: _names(name, key, value) for key, value in given.items()}, reading


def _content(path: Path) -> dict[str, object]:
    """The whole file. FileProblem when it cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except OSError as error:
        raise FileProblem(f"{path.name} cannot be opened: {error.strerror or error}.") from None
    except (ValueError, RecursionError) as error:
        raise FileProblem(f"{path.name} is not a map file: {error}.") from None
    return _table(path.name, "the file", found)


def _table(name: str, key: str, value: object) -> dict[str, object]:
    """A table of names and values."""
    if not isinstance(value, dict):
        raise FileProblem(f"{name}: {key} must hold names and values.")
    return value


def _known(name: str, given: dict[str, object], allowed: Sequence[str], what: str) -> None:
    """FileProblem for a key that means nothing, with a near one."""
    for key in given:
        if key not in allowed:
            near = get_close_matches(key, allowed, 1)
            hint = f"; do you mean {near[0]!r}?" if near else f"; known are {', '.join(allowed)}."
            raise FileProblem(f"{name}: {key!r} is not {what}{hint}")


def _names(name: str, key: str, value: object) -> tuple[str, ...]:
    """One column, or several."""
    listed = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(one, str) for one in listed) or not any(listed):
        raise FileProblem(f"{name}: {key} must be a column's name in quotation marks, or a list of such names.")
    return tuple(listed)


def choice(name: str, key: str, value: object, allowed: tuple[str, ...]) -> str:
    """One of a few words; the first of them is nothing."""
    if not isinstance(value, str) or value not in allowed:
        raise FileProblem(f"{name}: {key} is {value!r}; it can be {' or '.join(map(repr, allowed[1:]))}.")
    return value


def currency(name: str, value: object) -> str:
    """An ISO 4217 code, or nothing."""
    try:
        exponent(str(value)) if value != "" else None
    except ValueError as error:
        raise FileProblem(f"{name}: currency: {error}.") from None
    return str(value).upper()


def place(header: Sequence[str], key: str, name: str) -> int:
    """The column of that name, -1 for the empty one."""
    if not name:
        return -1
    if name in header:
        return header.index(name)
    folded = [fold(column) for column in header]
    if fold(name) in folded:
        return folded.index(fold(name))
    raise FileProblem(f"{key} = {name!r}: the file has no such column; it has {', '.join(header)}.")


def _quoted(columns: Sequence[str]) -> str:
    """Names of columns as TOML."""
    texts = [json.dumps(name, ensure_ascii=False) for name in columns]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
