"""From a tab, its filters and a sort to what is read.

A list is one phase after the other; a phase is the merge of its arms; an arm is one range of one index. So a page
costs the same at any depth: nothing is sorted, skipped or counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from models.statuses import Fulfilment, Headline, Payment
from workflows.labels import Match, Sort, of
from workflows.views.query import Filters
from workflows.views.ranges import Arm, by_headline, implied, of_agent, parts, ranges


@dataclass(frozen=True, slots=True)
class Phase:
    """Arms that are merged, all in one direction."""

    arms: tuple[Arm, ...]
    descending: bool


@lru_cache(maxsize=1024)
def phases(matches: tuple[Match, ...], sort: Sort, filters: Filters) -> tuple[Phase, ...]:
    """The phases of a list; one that cannot hold an order keeps its place and has no arms."""
    narrowed = [by_headline(match & filters.match) for match in matches]
    return tuple(_phases(narrowed, sort, filters.agent is not None))


def _phases(matches: Sequence[Match], sort: Sort, by_agent: bool) -> Iterator[Phase]:
    if sort is Sort.PAYMENT:
        for paid in Payment:
            yield _placed(_and(matches, Match(payment=of(paid))), by_agent, descending=True)
    elif sort is Sort.FULFILMENT:
        for sent in Fulfilment:
            yield _placed(_and(matches, Match(fulfilment=of(sent))), by_agent, descending=True)
    elif sort in (Sort.NEXT_TRY, Sort.APPOINTMENT):
        yield from _waiting(matches, sort, by_agent)
    else:
        yield _placed(matches, by_agent, descending=sort is Sort.NEWEST)


def _and(matches: Sequence[Match], more: Match) -> list[Match]:
    return [match & more for match in matches]


def _placed(matches: Sequence[Match], by_agent: bool, *, descending: bool) -> Phase:
    return Phase(tuple(arm for match in matches for arm in ranges(match, by_agent)), descending)


# The two sorts by time of the next call. Only unanswered and promised orders have such a time.

_RETRIED, _PROMISED = Match(headline=of(Headline.NO_ANSWER)), Match(headline=of(Headline.CALL_LATER))
_REST = Match(headline=frozenset(Headline) - {Headline.NO_ANSWER, Headline.CALL_LATER})


def _waiting(matches: Sequence[Match], sort: Sort, by_agent: bool) -> Iterator[Phase]:
    """By the time of the next call; then unanswered orders that wait for a number; then the rest."""
    promised = _whole("ix_orders_promised", "appointment_at", _and(matches, _PROMISED), by_agent)
    retried = _whole("ix_orders_retry", "next_try_at", _and(matches, _RETRIED), by_agent)
    if sort is Sort.APPOINTMENT:
        yield Phase(promised, descending=False)
        yield Phase(retried, descending=False)
    else:
        yield Phase(promised + retried, descending=False)
    yield Phase(_whole("ix_orders_retry", None, _and(matches, _RETRIED), by_agent), descending=False)
    yield _placed(_and(matches, _REST), by_agent, descending=True)


def _whole(index: str, column: str | None, matches: Sequence[Match], by_agent: bool) -> tuple[Arm, ...]:
    able = [part for match in matches for part in parts(match)]
    if by_agent:
        return tuple(arm for match in able for arm in of_agent(match, column))
    return tuple(_timed(match, index, column) for match in able)


def _timed(match: Match, index: str, column: str | None) -> Arm:
    """The range of the index of times; test orders are so few that they are sorted when they are asked for."""
    if match.is_test:
        return Arm("ix_orders_test", column, replace(match, is_test=None))
    return Arm(index, column, implied(match))
