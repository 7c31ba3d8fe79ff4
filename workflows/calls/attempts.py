"""Dials and promises: attempts that count, retries, appointments, calling hours (domain.md 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, update

from models.calls import Appointment, AppointmentState, Attempt, appointments, call_attempts
from models.statuses import CALLABLE, OPEN, Confirmation, Outcome
from workflows.actors import CALLERS
from workflows.calls import phone_book
from workflows.calls.queueing import enqueue, lane
from workflows.case import Case
from workflows.engine import Command, Rule, rules
from workflows.hours import PARTS, part_of_day, weekend_of
from workflows.policy import NEXT_MORNING, ShopPolicy
from workflows.roster import name_of
from workflows.spoken import counted

WRONG_NUMBER = "wrong number; ask for the right one and type it in"


def claim_free(case: Case) -> str | None:
    """Guard: nobody else is on this order (domain.md 8)."""
    order = case.order
    if order.claimed_by in (None, case.actor.id) or not order.claimed_until:
        return None
    if order.claimed_until <= case.work.now:
        return None
    until = order.claimed_until.astimezone(case.work.zone)
    holder = name_of(case.work, order.claimed_by)
    return f"{holder} is on this order until {until:%H:%M}; a supervisor may take it over"


def attempt(case: Case, outcome: Outcome, note: str = "") -> None:
    """Book one dial of the order's number, and what it does to the number's own rules."""
    order, work = case.order, case.work
    counted = outcome not in (Outcome.ANSWERED, Outcome.WRONG_NUMBER) and _far_enough(case)
    part = part_of_day(work.now, case.zone, case.policy.weekend or weekend_of(work.shop.country))
    row = Attempt(
        order.shop_id,
        work.new_id(),
        order.id,
        case.actor.id,
        case.actor.name,
        work.now,
        order.phone or order.phone_typed,
        outcome,
        order.attempts + 1,
        counted,
        part,
        note,
    )
    _book(case, row)
    if outcome not in (Outcome.ANSWERED, Outcome.WRONG_NUMBER):
        order.attempts += 1
        order.tried_parts = _with_part(order.tried_parts, part)
    if counted:
        order.counted_attempts += 1
        order.counted_at = work.now


def _book(case: Case, row: Attempt) -> None:
    """One row per dial: a call that settles several orders of one number in one unit is booked on the first."""
    work = case.work
    for booked in work.pending(call_attempts):
        if (booked.phone, booked.at, booked.person_id) == (row.phone, row.at, row.person_id):
            case.facts["called about"] = str(booked.order_id)
            return
    work.add(call_attempts, row)
    work.tallies.call(case.order, row)
    phone_book.called(work, case.order.phone, case.zone)


def _far_enough(case: Case) -> bool:
    """Three dials in ten minutes are one try."""
    last = case.order.counted_at
    return last is None or case.work.now - last >= case.policy.attempt_gap


def _with_part(tried: str, part: str) -> str:
    return " ".join(name for name in PARTS if name == part or name in tried.split())


def next_try(case: Case) -> datetime:
    """When the order is called again: the wait for its number of attempts, moved into calling hours."""
    waits = case.policy.retry_after
    wait = waits[min(max(case.order.attempts, 1), len(waits)) - 1]
    if wait == NEXT_MORNING or isinstance(wait, str):
        return case.policy.calling_hours.next_morning(case.work.now, case.zone)
    return case.policy.calling_hours.next_open(case.work.now + wait, case.zone)


_CLEAR = (
    update(appointments)
    .where(
        appointments.c.shop_id == bindparam("shop"),
        appointments.c.order_id == bindparam("order"),
        appointments.c.state == AppointmentState.SET,
    )
    .values(state=bindparam("became"))
)


def clear_appointment(case: Case, became: AppointmentState = AppointmentState.CLEARED) -> None:
    """End the standing promise, if there is one."""
    if case.order.appointment_at is None:
        return
    case.work.connection.execute(_CLEAR, case.key | {"became": became})
    case.order.appointment_at = case.order.appointment_by = None


def promise(case: Case, at: datetime, note: str) -> None:
    """Set a call-back, in the place of an earlier one."""
    order, work = case.order, case.work
    clear_appointment(case, AppointmentState.REPLACED)
    local = at.astimezone(case.zone)
    row = Appointment(
        order.shop_id,
        work.new_id(),
        order.id,
        at.astimezone(UTC),
        local.replace(tzinfo=None).isoformat(timespec="minutes"),
        order.zone,
        note,
        case.actor.id,
        case.actor.name,
        work.now,
        AppointmentState.SET,
    )
    work.add(appointments, row)
    order.appointment_at, order.appointment_by = row.at, case.actor.id


def end_claim(case: Case) -> None:
    """Give the order back and put it where its status belongs in the queue."""
    order = case.order
    if order.claimed_by is not None:
        phone_book.let_go(case.work, order.phone, order.claimed_by)
        order.claimed_by = order.claimed_until = None
    enqueue(order, case.policy)


def suggestion(status: Confirmation, times: int, tried: Sequence[str], policy: ShopPolicy) -> str | None:
    """Why the screen suggests cancelling, and which parts of the day were tried; None when it does not."""
    after = policy.suggest_cancel_after
    if after is None or status not in OPEN or times < after:
        return None
    untried = [part for part in PARTS if part not in tried]
    rest = f"; not yet tried: {', '.join(untried)}" if untried else ""
    return f"{counted(times, 'attempt')} without an answer ({', '.join(tried) or 'no part'}){rest}"


@dataclass(frozen=True, slots=True)
class LogCall(Command):
    """Log a call."""

    done = "logged a call on this order"

    outcome: Outcome = Outcome.ANSWERED  #: how the call ended
    note: str = ""  #: what was said


def log_call(case: Case, command: LogCall) -> None:
    """A call that changes no status; the claim and the time of the next call stay as they are."""
    attempt(case, command.outcome, command.note)
    case.order.lane = lane(case.order)  # one more attempt may put it behind those with fewer
    if command.outcome is Outcome.WRONG_NUMBER:
        case.order.phone_problem = WRONG_NUMBER
        enqueue(case.order, case.policy)


rules(
    Rule(
        "log a call",
        LogCall,
        CALLABLE,
        CALLERS,
        guards=(claim_free,),
        effects=(log_call,),
    ),
)
