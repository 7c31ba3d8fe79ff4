"""Promised call-backs when a country changes its clock: the hour on the wall was promised, not the instant.

Every promise keeps its wall time and zone. A start with newer zone data than the shop has seen moves those whose
hour now comes at another instant.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from models import clock
from models.calls import Appointment, AppointmentState, appointments
from models.shops import shops
from models.statuses import Confirmation, Role
from workflows.actors import SYSTEM
from workflows.calls.queueing import enqueue
from workflows.calls.when import instant
from workflows.case import Case
from workflows.engine import Command, Rule, rules
from workflows.errors import Refused
from workflows.work import Work

if TYPE_CHECKING:
    from workflows.desk import Desk

_a = appointments.c
_STANDING = select(appointments).where(_a.shop_id == bindparam("shop"), _a.state == AppointmentState.SET)
_OF_ORDER = _STANDING.where(_a.order_id == bindparam("order"))


@dataclass(frozen=True, slots=True)
class KeepPromise(Command):
    """Keep the promised hour."""

    done = "moved the call-back of this order with the clock of its country"


def hour_comes(promise: Appointment) -> datetime:
    """When the promised hour comes by the zone data in force; walls are kept to the minute."""
    zone, wall = clock.zone(promise.zone), datetime.fromisoformat(promise.wall)
    shown = promise.at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    return promise.at if shown == wall else instant(wall.date(), wall.time(), zone)


def moved(work: Work) -> list[Appointment]:
    """Standing promises whose hour comes at another instant than is stored."""
    standing = (Appointment(*row) for row in work.connection.execute(_STANDING, {"shop": work.shop.id}))
    return [promise for promise in standing if hour_comes(promise) != promise.at]


def keep(desk: "Desk") -> int:
    """Move what newer zone data moved, each promise as a step of its own; how many there were."""
    if desk.shop.zone_data >= clock.DATA:
        return 0
    found = desk.read(moved)
    for promise in found:
        try:
            desk.perform(promise.order_id, KeepPromise(), by=SYSTEM)
        except Refused:
            continue  # a colleague called in this very moment, or another seat has moved it
    known = update(shops).where(shops.c.id == desk.shop.id).values(zone_data=clock.DATA)
    desk.write(lambda work: work.connection.execute(known))
    desk.refresh()
    return len(found)


def clock_changed(case: Case) -> str | None:
    """Guard: the promised hour comes at another instant than it did."""
    promise = _promise(case)
    return None if promise and hour_comes(promise) != promise.at else "the call-back stands at the promised hour"


def _promise(case: Case) -> Appointment | None:
    found = case.work.connection.execute(_OF_ORDER, case.key).one_or_none()
    return Appointment(*found) if found else None


def keep_hour(case: Case, _command: KeepPromise) -> None:
    """The call-back falls due when the wall shows the promised hour; whoever is on the order keeps it."""
    order, promise = case.order, _promise(case)
    if promise is None:
        return  # `clock_changed` has seen it
    at = hour_comes(promise)
    case.facts |= {"before": promise.at.isoformat(), "after": at.isoformat()}
    case.work.connection.execute(
        update(appointments).where(_a.shop_id == order.shop_id, _a.id == promise.id).values(at=at)
    )
    order.appointment_at = at
    if order.claimed_by is None:
        enqueue(order, case.policy)


rules(
    Rule(
        "promises",
        KeepPromise,
        frozenset({Confirmation.CALL_LATER}),
        frozenset({Role.SYSTEM}),
        guards=(clock_changed,),
        effects=(keep_hour,),
    ),
)
