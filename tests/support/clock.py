"""A clock that a test sets."""

from datetime import UTC, datetime, timedelta

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  #: 11:00 in Algiers, inside calling hours


class TestClock:
    """Stands still until somebody moves it."""

    __test__ = False

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        """Move ahead by a span such as `minutes=31`; gives the new time."""
        self.now += timedelta(**span)
        return self.now

    def set(self, now: datetime) -> None:
        """Move to an instant."""
        self.now = now
