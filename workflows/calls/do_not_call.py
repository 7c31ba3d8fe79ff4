"""Numbers that must not be called, and whether the number of an order may be dialled now (D12, domain.md 10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from models.customers import Number, numbers
from models.statuses import CALLABLE, Confirmation
from workflows.actors import CALLERS, SUPERVISOR
from workflows.calls import phone_book
from workflows.case import Case
from workflows.confirmation.readiness import has_number, names_a_number
from workflows.engine import Command, Rule, rules
from workflows.roster import name_of
from workflows.spoken import counted
from workflows.work import Work


@dataclass(frozen=True, slots=True)
class DoNotCall(Command):
    """Never call this number again."""

    done = "put the number of this order on the do-not-call list"

    reason: str  #: why; agents read it when they want to dial


@dataclass(frozen=True, slots=True)
class AllowCalls(Command):
    """Allow calls to this number."""

    done = "took the number of this order off the do-not-call list"


@dataclass(frozen=True, slots=True)
class ProposeDoNotCall(Command):
    """Propose never to call this number again."""

    done = "proposed to call the number of this order no more"

    reason: str  #: what the customer said


def not_listed(case: Case) -> str | None:
    """Guard: the number is not on the list."""
    return "this number is on the do-not-call list already" if _listed(case) else None


def is_listed(case: Case) -> str | None:
    """Guard: the number is on the list, or proposed for it."""
    proposed = case.number is not None and case.number.do_not_call_reason
    return None if _listed(case) or proposed else "this number is not on the do-not-call list"


def says_why(_case: Case, command: DoNotCall | ProposeDoNotCall) -> str | None:
    """Check: whoever wants to dial is told why not."""
    return None if command.reason.strip() else "say why, so that a colleague who wants to dial understands"


def _listed(case: Case) -> bool:
    return case.number is not None and case.number.do_not_call


def put_on(case: Case, command: DoNotCall) -> None:
    """D12: the queue never offers the number again, whatever order it is on."""
    phone_book.list_do_not_call(case.work, case.order.phone, command.reason.strip())


def take_off(case: Case, _command: AllowCalls) -> None:
    """D12: it may be called again; a proposal is declined in the same way."""
    if case.number is None:
        return  # `is_listed` has seen it
    case.facts["reason was"] = case.number.do_not_call_reason
    phone_book.allow_calls(case.work, case.number, case.zone)


def propose(case: Case, command: ProposeDoNotCall) -> None:
    """D12: listed for a supervisor to decide; until then the number may be called."""
    reason = f"{case.actor.name} proposes: {command.reason.strip()}"
    phone_book.propose_do_not_call(case.work, case.order.phone, reason)


def listed(work: Work) -> list[Number]:
    """The do-not-call list and what is proposed for it (`do_not_call` is False there), by number."""
    mine = (numbers.c.shop_id == work.shop.id, numbers.c.do_not_call_reason != "")
    return [Number(*row) for row in work.connection.execute(select(numbers).where(*mine).order_by(numbers.c.phone))]


# Dialling itself.


def may_dial(case: Case) -> str | None:
    """Why the order's number may not be dialled at all; None when it may."""
    number = case.number
    if case.order.is_test:
        return "this is a test order; nobody is called about it"
    if number is None or has_number(case):
        return has_number(case)
    if number.do_not_call:
        return f"this number must not be called: {number.do_not_call_reason}"
    if number.held_until and number.held_until > case.work.now and number.held_by != case.actor.id:
        return f"{name_of(case.work, number.held_by)} is on this phone number right now"
    return None


def dial_warnings(case: Case) -> list[str]:
    """What speaks against dialling now; nothing when the customer asked for this time."""
    order, now = case.order, case.work.now
    if order.appointment_at is not None and order.appointment_at <= now:
        return []
    return [*filter(None, (_closed(case), _called_lately(case)))]


def _closed(case: Case) -> str | None:
    if case.policy.calling_hours.is_open(case.work.now, case.zone):
        return None
    there = case.work.now.astimezone(case.zone)
    return f"it is {there:%H:%M} there, outside calling hours"


def _called_lately(case: Case) -> str | None:
    """Gap and daily cap, as the queue has them: `phone_book` wrote down until when the number rests."""
    number, now = case.number, case.work.now
    if case.order.confirmation not in CALLABLE:
        return None  # the call was this order's own, and no other is to be made
    if number is None or number.last_called_at is None or number.do_not_call or not _rests(number, now):
        return None
    ago = max(now - number.last_called_at, timedelta())  # the clock may have been set back since
    is_again = number.calls_today > 1 and number.day == now.astimezone(case.zone).date().isoformat()
    times = f", {counted(number.calls_today, 'time')} today" if is_again else ""
    minutes = int(ago.total_seconds()) // 60
    return f"this number was called {f'{minutes} min ago' if minutes else 'just now'}{times}"


def _rests(number: Number, now: datetime) -> bool:
    return number.blocked_until is not None and number.blocked_until > now


_ANY = frozenset(Confirmation)
_CAN = (names_a_number, not_listed)

rules(
    Rule("D12", DoNotCall, _ANY, SUPERVISOR, None, _CAN, (says_why,), (put_on,)),
    Rule("D12", AllowCalls, _ANY, SUPERVISOR, None, (names_a_number, is_listed), (), (take_off,)),
    Rule("D12", ProposeDoNotCall, _ANY, CALLERS, None, _CAN, (says_why,), (propose,)),
)
