"""Counts that are kept up with every step, so that a year of numbers is read in milliseconds (domain.md 18).

Days are of the shop's own calendar, as it was then. The checker counts them anew from calls and events.
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
    nth: int  #: which try of its order it was, 1, 2, 3 …
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
    """Orders that went from one headline to another on one day.

    Rows are a person's own, so that people who work at the same time do not wait for each other's.
    """

    shop_id: UUID
    day: int  #: date.toordinal() of the shop's day
    before: str  #: headline they left; empty where they came into being
    after: str  #: headline they came to stand at
    person_id: UUID  #: who decided about them: who called; from CONFIRMED on, who confirmed them
    source: str  #: where the orders came from
    orders: int  #: those that had not come to the same result before
    stood: int  #: how many of them had stood at `before` for any time at all
    seconds: int  #: for how long, together


step_tallies = table(
    StepTally,
    "step_tallies",
    PrimaryKeyConstraint("shop_id", "day", "before", "after", "person_id", "source"),
    rowid=False,
)
