"""The desk: one shop on one database. Every door (screen, command line, job) works through it."""

import random
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import IntegrityError

import workflows.book  # noqa: F401  (it fills the rule book)
from models.clock import Clock, system_clock
from models.database import Database
from models.orders import Order
from models.shops import Shop, shops
from workflows.actors import Actor
from workflows.calls import queue
from workflows.case import Case, load
from workflows.engine import Command, Done, choices, perform
from workflows.errors import NotFound
from workflows.policy import ShopPolicy, policy_of
from workflows.profiles import PROFILES
from workflows.work import Work, copy_of

T = TypeVar("T")
_ONE = select(shops).where(shops.c.id == bindparam("shop"))
_FIRST = select(shops).order_by(shops.c.ordinal).limit(1)


class Desk:
    """Units of work for one shop, with its policy and a clock."""

    def __init__(
        self, database: Database, shop: Shop, clock: Clock = system_clock, dice: random.Random | None = None
    ) -> None:
        self.database = database
        self.clock = clock
        self._dice = dice or random.SystemRandom()
        self.shop = shop
        self.policy = policy_for(shop)

    def refresh(self) -> None:
        """Read the shop again: another seat may have changed its policy."""
        self.shop = self.database.read(lambda connection: find_shop(connection, self.shop.id))
        self.policy = policy_for(self.shop)

    def read(self, unit: Callable[[Work], T]) -> T:
        """Run a unit that only reads."""
        return self.database.read(
            lambda connection: unit(self._work(connection, copy_of(self.shop), is_reading=True))
        )

    def write(self, unit: Callable[[Work], T]) -> T:
        """Run a unit in one transaction, under the switches of now; what it added is written before the commit."""

        def whole(connection: Connection) -> T:
            work = self._work(connection, find_shop(connection, self.shop.id))
            result = unit(work)
            work.flush()
            return result

        return self.database.write(whole)

    def write_again(self, unit: Callable[[Work], T]) -> T:
        """`write`, once more where another seat wrote the same row first: now the unit finds it.

        The same request is known then, the order that was dealt is dealt again, and anything else is judged by what
        the other seat left.
        """
        try:
            return self.write(unit)
        except IntegrityError:
            return self.write(unit)

    def _work(self, connection: Connection, shop: Shop, *, is_reading: bool = False) -> Work:
        now: datetime = self.clock()
        return Work(connection, shop, policy_for(shop), now, self._dice, is_reading)

    def perform(
        self, order_id: UUID, command: Command, *, by: Actor, request_id: str = "", seen_version: int | None = None
    ) -> Done:
        """`engine.perform` in a transaction of its own; a request without an id gets one."""
        request = request_id or self.new_request()

        def unit(work: Work) -> Done:
            return perform(work, order_id, command, by=by, request_id=request, seen_version=seen_version)

        return self.write_again(unit)

    def next_order(self, *, by: Actor, request_id: str = "") -> Order | None:
        """Claim the next order for an agent."""
        request = request_id or self.new_request()

        def unit(work: Work) -> Order | None:
            dealt = queue.dealt_before(work, request, by) if request_id else None
            return dealt or queue.next_order(work, by=by, request_id=request)

        return self.write_again(unit)

    def choices(self, order_id: UUID, by: Actor) -> list[tuple[type[Command], str | None]]:
        """What the actor may do with an order now, each with None or the reason why not."""
        return self.read(lambda work: list(choices(load(work, order_id, by)[0])))

    def case(self, order_id: UUID, by: Actor) -> Case:
        """An order to look at; its lazy parts are read within `read` only."""
        return self.read(lambda work: load(work, order_id, by)[0])

    def new_request(self) -> str:
        """A fresh request id."""
        return self._dice.randbytes(16).hex()


def policy_for(shop: Shop) -> ShopPolicy:
    """The preset of the shop's profile with the shop's own switches."""
    return _policy(shop.profile, *sorted(shop.policy.items()))


@lru_cache(maxsize=64)
def _policy(profile: str, *differences: tuple[str, str]) -> ShopPolicy:
    return policy_of(PROFILES[profile].policy, dict(differences))


def find_shop(connection: Connection, shop_id: UUID | None = None) -> Shop:
    """The shop of that id, or the first one of the database."""
    wanted = _FIRST if shop_id is None else _ONE
    found = connection.execute(wanted, {"shop": shop_id} if shop_id else None).one_or_none()
    if found is None:
        raise NotFound("this database has no shop yet; run `codesk setup` first")
    return Shop(*found)
