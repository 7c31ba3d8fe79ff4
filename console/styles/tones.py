"""Tones: what a colour means. A word or a sign always says the same, so that no one has to see colours.

Tones use Textual's own text colours, so they work in every theme a person may choose.
"""

from collections.abc import Mapping

from models.statuses import Headline

TONES: Mapping[str, str] = {
    "fresh": "$text-primary",  #: new, nobody has touched it
    "waiting": "$text-warning",  #: no answer, or waiting for something
    "promised": "$text-accent",  #: a time was agreed
    "sure": "$text-success",  #: confirmed, paid, delivered
    "moving": "$text-secondary",  #: being packed or on the road
    "trouble": "$text-error",  #: somebody has to act
    "over": "$foreground-muted",  #: closed
}

HEADLINES: Mapping[Headline, str] = {
    Headline.MISSING: "waiting",
    Headline.NEW: "fresh",
    Headline.NO_ANSWER: "waiting",
    Headline.CALL_LATER: "promised",
    Headline.CONFIRMED: "sure",
    Headline.CANCELLED: "over",
    Headline.FAKE: "over",
    Headline.PACKING: "moving",
    Headline.READY: "moving",
    Headline.SHIPPED: "moving",
    Headline.IN_TRANSIT: "moving",
    Headline.OUT_FOR_DELIVERY: "moving",
    Headline.ISSUE: "trouble",
    Headline.DELIVERED: "sure",
    Headline.PICKED_UP: "sure",
    Headline.IN_RETURN: "trouble",
    Headline.RETURNED: "over",
    Headline.PARTIALLY_RETURNED: "over",
}  #: the tone of each headline word (domain.md 7)
