"""Which result a step of an order is, and whether it is the first of its kind: an order counts once for each.

An order may be called later and not be reached again, or be sent back, sent again and delivered again.
"""

from collections.abc import Sequence

from models.statuses import Headline

Words = tuple[str, str]  #: headlines before and after a step

#: Where whoever called last decides; at every other headline it is whoever confirmed.
CALLED = frozenset({Headline.MISSING, Headline.NEW, Headline.NO_ANSWER, Headline.CALL_LATER})
_OPEN = frozenset(word.value for word in CALLED)
_ARRIVED = frozenset({Headline.DELIVERED.value, Headline.PICKED_UP.value})
_BACK = frozenset({Headline.RETURNED.value, Headline.PARTIALLY_RETURNED.value})
_WORDS = {
    Headline.NEW.value: "came_in",
    Headline.MISSING.value: "missing",
    Headline.NO_ANSWER.value: "unanswered",
    Headline.FAKE.value: "fake",
    Headline.PARTIALLY_RETURNED.value: "in_part",
}


def column(before: str, after: str) -> str | None:
    """Which count a step belongs to; None for steps that are no result."""
    if before == "" and after not in _OPEN:
        return None  # settled elsewhere
    if after in _BACK:
        if before in _BACK:
            return None
        return "sent_back" if before in _ARRIVED else _WORDS.get(after, "returned")
    if after == Headline.CANCELLED:
        return "cancelled" if before in _OPEN else "called_off"
    if after in _OPEN or after == Headline.FAKE:
        return _WORDS.get(after)
    if before in _OPEN:
        return "confirmed"
    return "delivered" if after in _ARRIVED else None


def firsts(steps: Sequence[Words]) -> list[bool]:
    """Whether each step of one order, oldest first, is its first of that result; always for steps that are none."""
    found = [column(*words) for words in steps]
    return [name is None or name not in found[:place] for place, name in enumerate(found)]
