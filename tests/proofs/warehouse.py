"""What happens around the parcels of the random walk: counts, units that are freed, reports of couriers."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, func, select

from models.catalogue import Product, products
from models.log import events
from models.shipments import shipments
from tests.support.clock import TestClock
from workflows.actors import SYSTEM
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.courier import CourierEvent, Kind, Outcome, take_in
from workflows.stock import counting
from workflows.work import Work

AHEAD = (0, 1, 30, 60, 300, 601, 1800, 3600, 9000, 50_000, 200_000)  #: seconds
JUMPS = (*AHEAD, -300, -7200, -86_400)  #: seconds by which the clock moves; now and then a machine's is set back


_s = shipments.c
_SENT = (
    select(_s.courier, _s.waybill, _s.id)
    .where(_s.shop_id == bindparam("shop"), _s.courier != "")
    .order_by(_s.id.desc())
    .limit(20)
)
_STEPS = select(func.count()).where(events.c.shop_id == bindparam("shop"))


class Broken(AssertionError):
    """The walk found something that the rules forbid."""


class Warehouse:
    """A shop of the walk, as far as shelves and couriers go."""

    dice: random.Random
    clock: TestClock
    desk: Desk
    told: Counter[str]
    requests: Iterator[int]

    def count(self) -> None:
        """Somebody counts what lies on the shelf."""

        def unit(work: Work) -> None:
            if found := _products(work):
                counting.count(work, self.dice.choice(found), self.dice.randint(0, 60), "counted", by=SYSTEM)

        self.desk.write(unit)

    def free(self) -> None:
        """Somebody frees what is held for nothing."""

        def unit(work: Work) -> None:
            if found := _products(work):
                counting.free(work, self.dice.choice(found), self.dice.randint(1, 3), "fell apart", by=SYSTEM)

        try:
            self.desk.write(unit)
        except Refused as refusal:
            self.sentence(str(refusal))

    def hear(self) -> None:
        """A courier reports: in order or not, twice, of parcels that are over, and of some that nobody knows."""
        found = self.desk.read(lambda work: work.connection.execute(_SENT, {"shop": work.shop.id}).all())
        if not found:
            return
        row, event_id = self.dice.choice(found), f"event {next(self.requests)}"
        at = self.clock.now - timedelta(seconds=self.dice.choice(AHEAD[:8]))
        event = CourierEvent(row.courier, row.waybill or "?", event_id, self.dice.choice(list(Kind)), at)
        first = take_in(self.desk, event)
        before = self.history()
        again = take_in(self.desk, event)
        self.expect(again.outcome is Outcome.KNOWN and self.history() == before, f"{event} was applied twice")
        self.expect(first.outcome is not Outcome.KNOWN, f"{event} was never here before")
        self.told[f"report {first.outcome}"] += 1

    def history(self) -> Any:
        """How many steps there are."""
        return self.desk.read(lambda work: work.connection.scalar(_STEPS, {"shop": work.shop.id}))

    def sentence(self, text: str) -> None:
        """A refusal speaks to a person."""
        self.expect(len(text.split()) > 2 and "_" not in text, f"{text!r} is no sentence")

    def expect(self, holds: bool, otherwise: str) -> None:
        """Broken unless it holds."""
        if not holds:
            raise Broken(otherwise)


def _products(work: Work) -> list[Product]:
    mine = select(products).where(products.c.shop_id == work.shop.id).order_by(products.c.key)
    return [Product(*row) for row in work.connection.execute(mine)]
