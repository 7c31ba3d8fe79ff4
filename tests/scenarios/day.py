"""A working day of one shop: its clock, its people, and what its lists show at any hour."""

import random
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from models.clock import zone
from models.database import Database
from models.gateways import LookupRun
from models.shops import ShopKind
from models.statuses import Role
from tests.scenarios.connected import Connected
from tests.scenarios.people import Person
from tests.scenarios.shown import Shown
from tests.support.clock import TestClock
from workflows import checker
from workflows.actors import CHECKOUT, SYSTEM, Actor, actor_of
from workflows.desk import Desk
from workflows.lookup import gateways, record, runs
from workflows.messages import telling
from workflows.orders import by_hand, placing, trial
from workflows.orders.basket import LineChange
from workflows.orders.draft import Address, DraftLine, DraftOrder
from workflows.parcels import couriers
from workflows.roster import by_name
from workflows.shop import people, settings
from workflows.shop.opening import open_shop
from workflows.stock import counting
from workflows.work import Work

OIL = DraftLine("Argan oil", 2, 120000, sku="OIL")
SOAP = DraftLine("Black soap", 1, 60000, sku="SOAP")
TOTAL = 340000  #: two oils, one soap, 400.00 for the delivery
TEAM = {"Amina": Role.AGENT, "Karim": Role.AGENT, "Wali": Role.WAREHOUSE}

#: Country, currency, zone and how a mobile number is typed there.
PLACES = {
    "kartrocket": ("IN", "INR", "Asia/Kolkata", "98200 {:05d}"),
    "codrocket": ("DZ", "DZD", "Africa/Algiers", "0551 {:06d}"),
    "ucraft": ("FR", "EUR", "Europe/Paris", "06 12 {:06d}"),
    "codspot": ("MA", "MAD", "Africa/Casablanca", "0661 {:06d}"),
    "kartify": ("IN", "INR", "Asia/Kolkata", "98200 {:05d}"),
}


