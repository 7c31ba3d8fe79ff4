"""The page of the five systems names only what exists, and leaves no statement without a test."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import workflows.book  # noqa: F401  (it fills the rule book)
from workflows.engine import RULES
from workflows.messages.writing import CHANNELS
from workflows.policy import SWITCHES, text_of
from workflows.profiles import PROFILES, Profile

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8")
SYSTEMS = {"KartRocket": "KR", "CODRocket": "CR", "Ucraft": "UC", "CODSPOT": "CS", "Kartify": "KF"}
_TEST = re.compile(r"tests/[\w/]+\.py::test_\w+")
_NAMED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Statement:
    """One row of the page."""

    system: str
    number: str
    text: str
    made_true_by: tuple[str, ...]
    tests: tuple[str, ...]


def _rows(system: str) -> list[Statement]:
    """The rows of one system's table."""
    section = PAGE.split(f"\n## {system}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith(f"| {SYSTEMS[system]}")]
    return [
        Statement(system, number, text, tuple(_NAMED.findall(by)), tuple(_NAMED.findall(tests)))
        for number, text, by, tests in (row.strip("| ").split(" | ") for row in rows)
    ]


CODES = {code for rules in RULES.values() for rule in rules for code in rule.code.split()}
STATEMENTS = [statement for system in SYSTEMS for statement in _rows(system)]


@cache
def _tests_of(path: str) -> frozenset[str]:
    """The names of the tests of a file, which is read and not run."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


def _words(profile: Profile) -> set[str]:
    labels = {label.text for column in profile.columns for label in column.labels}
    return labels | set(profile.parcels.values())


def _exists(system: str, named: str) -> bool:
    """Whether a rule, switch, tab, word, message or module of that name is there."""
    profile = next(one for one in PROFILES.values() if one.title == system)
    kind, _, name = named.partition(" ")
    known = {
        "tab": {tab.id for tab in profile.tabs},
        "word": _words(profile),
        "message": set(CHANNELS),
    }
    if kind in known:
        return name in known[kind]
    if named.endswith(".py"):
        return (ROOT / named).is_file()
    return named in SWITCHES or named in CODES


def test_every_system_has_its_statements_numbered_without_a_gap() -> None:
    for system, code in SYSTEMS.items():
        numbers = [statement.number for statement in STATEMENTS if statement.system == system]
        assert len(numbers) >= 20
        assert numbers == [f"{code}{number}" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.number)
def test_every_statement_is_made_true_by_something_and_shown_by_a_test(statement: Statement) -> None:
    assert statement.made_true_by
    assert statement.tests
    missing = [named for named in statement.made_true_by if not _exists(statement.system, named)]
    assert missing == []
    for test in statement.tests:
        path, _, name = test.partition("::")
        assert _TEST.fullmatch(test), test
        assert name in _tests_of(path), test


def test_every_test_that_the_page_names_exists() -> None:
    for test in _TEST.findall(PAGE):
        path, _, name = test.partition("::")
        assert name in _tests_of(path), test


def test_every_preset_that_a_statement_names_is_the_presets() -> None:
    """A switch with a value behind it, such as `suggest_cancel_after` (3), has that value in the profile."""
    named = re.compile(r"`(\w+)` \(([\w, ]+)\)")
    for system in SYSTEMS:
        policy = next(one.policy for one in PROFILES.values() if one.title == system)
        section = PAGE.split(f"\n## {system}\n")[1].split("\n## ")[0]
        for switch, values in named.findall(section):
            if switch != "oms":  # Kartify's shops have one of three
                assert text_of(getattr(policy, switch)) == values, (system, switch)
