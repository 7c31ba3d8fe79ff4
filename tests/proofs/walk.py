"""A seeded random walk over the whole desk: several people with stale screens, repeated requests, a jumping clock.

After every step what was offered must have been done, what was not offered must have been refused with the very
sentence that was shown, and the checker looks at what changed; now and then, and at the end, at the whole shop.

    python -m tests.proofs --steps 100000 --seed 7 [--database URL] [--profile codspot]
"""

import itertools
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from uuid import UUID

from models.database import Database
from models.outbox import OutboxRow
from models.shops import ShopKind
from models.statuses import Role
from tests.proofs.drafts import draft
from tests.proofs.inputs import DOUBTFUL, INPUTS, Draw
from tests.proofs.parcel_inputs import CONNECTED, VAN
from tests.proofs.picking import some_order
from tests.proofs.till import Till
from tests.proofs.warehouse import JUMPS, Broken
from tests.proofs.written import Written, watched
from tests.support.clock import TestClock
from workflows import roster
from workflows.actors import CHECKOUT, SYSTEM, Actor, actor_of
from workflows.calls import queue
from workflows.calls.again import SendAgain
from workflows.calls.do_not_call import AllowCalls, DoNotCall, ProposeDoNotCall
from workflows.case import Case, load
from workflows.checker import PARTS, Look, Problem, check, look_at, offers, tallies
from workflows.confirmation.axis import Confirm
from workflows.engine import Command, verdict
from workflows.errors import NotFound, Refused, Stale
from workflows.money.refunds import RefundSent
from workflows.orders import placing
from workflows.orders.draft import DraftOrder
from workflows.orders.remarks import AddNote, DeleteNote, EditNote
from workflows.outbox import posting
from workflows.parcels import couriers
from workflows.parcels.courier import LogReport
from workflows.parcels.delivering import Deliver, PickUp
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.road import OutForDelivery
from workflows.parcels.shipping import CreateShipment, PrintLabel
from workflows.policy import Oms, TestOrders
from workflows.shop import people
from workflows.shop.opening import open_shop
from workflows.work import Work

GATEWAY = Actor(Role.GATEWAY, "chargily")
OMS = Actor(Role.OMS, "the OMS")
TEAM = (
    ("Amina", Role.AGENT),
    ("Karim", Role.AGENT),
    ("Wali", Role.WAREHOUSE),
    ("Omar", Role.WAREHOUSE),
    ("Lina", Role.SUPERVISOR),
)
REMARKS = {AddNote, EditNote, DeleteNote, DoNotCall, AllowCalls, ProposeDoNotCall, SendAgain, PrintLabel, LogReport}
#: What brings an order to its end.
ONWARD = {Confirm, CreateShipment, MarkReady, HandOver, OutForDelivery, Deliver, PickUp, RefundSent}
#: What may happen, and how often.
MOVES = {
    "place": 2,
    "next": 8,
    "act": 70,
    "repeat": 4,
    "wait": 6,
    "keep": 2,
    "count": 1,
    "hear": 14,
    "free": 1,
    "hand_over_cash": 6,
    "post": 6,
}
#: What is checked after a step; what is offered is tried then, not only looked at, and counts are of whole days.
OF_A_STEP = [part for part in PARTS if part not in (offers, tallies)]
WHOLE = 250  #: steps after which the whole shop is checked


class Drawn(NamedTuple):
    """What somebody is about to do."""

    order_id: UUID
    command: Command
    reason: str | None  #: why it is not offered
    version: int  #: at which the order stands


