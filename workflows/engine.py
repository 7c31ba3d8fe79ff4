"""The one way in.

    command -> perform() -> rule row -> guards -> checks -> new status -> effects -> refresh() -> event

A command is a frozen dataclass; its docstring is its title, its fields are the form that a screen shows and the
flags that the command line takes. A rule is one row beside its subject. A guard needs no input and decides what
is greyed out, a check looks at the input; both return None or a sentence. Effects add rows in the same
transaction and never talk to a network.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, NewType
from uuid import UUID

from sqlalchemy import select

from models.columns import EPOCH, MICROSECOND, dump
from models.log import Event, events
from models.orders import Order
from models.statuses import Confirmation, Role
from workflows.actors import SYSTEM, Actor
from workflows.case import Case, last_event, load
from workflows.errors import Invalid, Refused, Stale
from workflows.work import Work

Minor = NewType("Minor", int)  #: an amount in minor units of the order's currency

Guard = Callable[[Case], str | None]
Check = Callable[[Case, Any], str | None]
Effect = Callable[[Case, Any], None]


@dataclass(frozen=True, slots=True)
class Command:
    """Base of all commands."""

    done: ClassVar[str] = "changed this order"  #: what a colleague reads: "Amina … 12 s ago"

    @classmethod
    def title(cls) -> str:
        """The first sentence of the docstring, without its full stop."""
        return (cls.__doc__ or cls.__name__).strip().splitlines()[0].rstrip(".")

    @classmethod
    def verb(cls) -> str:
        """The kebab-case name that `codesk do` takes."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def told(self) -> dict[str, Any]:
        """What was asked for, as the event keeps it: plain values, empty ones left out."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: plain(value) for name, value in said.items() if value not in (None, "", ())}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: from where, to where, who may, what must hold, what follows."""

    code: str  #: row of domain.md
    command: type[Command]
    origin: frozenset[Confirmation]
    who: frozenset[Role]
    to: Confirmation | None = None  #: None: stays, or an effect decides
    guards: tuple[Guard, ...] = ()
    checks: tuple[Check, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to. `repeated` when the request had been performed before."""

    order: Order
    events: tuple[Event, ...]
    repeated: bool = False


RULES: dict[type[Command], list[Rule]] = {}  #: the rule book: the rows of every command


def rules(*rows: Rule) -> None:
    """Add a subject's table to the rule book."""
    for row in rows:
        RULES.setdefault(row.command, []).append(row)


def perform(
    work: Work,
    order_id: UUID,
    command: Command,
    *,
    by: Actor,
    request_id: str,
    seen_version: int | None = None,
) -> Done:
    """Perform one command on one order, or refuse with a sentence and change nothing.

    A known `request_id` returns the earlier result. A stale `seen_version` raises Stale, which says who changed
    what. Steps that follow by themselves are performed by the system in the same transaction.
    """
    case, known = load(work, order_id, by, request_id)
    if known:
        return earlier(case, command, request_id)
    if seen_version is not None and seen_version != case.order.version:
        raise Stale(stale_sentence(case))
    steps = [step(case, command, request_id)]
    while case.following:
        case.actor = SYSTEM
        steps.append(step(case, case.following.pop(0), f"{request_id}/{len(steps) + 1}"))
    return Done(case.order, tuple(steps))


def step(case: Case, command: Command, request_id: str) -> Event:
    """One row of the rule book, carried out and written down."""
    rule = applicable(case, command)
    before = case.order.headline.value if case.saved or case.head else ""
    if rule.to is not None:
        case.order.confirmation = rule.to
    for effect in rule.effects:
        effect(case, command)
    case.refresh()
    return record(case, command, request_id, before)


def record(case: Case, command: Command, request_id: str, before: str) -> Event:
    """Move the version, save the order and add the event that tells this step."""
    order, now = case.order, case.work.now
    order.version += 1
    order.changed_at, order.changed_by = now, case.actor.name
    case.save()
    event = chained(
        Event(
            order.shop_id,
            case.work.new_id(),
            order.id,
            now,
            case.actor.id,
            case.actor.name,
            case.actor.role,
            type(command).__name__,
            before,
            order.headline.value,
            command.told() | case.facts,
            request_id,
            order.version,
            b"",
        ),
        case.head,
    )
    case.head, case.facts = event.hash, {}
    case.work.add(events, event)
    return event


def chained(event: Event, head: bytes) -> Event:
    """The event with its hash over itself and the hash before it, so that an edit of history shows."""
    said = [
        event.id.hex,
        event.order_id.hex if event.order_id else "",
        (event.at - EPOCH) // MICROSECOND,
        event.actor_id.hex if event.actor_id else "",
        event.actor,
        event.role,
        event.command,
        event.before,
        event.after,
        event.data,
        event.request_id,
        event.version,
    ]
    event.hash = hashlib.sha256(head + dump(said).encode("utf-8", "surrogatepass")).digest()
    return event


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, (StrEnum, UUID)):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def applicable(case: Case, command: Command) -> Rule:
    """The row that applies; Refused in a sentence when none does, or when a guard or check says no."""
    rule, reason = verdict(case, type(command))
    if rule is None or reason is not None:
        raise Refused(reason or "this cannot be done")
    for check in rule.checks:
        if problem := check(case, command):
            raise Refused(problem)
    return rule


