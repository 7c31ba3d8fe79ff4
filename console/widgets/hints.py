"""What stands in the key bar: a key, and what it does in two words."""

from abc import abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from textual.app import App

from console.keymap import Bound
from console.keys import BY_ID, shown
from console.widgets.bindings import key_label
from console.widgets.lines import Lines


@dataclass(frozen=True, slots=True)
class Hint:
    """One key."""

    id: str  #: of its action; empty where a click on it means nothing
    key: str
    label: str


class Asking(Lines, can_focus=True):
    """A part of a drawer with keys of its own."""

    @property
    @abstractmethod
    def hints(self) -> list[Hint]:
        """What they do now."""


def hints(bound: Iterable[Bound], besides: Collection[str] = ()) -> list[Hint]:
    """Those actions that have a key and are worth a place in the bar, always or just now."""
    here = [one for one in bound if one.keys and (one.action.bar or one.action.id in besides)]
    return [Hint(one.action.id, shown(one.keys[0]), one.action.label) for one in here]


def hint(app: App[Any], id: str, label: str = "") -> Hint:
    """One action, with a `label` where a drawer has better words for it."""
    return Hint(id, key_label(app, id), label or BY_ID[id].label)
