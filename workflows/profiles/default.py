"""Our own profile: the canonical words and views (domain.md 7, 18)."""

from models.statuses import Confirmation, Headline
from workflows.labels import DESK, Column, Match, Promise, Sort, Tab, canonical, of, plain
from workflows.policy import ShopPolicy
from workflows.profiles.profile import Profile

_LATER = of(Confirmation.CALL_LATER)
_CLOSED = of(
    Headline.CANCELLED,
    Headline.FAKE,
    Headline.DELIVERED,
    Headline.PICKED_UP,
    Headline.RETURNED,
    Headline.PARTIALLY_RETURNED,
)


def _tab(tab_id: str, title: str, *statuses: Headline, sort: Sort = Sort.NEWEST) -> Tab:
    return Tab(tab_id, title, (Match(headline=of(*statuses)),), sort)


def _promised(tab_id: str, title: str, promise: Promise) -> Tab:
    return Tab(tab_id, title, (Match(confirmation=_LATER, promise=promise),), Sort.APPOINTMENT)


DEFAULT = Profile(
    "default",
    "codesk",
    plain(status=(Column("status", "Status", canonical(Headline, borrowed=False)),)),
    (
        _tab("to-confirm", "To confirm", Headline.NEW),
        _promised("due", "Call-backs due", Promise.DUE),
        _promised("missed", "Missed", Promise.MISSED),
        _promised("later", "Later", Promise.LATER),
        _tab("no-answer", "No answer", Headline.NO_ANSWER, sort=Sort.NEXT_TRY),
        _tab("missing", "Missing", Headline.MISSING),
        _tab("to-pack", "To pack", Headline.CONFIRMED, Headline.PACKING),
        _tab("ready", "Ready", Headline.READY),
        _tab("road", "On the road", Headline.SHIPPED, Headline.IN_TRANSIT, Headline.OUT_FOR_DELIVERY),
        _tab("problems", "Problems", Headline.ISSUE),
        _tab("coming-back", "Coming back", Headline.IN_RETURN),
        _tab("delivered", "Delivered", Headline.DELIVERED, Headline.PICKED_UP),
        Tab("closed", "Closed", (Match(headline=_CLOSED),)),
        *DESK,
    ),
    ShopPolicy(),
)
