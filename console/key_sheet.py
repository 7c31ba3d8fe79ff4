"""The keys in words: what `?` shows where one is, and the sheet that is printed and laid beside the keyboard."""

from collections.abc import Iterable
from itertools import groupby

from console.actions import TOGETHER, Place
from console.keymap import Bound, bindings_for
from console.keys import GROUPS, Keymap

_LAST = (Place.TABLE, Place.SELECTION, Place.FORM, Place.EVERYWHERE, Place.ALWAYS)  #: what every place shares


def help_for(place: Place, keymap: Keymap | None = None) -> list[tuple[str, list[Bound]]]:
    """What works at a place, grouped under headings: its own keys first, then the table's and the desk's."""
    layers = TOGETHER.get(place, (place,))
    bound = [one for layer in layers for one in bindings_for(layer, keymap) if one.keys]
    return [(GROUPS[group], list(ones)) for group, ones in groupby(bound, lambda one: one.action.group)]


def sheet(keymap: Keymap | None = None) -> str:
    """All keys as a page of Markdown, each under every place where it works."""
    parts = ["# Keys", "Any of them can be changed under `[keys]` in the settings file."]
    for place in (*(place for place in Place if place not in _LAST), *_LAST):
        rows = [one for one in bindings_for(place, keymap) if one.keys]
        if not rows:
            continue
        parts.append("\n".join([f"## {place.capitalize()}", "", *_table(rows)]))
    return "\n\n".join(parts) + "\n"


def _table(rows: Iterable[Bound]) -> Iterable[str]:
    yield "| Key | Action | Id |"
    yield "|---|---|---|"
    for one in rows:
        keys = " ".join(f"`{key}`" for key in one.keys)
        yield f"| {keys} | {one.action.help}{_steps(one)} | {one.action.id} |"


def _steps(one: Bound) -> str:
    """The second keys of an action, as part of its sentence."""
    named = ", ".join(f"`{step.key}` {step.label}" for step in one.action.steps)
    return f" Then {named}." if named else ""
