"""From one condition to ranges of indexes, each already in the order of a list.

Four axes are indexed, two of them in pairs: payment with headline, fulfilment with payment. Whatever a tab and a
filter ask of these axes is a handful of exact ranges, so that nothing is read and thrown away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from models.statuses import LOCKED, Confirmation, Fulfilment, Headline, Payment, Shipping
from workflows.labels import Match, Promise, of


class Few(StrEnum):
    """Orders so few that they are all looked at, whatever the tab asks."""

    AGENT = "agent"  #: what is kept for an agent, and what is on their screen
    SOURCE = "source"  #: what came from a system that sends little


Axes = tuple[tuple[str, frozenset[StrEnum]], ...]  #: words that select a range, by axis, as the index has them


@dataclass(frozen=True, slots=True)
class Arm:
    """One range: the index, the words that select the range, and what is left to look at in the rows."""

    index: str
    column: str | None  #: what the range is sorted by, before the id; None: by the id alone
    rest: Match
    axes: Axes = ()  #: one word each in a list; a count may ask for several at once
    agent: str = ""  #: `assigned` or `claimed`: the range of the agent who is asked for


#: The axes that stand in front of `placed_at` in each index.
INDEXES = {
    "ix_orders_shipping": ("shipping",),
    "ix_orders_fulfilment": ("fulfilment", "payment"),
    "ix_orders_payment": ("payment", "headline"),
    "ix_orders_headline": ("headline",),
    "ix_orders_confirmation": ("confirmation",),
    "ix_orders_mend": ("confirmation",),
    "ix_orders_duplicate": ("confirmation",),
    "ix_orders_placed": (),
}
_WORDS: dict[str, frozenset[StrEnum]] = {
    "shipping": frozenset(Shipping),
    "fulfilment": frozenset(Fulfilment),
    "payment": frozenset(Payment),
    "headline": frozenset(Headline),
    "confirmation": frozenset(Confirmation),
}
_RARE = of(Fulfilment.PARTIALLY_FULFILLED, Fulfilment.PARTIALLY_RETURNED)  #: whatever else is asked, these lead
_FLAGS = {"mend": "ix_orders_mend", "duplicate": "ix_orders_duplicate"}


def ranges(match: Match, few: Few | None) -> Iterator[Arm]:
    """The ranges of one condition, in the order of `placed_at`."""
    for part in parts(match):
        for arm in _broad(part, few):
            words = [[(axis, of(word)) for word in sorted(chosen)] for axis, chosen in arm.axes]
            yield from (replace(arm, axes=axes) for axes in product(*words))


def broad(match: Match) -> Iterator[Arm]:
    """The same for counting, where order does not matter: all words of an axis in one range."""
    return (arm for part in parts(match) for arm in _broad(part, None))


def _broad(match: Match, few: Few | None) -> Iterator[Arm]:
    if few is not None:
        yield from of_few(few, match, "placed_at")
    elif match.is_test:
        yield Arm("ix_orders_test", "placed_at", replace(match, is_test=None))
    elif match.promise in (Promise.DUE, Promise.MISSED):
        yield Arm("ix_orders_promised", "placed_at", implied(match))  # few: sorted when they are asked for
    else:
        yield ranged(match, _index(match))


def of_few(few: Few, match: Match, column: str | None) -> Iterator[Arm]:
    """The ranges of an agent, or of a source; sorted when they are asked for."""
    if few is Few.SOURCE:
        yield Arm("ix_orders_source", column, match)
    else:
        yield Arm("ix_orders_assigned", column, match, agent="assigned")
        yield Arm("ux_orders_claimed", column, match, agent="claimed")


def _index(match: Match) -> str:
    """The index that knows most of what is asked."""
    flag = next((index for flag, index in _FLAGS.items() if getattr(match, flag)), None)
    if flag:
        return flag
    if match.fulfilment is not None and match.fulfilment <= _RARE:
        return "ix_orders_fulfilment"
    if match.shipping is not None and (match.headline is None or len(match.shipping) <= len(Shipping) // 2):
        return "ix_orders_shipping"
    if match.fulfilment is not None and (match.headline is None or _excludes_little(match)):
        return "ix_orders_fulfilment"
    if match.payment is not None:
        return "ix_orders_payment"
    return next(
        (f"ix_orders_{axis}" for axis in ("headline", "confirmation") if axis in match.axes), "ix_orders_placed"
    )


def ranged(match: Match, index: str) -> Arm:
    """The range of an index whose axes these are."""
    axes = tuple((axis, getattr(match, axis) or _WORDS[axis]) for axis in INDEXES[index])
    known = dict.fromkeys(INDEXES[index]) | {flag: None for flag, its in _FLAGS.items() if its == index}
    return Arm(index, "placed_at", replace(match, **known), axes)


# What one axis says about another.

_UNCONFIRMED = frozenset(Confirmation) - LOCKED - {Confirmation.CONFIRMED}
_PARTS = of(Fulfilment.PARTIALLY_FULFILLED, Fulfilment.PARTIALLY_RETURNED)
_WAITS = _PARTS | {Fulfilment.UNFULFILLED}
_ON_ROAD = of(Fulfilment.FULFILLED, Fulfilment.PARTIALLY_RETURNED)

#: What fulfilment can be where the headline stands (domain.md 6, 7).
POSSIBLE: dict[Headline, frozenset[Fulfilment]] = {
    **{Headline(status.value): of(Fulfilment.UNFULFILLED) for status in _UNCONFIRMED},
    Headline.FAKE: of(Fulfilment.CANCELLED),
    Headline.CANCELLED: of(Fulfilment.CANCELLED, Fulfilment.UNFULFILLED),
    Headline.CONFIRMED: _WAITS,
    Headline.PACKING: _WAITS,
    Headline.READY: _WAITS | {Fulfilment.DISPATCHED},
    Headline.ISSUE: _WAITS | _ON_ROAD,
    **dict.fromkeys((Headline.SHIPPED, Headline.IN_TRANSIT, Headline.OUT_FOR_DELIVERY, Headline.IN_RETURN), _ON_ROAD),
    **{Headline(word.value): of(word) for word in (Fulfilment.DELIVERED, Fulfilment.PICKED_UP)},
    **{Headline(word.value): of(word) for word in (Fulfilment.RETURNED, Fulfilment.PARTIALLY_RETURNED)},
}


def parts(match: Match) -> Iterator[Match]:
    """The condition as conditions that can hold, each without what another axis says already."""
    match = by_headline(match)
    if match.shipping is not None and match.headline is not None:
        match = replace(match, headline=match.headline - _BEFORE)
    if any(not words for words in match.axes.values()):
        return
    if match.headline is None or match.fulfilment is None or _excludes_little(match):
        yield match
        return
    together: dict[frozenset[Fulfilment] | None, set[Headline]] = {}
    for headline in match.headline:
        able = POSSIBLE[headline] & match.fulfilment
        if able:
            together.setdefault(None if able == POSSIBLE[headline] else able, set()).add(headline)
    for fulfilment, headlines in together.items():
        yield replace(match, headline=frozenset(headlines), fulfilment=fulfilment)


def _excludes_little(match: Match) -> bool:
    """Most headlines will do: then the index of fulfilment leads, and the few others are passed over."""
    return match.headline is not None and len(match.headline) > len(Headline) // 2


_BEFORE = frozenset(Headline(status.value) for status in _UNCONFIRMED) | {Headline.FAKE}  #: no parcel yet

#: What the headline can be where the confirmation stands (domain.md 7).
_SPOKEN: dict[Confirmation, frozenset[Headline]] = {
    **{status: of(Headline(status.value)) for status in Confirmation if status is not Confirmation.CONFIRMED},
    Confirmation.CONFIRMED: frozenset(Headline) - _BEFORE,
}
_EITHER = of(Confirmation.CANCELLED, Confirmation.CONFIRMED)  #: only these two share a headline, CANCELLED


def by_headline(match: Match) -> Match:
    """The confirmation said by headlines, where that is shorter or something else is asked too."""
    chosen = match.confirmation
    asks_more = match.headline is not None or match.payment is not None or match.fulfilment is not None
    if chosen is None or match.mend or match.duplicate or not (asks_more or chosen.isdisjoint(_EITHER)):
        return match
    spoken = frozenset[Headline]().union(*(_SPOKEN[status] for status in chosen))
    told = match & Match(headline=spoken)
    shared = Headline.CANCELLED in (told.headline or ()) and not chosen >= _EITHER
    return told if shared else replace(told, confirmation=None)


_ALONE: tuple[frozenset[StrEnum], ...] = (of(Headline.CALL_LATER), of(Headline.NO_ANSWER))


def implied(match: Match) -> Match:
    """Without the word that the index of promises, or of tries, holds alone: then the index is all that is read."""
    return replace(match, headline=None) if match.headline in _ALONE else match
