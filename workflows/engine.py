"""The one way in.

    command -> perform() -> rule row -> guards -> checks -> new status -> effects -> refresh() -> event

A command is a frozen dataclass; its docstring is its title, its fields are the form that a screen shows and the
flags that the command line takes. A rule is one row beside its subject. A guard needs no input and decides what
is greyed out, a check looks at the input; both return None or a sentence. Effects add rows in the same
transaction and never talk to a network.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar, NewType
from uuid import UUID

from models.columns import dump
from models.log import Event, events
from models.orders import Order
from models.statuses import Confirmation, Role, Shipping
from workflows import refusals
from workflows.actors import SYSTEM, Actor
from workflows.case import Case, load
from workflows.chain import chained, plain
from workflows.derive import Parcel
from workflows.errors import Invalid, Refused, Stale
from workflows.steps import last_event, of_request, request_behind
from workflows.text import is_text
from workflows.work import Work

Minor = NewType("Minor", int)  #: an amount in minor units of the order's currency

UNASKED = {"asked": False}  #: metadata of a field that is filled by the code which performs the command
PAST = {"past": True}  #: metadata of a time that lies behind
EMPTY = (None, "", ())  #: values of fields that an event leaves out

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

    @classmethod
    def asked(cls) -> "list[Field[Any]]":
        """The fields that people fill."""
        return [one for one in fields(cls) if one.metadata != UNASKED]

    def told(self) -> dict[str, Any]:
        """What was asked for, as the event keeps it: plain values, empty ones left out."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: plain(value) for name, value in said.items() if value not in EMPTY}


@dataclass(frozen=True, slots=True)
class ParcelCommand(Command):
    """Base of the commands about one parcel of the order."""

    shipment: int = field(default=0, kw_only=True)  #: its number: 1, 2, 3 …; needed where several could be meant


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: from where, to where, who may, what must hold, what follows.

    A row with `parcels` is about one parcel, which must stand at one of these; effects and guards find it in
    `case.parcel`.
    """

    code: str  #: row of domain.md
    command: type[Command]
    origin: frozenset[Confirmation]
    who: frozenset[Role]
    to: Confirmation | None = None  #: None: stays, or an effect decides
    guards: tuple[Guard, ...] = ()
    checks: tuple[Check, ...] = ()
    effects: tuple[Effect, ...] = ()
    parcels: frozenset[Shipping] = frozenset()  #: where the parcel stands; empty: the row is about the order
    parcel_to: Shipping | None = None  #: None: stays, or an effect decides
    first: Callable[[Case, Any], Command] | None = None  #: a step that the same actor takes before this one


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
        raise Stale(_who_changed(case))
    steps = [step(case, command, request_id)]
    while case.following:
        case.actor = SYSTEM
        steps.append(step(case, case.following.pop(0), f"{request_id}/{len(steps) + 1}"))
    return Done(case.order, tuple(steps))


def step(case: Case, command: Command, request_id: str) -> Event:
    """One row of the rule book, carried out and written down; a step that it takes for granted goes before it."""
    rule = applicable(case, command)
    if rule.first is not None:
        step(case, rule.first(case, command), f"{request_id}/first")
        rule = applicable(case, command)
    before = case.order.headline.value if case.saved or case.head else ""
    if rule.to is not None:
        case.order.confirmation = rule.to
    if rule.parcels:
        _move(case, rule)
    for effect in rule.effects:
        effect(case, command)
    case.refresh()
    return record(case, command, request_id, before)


def _move(case: Case, rule: Rule) -> None:
    """The parcel at hand goes where the row says; the event tells which one it was and where it stood."""
    shipment = case.the_parcel.shipment
    case.facts |= {"parcel": shipment.position, "stood": shipment.status.value}
    if rule.parcel_to is not None:
        shipment.status = rule.parcel_to


def record(case: Case, command: Command, request_id: str, before: str) -> Event:
    """Move the version, save the order and add the event that tells this step."""
    order, now = case.order, case.work.now
    order.version += 1
    order.changed_at, order.changed_by = now, case.actor.name
    case.work.tallies.step(case, before)
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


def applicable(case: Case, command: Command) -> Rule:
    """The row that applies; Refused in a sentence when none does, or when a guard or check says no."""
    shipment = getattr(command, "shipment", 0)
    rule, reason = verdict(case, type(command), shipment)
    if rule is None or reason is not None:
        raise Refused(reason or "this cannot be done")
    if rule.parcels and not shipment and len(able := _able(case, type(command))) > 1:
        raise Refused(refusals.which_parcel(able))
    if not is_text(command.told()):
        raise Invalid("this text holds characters that cannot be kept; type it anew")
    for check in rule.checks:
        if problem := check(case, command):
            raise Refused(problem)
    return rule


def verdict(case: Case, command: type[Command], shipment: int = 0) -> tuple[Rule | None, str | None]:
    """The row that would apply now, and why it does not: status first, then role, then parcel and guards."""
    rows = [rule for rule in RULES[command] if case.order.confirmation in rule.origin]
    if not rows:
        return None, refusals.wrong_status(case, command.title())
    mine = [rule for rule in rows if case.actor.role in rule.who]
    if not mine:
        roles = frozenset(role for rule in rows for role in rule.who)
        return None, refusals.wrong_role(case, command.title(), roles)
    return _possible(case, mine, shipment)


def _possible(case: Case, rows: list[Rule], shipment: int) -> tuple[Rule, str | None]:
    """The first row whose guards agree, and which has a parcel where it needs one; else the first reason."""
    refused: list[tuple[Rule, str]] = []
    for rule, parcel in _pairs(case, rows, shipment):
        case.parcel = parcel
        reason = _says_no(case, rule)
        if reason is None:
            return rule, None
        refused.append((rule, reason))
    return refused[0] if refused else (rows[0], refusals.no_parcel(case, shipment))


def _able(case: Case, command: type[Command]) -> list[int]:
    """Numbers of the parcels that the actor could mean, by any row of the command."""
    rows = [rule for rule in RULES[command] if case.order.confirmation in rule.origin and case.actor.role in rule.who]
    at_hand, found = case.parcel, set[int]()
    for rule, parcel in _pairs(case, rows, 0):
        case.parcel = parcel
        if parcel is not None and _says_no(case, rule) is None:
            found.add(parcel.shipment.position)
    case.parcel = at_hand
    return sorted(found)


def _pairs(case: Case, rows: list[Rule], shipment: int) -> Iterator[tuple[Rule, Parcel | None]]:
    """Every row with every parcel that it could be about."""
    return ((rule, parcel) for rule in rows for parcel in _meant(case, rule, shipment))


def _says_no(case: Case, rule: Rule) -> str | None:
    """The first guard's reason."""
    return next(filter(None, (guard(case) for guard in rule.guards)), None)


