"""What the stories are told with: times of a working day, baskets, drafts, people at the desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from models import clock
from models.statuses import Method
from workflows.demo.customers import Somebody, draw
from workflows.demo.world import Goods, World
from workflows.engine import Command
from workflows.orders.draft import DraftLine, DraftOrder
from workflows.profiles import PROFILES
from workflows.work import Work

AGENTS = ("Amina", "Karim", "Lina")
SUPERVISOR = "Samia"
WAREHOUSE = "Wali"
CHECKOUT_STEP = "the shop's checkout"
GATEWAY_STEP = "the payment provider"
COURIER_STEP = "the courier"
OMS_STEP = "the OMS"
SOURCE = "demo"
COURIERS = ("Atlas Express", "Rapid Colis")
DRIVER = "Mourad"

Made = Callable[[Work, UUID], Command]  #: a command that depends on the order as it stands, such as its PIN


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody did something at a time."""

    at: datetime
    by: str
    command: Command | Made


@dataclass(slots=True)
class Life:
    """One order: how it came in, and everything that was done with it since."""

    draft: DraftOrder
    at: datetime  #: when codesk got to know it
    is_test: bool = False
    courier: str = ""  #: who reports the steps of `COURIER_STEP`
    is_told: bool = False  #: the customer hears of it from codesk, not from the shop's own system
    steps: list[Step] = field(default_factory=list)

    def then(self, at: datetime, by: str, command: Command | Made) -> "Life":
        """Add a step."""
        self.steps.append(Step(at, by, command))
        return self


def is_connected(profile: str) -> bool:
    """Whether the courier's own events move the parcels (CODSPOT)."""
    return PROFILES[profile].policy.create_shipment_on_confirm


def couriers_of(profile: str) -> tuple[str, ...]:
    """Who delivers for the shop."""
    return COURIERS[:1] if is_connected(profile) else COURIERS


class Teller:
    """Draws everything from one pair of dice, so that a seed tells the same stories again."""

    def __init__(self, world: World, profile: str, now: datetime, dice: Random) -> None:
        self.world, self.now, self.dice = world, now, dice
        self.policy = PROFILES[profile].policy
        self.couriers = couriers_of(profile)
        self.zone = clock.zone(world.zone)
        self._met = 0

    def somebody(self) -> Somebody:
        """A new customer."""
        self._met += 1
        return draw(self.world, self.dice, self._met)

    def agent(self) -> str:
        """One of the three."""
        return self.dice.choice(AGENTS)

    def courier(self) -> str:
        """Who delivers this one."""
        return self.dice.choice(self.couriers)

    def waybill(self) -> str:
        """A number that no other parcel has."""
        return f"{self.dice.randrange(10**11, 10**12)}"

    def days_ago(self, least: int, most: int) -> datetime:
        """An instant of a working day, so many days before now."""
        return self.by_day(self.minutes_ago(least * 1440, most * 1440))

    def minutes_ago(self, least: int, most: int) -> datetime:
        """An instant so long before now."""
        return self.now - timedelta(seconds=self.dice.randint(least * 60, most * 60))

    def after(self, at: datetime, least: int, most: int) -> datetime:
        """An instant so many minutes after another one, never later than a minute ago."""
        later = at + timedelta(seconds=self.dice.randint(least * 60, most * 60))
        return min(later, self.now - timedelta(seconds=self.dice.randint(30, 90)))

    def by_day(self, at: datetime) -> datetime:
        """The instant itself, or the afternoon before where it falls into the night."""
        local = at.astimezone(self.zone)
        if 9 <= local.hour < 20:
            return at
        back = local - timedelta(days=1) if local.hour < 9 else local
        hour = self.dice.randint(13, 18)
        return back.replace(hour=hour, minute=self.dice.randint(0, 59)).astimezone(at.tzinfo)

    def order(self, who: Somebody, at: datetime, goods: tuple[Goods, ...] = (), **facts: Any) -> Life:
        """An order of somebody, placed at a time."""
        lines = self._lines(goods or self._basket())
        total = sum(line.quantity * line.unit_minor for line in lines) + who.town.delivery_minor
        if facts.pop("paid", False):
            facts |= {"paid_minor": total, "method": facts.get("method", Method.ONLINE)}
        said: dict[str, Any] = {
            "customer": who.name,
            "email": who.email,
            "phone": who.typed,
            "address": who.address(self.world.country),
            "note": self._note(),
        }
        draft = DraftOrder(
            0,
            SOURCE,
            "",
            "",
            at,
            self.world.currency,
            total,
            lines,
            shipping_minor=who.town.delivery_minor,
            **said | facts,
        )
        return Life(draft, at + timedelta(seconds=self.dice.randint(1, 20)))

    def _basket(self) -> tuple[Goods, ...]:
        return tuple(self.dice.sample(self.world.goods, self.dice.choice((1, 1, 1, 1, 2, 2, 3))))

    def _lines(self, goods: tuple[Goods, ...]) -> tuple[DraftLine, ...]:
        counts = [self.dice.choice((1, 1, 1, 2, 2, 3)) for _ in goods]
        return tuple(
            DraftLine(one.title, count, one.price_minor, one.sku) for one, count in zip(goods, counts, strict=True)
        )

    def _note(self) -> str:
        notes = ("Appeler après 14 h", "Livraison le matin svp", "اتصلوا بي قبل التوصيل", "Cadeau, sans facture")
        return self.dice.choice(notes) if self.dice.random() < 0.12 else ""
