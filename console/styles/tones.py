"""Tones: what a colour means. A word or a sign always says the same, so that no one has to see colours.

Tones use Textual's own text colours, so they work in every theme a person may choose.
"""

from collections.abc import Mapping

TONES: Mapping[str, str] = {
    "fresh": "$text-primary",  #: new, nobody has touched it
    "waiting": "$text-warning",  #: no answer, or waiting for something
    "promised": "$text-accent",  #: a time was agreed
    "sure": "$text-success",  #: confirmed, paid, delivered
    "moving": "$text-secondary",  #: being packed or on the road
    "trouble": "$text-error",  #: somebody has to act
    "over": "$foreground-muted",  #: closed
}

HEADLINES: Mapping[str, str] = {
    "MISSING": "waiting",
    "NEW": "fresh",
    "NO_ANSWER": "waiting",
    "CALL_LATER": "promised",
    "CONFIRMED": "sure",
    "CANCELLED": "over",
    "FAKE": "over",
    "PACKING": "moving",
    "READY": "moving",
    "SHIPPED": "moving",
    "IN_TRANSIT": "moving",
    "OUT_FOR_DELIVERY": "moving",
    "ISSUE": "trouble",
    "DELIVERED": "sure",
    "PICKED_UP": "sure",
    "IN_RETURN": "trouble",
    "RETURNED": "over",
    "PARTIALLY_RETURNED": "over",
}  #: the tone of each headline word (domain.md 7)
