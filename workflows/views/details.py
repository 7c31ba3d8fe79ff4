"""One order whole: everything that is needed to talk about it, read in one unit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, literal_column, select

from models.calls import Appointment, AppointmentState, Attempt, appointments, call_attempts
from models.currencies import exponent
from models.customers import Number
from models.log import Event, Note, events, notes
from models.money import Money
from models.orders import Line, Order, orders
from workflows import phones
from workflows.actors import Actor
from workflows.calls import do_not_call
from workflows.case import Case, load
from workflows.derive import Parcel
from workflows.engine import Command, choices
from workflows.labels import Promise
from workflows.views.history import Happening, told
from workflows.views.query import moment_of, profile_of
from workflows.views.rows import COLUMNS, OrderRow, names_of, rows, shown
from workflows.work import Work

SAME_NUMBER = 20  #: other orders of the number that are shown


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to do with the order, and why not now."""

    command: type[Command]
    verb: str  #: as `codesk do` takes it
    title: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Appointed:
    """The standing promise."""

    at: datetime
    wall: str  #: ISO local time as it was promised
    zone: str
    note: str
    by: str
    promise: Promise


@dataclass(frozen=True, slots=True)
class Reach:
    """The order's number and what it went through."""

    phone: str  #: E.164
    typed: str
    problem: str  #: why it cannot be called
    kind: str  #: mobile, fixed line …
    region: str  #: two letters
    there: datetime  #: now, in the customer's zone
    last_called_at: datetime | None
    calls_today: int
    do_not_call: bool
    do_not_call_reason: str  #: also of a proposal, while it is not listed
    refusal: str | None  #: why it may not be dialled at all
    warnings: tuple[str, ...]  #: what speaks against dialling now


@dataclass(frozen=True, slots=True)
class Detail:
    """An order with all that belongs to it."""

    order: Order
    row: OrderRow
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    history: tuple[Happening, ...]  #: oldest first
    attempts: tuple[Attempt, ...]
    appointment: Appointed | None
    parcels: tuple[Parcel, ...]
    parcel_words: tuple[str, ...]  #: what the shop's profile calls each of them
    money: tuple[Money, ...]
    same_number: tuple[OrderRow, ...]  #: other orders of the number, newest first
    duplicate: OrderRow | None
    copied_from: OrderRow | None
    reach: Reach
    choices: tuple[Choice, ...]


def detail(work: Work, order_id: UUID, by: Actor) -> Detail:
    """The order as `by` sees it; NotFound when the shop has none of that id."""
    case, _ = load(work, order_id, by)
    order = case.order
    linked = rows(work, [id_ for id_ in (order.id, order.duplicate_of, order.copied_from) if id_])
    return Detail(
        order=order,
        row=linked[order.id],
        lines=tuple(case.lines),
        notes=tuple(note for note in _notes(case) if not note.deleted),
        history=told(work, _events(case), exponent(case.order.currency)),
        attempts=_attempts(case),
        appointment=_appointed(case),
        parcels=tuple(case.parcels),
        parcel_words=tuple(profile_of(work).parcel(parcel.shipment.status) for parcel in case.parcels),
        money=tuple(case.money),
        same_number=_same_number(case),
        duplicate=linked.get(order.duplicate_of) if order.duplicate_of else None,
        copied_from=linked.get(order.copied_from) if order.copied_from else None,
        reach=_reach(case),
        choices=tuple(Choice(command, command.verb(), command.title(), reason) for command, reason in choices(case)),
    )


def _of_order(table: Table) -> Select[Any]:
    mine = (table.c.shop_id == bindparam("shop"), table.c.order_id == bindparam("order"))
    return select(table).where(*mine)


_NOTES = _of_order(notes).order_by(notes.c.id)
_EVENTS = _of_order(events).order_by(events.c.version)
_ATTEMPTS = _of_order(call_attempts).order_by(*(call_attempts.c[name] for name in ("at", "nth", "id")))
_STANDING = _of_order(appointments).where(appointments.c.state == AppointmentState.SET).limit(1)


def _notes(case: Case) -> list[Note]:
    return [Note(*row) for row in case.work.connection.execute(_NOTES, case.key)]


def _events(case: Case) -> list[Event]:
    return [Event(*row) for row in case.work.connection.execute(_EVENTS, case.key)]


def _attempts(case: Case) -> tuple[Attempt, ...]:
    return tuple(Attempt(*row) for row in case.work.connection.execute(_ATTEMPTS, case.key))


def _appointed(case: Case) -> Appointed | None:
    found = case.work.connection.execute(_STANDING, case.key).one_or_none()
    promise = moment_of(case.work).promise(case.order.appointment_at)
    if found is None or promise is None:
        return None
    row = Appointment(*found)
    owner = names_of(case.work, [case.order.appointment_by])
    by = owner.get(case.order.appointment_by, row.person) if case.order.appointment_by else row.person
    return Appointed(row.at, row.wall, row.zone, row.note, by, promise)


_SAME = (
    select(literal_column("orders.placed_at"), *COLUMNS)
    .select_from(orders)
    .where(
        orders.c.shop_id == bindparam("shop"),
        orders.c.phone_rev == bindparam("number"),
        orders.c.id != bindparam("order"),
    )
    .order_by(orders.c.placed_at.desc(), orders.c.id.desc())
    .limit(SAME_NUMBER)
)


def _same_number(case: Case) -> tuple[OrderRow, ...]:
    """Open and past orders of the same number."""
    if not case.order.phone:
        return ()
    found = case.work.connection.execute(_SAME, case.key | {"number": case.order.phone_rev})
    return tuple(shown(case.work, found))


def _reach(case: Case) -> Reach:
    order, number = case.order, case.number or _unknown(case.order)
    today = case.work.now.astimezone(case.zone)
    phone = phones.parse(order.phone or order.phone_typed, case.work.shop.country)
    return Reach(
        phone=order.phone,
        typed=order.phone_typed,
        problem=order.phone_problem,
        kind=phone.kind,
        region=phone.region,
        there=today,
        last_called_at=number.last_called_at,
        calls_today=number.calls_today if number.day == today.date().isoformat() else 0,
        do_not_call=number.do_not_call,
        do_not_call_reason=number.do_not_call_reason,
        refusal=do_not_call.may_dial(case),
        warnings=tuple(do_not_call.dial_warnings(case)),
    )


def _unknown(order: Order) -> Number:
    """A number that nobody has called yet."""
    return Number(order.shop_id, order.phone, None, None, None, "", 0, False, "", None)
