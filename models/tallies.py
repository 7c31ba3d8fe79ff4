"""Counts that are kept up with every step, so that a year of numbers is read in milliseconds (domain.md 18).

Days are of the shop's own calendar. The checker counts them anew from calls and events.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import PrimaryKeyConstraint

from models.columns import table

NOBODY = UUID(int=0)  #: where no person did it, or none is known


@dataclass(slots=True)
class CallTally:
    """Calls of one person in one hour of one day."""

    shop_id: UUID
    day: int  #: date.toordinal() of the shop's day
    person_id: UUID
    hour: int  #: 0-23, of the shop's day
    nth: int  #: which dial of its order it was, 1, 2, 3 …
    calls: int
    reached: int  #: the customer answered


call_tallies = table(
    CallTally,
    "call_tallies",
    PrimaryKeyConstraint("shop_id", "day", "person_id", "hour", "nth"),
    rowid=False,
)


@dataclass(slots=True)
class StepTally:
    """Orders that came to stand at one headline on one day."""

    shop_id: UUID
    day: int
    headline: str  #: where they came to stand
    person_id: UUID  #: who decided about them: who confirmed, cancelled … them; kept for delivered and returned
    source: str  #: where the orders came from
    orders: int


step_tallies = table(
    StepTally,
    "step_tallies",
    PrimaryKeyConstraint("shop_id", "day", "headline", "person_id", "source"),
    rowid=False,
)


@dataclass(slots=True)
class StayTally:
    """How long orders stood at one headline before they moved on."""

    shop_id: UUID
    day: int  #: when they moved on
    headline: str  #: where they had stood
    orders: int
    seconds: int


stay_tallies = table(
    StayTally,
    "stay_tallies",
    PrimaryKeyConstraint("shop_id", "day", "headline"),
    rowid=False,
)
