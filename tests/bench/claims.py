"""Claim + outcome through `perform`, against the same SQL on the bare driver, by 1, 8 and 32 processes."""

import multiprocessing
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.synchronize import Barrier
from queue import Empty
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, update

from models import schema
from models.database import Database
from models.log import events
from models.orders import LANE_APPOINTMENT, orders
from models.shops import ShopKind
from models.statuses import Role
from tests.bench import places
from tests.bench.floor import Bare, Sent, fresh, recorded, stopwatch
from workflows import roster
from workflows.actors import CHECKOUT, SYSTEM, Actor, actor_of
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk, find_shop
from workflows.orders.draft import Address, DraftLine, DraftOrder
from workflows.orders.placing import place
from workflows.shop import people, settings
from workflows.shop.opening import open_shop

SEATS = (1, 8, 32)
ORDERS = 12_000
SECONDS = 3.0
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Result:
    """Cycles per second of all processes, the median and the longest wait of one claim + outcome (ms)."""

    cycles: float
    median: float
    worst: float
    errors: int


def draft(number: int) -> DraftOrder:
    """An order to call about, with a number of its own."""
    return DraftOrder(
        row=number,
        source="bench",
        external_id=str(number),
        ref=f"#{number}",
        placed_at=NOW - timedelta(hours=3, seconds=number % 3600),
        currency="DZD",
        total_minor=340_000,
        lines=(DraftLine("Argan oil 100 ml", 2, 120_000, "ARG"), DraftLine("Black soap", 1, 60_000, "SOAP")),
        shipping_minor=40_000,
        customer=f"Yasmine Haddad {number}",
        phone=f"05{50_000_000 + number}",
        address=Address("12 rue Didouche Mourad", "Alger Centre", "Alger", "16000", "DZ"),
    )


def fill(database: Database, count: int) -> None:
    """A shop with 32 agents and a queue of `count` new orders."""
    schema.create(database)
    desk = open_shop(
        database,
        name="Bench",
        country="DZ",
        currency="DZD",
        zone="Africa/Algiers",
        supervisor="Samia",
        kind=ShopKind.TEST,
        clock=lambda: NOW,
        dice=random.Random(1),
    )
    desk.write(lambda work: settings.set_switch(work, "calling_hours", "Mon-Sun 00:00-24:00", by=SYSTEM))
    for seat in range(max(SEATS)):
        desk.write(lambda work, seat=seat: people.add(work, f"Agent {seat}", Role.AGENT, by=SYSTEM))  # type: ignore[misc]
    for first in range(0, count, 500):
        drafts = [draft(number) for number in range(first, min(first + 500, count))]
        desk.write(lambda work, drafts=drafts: place(work, drafts, by=CHECKOUT, is_quiet=True))  # type: ignore[misc]
    if not database.is_sqlite:
        with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def desk_of(url: str) -> Desk:
    """The bench shop, with its clock standing still."""
    database = Database(url)
    return Desk(database, database.read(find_shop), lambda: NOW)


def agent(desk: Desk, seat: int) -> Actor:
    """One of the agents."""
    return actor_of(desk.read(lambda work: roster.by_name(work, f"Agent {seat}")))


def cycle(desk: Desk, by: Actor) -> bool:
    """Claim the next order and say that nobody answered; False when the queue is empty."""
    order = desk.next_order(by=by)
    if order is None:
        return False
    desk.perform(order.id, NoAnswer(), by=by)
    return True


def templates(url: str) -> tuple[list[Sent], list[Sent]]:
    """The statements of one claim and of one outcome."""
    desk = desk_of(url)
    by = agent(desk, 0)
    cycle(desk, by)
    with recorded(desk.database.writer) as transactions:
        cycle(desk, by)
    desk.database.close()
    claim, outcome = transactions
    return claim, outcome


def bare_cycle(bare: Bare, me: UUID, claim: list[Sent], outcome: list[Sent]) -> bool:
    """The same two transactions on the bare driver."""
    rows = bare.run(claim, fresh(me))
    if not rows:
        return False
    from tests.bench.floor import KEEP, claim_of

    known = claim_of(rows[0])
    known |= {"at_version": known["version"], "version": known["version"] + 1}
    anew = fresh(me)
    bare.run(outcome, lambda name: known.get(name, KEEP) if name in known else anew(name))
    return True


