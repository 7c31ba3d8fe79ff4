"""Seats that are killed in the middle of their work: what was acknowledged is there, what was held comes back."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text

from models.statuses import Role
from tests.support.clock import TestClock
from tests.support.ledger import events_of
from tests.support.shop import a_draft, order, person
from workflows.actors import CHECKOUT, SYSTEM, Actor
from workflows.chain import chained
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.orders import placing
from workflows.shop import people
from workflows.work import Work

SEATS = 4
ORDERS = 160


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Four agents and more orders than they will get to."""

    def fill(work: Work) -> None:
        for number in range(SEATS):
            people.add(work, f"Agent {number}", Role.AGENT, by=SYSTEM)
            work.flush()
        drafts = [a_draft(desk, row=at, external_id=str(at), phone=f"0551{at:06d}") for at in range(ORDERS)]
        placing.place(work, drafts, by=CHECKOUT, is_quiet=True)

    desk.write(fill)
    return desk


def killed_after(desk: Desk, name: str, acknowledged: int) -> list[UUID]:
    """What a seat had acknowledged when it was killed, some moment after so many orders."""
    url = desk.database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.workflows.races.agents", url, name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as seat:
        assert seat.stdout is not None
        first = [UUID(seat.stdout.readline().strip()) for _ in range(acknowledged)]
        seat.kill()
        return first + [UUID(line.strip()) for line in seat.stdout if line.endswith("\n")]


def all_killed(desk: Desk) -> list[UUID]:
    """Four seats at once, each one killed at a moment of its own."""
    dice = random.Random(4)
    with ThreadPoolExecutor(SEATS) as threads:
        waits = [dice.randint(1, 25) for _ in range(SEATS)]
        names = [f"Agent {number}" for number in range(SEATS)]
        return [done for seat in threads.map(killed_after, [desk] * SEATS, names, waits) for done in seat]


def settle_the_rest(desk: Desk, me: Actor) -> list[UUID]:
    """What one agent can still claim, all of it."""
    given = []
    while (found := desk.next_order(by=me)) is not None:
        given.append(found.id)
        desk.perform(found.id, Confirm(), by=me)
    return given


def is_whole(desk: Desk, about: UUID) -> bool:
    """Whether the history of an order was written step by step."""
    head = b""
    for event in events_of(desk, order(desk, about)):
        if chained(event, head).hash != event.hash:
            return False
        head = event.hash
    return order(desk, about).version == len(events_of(desk, order(desk, about)))


def test_what_was_acknowledged_is_there_and_what_was_held_comes_back(
    busy: Desk, clock: TestClock, amina: Actor
) -> None:
    acknowledged = all_killed(busy)
    assert len(acknowledged) == len(set(acknowledged)) >= SEATS
    assert {order(busy, done).confirmation for done in acknowledged} == {"CONFIRMED"}
    assert all(is_whole(busy, done) for done in acknowledged)

    clock.forward(minutes=10)
    rest = settle_the_rest(busy, amina)
    assert not set(rest) & set(acknowledged)
    unsettled = text("SELECT count(*) FROM orders WHERE confirmation <> 'CONFIRMED'")
    assert busy.database.read(lambda connection: connection.scalar(unsettled)) == 0


def test_an_agent_killed_with_an_order_in_hand_loses_it_to_a_colleague(
    busy: Desk, clock: TestClock, amina: Actor
) -> None:
    killed_after(busy, "Agent 0", 1)
    dead = person(busy, "Agent 0")
    held = busy.next_order(by=dead)
    assert held is not None
    clock.forward(minutes=10)
    assert held.id in settle_the_rest(busy, amina)
