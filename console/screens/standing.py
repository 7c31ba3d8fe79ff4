"""What is true around the call at hand: calls of today, a pause; and what an empty queue waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from console.screens.outcomes.said import at_time
from workflows.roster import by_id
from workflows.views import calls_today, detail
from workflows.views.outlook import Outlook, outlook

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.desk import Desk
    from workflows.views import Detail
    from workflows.work import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """Read beside the order, never before it."""

    calls: int
    paused: str | None  #: the reason, when no order is taken
    outlook: Outlook | None  #: only when nothing is at hand


def standing(work: "Work", by: "Actor", *, idle: bool) -> Standing:
    """One reading of it."""
    assert by.id is not None, "only people sit at a desk"
    person = by_id(work, by.id)
    return Standing(
        calls=calls_today(work, by.id),
        paused=person.pause_reason if person.paused_at is not None else None,
        outlook=outlook(work, by) if idle else None,
    )


def dealt(desk: "Desk", by: "Actor") -> "Detail | None":
    """The order that an agent holds, or the next one, claimed, with all that belongs to it. Refused while paused."""
    order = desk.next_order(by=by)
    return None if order is None else desk.read(lambda work: detail(work, order.id, by))


def expected(what: Outlook, now: datetime, zone: tzinfo) -> Iterator[str]:
    """What an empty queue waits for; `zone` is the shop's."""
    if what.next_at is None:
        yield "No order waits for a call."
    elif what.next_at > now:
        yield f"The next order falls due {at_time(what.next_at, now, zone)}."
    else:
        yield "Orders are due, but colleagues are on them or on their numbers just now."
    if what.waiting and what.next_at is not None and what.next_at > now:
        yield "Orders that are due already wait for calling hours, or because their number was called lately."
    if what.missed:
        yield f"Call-backs that nobody made in time: {what.missed}."


def minutes(length: timedelta) -> str:
    """`0:42`."""
    whole, seconds = divmod(int(length.total_seconds()), 60)
    return f"{whole}:{seconds:02}"