Job = Callable[[], bool]


def _seat(url: str, seat: int, kind: str, sent: Any, barrier: Barrier, results: Any) -> None:
    desk = desk_of(url)
    by = agent(desk, seat)
    assert by.id is not None
    bare, me = Bare(desk.database), by.id
    job: Job = partial(bare_cycle, bare, me, *sent) if kind == "bare" else partial(cycle, desk, by)
    job()
    barrier.wait()
    try:
        _, times = stopwatch(job, SECONDS)
    except Exception as problem:
        results.put((0, [], f"{type(problem).__name__}: {problem}"))
        return
    barrier.wait()  # nobody measures how the others leave
    results.put((len(times), times, ""))


def run(url: str, seats: int, kind: str, sent: Any) -> Result:
    """All processes at once for some seconds."""
    fresh_process = multiprocessing.get_context("spawn")
    barrier, results = fresh_process.Barrier(seats), fresh_process.Queue()
    workers = [
        fresh_process.Process(target=_seat, args=(url, seat, kind, sent, barrier, results)) for seat in range(seats)
    ]
    for worker in workers:
        worker.start()
    told = [_take(results) for _ in workers]
    for worker in workers:
        worker.join()
    problems = [problem for _, _, problem in told if problem]
    for problem in problems[:1]:
        print("   problem:", problem)
    times = [one for _, some, _ in told for one in some] or [0.0]
    return Result(sum(done for done, _, _ in told) / SECONDS, statistics.median(times), max(times), len(problems))


def _take(results: Any) -> Any:
    try:
        return results.get(timeout=120)
    except Empty:
        return 0, [], "a process did not answer within two minutes"


def claimed_twice(url: str) -> int:
    """Orders that two claims hold at once would show as a version without its event, or two events of one version."""
    database = Database(url)
    twice = (
        select(events.c.order_id)
        .where(events.c.order_id.is_not(None))
        .group_by(events.c.order_id, events.c.version)
        .having(func.count() > 1)
    )
    found = database.read(lambda connection: len(connection.execute(twice).all()))
    database.close()
    return found


def main(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Print the table."""
    for kind in kinds:
        with places.empty(kind) as url:
            database = Database(url)
            fill(database, ORDERS)
            database.close()
            print(f"\nclaim + outcome on {kind}, {ORDERS} orders in the queue, synchronous commits")
            for seats in SEATS:
                _compare(url, seats)
            print(f"   orders claimed twice: {claimed_twice(url)}")
            _future(url)


def _compare(url: str, seats: int) -> None:
    with places.copy(url) as floor_url:
        floor = run(floor_url, seats, "bare", templates(floor_url))
    with places.copy(url) as ours_url:
        ours = run(ours_url, seats, "ours", None)
        twice = claimed_twice(ours_url)
    print(
        f"   {seats:2} processes: ours {ours.cycles:7.0f}/s  floor {floor.cycles:7.0f}/s  "
        f"ratio {ours.cycles / max(floor.cycles, 1):.2f}  median {ours.median:.2f} ms  worst {ours.worst:.0f} ms "
        f"(floor worst {floor.worst:.0f} ms)  errors {ours.errors}  claimed twice {twice}"
    )


def _future(url: str) -> None:
    """The claim with many call-backs in the future, against the claim without."""
    with places.copy(url) as without_url:
        without = run(without_url, 1, "ours", None)
    with places.copy(url) as with_url:
        database = Database(with_url)
        later = update(orders).where(orders.c.number % 2 == 0)
        values = {"lane": LANE_APPOINTMENT, "due_at": NOW + timedelta(days=2)}
        database.write(lambda connection: connection.execute(later.values(values)))
        database.close()
        held = run(with_url, 1, "ours", None)
    print(
        f"   half the queue as call-backs in the future: {held.median:.2f} ms against {without.median:.2f} ms "
        f"without, ratio {held.median / without.median:.2f}"
    )
