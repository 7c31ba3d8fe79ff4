"""One order of each system, walked by three people at three consoles on one database."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from models.database import Database
from models.statuses import Confirmation, Issue, Method
from tests.scenarios.conftest import Open
from tests.scenarios.day import PLACES, Day
from tests.scenarios.people import Person
from workflows.desk import Desk
from workflows.errors import Stale
from workflows.orders.remarks import AddNote
from workflows.parcels.returning import Counted
from workflows.parcels.shipping import CreateShipment

EVERYTHING = (Counted("OIL", 2), Counted("SOAP", 1))


@dataclass
class Floor:
    """Three people, each with a connection of their own."""

    day: Day
    amina: Person
    wali: Person
    samia: Person


@pytest.fixture(params=sorted(PLACES))
def floor(request: pytest.FixtureRequest, a_day: Open) -> Iterator[Floor]:
    """A shop of each profile, with three consoles at it."""
    day = a_day(request.param)
    url = day.desk.database.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        desks = []
        for _ in range(3):
            database = Database(url, synchronous="OFF")
            stack.callback(database.close)
            desks.append(Desk(database, day.desk.shop, day.clock))
        amina, wali, samia = (day.person(*seat) for seat in zip(("Amina", "Wali", "Samia"), desks, strict=True))
        yield Floor(day, amina, wali, samia)


def confirmed(floor: Floor, ref: str) -> None:
    """Amina gets a yes, where the shop asks at all."""
    floor.day.order(ref)
    floor.day.shelf_is_counted(OIL=20, SOAP=10)
    floor.day.at("09:30")
    if floor.day.now(ref).confirmation is not Confirmation.CONFIRMED:
        assert floor.amina.takes_next() == ref
        floor.amina.confirms(ref)


def on_the_road(floor: Floor, ref: str) -> None:
    """Wali packs it and lets it go."""
    floor.wali.readies(ref, courier="Nabil", waybill="NB-1")
    floor.wali.hands_over(ref)
    assert floor.day.stock() == {"OIL": (18, 0), "SOAP": (9, 0)}
    floor.wali.drives(ref)


def test_from_checkout_to_reconciled_cash(floor: Floor) -> None:
    floor.day.checkout("#1")
    confirmed(floor, "#1")
    on_the_road(floor, "#1")
    floor.wali.delivers("#1")
    if floor.day.payment("#1") != "PAID":
        floor.samia.marks_paid("#1", method=Method.CASH)
    assert floor.day.payment("#1") == "PAID"
    floor.samia.settles_cash("Nabil", "#1")
    assert floor.day.cash() == {"#1": "3400 RECONCILED"}
    assert floor.day.now("#1").headline == "DELIVERED"
    floor.day.ends()


def test_from_refused_to_restocked(floor: Floor) -> None:
    confirmed(floor, "#1")
    on_the_road(floor, "#1")
    floor.wali.fails("#1", Issue.REFUSED)
    floor.wali.counts_in("#1", *EVERYTHING)
    assert floor.day.stock() == {"OIL": (20, 0), "SOAP": (10, 0)}
    assert floor.day.cash() == {"#1": "3400 VOID"}
    assert floor.day.now("#1").headline == "RETURNED"
    floor.day.ends()


def test_each_sees_at_once_what_the_others_did(floor: Floor) -> None:
    confirmed(floor, "#1")
    seen = floor.samia.desk.case(floor.day.id("#1"), floor.samia.actor).order.version
    on_the_road(floor, "#1")
    with pytest.raises(Stale, match="Wali took a parcel of this order out for delivery 0 s ago"):
        floor.samia.desk.perform(floor.day.id("#1"), AddNote("urgent"), by=floor.samia.actor, seen_version=seen)
    assert "every unit" in floor.samia.cannot("#1", CreateShipment())
