"""Opening a shop: its money, its time, its rules and its first supervisor."""

import random

from sqlalchemy import Connection, func, insert, select

from models import clock as zones
from models.clock import Clock, system_clock, uuid7
from models.currencies import exponent
from models.database import Database
from models.shops import Shop, ShopKind, shops
from models.statuses import Role
from workflows.actors import SYSTEM
from workflows.desk import Desk
from workflows.errors import Invalid
from workflows.profiles import PROFILES
from workflows.shop import chronicle, people
from workflows.shop.naming import shown_name
from workflows.work import Work, as_dict


def open_shop(
    database: Database,
    *,
    name: str,
    country: str,
    currency: str,
    zone: str,
    profile: str = "default",
    supervisor: str = "",
    kind: ShopKind = ShopKind.REAL,
    clock: Clock = system_clock,
    dice: random.Random | None = None,
) -> Desk:
    """Make a shop in a database that has its tables; Invalid names what cannot be used."""
    first = shown_name("the first supervisor", supervisor) if supervisor.strip() else ""
    shop = _checked(name, country, currency, zone, profile, kind, clock)
    if dice is not None:
        shop.id = uuid7(shop.created_at, dice.randbytes(10))

    def unit(connection: Connection) -> None:
        shop.ordinal = 1 + (connection.scalar(select(func.max(shops.c.ordinal))) or 0)
        connection.execute(insert(shops), as_dict(shop))

    database.write(unit)
    desk = Desk(database, shop, clock, dice)
    desk.write(lambda work: _first_day(work, first))
    return desk


def _first_day(work: Work, supervisor: str) -> None:
    facts = {"name": work.shop.name, "currency": work.shop.currency, "profile": work.shop.profile}
    chronicle.tell(work, "OpenShop", facts, by=SYSTEM)
    if supervisor:
        people.add(work, supervisor, Role.SUPERVISOR, by=SYSTEM)


def _checked(name: str, country: str, currency: str, zone: str, profile: str, kind: ShopKind, clock: Clock) -> Shop:
    try:
        digits = exponent(currency)
        zones.zone(zone)
    except ValueError as problem:
        raise Invalid(str(problem)) from None
    if profile not in PROFILES:
        raise Invalid(f"{profile!r} is not a profile; choose one of {', '.join(PROFILES)}")
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        raise Invalid(f"{country!r} is not a country code; use two letters such as DZ")
    now = clock()
    return Shop(
        id=uuid7(now),
        ordinal=0,
        name=shown_name("a shop", name),
        kind=kind,
        country=country.upper(),
        currency=currency.upper(),
        exponent=digits,
        zone=zone,
        profile=profile,
        policy={},
        zones=[],
        next_number=1,
        merchant_email="",
        version=1,
        created_at=now,
        history=0,
        history_head=b"",
        zone_data=zones.DATA,
    )
