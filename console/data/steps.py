"""What is told of a step of an order's history, as people read it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from console.data import reasons

if TYPE_CHECKING:
    from workflows.views.history import Happening

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  #: says nothing to a person
_WORDS = frozenset({"cash", "destination", "method", "run by"})  #: kept as words in capitals


def details(step: "Happening") -> Iterator[tuple[str, str]]:
    """Each detail by its name: no ids, reasons in words, and stored words are not shouted."""
    return ((name, _said(name, value)) for name, value in step.details if not _ID.fullmatch(value))


def _said(name: str, value: str) -> str:
    if name in _WORDS:
        return value.replace("_", " ").lower()
    return reasons.in_words(value) if name == "reason" else value
