"""A seeded random walk over the whole desk: several people with stale screens, repeated requests, a jumping clock.

After every step what was offered must have been done, what was not offered must have been refused with the very
sentence that was shown; every few steps the checker looks at the whole database.

    python -m tests.proofs.walk --steps 100000 --seed 7 [--database URL] [--profile codspot]
"""

import argparse
import itertools
import random
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, select

from models import schema
from models.database import Database
from models.orders import orders
from models.shops import ShopKind
from models.statuses import Confirmation, Method, Role, Shipping
from tests.proofs.inputs import DOUBTFUL, INPUTS, Draw
from tests.proofs.parcel_inputs import CONNECTED, VAN
from tests.proofs.warehouse import JUMPS, Broken, Warehouse
from tests.support.clock import TestClock
from workflows import couriers, people, placing, queue, roster
from workflows.actors import CHECKOUT, SYSTEM, Actor, actor_of
from workflows.again import SendAgain
from workflows.case import load
from workflows.checker import check
from workflows.courier import LogReport
from workflows.do_not_call import AllowCalls, DoNotCall, ProposeDoNotCall
from workflows.engine import Command, choices
from workflows.errors import NotFound, Refused, Stale
from workflows.intake.draft import Address, DraftLine, DraftOrder
from workflows.opening import open_shop
from workflows.policy import Oms, TestOrders
from workflows.remarks import AddNote, DeleteNote, EditNote
from workflows.shipping import PrintLabel
from workflows.work import Work

GATEWAY = Actor(Role.GATEWAY, "chargily")
COURIER = Actor(Role.COURIER, CONNECTED)
OMS = Actor(Role.OMS, "the OMS")
TEAM = (("Amina", Role.AGENT), ("Karim", Role.AGENT), ("Nadia", Role.AGENT), ("Wali", Role.WAREHOUSE))
GOODS = ("Argan oil", "Soap", "Henna", "Scarf")
#: How often an order comes in what way.
FATES = dict.fromkeys(("cancelled", "sent", "part", "failed", "bad", "left paying"), 1)
FATES |= {"new": 9, "left": 3, "paid": 2}
SENT = (Shipping.DELIVERED, Shipping.SHIPPED, Shipping.RETURNED)
REMARKS = {AddNote, EditNote, DeleteNote, DoNotCall, AllowCalls, ProposeDoNotCall, SendAgain, PrintLabel, LogReport}
NUMBERS = 25  #: phone numbers in the town: few, so that people meet on them


