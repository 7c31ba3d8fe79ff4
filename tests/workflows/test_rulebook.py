"""The page of rules is what the code does."""

from pathlib import Path

from workflows import book, rulebook
from workflows.engine import RULES
from workflows.policy import SWITCHES
from workflows.profiles import PROFILES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_in_the_docs_is_the_page_of_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == rulebook.markdown(), "write it anew with `codesk rules --markdown`"


def test_every_command_switch_and_tab_is_on_the_page() -> None:
    page = rulebook.markdown()
    for command in RULES:
        assert f"`{command.verb()}`" in page
    for name in SWITCHES:
        assert f"`{name}`" in page
    for profile in PROFILES.values():
        assert f"## Profile {profile.title}" in page
        assert all(f"`{tab.id}`" in page for tab in profile.tabs)


def test_every_subject_with_rules_is_in_the_book() -> None:
    known = {subject.__name__ for subject in book.SUBJECTS}
    assert {command.__module__ for command in RULES} <= known


def test_every_rule_says_what_its_guards_checks_and_effects_do() -> None:
    for rules in RULES.values():
        for rule in rules:
            assert all(function.__doc__ for function in (*rule.guards, *rule.checks, *rule.effects)), rule
