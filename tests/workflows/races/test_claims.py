"""Eight agents at eight seats: nobody gets an order that somebody else has."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from models.statuses import Confirmation, Role
from tests.support.processes import fresh
from tests.support.shop import a_draft, order, person
from tests.workflows.races import agents
from workflows.actors import CHECKOUT, SYSTEM
from workflows.desk import Desk
from workflows.orders import placing
from workflows.shop import people
from workflows.work import Work

SEATS = 8
NAMES = [f"Agent {number}" for number in range(1, SEATS + 1)]
ORDERS = 60

Pool = ProcessPoolExecutor


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Processes that wait for each other before they begin."""
    context = fresh()
    barrier = context.Barrier(SEATS)
    with ProcessPoolExecutor(SEATS, context, agents.meet_at, (barrier,)) as made:
        yield made


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A shop with eight agents."""

    def hire(work: Work) -> None:
        for name in NAMES:
            people.add(work, name, Role.AGENT, by=SYSTEM)
            work.flush()

    desk.write(hire)
    return desk


def queue_up(desk: Desk, phones: list[str]) -> None:
    """One order per phone number."""
    drafts = [a_draft(desk, row=at, external_id=str(at), phone=phone) for at, phone in enumerate(phones)]
    desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT, is_quiet=True))


def run(pool: Pool, job: agents.Job, desk: Desk, names: list[str] = NAMES) -> list[Any]:
    """What each of the processes came to."""
    url = desk.database.url.render_as_string(hide_password=False)
    return list(pool.map(job, [url] * SEATS, names, timeout=120))


def test_nobody_gets_an_order_twice(busy: Desk, pool: Pool) -> None:
    queue_up(busy, [f"0551{number:06d}" for number in range(ORDERS)])
    claimed = Counter(given for agent in run(pool, agents.claim_and_confirm, busy) for given in agent)
    assert len(claimed) == ORDERS
    assert set(claimed.values()) == {1}
    assert {order(busy, given).confirmation for given in claimed} == {Confirmation.CONFIRMED}


def test_without_the_protection_orders_are_claimed_twice(busy: Desk, pool: Pool) -> None:
    queue_up(busy, [f"0551{number:06d}" for number in range(ORDERS)])
    claimed = Counter(given for agent in run(pool, agents.claim_carelessly, busy) for given in agent)
    assert max(claimed.values()) > 1


def test_two_agents_are_never_on_one_number(busy: Desk, pool: Pool) -> None:
    queue_up(busy, ["0551000001"] * 10 + ["0551000002"] * 10 + ["0551000003"] * 10)
    held = [phone for phone in run(pool, agents.claim_once, busy) if phone]
    assert sorted(held) == ["+213551000001", "+213551000002", "+213551000003"]


def test_one_agent_at_eight_seats_has_one_order(busy: Desk, pool: Pool) -> None:
    queue_up(busy, [f"0551{number:06d}" for number in range(ORDERS)])
    given = run(pool, agents.claim_once, busy, [NAMES[0]] * SEATS)
    assert None not in given
    assert len(set(given)) == 1
    assert person(busy, NAMES[0]).id is not None
