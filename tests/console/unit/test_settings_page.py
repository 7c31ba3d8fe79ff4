"""docs/settings.md tells of every setting, in the words of the code."""

import ast
import inspect
import re
from dataclasses import fields
from pathlib import Path

import pytest

from console import settings
from console.keymap import RESERVED

PAGE = Path("docs/settings.md").read_text("utf-8")


def sentences() -> dict[str, str]:
    """The sentence below each field of the dataclass."""
    (made,) = ast.parse(inspect.getsource(settings.Settings)).body
    assert isinstance(made, ast.ClassDef)
    found = {}
    for one, below in zip(made.body, made.body[1:], strict=False):
        if isinstance(one, ast.AnnAssign) and isinstance(below, ast.Expr):
            assert isinstance(one.target, ast.Name)
            found[one.target.id] = str(ast.literal_eval(below.value))
    return found


@pytest.mark.parametrize("name", [one.name for one in fields(settings.Settings)])
def test_every_setting_is_told_in_its_own_words(name: str) -> None:
    assert re.search(rf"^\| `{name}` \| .* \| {re.escape(sentences()[name])} \|$", PAGE, re.MULTILINE)


def test_the_example_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(PAGE.partition("```toml\n")[2].partition("```")[0], "utf-8")
    assert settings.load({"CODESK_SETTINGS": str(file)}).keys["call.fake"] == ()


def test_the_reserved_keys_are_named() -> None:
    assert all(f"`{key}`" in PAGE for key in RESERVED)