class Walk(Warehouse):
    """One shop and those who work in it."""

    def __init__(self, database: Database, seed: int, profile: str = "default") -> None:
        self.dice = random.Random(seed)
        self.clock = TestClock()
        self.desk = open_shop(
            database,
            name="Maison Atlas",
            country="DZ",
            currency="DZD",
            zone="Africa/Algiers",
            profile=profile,
            supervisor="Samia",
            kind=ShopKind.TEST,
            clock=self.clock,
            dice=random.Random(seed + 1),
        )
        made = [self.desk.write(lambda work, who=who: people.add(work, *who, by=SYSTEM)) for who in TEAM]  # type: ignore[misc]
        samia = self.desk.read(lambda work: roster.everyone(work))
        self.staff = [actor_of(person) for person in {person.id: person for person in [*made, *samia]}.values()]
        for name in (CONNECTED, VAN):
            self.desk.write(lambda work, who=name: couriers.add(work, who, connected=who == CONNECTED, by=SYSTEM))  # type: ignore[misc]
        self.done: list[tuple[UUID, Command, Actor, str]] = []
        self.seen: dict[UUID, int] = {}
        self.placed: list[DraftOrder] = []
        self.told: Counter[str] = Counter()
        self.requests = itertools.count()  # not of the dice: a shrinking run throws the same ones again

    def step(self) -> None:
        """One thing that happens in a call centre."""
        moves = (
            self.place,
            self.next,
            self.act,
            self.repeat,
            self.wait,
            self.keep,
            self.count,
            self.hear,
            self.free,
        )
        weights = (6, 8, 60, 5, 10, 4, 2, 8, 1)
        self.dice.choices(moves, weights)[0]()

    def check(self) -> None:
        """Nothing in the database is against the rules."""
        found = self.desk.read(check)
        if found:
            raise Broken("\n".join(problem.sentence for problem in found[:5]))

    # What may happen.

    def place(self) -> None:
        """Orders come in; now and then the same ones again, or a checkout that was left before."""
        if self.placed and self.dice.random() < 0.3:
            old = self.dice.choice(self.placed)
            drafts = [replace(old, placed=True) if self.dice.random() < 0.5 else old]
        else:
            drafts = [self._draft() for _ in range(self.dice.randint(1, 3))]
            self.placed += drafts
        quiet = self.dice.random() < 0.5
        is_test = self.dice.random() < 0.1 and self.desk.policy.test_orders is not TestOrders.NEVER
        self.desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT, is_quiet=quiet, is_test=is_test))

    def _draft(self) -> DraftOrder:
        serial, dice = len(self.placed) + self.dice.getrandbits(32) * 1000, self.dice
        goods = dice.sample(GOODS, dice.randint(1, 3))
        lines = tuple(DraftLine(title, dice.randint(1, 3), 60000) for title in goods)
        total = sum(line.quantity * line.unit_minor for line in lines) + 40000
        fate = dice.choices(
            ["new", "left", "cancelled", "sent", "paid", "part", "failed", "bad"], [9, 3, 1, 1, 2, 1, 1, 1]
        )[0]
        return DraftOrder(
            row=serial,
            source=dice.choice(["shopify", "woocommerce"]),
            external_id=str(serial),
            ref=f"#{serial % 100_000}",
            placed_at=self.clock.now - timedelta(minutes=dice.randint(0, 5000)),
            currency="DZD",
            total_minor=total,
            lines=lines,
            shipping_minor=40000,
            customer=dice.choice(["Yasmine Haddad", "محمد", "Li", "Anna 'x'"]),
            email=dice.choice(["", f"c{serial}@example.com"]),
            phone="12" if fate == "bad" else f"0551 23 45 {dice.randrange(NUMBERS):02d}",
            address=Address("12 rue Didouche", "Alger", "", "16000", "DZ"),
            method=dice.choice([Method.CASH, Method.CASH, Method.TRANSFER, Method.ONLINE]),
            paid_minor={"paid": total, "part": 1000, "left paying": 2000}.get(fate, 0),
            payment_failed=fate == "failed",
            cancelled=fate == "cancelled",
            shipping=dice.choice([Shipping.DELIVERED, Shipping.SHIPPED, Shipping.RETURNED])
            if fate == "sent"
            else None,
            placed=not fate.startswith("left"),
        )

    def next(self) -> None:
        """Somebody asks for the next order."""
        by = self.dice.choice(self.staff)
        held = self.desk.write(lambda work: queue.current(work, by))
        try:
            order = self.desk.next_order(by=by)
        except Refused as refusal:
            self.sentence(str(refusal))
            return
        if order is not None and held is None:
            can_be_called = order.phone and not order.phone_problem and not order.is_test
            self.expect(bool(can_be_called), f"{by.name} was dealt {order.ref}, which cannot be called")
        self.expect(held is None or (order is not None and order.id == held.id), f"{by.name} has two orders")

    def act(self) -> None:
        """Somebody does something to an order, as they last saw it or as it is."""
        order_id = self._some_order()
        if order_id is None:
            return
        oms = [] if self.desk.policy.oms is Oms.NONE else [OMS]
        by = self.dice.choice([*self.staff, *self.staff, GATEWAY, CHECKOUT, SYSTEM, COURIER, *oms])
        offered, version, input_of = self.desk.read(lambda work: self._offered(work, order_id, by))
        open_now = [kind for kind, reason in offered.items() if reason is None and input_of.get(kind)]
        command_type = self._some_command(open_now if open_now and self.dice.random() < 0.8 else list(INPUTS))
        command = input_of.get(command_type)
        if command is None:
            return
        request, seen = f"walk {next(self.requests)}", self._seen_version(order_id, version)
        try:
            self.desk.perform(order_id, command, by=by, request_id=request, seen_version=seen)
        except Stale as stale:
            self.expect(seen not in (None, version), f"refused as stale, and was not: {stale}")
            self.sentence(str(stale))
        except Refused as refusal:
            self._refused(command, by, offered.get(command_type, "not offered"), str(refusal))
        else:
            self.expect(offered.get(command_type, "") is None, f"{command} by {by.role} was done, though not offered")
            self.expect(seen in (None, version), f"{command} was done on an order that had changed")
            self.done.append((order_id, command, by, request))
            self.told[command_type.__name__] += 1
        self.seen[order_id] = version

    def _some_command(self, able: list[type[Command]]) -> type[Command]:
        """Calls more often than remarks: they are what moves orders."""
        weights = [1 if kind in REMARKS else 5 for kind in able]
        return self.dice.choices(able, weights)[0]

    def _refused(self, command: Command, by: Actor, reason: str | None, sentence: str) -> None:
        self.sentence(sentence)
        if reason is None:
            self.expect(type(command) in DOUBTFUL, f"{command} was offered to {by.name}, and refused: {sentence}")
        elif reason != "not offered":
            self.expect(
                reason == sentence, f"{command.verb()} was greyed out with {reason!r}, refused with {sentence!r}"
            )

    def _offered(
        self, work: Work, order_id: UUID, by: Actor
    ) -> tuple[dict[type[Command], str | None], int, dict[type[Command], Command | None]]:
        case, _ = load(work, order_id, by)
        callers = [person.name for person in self.staff if person.role is not Role.WAREHOUSE]
        draw = Draw(case, self.dice, callers, self.requests)
        return dict(choices(case)), case.order.version, {kind: make(draw) for kind, make in INPUTS.items()}

    def _seen_version(self, order_id: UUID, version: int) -> int | None:
        return self.dice.choice([None, version, version, self.seen.get(order_id, version), version - 1])

    def _some_order(self) -> UUID | None:
        """An order of the last ones, or one that is on somebody's screen."""
        o = orders.c
        latest = select(o.id).where(o.shop_id == self.desk.shop.id).order_by(o.number.desc()).limit(60)
        held, sent = o.claimed_by.is_not(None), o.confirmation == Confirmation.CONFIRMED
        for some in (self.dice.choice([latest.where(held), latest.where(sent), latest]), latest):
            if found := self.desk.read(partial(_ids, some)):
                return self.dice.choice(found)
        return None

    def repeat(self) -> None:
        """A request arrives twice: nothing changes the second time."""
        if not self.done:
            return
        order_id, command, by, request = self.dice.choice(self.done[-50:])
        before = self.history()
        repeated = self.desk.perform(order_id, command, by=by, request_id=request).repeated
        self.expect(repeated and self.history() == before, f"{command} was done twice")

    def wait(self) -> None:
        """Time passes."""
        self.clock.forward(seconds=self.dice.choice(JUMPS))

    def keep(self) -> None:
        """Somebody stays busy on their order."""
        by = self.dice.choice(self.staff)

        def unit(work: Work) -> None:
            order = queue.current(work, by)
            if order is not None:
                queue.renew(work, order, by)

        self.desk.write(unit)


def _ids(statement: Select[tuple[UUID]], work: Work) -> list[UUID]:
    return list(work.connection.scalars(statement))


def walk(database: Database, *, steps: int, seed: int, profile: str = "default", every: int = 25) -> Walk:
    """Walk some steps, checking everything now and then and at the end; Broken names the step."""
    walker = Walk(database, seed, profile)
    for number in range(1, steps + 1):
        try:
            walker.step()
            if number % every == 0 or number == steps:
                walker.check()
        except (Broken, NotFound) as broken:
            raise Broken(f"step {number} of seed {seed}: {broken}") from broken
    return walker


def main() -> None:
    """The long version, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", default="default")
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(options.database or f"sqlite:///{Path(folder) / 'walk.db'}", synchronous="OFF")
        schema.create(database)
        every = max(25, options.steps // 200)
        done = walk(database, steps=options.steps, seed=options.seed, profile=options.profile, every=every)
        database.close()
    print(f"{options.steps} steps, nothing broken: {dict(done.told)}")


if __name__ == "__main__":
    main()
