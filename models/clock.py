"""Time, zones and ids: passed in everywhere, read here only.

Zone data comes from the tzdata package alone: a system's copy can be months behind, and Morocco changed its
clock in 2026 with ten weeks' notice.
"""

import os
import zoneinfo
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import tzdata

zoneinfo.reset_tzpath(to=())

DATA: str = tzdata.IANA_VERSION  #: the zone data in force, such as 2026b; later ones sort behind

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; ValueError with a sentence when there is none."""
    try:
        return ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone; use an IANA name such as Africa/Algiers") from None


def uuid7(at: datetime, randomness: bytes | None = None) -> UUID:
    """A UUIDv7 (RFC 9562) for an instant: ids sort by time. `randomness` is 10 bytes."""
    tail = int.from_bytes(randomness or os.urandom(10), "big")
    high = tail >> 68 & 0xFFF
    low = tail & (1 << 62) - 1
    milliseconds = int(at.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