class Walk(Till):
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

    def step(self, written: Written) -> None:
        """One thing that happens in a call centre, and nothing that it changed is against the rules."""
        self.clock.forward(milliseconds=self.dice.randint(0, 1))
        (move,) = self.dice.choices(list(MOVES), list(MOVES.values()))
        written.forget()
        getattr(self, move)()
        if written.is_committed:
            words = frozenset(written.words)
            self.check(lambda work: look_at(Look(work, work.now, work.now, words), OF_A_STEP))

    def check(self, look: Callable[[Work], list[Problem]] = check) -> None:
        """Nothing is against the rules, in the whole shop or where one looks."""
        if found := self.desk.read(look):
            raise Broken("\n".join(problem.sentence for problem in found[:5]))

    # What may happen.

    def place(self) -> None:
        """Orders come in; now and then the same ones again, or a checkout that was left before."""
        if self.placed and self.dice.random() < 0.3:
            old = self.dice.choice(self.placed)
            drafts = [replace(old, placed=True) if self.dice.random() < 0.5 else old]
        else:
            drafts = [draft(self.dice, self.clock.now, len(self.placed)) for _ in range(self.dice.randint(1, 3))]
            self.placed += drafts
        quiet = self.dice.random() < 0.5
        is_test = self.dice.random() < 0.1 and self.desk.policy.test_orders is not TestOrders.NEVER
        self.desk.write(lambda work: placing.place(work, drafts, by=CHECKOUT, is_quiet=quiet, is_test=is_test))

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
        """Somebody does something to an order, as they last saw it or as it is; couriers only report."""
        oms = [] if self.desk.policy.oms is Oms.NONE else [OMS]
        by = self.dice.choice([*self.staff * 4, GATEWAY, CHECKOUT, SYSTEM, *oms])
        drawn = self.desk.read(lambda work: self._drawn(work, by))
        if drawn is None:
            return
        order_id, command, reason, version = drawn
        request, seen = f"walk {next(self.requests)}", self._seen_version(order_id, version)
        try:
            self.desk.perform(order_id, command, by=by, request_id=request, seen_version=seen)
        except Stale as stale:
            self.expect(seen not in (None, version), f"refused as stale, and was not: {stale}")
            self.sentence(str(stale))
        except Refused as refusal:
            self._refused(command, by, reason, str(refusal))
        else:
            self.expect(reason is None, f"{command} by {by.role} was done, though not offered")
            self.expect(seen in (None, version), f"{command} was done on an order that had changed")
            self.done.append((order_id, command, by, request))
            self.told[type(command).__name__] += 1
        self.seen[order_id] = version

    def _some_command(self, case: Case) -> type[Command]:
        """Mostly one that is offered and moves the order on, which should come to its end before it is forgotten."""
        kinds = sorted(INPUTS, key=lambda kind: self.dice.random() ** (1 / _weight(kind)), reverse=True)
        if self.dice.random() < 0.2:
            return kinds[0]
        return next((kind for kind in kinds if verdict(case, kind)[1] is None), kinds[0])

    def _refused(self, command: Command, by: Actor, reason: str | None, sentence: str) -> None:
        self.sentence(sentence)
        if reason is None:
            self.expect(type(command) in DOUBTFUL, f"{command} was offered to {by.name}, and refused: {sentence}")
            return
        self.expect(reason == sentence, f"{command.verb()} was greyed out with {reason!r}, refused with {sentence!r}")

    def _drawn(self, work: Work, by: Actor) -> Drawn | None:
        """A command, mostly one that is offered, for some order."""
        order_id = some_order(work, self.dice, by)
        if order_id is None:
            return None
        case, _ = load(work, order_id, by)
        kind = self._some_command(case)
        callers = [person.name for person in self.staff if person.role is not Role.WAREHOUSE]
        command = INPUTS[kind](Draw(case, self.dice, callers, self.requests))
        _, reason = verdict(case, kind)
        return Drawn(order_id, command, reason, case.order.version) if command else None

    def _seen_version(self, order_id: UUID, version: int) -> int | None:
        return self.dice.choice([None, version, version, version, self.seen.get(order_id, version), version - 1])

    def repeat(self) -> None:
        """A request arrives twice: nothing changes the second time."""
        if not self.done:
            return
        order_id, command, by, request = self.dice.choice(self.done[-50:])
        before = self.history()
        repeated = self.desk.perform(order_id, command, by=by, request_id=request).repeated
        self.expect(repeated and self.history() == before, f"{command} was done twice")

    def post(self) -> None:
        """What is due outside is told, or could not be told, now and then for good."""
        for row in self.desk.read(lambda work: posting.due(work, limit=10)):
            self.desk.write(partial(self._posted, row=row))

    def _posted(self, work: Work, row: OutboxRow) -> None:
        if posting.expire(work, row):
            return
        if self.dice.random() < 0.6:
            posting.sent(work, row)
        else:
            posting.failed(work, row, "nobody answers", lasting=self.dice.random() < 0.7)

    def wait(self) -> None:
        """Time passes, or the machine's clock is set back."""
        self.clock.forward(seconds=self.dice.choice(JUMPS))

    def keep(self) -> None:
        """Somebody stays busy on their order."""
        by = self.dice.choice(self.staff)

        def unit(work: Work) -> None:
            order = queue.current(work, by)
            if order is not None:
                queue.renew(work, order, by)

        self.desk.write(unit)


def _weight(kind: type[Command]) -> int:
    return 1 if kind in REMARKS else 20 if kind in ONWARD else 4


def walk(database: Database, *, steps: int, seed: int, profile: str = "default") -> Walk:
    """Walk some steps in a shop of its own, which has a few orders; Broken names the step."""
    walker = Walk(database, seed, profile)
    walker.place()
    with watched(database) as written:
        for number in range(1, steps + 1):
            try:
                walker.step(written)
                if number % WHOLE == 0 or number == steps:
                    walker.check()
            except (Broken, NotFound) as broken:
                raise Broken(f"step {number} of seed {seed}, {profile}: {broken}") from broken
    return walker
