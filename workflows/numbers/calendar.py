"""The shop's own days: which day an instant belonged to, also before somebody moved the shop to another zone."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from sqlalchemy import select

from models import clock
from models.columns import EPOCH
from models.log import events
from workflows.work import Work

QUARTER = timedelta(minutes=15)  #: every zone's offset is a multiple of it: one quarter is of one day and hour
_e = events.c


@dataclass(frozen=True, slots=True)
class Calendar:
    """The zones that the shop had, oldest first, and from when on each of them."""

    zones: tuple[tzinfo, ...]
    since: tuple[datetime, ...]  #: of every zone but the first

    def local(self, at: datetime) -> datetime:
        """An instant on the shop's clock of that time."""
        return at.astimezone(self.zones[bisect_right(self.since, at)])

    def part(self, at: datetime) -> tuple[int, int]:
        """What all instants of one quarter of an hour and one zone have in common; as good as the instant itself."""
        return bisect_right(self.since, at), (at - EPOCH) // QUARTER

    def start(self, part: tuple[int, int]) -> datetime:
        """When such a part began, on the shop's clock."""
        zone, quarter = part
        return (EPOCH + quarter * QUARTER).astimezone(self.zones[zone])

    def midnight(self, at: datetime) -> datetime:
        """When the shop's day of that instant began."""
        there = self.local(at)
        return datetime.combine(there.date(), time(), there.tzinfo)


def calendar(work: Work) -> Calendar:
    """The zones of the shop, as its own events tell."""
    mine = (_e.shop_id == work.shop.id, _e.order_id.is_(None), _e.command == "ChangeSetting")
    found = work.connection.execute(select(_e.at, _e.data).where(*mine).order_by(_e.version))
    moves = [(at, data) for at, data in found if data.get("name") == "zone"]
    names = [data["before"] for _, data in moves] + [work.shop.zone]
    return Calendar(tuple(map(clock.zone, names)), tuple(at for at, _ in moves))
