"""Why an order is cancelled or comes back, in words and in one order: where it is asked, and where it is read."""

from collections.abc import Mapping

from models.statuses import Issue, Reason

REASONS: Mapping[Reason, str] = {
    Reason.CHANGED_MIND: "the customer changed their mind",
    Reason.DUPLICATE: "duplicate of another order",
    Reason.JUNK: "junk",
    Reason.NO_ANSWER: "no answer after several attempts",
    Reason.OUT_OF_STOCK: "out of stock",
    Reason.PRICE: "price or delivery cost",
    Reason.WRONG_CONTACT: "wrong number or address",
    Reason.ABANDONED: "abandoned checkout",
    Reason.OTHER: "other, the note says why",
}

_STORED: Mapping[str, str] = {reason.value: words for reason, words in REASONS.items()}

#: Why a delivery failed, and so why its parcel comes back, by what is kept.
ISSUES: Mapping[str, str] = {issue.value: issue.value.replace("-", " ") for issue in Issue}


def in_words(stored: str) -> str:
    """A reason as it is kept in an order or event: `price` is `price or delivery cost`; others as they stand."""
    return _STORED.get(stored, stored.replace("-", " "))


def came_back_for(stored: str) -> str:
    """Why goods came back, as people read it: `another-day` is `another day`; what was typed stands as it is."""
    return ISSUES.get(stored, stored) or "not said"
