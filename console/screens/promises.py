"""Call-backs that a person promised: announced before they are due and when they are, each once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from workflows.views import OrderRow

BEFORE = timedelta(minutes=10)


class Promises:
    """What was announced already."""

    def __init__(self) -> None:
        self._told: set[tuple[UUID, datetime, bool]] = set()

    def announce(self, row: "OrderRow | None", now: datetime, clock: str) -> str | None:
        """The sentence for the next promise, or None when there is nothing new; `clock` is its time of day."""
        if row is None or row.appointment_at is None or row.appointment_at > now + BEFORE:
            return None
        is_due = row.appointment_at <= now
        told = (row.id, row.appointment_at, is_due)
        if told in self._told:
            return None
        self._told.add(told)
        if is_due:
            return f"{row.ref} {row.customer}: the call you promised for {clock} is due; it comes up next."
        minutes = max(1, round((row.appointment_at - now).total_seconds() / 60))
        return f"{row.ref} {row.customer}: you promised a call at {clock}, in {minutes} min."