class Day(Shown):
    """One shop of a profile on a Monday, with Samia the supervisor, Amina and Karim, and Wali of the warehouse."""

    def __init__(self, database: Database, clock: TestClock, profile: str) -> None:
        country, currency, zone_name, self._number = PLACES[profile]
        self.clock, self._zone = clock, zone(zone_name)
        clock.set(datetime.combine(clock.now.date(), time(8), self._zone))
        self.desk = open_shop(
            database,
            name="Maison Atlas",
            country=country,
            currency=currency,
            zone=zone_name,
            profile=profile,
            supervisor="Samia",
            kind=ShopKind.TEST,
            clock=clock,
            dice=random.Random(7),
        )
        self._country, self._currency = country, currency
        self.desk.write(lambda work: [people.add(work, name, role, by=SYSTEM) for name, role in TEAM.items()])
        self._told: set[UUID] = set()
        self._refs: list[str] = []

    # People, each at a desk of their own where one is given.

    def person(self, name: str, desk: Desk | None = None) -> Person:
        """Somebody who works here."""
        actor = actor_of(self.desk.read(lambda work: by_name(work, name)))
        return Person(self, actor, desk or self.desk)

    def sender(self, role: Role, name: str) -> Person:
        """A courier, a payment provider, the customer or the OMS: whoever sends events."""
        return Person(self, Actor(role, name), self.desk)

    def driver(self, name: str) -> Person:
        """Somebody of the shop's own who delivers, with an app to say so."""
        self._delivers_for_us(name)
        return self.sender(Role.COURIER, name)

    def connected(self, name: str) -> Connected:
        """A delivery company whose platform is connected."""
        self._delivers_for_us(name, connected=True)
        return Connected(self, name)

    def _delivers_for_us(self, name: str, *, connected: bool = False) -> None:
        samia = self.person("Samia").actor
        self.desk.write(lambda work: couriers.add(work, name, connected=connected, by=samia))

    # The clock and the shop.

    def at(self, hour: str, *, later: int = 0) -> None:
        """The time on the shop's own wall, so many days later."""
        today = self.clock.now.astimezone(self._zone).date() + timedelta(days=later)
        self.clock.set(datetime.combine(today, time.fromisoformat(hour), self._zone))

    def hour(self, hour: str, *, later: int = 0) -> datetime:
        """An hour that somebody names."""
        today = self.clock.now.astimezone(self._zone).date() + timedelta(days=later)
        return datetime.combine(today, time.fromisoformat(hour), self._zone)

    def settles(self, **switches: str) -> None:
        """Samia sets switches and facts of the shop."""
        samia = self.person("Samia").actor
        self.desk.write(lambda work: [settings.change(work, name, text, by=samia) for name, text in switches.items()])
        self.desk.refresh()

    def shelf_is_counted(self, **units: int) -> None:
        """Wali counts what lies on the shelf."""
        wali = self.person("Wali").actor

        def unit(work: Work) -> None:
            for sku, on_hand in units.items():
                counting.count(work, counting.find(work, sku), on_hand, "inventory", by=wali)

        self.desk.write(unit)

    def frees(self, **units: int) -> None:
        """What stayed held for parcels that nobody will send is free again."""
        wali = self.person("Wali").actor

        def unit(work: Work) -> None:
            for sku, many in units.items():
                counting.free(work, counting.find(work, sku), many, "not sent", by=wali)

        self.desk.write(unit)

    def tells(self, message: str, channels: str) -> None:
        """Samia says how customers are told of something."""
        samia = self.person("Samia").actor
        self.desk.write(lambda work: telling.change(work, message, channels=channels, by=samia))

    def has_gateway(self, name: str, url: str, secret: str) -> None:
        """A payment provider that can be asked."""
        samia = self.person("Samia").actor
        self.desk.write(lambda work: gateways.add(work, name, url, secret, by=samia))

    def lookups_due(self) -> list[str]:
        """The providers that the job would ask now."""
        return [one.name for one in self.desk.read(record.due)]

    def looks_up(self, gateway: str, *, by: str = "") -> LookupRun:
        """One provider is asked about its orders: by the job, or by somebody who cannot wait."""
        return runs.run(self.desk, gateway, by=self.person(by).actor if by else SYSTEM)

    # Orders come in.

    def draft(self, ref: str, **changes: Any) -> DraftOrder:
        """What a checkout knows of an order: 3 400.00, cash on delivery, a customer of its own."""
        number = 1 + (self._refs.index(ref) if ref in self._refs else len(self._refs))
        drawn = DraftOrder(
            row=number,
            source="shopify",
            external_id=ref,
            ref=ref,
            placed_at=self.clock.now,
            currency=self._currency,
            total_minor=TOTAL,
            lines=(OIL, SOAP),
            shipping_minor=40000,
            customer="Yasmine Haddad",
            phone=self._number.format(number),
            address=Address("12 rue Didouche", "Alger", "Alger", "16000", self._country),
        )
        return replace(drawn, **changes)

    def order(self, ref: str, **changes: Any) -> str:
        """A customer places an order."""
        self._place(ref, CHECKOUT, changes)
        return ref

    def writes_down(self, *, by: str = "Samia", **units: int) -> str:
        """Somebody orders so many of these by phone; the number that the order is given."""
        self.clock.forward(minutes=1)
        self._refs.append("")
        lines, number = (
            tuple(LineChange(product, count) for product, count in units.items()),
            self._number.format(len(self._refs)),
        )
        said = by_hand.NewOrder(lines, number, "Yasmine Haddad", Address("12 rue Didouche", "Alger"), 40000)
        actor, request = self.person(by).actor, self.desk.new_request()
        self._refs[-1] = self.desk.write(lambda work: by_hand.take(work, said, by=actor, request_id=request)).ref
        return self._refs[-1]

    def _place(self, ref: str, by: Actor, changes: dict[str, Any]) -> None:
        """Customers come one minute after the other."""
        self.clock.forward(minutes=1)
        draft = self.draft(ref, **changes)
        self._refs += [ref] if ref not in self._refs else []
        self.desk.write(lambda work: placing.place(work, [draft], by=by))

    def checkout(self, ref: str, **changes: Any) -> str:
        """A customer reaches the last page of the checkout, and leaves it."""
        return self.order(ref, placed=False, **changes)

    def test_order(self, *, by: str = "Samia") -> str:
        """Somebody tries the shop out; Refused says why not."""
        actor, request = self.person(by).actor, self.desk.new_request()
        return self.desk.write(lambda work: trial.place_test_order(work, by=actor, request_id=request)).ref

    def ends(self) -> None:
        """Everything that was promised holds at the end of the day."""
        assert self.desk.read(checker.check) == []
