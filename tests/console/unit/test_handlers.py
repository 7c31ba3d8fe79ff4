"""How classes of the console build on each other."""

import re
from pathlib import Path

import pytest

import console

FILES = sorted(Path(console.__file__).parent.rglob("*.py"))
_AGAIN = re.compile(r"super\(\)\._?on_(?!event\b)\w+")  # `on_event` is no handler, it calls them


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_handler_calls_the_one_of_its_base(path: Path) -> None:
    """Textual calls the handlers of every class itself, so the base's would run twice."""
    assert _AGAIN.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_left_to_be_implemented(path: Path) -> None:
    """What a subclass has to say is abstract, and the type check finds whoever does not say it."""
    assert "raise NotImplementedError" not in path.read_text("utf-8")
