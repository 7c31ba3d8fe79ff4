"""Whole lives of orders through `perform`, from confirmed to settled cash, beside the same SQL on the bare driver."""

import time
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from models.database import Database
from models.orders import orders
from models.statuses import Role
from tests.bench import places
from tests.bench.claims import NOW, desk_of, fill
from tests.bench.floor import again, kept
from workflows import roster
from workflows.actors import Actor, actor_of
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Command
from workflows.money.cash import SettleCash
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.road import OutForDelivery

LIVES = 300


def steps(number: int) -> Iterator[Command]:
    """What happens to one order, one transaction each."""
    yield Confirm()
    yield StartPacking()
    yield MarkReady(courier="Van", waybill=f"V-{number}")
    yield HandOver()
    yield OutForDelivery()
    yield Deliver()
    yield SettleCash()


def main(kinds: tuple[str, ...] = ("sqlite", "postgresql")) -> None:
    """Print one line per database."""
    for kind in kinds:
        with places.empty(kind) as url:
            database = Database(url)
            fill(database, LIVES)
            database.close()
            _compare(kind, url)


def _compare(kind: str, url: str) -> None:
    with places.copy(url) as copied:
        seconds, done = _lived(desk_of(copied))
    with places.copy(url) as copied:
        desk = desk_of(copied)
        with kept(desk.database.writer) as transactions:
            _lived(desk)
        desk.database.close()
    with places.copy(url) as copied:
        floor = again(Database(copied), transactions)
    print(
        f"\nwhole lives on {kind}: {LIVES} orders, {done} transitions\n"
        f"   ours {done / seconds:7.0f}/s  floor {done / floor:7.0f}/s  ratio {floor / seconds:.2f}"
    )


def _lived(desk: Desk) -> tuple[float, int]:
    """Seconds and transitions of all lives."""
    boss, ids = _boss(desk), _ids(desk)
    done, start = 0, time.perf_counter()
    for number, order_id in enumerate(ids):
        for command in steps(number):
            desk.perform(order_id, command, by=boss)
            done += 1
    return time.perf_counter() - start, done


def _boss(desk: Desk) -> Actor:
    """A supervisor may do all of it."""
    return actor_of(desk.read(lambda work: next(p for p in roster.everyone(work) if p.role is Role.SUPERVISOR)))


def _ids(desk: Desk) -> list[UUID]:
    mine = select(orders.c.id).where(orders.c.shop_id == desk.shop.id, orders.c.placed_at < NOW)
    return list(desk.read(lambda work: work.connection.scalars(mine).all()))