def verdict(case: Case, command: type[Command]) -> tuple[Rule | None, str | None]:
    """The row that would apply now, and why it does not: role first, then status, then guards."""
    rows = [rule for rule in RULES[command] if case.order.confirmation in rule.origin]
    if not rows:
        return None, wrong_status(case, command)
    rule = next((rule for rule in rows if case.actor.role in rule.who), None)
    if rule is None:
        return None, wrong_role(case, command, rows)
    return rule, next(filter(None, (guard(case) for guard in rule.guards)), None)


_STANDING = {
    Confirmation.MISSING: "this order was never placed; recover it first",
    Confirmation.CONFIRMED: "this order is already confirmed",
    Confirmation.CANCELLED: "this order is cancelled and locked; copy it to a new order if that was a mistake",
    Confirmation.FAKE: "this order is marked fake and locked; copy it to a new order if that was a mistake",
}


def wrong_status(case: Case, command: type[Command]) -> str:
    """Why the order's status does not allow the command."""
    if case.order.confirmation in _STANDING:
        return _STANDING[case.order.confirmation]
    stands = case.order.headline.value.lower().replace("_", " ")
    return f"{command.title()!r} is not possible while the order stands at {stands}"


_WHO = {
    Role.AGENT: "an agent",
    Role.SUPERVISOR: "a supervisor",
    Role.WAREHOUSE: "the warehouse",
    Role.COURIER: "the courier",
    Role.GATEWAY: "the payment provider",
    Role.CUSTOMER: "the customer",
    Role.OMS: "the OMS",
    Role.SYSTEM: "codesk itself",
}


def wrong_role(case: Case, command: type[Command], rows: Sequence[Rule]) -> str:
    """Who could do it instead."""
    roles = {role for rule in rows for role in rule.who}
    able = " or ".join(name for role, name in _WHO.items() if role in roles)
    return f"{command.title()!r} is done by {able} here, not by {_WHO[case.actor.role]}"


def choices(case: Case) -> Iterator[tuple[type[Command], str | None]]:
    """Every command that the actor's role knows, each with None or the reason why not now."""
    for command in RULES:
        if any(case.actor.role in rule.who for rule in RULES[command]):
            yield command, verdict(case, command)[1]


def earlier(case: Case, command: Command, request_id: str) -> Done:
    """The result of a request that was performed before; Invalid when it was another one's."""
    mine = (events.c.shop_id == case.order.shop_id, events.c.request_id == request_id)
    event = Event(*case.work.connection.execute(select(events).where(*mine)).one())
    if (event.order_id, event.command) != (case.order.id, type(command).__name__):
        raise Invalid(f"the request id {request_id!r} was used for something else; give each command its own")
    return Done(case.order, (event,), repeated=True)


def stale_sentence(case: Case) -> str:
    """Who changed what, and when: "Amina confirmed this order 12 s ago"."""
    event = last_event(case)
    if event is None:
        return "this order changed since it was shown; look at it again"
    command = next((c for c in RULES if c.__name__ == event.command), Command)
    seconds = max(0, int((case.work.now - event.at).total_seconds()))
    ago = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
    return f"{event.actor} {command.done} {ago} ago; look at it again"
