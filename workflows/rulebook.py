"""The rule book as a page: every rule, every switch, every label. docs/rules.md holds it, a test keeps both equal."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from types import ModuleType
from typing import Any

from models.statuses import CALLABLE, OPEN, Confirmation, Role, Shipping
from workflows.book import SUBJECTS
from workflows.engine import RULES, Rule
from workflows.labels import Match
from workflows.policy import SWITCHES, describe, text_of
from workflows.profiles import PROFILES, Profile

_INTRO = """# Rules

Every change of an order is one row of these tables. From the order's status and the actor's role follows the row; its
guards say whether it may happen now, its checks whether what was typed makes sense; its effects follow in the same
transaction. `codesk rules --markdown` prints this page from the code.
"""
_GROUPS = ((frozenset(Confirmation), "any status"), (CALLABLE, "`MISSING` or open"), (OPEN, "open"))


def markdown() -> str:
    """The whole page."""
    parts = [_INTRO, *_subjects(), _policy(), *(_profile(profile) for profile in PROFILES.values())]
    return "\n".join(parts)


def _subjects() -> Iterator[str]:
    for subject in SUBJECTS:
        rows = [rule for rows in RULES.values() for rule in rows if rule.command.__module__ == subject.__name__]
        if rows:
            yield _subject(subject, rows)


def _subject(subject: ModuleType, rows: Iterable[Rule]) -> str:
    title = ": ".join(subject.__name__.replace("_", " ").split(".")[1:]).capitalize()
    header = ("Rule", "Command", "From", "To", "Who", "Guards", "Checks", "Effects")
    return f"## {title}\n\n{_first_line(subject.__doc__)}\n\n" + _table(header, map(_rule, rows))


def _rule(rule: Rule) -> tuple[str, ...]:
    return (
        rule.code,
        f"`{rule.command.verb()}`<br>{rule.command.title()}",
        _origin(rule.origin) + (f"<br>parcel {_parcels(rule.parcels)}" if rule.parcels else ""),
        _to(rule),
        _listed(role for role in Role if role in rule.who),
        _told(rule.guards),
        _told(rule.checks),
        _told((*filter(None, (rule.first,)), *rule.effects)),
    )


def _to(rule: Rule) -> str:
    if rule.parcel_to:
        return f"parcel `{rule.parcel_to}`"
    return f"`{rule.to}`" if rule.to else "–"


def _parcels(statuses: frozenset[Shipping]) -> str:
    return "anywhere" if statuses == frozenset(Shipping) else _words(statuses)


def _origin(origin: frozenset[Confirmation]) -> str:
    named = next((name for words, name in _GROUPS if words == origin), "")
    return named or _words(origin)


def _told(functions: Iterable[Callable[..., Any]]) -> str:
    """What each function says of itself, without the word for its kind."""
    said = (_first_line(function.__doc__) for function in functions)
    return "<br>".join(_without_kind(line) for line in said) or "–"


def _without_kind(line: str) -> str:
    kind, colon, rest = line.partition(": ")
    spoken = rest if colon and kind.split()[0] in ("Guard", "Check") else line
    return spoken[:1].upper() + spoken[1:]


def _first_line(doc: str | None) -> str:
    return (doc or "").strip().split("\n\n")[0].replace("\n", " ").strip()


def _policy() -> str:
    header = ("Switch", "What it decides", *(profile.title for profile in PROFILES.values()))
    rows = ((f"`{name}`", describe(name), *_values(name)) for name in SWITCHES)
    return "## Policy\n\nA shop starts with the values of its profile and may change each of them.\n\n" + _table(
        header, rows
    )


def _values(name: str) -> list[str]:
    return [text_of(getattr(profile.policy, name)) for profile in PROFILES.values()]


def _profile(profile: Profile) -> str:
    labels = [
        (column.title, label.text + (" ·" if label.borrowed else ""), condition(label.match))
        for column in profile.columns
        for label in column.labels
    ]
    labels += [
        ("each parcel", text, f"parcel {_words(frozenset(at))}") for text, at in _parcel_words(profile).items()
    ]
    tabs = [
        (f"`{tab.id}`", tab.title, tab.group or "–", "<br>or ".join(map(condition, tab.matches)), tab.sort.value)
        for tab in profile.tabs
    ]
    return "\n".join(
        (
            f"## Profile {profile.title}\n",
            "The first label that fits is shown; · marks a canonical word where the system has none.\n",
            _table(("Column", "Label", "When"), labels),
            _table(("Tab", "Title", "Group", "Shows", "Sort"), tabs),
        )
    )


def _parcel_words(profile: Profile) -> dict[str, list[Shipping]]:
    """The profile's own words for a parcel, and where the parcel stands then."""
    found: dict[str, list[Shipping]] = {}
    for status, text in profile.parcels.items():
        found.setdefault(text, []).append(status)
    return found


def condition(match: Match) -> str:
    """A condition in words: `headline NEW; payment not FAILED`."""
    said = [f"{axis} {_set(words)}" for axis, words in match.axes.items()]
    flags = {"test orders": match.is_test, "phone to mend": match.mend, "possible duplicates": match.duplicate}
    said += [name if wanted else f"no {name}" for name, wanted in flags.items() if wanted is not None]
    said += [f"call-back {match.promise}"] if match.promise else []
    return "; ".join(said) or "every order"


def _set(words: frozenset[StrEnum]) -> str:
    every = frozenset(type(next(iter(words))))
    rest = every - words
    return f"not {_words(rest)}" if 0 < len(rest) < len(words) and len(rest) <= 2 else _words(words)


def _words(words: frozenset[Any]) -> str:
    every = type(next(iter(words)))
    return ", ".join(f"`{word}`" for word in every if word in words)


def _listed(words: Iterable[StrEnum]) -> str:
    return ", ".join(word.value for word in words)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
