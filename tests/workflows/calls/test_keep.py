"""Promised hours stay what they are on the wall when zone data changes."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from models import clock as zones
from models.calls import Appointment, AppointmentState, appointments
from models.clock import uuid7
from models.orders import Order, orders
from models.shops import shops
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.ledger import appointments_of, last_event
from workflows.actors import SYSTEM, Actor
from workflows.calls import promises
from workflows.checker import check
from workflows.confirmation.axis import CallLater, Confirm
from workflows.desk import Desk
from workflows.errors import Refused

HOUR = timedelta(hours=1)


@pytest.fixture
def promised(desk: Desk, clock: TestClock, amina: Actor) -> Order:
    """To be called in three hours; then the country moves its clock by one."""
    made = shop.an_order(desk)
    at = clock.now + 3 * HOUR
    desk.perform(made.id, CallLater(at), by=amina)
    _as_by_older_data(desk, at - HOUR)
    return made


def _as_by_older_data(desk: Desk, at: datetime) -> None:
    """Every promise lies where the zone data of long ago had put it."""
    desk.database.write(
        lambda connection: (
            connection.execute(update(appointments).values(at=at)),
            connection.execute(update(orders).values(appointment_at=at, due_at=at)),
            connection.execute(update(shops).values(zone_data="2020a")),
        )
    )
    desk.refresh()


def test_it_works(desk: Desk, clock: TestClock, promised: Order) -> None:
    assert promises.keep(desk) == 1
    found, (promise,) = shop.order(desk, promised.id), appointments_of(desk, promised)
    assert found.appointment_at == found.due_at == promise.at == clock.now + 3 * HOUR
    assert (promise.wall, promise.state) == ("2026-11-23T14:00", AppointmentState.SET)
    assert last_event(desk, promised).command == "KeepPromise"
    assert desk.shop.zone_data == zones.DATA
    assert desk.read(check) == []


def test_the_second_start_looks_at_nothing(desk: Desk, promised: Order) -> None:
    promises.keep(desk)
    version = shop.order(desk, promised.id).version
    assert promises.keep(desk) == 0
    assert shop.order(desk, promised.id).version == version


def test_a_promise_that_was_settled_meanwhile_stays(desk: Desk, promised: Order, amina: Actor) -> None:
    desk.perform(promised.id, Confirm(), by=amina)
    assert promises.keep(desk) == 0


def test_an_order_that_somebody_is_on_stays_theirs(
    desk: Desk, clock: TestClock, promised: Order, amina: Actor
) -> None:
    clock.forward(hours=2)
    held = desk.next_order(by=amina)
    assert held
    assert held.id == promised.id
    promises.keep(desk)
    found = shop.order(desk, promised.id)
    assert (found.claimed_by, found.due_at) == (amina.id, found.claimed_until)
    assert desk.read(check) == []


def test_a_promise_that_stands_is_not_moved(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = shop.an_order(desk)
    desk.perform(made.id, CallLater(clock.now + HOUR), by=amina)
    with pytest.raises(Refused, match="stands at the promised hour"):
        desk.perform(made.id, promises.KeepPromise(), by=SYSTEM)


@pytest.mark.parametrize("hour", [0, 1], ids=["first", "second"])
def test_an_hour_that_comes_twice_stays_the_one_that_was_meant(hour: int) -> None:
    at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)  # 02:30 in Paris, before and after the clock goes back
    key = uuid7(at)
    promise = Appointment(
        key, key, key, at, "2026-10-25T02:30", "Europe/Paris", "", None, "", at, AppointmentState.SET
    )
    assert promises.hour_comes(promise) == at
