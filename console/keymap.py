"""What a person changes about the keys, checked before the console starts.

Textual takes unknown ids and impossible keys in silence and lets one action hide another, so this is ours.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from console.actions import TOGETHER, Action, Place
from console.keys import ACTIONS, BY_ID, Keymap, actions_at, keys_of, shown

RESERVED = frozenset({"enter", "escape", "tab", "shift+tab", "ctrl+c", "ctrl+q"})
_NAMED = RESERVED - {"ctrl+c", "ctrl+q"} | frozenset(
    {"space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up", "down", "left", "right"}
)
_SAME_BYTE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}


@dataclass(frozen=True, slots=True)
class Bound:
    """One action with the keys it has now: plain data for bindings, palette and help."""

    action: Action
    keys: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Its keys as they are printed: `c enter`."""
        return " ".join(map(shown, self.keys))


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the settings file that cannot stand; 0 when the line is not known."""

    line: int
    sentence: str


def bindings_for(place: Place, keymap: Keymap | None = None) -> tuple[Bound, ...]:
    """The actions that belong to one place, with their keys; those without a key are left to the palette."""
    return tuple(Bound(action, keys_of(action, keymap or {})) for action in actions_at(place))


def validate(keymap: Keymap, lines: Mapping[str, int] | None = None) -> list[Problem]:
    """Everything that is wrong with a keymap, in the order of the file: unknown ids, keys, clashes."""
    where = lines or {}
    alone = [(id, sentence) for id in keymap for sentence in _alone(id, keymap[id])]
    sound = {id: keys for id, keys in keymap.items() if id not in dict(alone)}
    problems = [Problem(where.get(id, 0), sentence) for id, sentence in [*alone, *_clashes(sound)]]
    return sorted(problems, key=lambda problem: (problem.line, problem.sentence))


def _alone(id: str, keys: tuple[str, ...]) -> Iterable[str]:
    """What is wrong with one entry, whatever the others say."""
    action = BY_ID.get(id)
    if action is None:
        yield f"There is no action {id!r}; `codesk keys` lists them all."
        return
    if not keys and RESERVED.intersection(action.keys):
        yield f"{id} cannot be left without a key; give it back {' or '.join(action.keys)}."
    for key in keys:
        if why := unsendable(key):
            yield f"{id} cannot use {key!r}: {why}"
        elif key in RESERVED and key not in action.keys:
            yield f"{id} cannot use {key!r}: it is kept for {_owner(key)}; choose another key."
        elif Place.ALWAYS in action.places and not _never_typed(key):
            yield f"{id} cannot use {key!r}: it works while text is typed; use ctrl with a letter or f1 to f12."


def _owner(key: str) -> str:
    owners = [action.id for action in ACTIONS if key in action.keys]
    return ", ".join(owners) or "the terminal"


def unsendable(key: str) -> str | None:
    """Why a plain terminal inside tmux cannot send a key, or None when it can."""
    if len(key) == 1:
        return None if _typed(key) else "it is not a character that a keyboard types; write a name such as space."
    if key in _NAMED or key in {f"f{number}" for number in range(1, 13)}:
        return None
    if key in _SAME_BYTE:
        return f"terminals send it as {_SAME_BYTE[key]}; use that name, or another key."
    if key == "ctrl+b":
        return "tmux keeps it for itself; choose another key."
    if key.startswith("ctrl+") and len(key) == 6 and "a" <= key[5] <= "z":
        return None
    return "a plain terminal does not send it; use a character, ctrl with a letter, f1 to f12 or a named key."


def _typed(key: str) -> bool:
    """Whether a character comes from one key press: no space, no combining mark, nothing invisible."""
    return key.isprintable() and not key.isspace() and not unicodedata.combining(key)


def _never_typed(key: str) -> bool:
    """Whether a key is no use in a text field: ctrl with a letter, or a function key."""
    return key.startswith("ctrl+") or (key[0] == "f" and key[1:].isdigit())


def _clashes(keymap: Keymap) -> Iterable[tuple[str, str]]:
    """Each key that would mean two things at once, for every changed action that takes part."""
    first: dict[tuple[str, frozenset[str]], Place] = {}
    for place, layers in TOGETHER.items():
        for key, ids in _owners(layers, keymap).items():
            if len(ids) > 1:
                first.setdefault((key, frozenset(ids)), place)
    for (key, group), place in first.items():
        for id in sorted(group.intersection(keymap)):
            others = " and ".join(sorted(group - {id}))
            yield id, f"{id} cannot use {key!r}: in {place} it is already {others}; change one of them."


def _owners(layers: Iterable[Place], keymap: Keymap) -> Mapping[str, set[str]]:
    """Which actions each key would start where these layers work together."""
    owners: dict[str, set[str]] = defaultdict(set)
    for action in (action for layer in layers for action in actions_at(layer)):
        for key in keys_of(action, keymap):
            owners[key].add(action.id)
    return owners
