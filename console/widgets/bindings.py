"""Textual bindings out of the table of actions."""

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.binding import Binding, BindingType

from console.actions import Place
from console.keymap import bindings_for
from console.keys import BY_ID, Keymap, keys_of, shown

UNBOUND = "unbound"  #: no terminal sends it; Textual takes an empty entry of a keymap for none at all


def bindings(place: Place, *ids: str) -> list[BindingType]:
    """The bindings of a place with their default keys, all of them or those with the given ids.

    Each calls the action that the table names, `action_no_answer` for `call.no_answer`.
    """
    return [
        Binding(
            _listed(one.keys),
            one.action.method,
            one.action.label,
            show=False,
            id=one.action.id,
            priority=place is Place.ALWAYS,
        )
        for one in bindings_for(place)
        if not ids or one.action.id in ids
    ]


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """What a person changed, for `App.set_keymap`."""
    return {id: _listed(keys) if keys else UNBOUND for id, keys in keymap.items()}


def key_label(app: App[Any], id: str) -> str:
    """The first key of an action as it is printed, after what the person of this app changed."""
    keymap: Keymap = getattr(app, "keymap", {})
    return next(map(shown, keys_of(BY_ID[id], keymap)), "")


def _listed(keys: Iterable[str]) -> str:
    return ",".join("comma" if key == "," else key for key in keys)
