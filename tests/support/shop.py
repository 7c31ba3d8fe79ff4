"""The shop of the tests: Maison Atlas in Algiers, its people, and orders made in one line."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from models.clock import Clock
from models.database import Database
from models.orders import Order, orders
from models.shops import ShopKind, shops
from models.statuses import Role
from tests.support.clock import TestClock
from tests.support.databases import Bench
from workflows import roster
from workflows.actors import CHECKOUT, SYSTEM, Actor, actor_of
from workflows.desk import Desk
from workflows.orders import placing
from workflows.orders.draft import Address, DraftLine, DraftOrder
from workflows.policy import text_of
from workflows.shop import people
from workflows.shop.opening import open_shop
from workflows.work import Work, copy_of

TEAM = {"Amina": Role.AGENT, "Karim": Role.AGENT, "Wali": Role.WAREHOUSE}
OIL = DraftLine("Argan oil", 2, 120000, sku="ARG")
SOAP = DraftLine("Soap", 1, 60000, sku="SOAP")
ADDRESS = Address("12 rue Didouche", "Alger", "Alger", "16000", "DZ")


def maison_atlas(database: Database, clock: Clock, dice: random.Random | None = None) -> Desk:
    """A TEST shop with its supervisor Samia, the agents Amina and Karim, and Wali of the warehouse."""
    desk = open_shop(
        database,
        name="Maison Atlas",
        country="DZ",
        currency="DZD",
        zone="Africa/Algiers",
        supervisor="Samia",
        kind=ShopKind.TEST,
        clock=clock,
        dice=dice or random.Random(7),
    )

    def hire(work: Work) -> None:
        for name, role in TEAM.items():
            people.add(work, name, role, by=SYSTEM)

    desk.write(hire)
    return desk


class Opened:
    """The shop as it was opened once on a bench; every other time its rows are put back."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._dice = random.Random(7)
        self._shop = maison_atlas(bench.fresh(), TestClock(), self._dice).shop
        bench.keep()

    def desk(self, clock: Clock) -> Desk:
        """Maison Atlas on its first day."""
        dice = random.Random()
        dice.setstate(self._dice.getstate())
        return Desk(self._bench.put_back(), copy_of(self._shop), clock, dice)


def person(desk: Desk, name: str) -> Actor:
    """Somebody who works here, by name."""
    return actor_of(desk.read(lambda work: roster.by_name(work, name)))


def a_draft(desk: Desk, **changes: Any) -> DraftOrder:
    """An order as a checkout knows it: two lines, cash on delivery, 3 400 DZD, a number nobody else has."""
    number = 1 + desk.read(lambda work: work.connection.scalar(select(func.count()).select_from(orders)) or 0)
    draft = DraftOrder(
        row=number,
        source="shopify",
        external_id=str(number),
        ref=f"#{1000 + number}",
        placed_at=desk.clock() - timedelta(hours=2) + timedelta(minutes=number),
        currency="DZD",
        total_minor=340000,
        lines=(OIL, SOAP),
        shipping_minor=40000,
        customer="Yasmine Haddad",
        phone=f"0551 {number // 100:02d} {number % 100:02d} 10",
        address=ADDRESS,
    )
    return replace(draft, **changes)


def an_order(desk: Desk, *, by: Actor = CHECKOUT, is_test: bool = False, **changes: Any) -> Order:
    """A placed NEW order; `changes` are fields of its draft."""
    draft = a_draft(desk, **changes)
    placed = desk.write(lambda work: placing.place(work, [draft], by=by, is_test=is_test))
    return order(desk, placed.cases[0].order.id)


def missing(desk: Desk, **changes: Any) -> Order:
    """A checkout that was never finished (MISSING)."""
    return an_order(desk, placed=False, **changes)


def order(desk: Desk, order_id: UUID) -> Order:
    """The order as the database has it now."""
    return desk.case(order_id, SYSTEM).order


def policy(desk: Desk, **switches: Any) -> None:
    """Set switches of the shop, as values or as text."""
    texts = desk.shop.policy | {name: text_of(value) for name, value in switches.items()}
    mine = shops.c.id == desk.shop.id
    desk.database.write(lambda connection: connection.execute(update(shops).where(mine).values(policy=texts)))
    desk.refresh()
