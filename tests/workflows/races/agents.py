"""What an agent's process does in these tests. Each function runs in a process of its own."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from models.database import Database
from models.orders import orders
from tests.support.clock import MONDAY
from tests.support.shop import person
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk, find_shop

_together: Any = None  #: where the processes wait for each other


def meet_at(barrier: Any) -> None:
    """Called once in every process of the pool."""
    global _together
    _together = barrier


@contextmanager
def seat(url: str) -> Iterator[Desk]:
    """A desk of this process, at which time stands still."""
    database = Database(url, synchronous="OFF")
    try:
        yield Desk(database, database.read(find_shop), lambda: MONDAY)
    finally:
        database.close()


def claim_and_confirm(url: str, name: str) -> list[UUID]:
    """Every order that this agent was given; each one is confirmed before the next."""
    with seat(url) as desk:
        me, mine = person(desk, name), []
        _together.wait()
        while (found := desk.next_order(by=me)) is not None:
            mine.append(found.id)
            desk.perform(found.id, Confirm(), by=me)
        return mine


def claim_carelessly(url: str, _name: str) -> list[UUID]:
    """The same without protection: first look, then take what was seen."""
    o = orders.c
    mine: list[UUID] = []
    with seat(url) as desk:
        free = select(o.id).where(o.shop_id == desk.shop.id, o.claim_no == 0).order_by(o.due_at).limit(1)
        while True:
            seen = desk.database.read(lambda connection: connection.scalar(free))
            if not mine:
                _together.wait()  # everybody has looked, nobody has taken
            if seen is None:
                return mine
            take = update(orders).where(o.shop_id == desk.shop.id, o.id == seen).values(claim_no=o.claim_no + 1)
            desk.database.write(lambda connection, take=take: connection.execute(take))  # type: ignore[misc]
            mine.append(seen)


def claim_once(url: str, name: str) -> str | None:
    """The phone number of the one order that this agent was given, and keeps."""
    with seat(url) as desk:
        me = person(desk, name)
        _together.wait()
        found = desk.next_order(by=me)
        return found.phone if found else None


Job = Callable[[str, str], Any]


def confirm_until_killed(url: str, name: str) -> None:
    """Say on standard output which order is confirmed, after the database has said so."""
    with seat(url) as desk:
        me = person(desk, name)
        while (found := desk.next_order(by=me)) is not None:
            desk.perform(found.id, Confirm(), by=me, request_id=f"confirm {found.id}")
            print(found.id, flush=True)  # noqa: T201


if __name__ == "__main__":
    confirm_until_killed(*sys.argv[1:])
