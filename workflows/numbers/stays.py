"""How long orders stand in each status: those that left it in a period, and those that stand there now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, literal_column, select

from models.orders import orders
from models.statuses import Headline
from models.tallies import step_tallies
from workflows.numbers.period import Period, key
from workflows.views.where import hinted
from workflows.work import Work

FINAL = frozenset(
    {
        Headline.CANCELLED,
        Headline.FAKE,
        Headline.DELIVERED,
        Headline.PICKED_UP,
        Headline.RETURNED,
        Headline.PARTIALLY_RETURNED,
    }
)  #: nobody waits for an order that stands here
PASSING = tuple(word for word in Headline if word not in FINAL)
_s, _o = step_tallies.c, orders.c


@dataclass(frozen=True, slots=True)
class Stay:
    """One status."""

    headline: Headline
    left: int  #: orders that moved on in the period; those that were moved on at once do not count
    seconds: int  #: how long they had stood here, together
    now: int  #: orders that stand here now
    oldest: datetime | None  #: since when the one that stands here longest

    @property
    def mean(self) -> timedelta | None:
        """How long an order stood here; None when none moved on."""
        return timedelta(seconds=self.seconds // self.left) if self.left else None


_LEFT = (
    select(_s.before, func.sum(_s.stood), func.sum(_s.seconds))
    .where(_s.shop_id == bindparam("shop"), _s.day.between(bindparam("first"), bindparam("last")))
    .group_by(_s.before)
)
_TESTS = select(_o.id).where(_o.shop_id == bindparam("shop"), literal_column("orders.is_test"))
_words = ", ".join(f"'{word}'" for word in PASSING)
#: Read from the index alone, which has these columns.
_STANDING = hinted(
    select(_o.headline, func.count(), func.min(_o.headline_at))
    .where(
        _o.shop_id == bindparam("shop"),
        literal_column(f"orders.headline IN ({_words})"),
        _o.id.not_in(_TESTS),
    )
    .group_by(_o.headline),
    "ix_orders_headline",
)


def by_status(work: Work, period: Period) -> list[Stay]:
    """The statuses in which an order waits for somebody, in the order of its way."""
    found = work.connection.execute(_LEFT, key(work, period))
    left = {before: (int(stood), int(seconds)) for before, stood, seconds in found}
    now: dict[Any, Any] = {}
    for headline, count, oldest in work.connection.execute(_STANDING, {"shop": work.shop.id}):
        now[headline] = (count, oldest)
    return [Stay(word, *left.get(word, (0, 0)), *now.get(word, (0, None))) for word in PASSING]
