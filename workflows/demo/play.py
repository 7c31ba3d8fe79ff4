"""A morning played through the real rules, in the order of its times, by a clock that moves."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from models.catalogue import Product, products
from models.database import Database
from models.shops import ShopKind
from models.statuses import Role
from workflows import roster
from workflows.actors import CHECKOUT, SYSTEM, Actor, actor_of
from workflows.demo import teller, together
from workflows.demo.mornings import morning
from workflows.demo.teller import CHECKOUT_STEP, COURIER_STEP, GATEWAY_STEP, OMS_STEP, Life, Step, Teller
from workflows.demo.world import Goods, World
from workflows.desk import Desk
from workflows.engine import Command
from workflows.errors import Refused
from workflows.oms.answers import HandOffAccepted
from workflows.orders import placing, trial
from workflows.orders.acquaintance import product_key
from workflows.orders.draft import DraftLine
from workflows.parcels import couriers
from workflows.policy import Oms
from workflows.profiles import PROFILES
from workflows.shop import people, settings
from workflows.shop.opening import open_shop
from workflows.stock import counting
from workflows.work import Work

ROUND_THE_CLOCK = "Mon-Sun 00:00-24:00"  #: whoever tries codesk at night finds somebody to call
_TRACKING = "https://track.example/{waybill}"
_ACCEPTED = 0.93  #: share of the orders that the OMS has taken already
DAYS = 21  #: how far back the played history goes
Told = Callable[[int, int], None]  #: steps done, steps in all


@dataclass
class Moving:
    """A clock that the play sets."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


def play(
    database: Database,
    world: World,
    *,
    profile: str,
    now: datetime,
    seed: int,
    times: int = 1,
    shelf: int = 1,
    told: Told | None = None,
) -> Desk:
    """Open a demo shop in a database that has its tables and let its last three weeks happen, order by order.

    `times` mornings at once, with `shelf` times the usual units on the shelf.
    """
    dice = Random(seed)
    stage = Stage(database, world, profile, Moving(now - timedelta(days=DAYS, hours=1)), dice)
    lives = _tell(Teller(world, profile, now, dice), profile, times)
    stage.open(shelf)
    stage.run(lives, told or (lambda _done, _all: None))
    stage.clock.now = now
    stage.close()
    return stage.desk


def _tell(told: Teller, profile: str, times: int) -> list[Life]:
    """All orders, numbered in the order in which they came in."""
    stories = [(script, count * times) for count, script in morning(profile)]
    lives = [_early(life) for script, count in stories for _ in range(count) for life in script(told)]
    if PROFILES[profile].policy.oms is not Oms.NONE:
        for life in lives:
            _taken_over(told, life)
    lives.sort(key=lambda life: life.at)
    return [_numbered(life, number) for number, life in enumerate(lives, 1)]


def _taken_over(told: Teller, life: Life) -> None:
    """The OMS takes what is confirmed: at once, or when a call or a payment has confirmed it."""
    last = max((step.at for step in life.steps), default=life.at)
    has_answered = life.is_test or any(step.by == OMS_STEP for step in life.steps)
    if not has_answered and told.dice.random() < _ACCEPTED:
        for at in dict.fromkeys((life.at, last)):
            life.then(told.after(at, 1, 12), OMS_STEP, HandOffAccepted(f"SO-{told.dice.randrange(10**6):06d}"))


def _early(life: Life) -> Life:
    """A call that was moved out of the night still comes after its order."""
    first = min((step.at for step in life.steps), default=None)
    if first is not None and first <= life.at:
        life.draft = replace(life.draft, placed_at=first - timedelta(minutes=25))
        life.at = first - timedelta(minutes=24)
    return life


def _numbered(life: Life, number: int) -> Life:
    life.draft = replace(life.draft, row=number, external_id=external_id(number), ref=ref(number))
    return life


def ref(number: int) -> str:
    """What the customer calls the order with this number."""
    return f"#{1000 + number}"


def external_id(number: int) -> str:
    """Its id in the shop's own system: as many digits for all, so that they sort by number."""
    return f"{5_000_000_000 + number}"


