"""What a phone number went through, kept across orders and agents (domain.md 10).

Two agents can never be on one number: the hold is one conditional upsert that names who may have it.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case, null, or_, update

from models.customers import Number, numbers
from workflows.work import Work, upsert

NEVER_AGAIN = datetime(9999, 1, 1, tzinfo=UTC)  #: until when a do-not-call number is blocked

_n = numbers.c
_EMPTY = {
    "held_by": None,
    "held_until": None,
    "last_called_at": None,
    "day": "",
    "calls_today": 0,
    "do_not_call": False,
    "do_not_call_reason": "",
    "blocked_until": None,
}


@lru_cache(maxsize=2)
def _hold(is_sqlite: bool) -> Any:
    mine_or_free = or_(_n.held_by.is_(None), _n.held_by == bindparam("me"), _n.held_until <= bindparam("at_now"))
    statement = upsert(is_sqlite, numbers)
    held = statement.on_conflict_do_update(
        index_elements=["shop_id", "phone"],
        set_={"held_by": statement.excluded.held_by, "held_until": statement.excluded.held_until},
        where=mine_or_free,
    )
    return held.returning(_n.phone)


def hold(work: Work, phone: str, person: UUID, until: datetime) -> bool:
    """Put a person on a number; False when a colleague is on it now."""
    if not phone:
        return True
    row = _EMPTY | {"shop_id": work.shop.id, "phone": phone, "held_by": person, "held_until": until}
    done = work.connection.execute(_hold(work.is_sqlite), row | {"me": person, "at_now": work.now})
    return done.first() is not None


_LET_GO = (
    update(numbers)
    .where(_n.shop_id == bindparam("shop"), _n.phone == bindparam("number"), _n.held_by == bindparam("me"))
    .values(held_by=null(), held_until=null())
)


def let_go(work: Work, phone: str, person: UUID | None) -> None:
    """Take a person off a number."""
    if phone and person:
        work.connection.execute(_LET_GO, {"shop": work.shop.id, "number": phone, "me": person})


@lru_cache(maxsize=2)
def _called(is_sqlite: bool) -> Any:
    statement = upsert(is_sqlite, numbers)
    new = statement.excluded
    calls = case((_n.day == new.day, _n.calls_today + 1), else_=1)
    capped = calls >= bindparam("cap")
    blocked = case(
        (_n.do_not_call, _n.blocked_until),
        (capped, bindparam("tomorrow", type_=_n.blocked_until.type)),
        else_=new.blocked_until,
    )
    return statement.on_conflict_do_update(
        index_elements=["shop_id", "phone"],
        set_={
            "last_called_at": new.last_called_at,
            "day": new.day,
            "calls_today": calls,
            "blocked_until": blocked,
        },
    )


def called(work: Work, phone: str, zone: tzinfo) -> None:
    """Book one call: the gap starts, today's count grows. Who holds the number goes on holding it."""
    if not phone:
        return
    today, cap = work.now.astimezone(zone).date(), work.policy.number_daily_cap
    row = _EMPTY | {
        "shop_id": work.shop.id,
        "phone": phone,
        "last_called_at": work.now,
        "day": today.isoformat(),
        "calls_today": 1,
        "blocked_until": _free_again(work, work.now, today, zone, is_capped=cap == 1),
    }
    tomorrow = _free_again(work, work.now, today, zone, is_capped=True)
    work.connection.execute(_called(work.is_sqlite), row | {"cap": cap, "tomorrow": tomorrow})


def _free_again(work: Work, last_call: datetime, day: date, zone: tzinfo, *, is_capped: bool) -> datetime:
    """When a number may be called after that call of that local day: never within the gap, nor today at the cap."""
    gap_ends = last_call + work.policy.number_gap
    midnight = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    return max(gap_ends, midnight) if is_capped else gap_ends


def list_do_not_call(work: Work, phone: str, reason: str) -> None:
    """Put a number on the do-not-call list."""
    _write(work, phone, {"do_not_call": True, "do_not_call_reason": reason, "blocked_until": NEVER_AGAIN})


def allow_calls(work: Work, number: Number, zone: tzinfo) -> None:
    """Take a number off the do-not-call list, or decline a proposal; gap and daily cap of its calls stay."""
    values: dict[str, Any] = {"do_not_call": False, "do_not_call_reason": ""}
    if number.do_not_call:
        values["blocked_until"] = _after_calls(work, number, zone)
    _write(work, number.phone, values)


def _after_calls(work: Work, number: Number, zone: tzinfo) -> datetime | None:
    if number.last_called_at is None:
        return None
    is_capped = number.calls_today >= work.policy.number_daily_cap
    return _free_again(work, number.last_called_at, date.fromisoformat(number.day), zone, is_capped=is_capped)


def propose_do_not_call(work: Work, phone: str, reason: str) -> None:
    """Keep why a number should be listed, for a supervisor to decide; it may be called until then."""
    _write(work, phone, {"do_not_call_reason": reason})


def _write(work: Work, phone: str, values: dict[str, Any]) -> None:
    statement = upsert(work.is_sqlite, numbers)
    row = _EMPTY | {"shop_id": work.shop.id, "phone": phone} | values
    statement = statement.on_conflict_do_update(index_elements=["shop_id", "phone"], set_=values)
    work.connection.execute(statement, row)