def _meant(case: Case, rule: Rule, shipment: int) -> list[Parcel | None]:
    """The parcels that a row could be about; None stands for the order itself, which has no number."""
    if not rule.parcels:
        return [] if shipment else [None]
    fitting = [parcel for parcel in case.parcels if parcel.shipment.status in rule.parcels]
    return [parcel for parcel in fitting if shipment in (0, parcel.shipment.position)]


def choices(case: Case) -> Iterator[tuple[type[Command], str | None]]:
    """Every command that the actor's role knows, each with None or the reason why not now."""
    for command in RULES:
        if any(case.actor.role in rule.who for rule in RULES[command]):
            yield command, verdict(case, command)[1]


def earlier(case: Case, command: Command, request_id: str) -> Done:
    """The result of a request that was performed before; Invalid when it was another one's, or had other input."""
    event = of_request(case, request_id)
    assert event is not None, "it was performed before"
    same = (event.order_id, event.command) == (case.order.id, type(command).__name__)
    if not (same and _asked_for(event, command)):
        raise Invalid(f"the request id {request_id!r} was used for something else; give each command its own")
    return Done(case.order, (event,), repeated=True)


def _asked_for(event: Event, command: Command) -> bool:
    """Whether an event tells of the command with the same input."""
    said = json.loads(dump(command.told()))
    empty = {one.name for one in fields(command) if getattr(command, one.name) in EMPTY}
    return said.items() <= event.data.items() and empty.isdisjoint(event.data)


def _who_changed(case: Case) -> str:
    """Who changed what, and when: "Amina confirmed this order 12 s ago"."""
    last = last_event(case)
    if last is None:
        return "this order changed since it was shown; look at it again"
    event = of_request(case, request_behind(last)) or last
    command = next((c for c in RULES if c.__name__ == event.command), Command)
    return f"{event.actor} {command.done} {refusals.ago(case.work.now - event.at)}; look at it again"