class Stage:
    """The desk of the play, and who stands on it."""

    def __init__(self, database: Database, world: World, profile: str, clock: Moving, dice: Random) -> None:
        self.world, self.clock = world, clock
        self.desk = open_shop(
            database,
            name=world.shop,
            country=world.country,
            currency=world.currency,
            zone=world.zone,
            profile=profile,
            supervisor=teller.SUPERVISOR,
            kind=ShopKind.DEMO,
            clock=clock,
            dice=dice,
        )
        self._people: dict[str, Actor] = {
            CHECKOUT_STEP: CHECKOUT,
            GATEWAY_STEP: Actor(Role.GATEWAY, "CIB"),
            OMS_STEP: Actor(Role.OMS, "OMS"),
        }
        self._orders: dict[str, UUID] = {}

    def open(self, shelf: int) -> None:
        """People come to work, the shelf is counted."""
        self.desk.write(_hire)
        samia = actor_of(self.desk.read(lambda work: roster.by_name(work, teller.SUPERVISOR)))
        self.desk.write(lambda work: settings.set_switch(work, "calling_hours", ROUND_THE_CLOCK, by=samia))
        self.desk.refresh()
        for person in self.desk.read(roster.everyone):
            self._people[person.name] = actor_of(person)
        self.desk.write(lambda work: _engage(work, self.desk.shop.profile, samia))
        self.desk.write(lambda work: _fill(work, [*self.world.goods, self.world.scarce]))
        self.desk.write(lambda work: _count(work, self.world, shelf, self._people[teller.WAREHOUSE]))

    def run(self, lives: list[Life], told: Told) -> None:
        """Everything that happened, in the order of its times."""
        scenes = sorted(self._scenes(lives), key=lambda scene: scene[0])
        for done, (at, scene) in enumerate(scenes):
            self.clock.now = at
            scene()
            if done % 50 == 0:
                told(done, len(scenes))
        told(len(scenes), len(scenes))

    def _scenes(self, lives: list[Life]) -> Iterator[tuple[datetime, Callable[[], None]]]:
        for life in lives:
            yield life.at, partial(self._place, life)
            for step in life.steps:
                yield step.at, partial(self._perform, life, step)

    def _place(self, life: Life) -> None:
        if life.is_test:
            self._try_out(life)
            return

        def unit(work: Work) -> UUID:
            return placing.place(work, [life.draft], by=CHECKOUT, is_quiet=not life.is_told).cases[0].order.id

        self._orders[life.draft.external_id] = self.desk.write(unit)

    def _try_out(self, life: Life) -> None:
        """The test order, in a shop that places any."""
        by, request = self._people[teller.SUPERVISOR], life.draft.external_id
        with suppress(Refused):
            self.desk.write(lambda work: trial.place_test_order(work, life.draft, by=by, request_id=request))

    def _perform(self, life: Life, step: Step) -> None:
        """One step. Under some profiles nobody is asked, and what was to be said on the phone is refused."""
        order, said = self._orders[life.draft.external_id], step.command
        with suppress(Refused):
            command = said if isinstance(said, Command) else self.desk.read(lambda work: said(work, order))
            is_couriers = step.by == COURIER_STEP
            by = Actor(Role.COURIER, life.courier) if is_couriers else self._people[step.by]
            self.desk.perform(order, command, by=by)

    def close(self) -> None:
        """No message of a demo is ever sent."""
        self.desk.write(together.keep_unsent)
        self.desk.refresh()


def _hire(work: Work) -> None:
    for name in teller.AGENTS:
        people.add(work, name, Role.AGENT, by=SYSTEM)
        work.flush()  # names are compared with the people who are there
    people.add(work, teller.WAREHOUSE, Role.WAREHOUSE, by=SYSTEM)


def _engage(work: Work, profile: str, by: Actor) -> None:
    """Who delivers."""
    for name in teller.couriers_of(profile):
        couriers.add(work, name, connected=teller.is_connected(profile), tracking=_TRACKING, by=by)
    if not teller.is_connected(profile):
        couriers.add(work, teller.DRIVER, by=by)


def _fill(work: Work, goods: list[Goods]) -> None:
    for one in goods:
        key = product_key(DraftLine(one.title, 1, one.price_minor, one.sku))
        row = Product(work.shop.id, work.new_id(), key, one.sku, one.title, False, 0, 0, work.now)
        work.add(products, row)


def _count(work: Work, world: World, shelf: int, by: Actor) -> None:
    counted = {one.sku: one.on_hand * shelf for one in world.goods if one.on_hand is not None}
    counted[world.scarce.sku] = world.scarce.on_hand or 0
    for product in counting.everything(work):
        if product.sku in counted:
            counting.count(work, product, counted[product.sku], "opening count", by=by)
