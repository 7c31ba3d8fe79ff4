"""One table of actions: it makes the bindings, the key bar, the palette, the help and the printed sheet.

Every key is one that a plain terminal inside tmux can send. `console/keymap.py` checks what a person changes.
"""

from collections.abc import Mapping

from console.actions import Action, Place
from console.keyboard.calls import CALLS
from console.keyboard.desk import DESK
from console.keyboard.detail import DETAIL
from console.keyboard.lists import LISTS
from console.keyboard.missing import MISSING
from console.keyboard.money import MONEY
from console.keyboard.numbers import NUMBERS
from console.keyboard.warehouse import WAREHOUSE

GROUPS: Mapping[str, str] = {
    "call": "The call",
    "order": "The order",
    "queue": "The queue",
    "list": "Lists",
    "table": "Tables",
    "backlog": "Backlog",
    "packing": "Packing",
    "bench": "The packing bench",
    "door": "The hand-over",
    "returns": "Returns",
    "dock": "A parcel while it is counted in",
    "cash": "Cash",
    "settlement": "A settlement file",
    "missing": "Missing",
    "numbers": "Numbers",
    "tab": "Tabs",
    "go": "Places",
    "desk": "The desk",
    "form": "Drawers and forms",
}

ACTIONS: tuple[Action, ...] = (*CALLS, *DETAIL, *LISTS, *WAREHOUSE, *MONEY, *MISSING, *NUMBERS, *DESK)
BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

Keymap = Mapping[str, tuple[str, ...]]  #: action id to the keys a person chose instead of the defaults

_SHOWN = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def keys_of(action: Action, keymap: Keymap) -> tuple[str, ...]:
    """The keys of an action after what the person changed."""
    return keymap.get(action.id, action.keys)


def actions_at(place: Place) -> tuple[Action, ...]:
    """The actions that belong to one place, in the order of the table."""
    return tuple(action for action in ACTIONS if place in action.places)


def shown(key: str) -> str:
    """A key as it is printed: `pgdn`, `ctrl+p`, `?`."""
    return _SHOWN.get(key, key)
