"""From a tab, its filters and a sort to ranges of indexes.

A list is one phase after the other; a phase is the merge of its arms; an arm is one range of one index, already in
the order of the list. So a page costs the same at any depth: nothing is sorted, skipped or counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from models.statuses import Confirmation, Fulfilment, Headline, Payment
from workflows.labels import Match, Promise, Sort, of
from workflows.views.query import Filters

_INDEXED = ("shipping", "headline", "confirmation", "fulfilment", "payment")  #: the most telling one first
_FLAGS = {"mend": "ix_orders_mend", "duplicate": "ix_orders_duplicate"}


@dataclass(frozen=True, slots=True)
class Arm:
    """One range: the index, the words that select the range, and what is left to look at in the rows."""

    index: str
    column: str | None  #: what the range is sorted by, before the id; None: by the id alone
    rest: Match
    axis: str = ""
    words: frozenset[StrEnum] = frozenset()  #: one in a list; a count may ask for several at once
    agent: str = ""  #: `assigned` or `claimed`: the range of the agent who is asked for


@dataclass(frozen=True, slots=True)
class Phase:
    """Arms that are merged, all in one direction."""

    arms: tuple[Arm, ...]
    descending: bool
    columns: tuple[str, ...] = ("placed_at",)  #: the first one that is set is the sort value


@lru_cache(maxsize=1024)
def phases(matches: tuple[Match, ...], sort: Sort, filters: Filters) -> tuple[Phase, ...]:
    """The phases of a list; those that cannot hold an order are left out, their place is kept as an empty one."""
    narrowed = [match & filters.match for match in matches]
    return tuple(_phases(narrowed, sort, by_agent=filters.agent is not None))


def _phases(matches: Sequence[Match], sort: Sort, *, by_agent: bool) -> Iterator[Phase]:
    if sort is Sort.PAYMENT:
        for paid in Payment:
            yield _placed(_and(matches, Match(payment=of(paid))), by_agent, descending=True)
    elif sort is Sort.FULFILMENT:
        for sent in Fulfilment:
            yield _placed(_and(matches, Match(fulfilment=of(sent))), by_agent, descending=True)
    elif sort in (Sort.NEXT_TRY, Sort.APPOINTMENT):
        yield from _waiting([_by_headline(match) for match in matches], sort, by_agent)
    else:
        yield _placed(matches, by_agent, descending=sort is Sort.NEWEST)


def _and(matches: Sequence[Match], more: Match) -> list[Match]:
    return [match & more for match in matches]


def _placed(matches: Sequence[Match], by_agent: bool, *, descending: bool) -> Phase:
    arms = [arm for match in matches for arm in _arms(match, by_agent)]
    return Phase(tuple(arms), descending)


def _arms(match: Match, by_agent: bool) -> Iterator[Arm]:
    """The ranges of one condition, in the order of `placed_at`."""
    if any(not words for words in match.axes.values()):
        return
    if by_agent:
        yield from _of_agent(match, "placed_at")
        return
    flag = next((flag for flag in _FLAGS if getattr(match, flag)), None)
    if match.is_test:
        yield Arm("ix_orders_test", "placed_at", replace(match, is_test=None))
    elif match.promise in (Promise.DUE, Promise.MISSED):
        yield Arm("ix_orders_promised", "placed_at", _implied(match))  # few: sorted when they are asked for
    elif flag:
        yield from _axis(replace(match, **{flag: None}), "confirmation", _FLAGS[flag])
    else:
        axis = next((axis for axis in _INDEXED if axis in match.axes), "")
        yield from _axis(match, axis, f"ix_orders_{axis}") if axis else [Arm("ix_orders_placed", "placed_at", match)]


def _of_agent(match: Match, column: str | None) -> Iterator[Arm]:
    """Few: what is kept for an agent, and what is on their screen."""
    yield Arm("ix_orders_assigned", column, match, agent="assigned")
    yield Arm("ux_orders_claimed", column, match, agent="claimed")


def _axis(match: Match, axis: str, index: str) -> Iterator[Arm]:
    words = getattr(match, axis) or frozenset(Confirmation)
    rest = replace(match, **{axis: None})
    for word in sorted(words):
        yield Arm(index, "placed_at", rest, axis, of(word))


# The two sorts by time of the next call. Only unanswered and promised orders have such a time.

_RETRIED, _PROMISED = Match(headline=of(Headline.NO_ANSWER)), Match(headline=of(Headline.CALL_LATER))
_REST = Match(headline=frozenset(Headline) - {Headline.NO_ANSWER, Headline.CALL_LATER})
_SAME_WORD = frozenset(Confirmation) - {Confirmation.CONFIRMED, Confirmation.CANCELLED}


def _by_headline(match: Match) -> Match:
    """Before an order is confirmed its headline is its confirmation."""
    if match.confirmation is None or not match.confirmation <= _SAME_WORD:
        return match
    words = frozenset(Headline(status.value) for status in match.confirmation)
    return replace(match, confirmation=None) & Match(headline=words)


def _waiting(matches: Sequence[Match], sort: Sort, by_agent: bool) -> Iterator[Phase]:
    """By the time of the next call; then unanswered orders that wait for a number; then the rest."""
    promised = _whole("ix_orders_promised", "appointment_at", _and(matches, _PROMISED), by_agent)
    retried = _whole("ix_orders_retry", "next_try_at", _and(matches, _RETRIED), by_agent)
    columns = ("appointment_at", "next_try_at")
    if sort is Sort.APPOINTMENT:
        yield Phase(promised, False, columns)
        yield Phase(retried, False, columns)
    else:
        yield Phase(promised + retried, False, columns)
    yield Phase(_whole("ix_orders_retry", None, _and(matches, _RETRIED), by_agent), False, ())
    yield _placed(_and(matches, _REST), by_agent, descending=True)


def _whole(index: str, column: str | None, matches: Sequence[Match], by_agent: bool) -> tuple[Arm, ...]:
    able = [match for match in matches if all(match.axes.values())]
    if by_agent:
        return tuple(arm for match in able for arm in _of_agent(match, column))
    return tuple(Arm(index, column, _implied(match)) for match in able)


_ALONE: tuple[frozenset[StrEnum], ...] = (of(Headline.CALL_LATER), of(Headline.NO_ANSWER))


def _implied(match: Match) -> Match:
    """Without the word that the index of promises, or of tries, holds alone: then the index is all that is read."""
    alone = (match.headline or match.confirmation) in _ALONE
    return replace(match, headline=None, confirmation=None) if alone else match
