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
from workflows.views.ranges import Arm, Few, by_headline, implied, of_few, parts, ranged, ranges


@dataclass(frozen=True, slots=True)
class Phase:
    """Arms that are merged, all in one direction."""

    arms: tuple[Arm, ...]
    descending: bool


@lru_cache(maxsize=1024)
def phases(matches: tuple[Match, ...], sort: Sort, filters: Filters, few: Few | None = None) -> tuple[Phase, ...]:
    """The phases of a list; one that cannot hold an order keeps its place and has no arms."""
    narrowed = [by_headline(match & filters.match) for match in matches]
    return tuple(_phases(narrowed, sort, few))


def _phases(matches: Sequence[Match], sort: Sort, few: Few | None) -> Iterator[Phase]:
    if sort is Sort.PAYMENT:
        for paid in Payment:
            yield _placed(_and(matches, Match(payment=of(paid))), few, descending=True)
    elif sort is Sort.FULFILMENT:
        for sent in Fulfilment:
            yield _placed(_and(matches, Match(fulfilment=of(sent))), few, descending=True)
    elif sort in (Sort.NEXT_TRY, Sort.APPOINTMENT):
        yield from _waiting(matches, sort, few)
    else:
        yield _placed(matches, few, descending=sort is Sort.NEWEST)


def _and(matches: Sequence[Match], more: Match) -> list[Match]:
    return [match & more for match in matches]


def _placed(matches: Sequence[Match], few: Few | None, *, descending: bool) -> Phase:
    return Phase(tuple(arm for match in matches for arm in ranges(match, few)), descending)


# The two sorts by time of the next call. Only unanswered and promised orders have such a time.

_RETRIED, _PROMISED = Match(headline=of(Headline.NO_ANSWER)), Match(headline=of(Headline.CALL_LATER))
_REST = Match(headline=frozenset(Headline) - {Headline.NO_ANSWER, Headline.CALL_LATER})


def _waiting(matches: Sequence[Match], sort: Sort, few: Few | None) -> Iterator[Phase]:
    """By the time of the next call; then unanswered orders that wait for a number; then the rest."""
    promised = _whole("ix_orders_promised", "appointment_at", _and(matches, _PROMISED), few)
    retried = _whole("ix_orders_retry", "next_try_at", _and(matches, _RETRIED), few)
    if sort is Sort.APPOINTMENT:
        yield Phase(promised, descending=False)
        yield Phase(retried, descending=False)
    else:
        yield Phase(promised + retried, descending=False)
    yield Phase(_whole("ix_orders_retry", None, _and(matches, _RETRIED), few), descending=False)
    yield _placed(_and(matches, _REST), few, descending=True)


def _whole(index: str, column: str | None, matches: Sequence[Match], few: Few | None) -> tuple[Arm, ...]:
    able = [part for match in matches for part in parts(match)]
    if few is not None:
        return tuple(arm for match in able for arm in of_few(few, match, column))
    return tuple(_timed(match, index, column) for match in able)


def _timed(match: Match, index: str, column: str | None) -> Arm:
    """The range of the index of times. Test orders, and calls about paid ones, are few: sorted when asked for."""
    if match.is_test:
        return Arm("ix_orders_test", column, replace(match, is_test=None))
    if match.payment is not None and Payment.UNPAID not in match.payment:
        return replace(ranged(match, "ix_orders_payment"), column=column)
    return Arm(index, column, implied(match))
