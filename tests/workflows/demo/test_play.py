"""A morning played through the real rules."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from models.database import Database
from models.orders import orders
from models.outbox import outbox
from models.shops import ShopKind
from models.statuses import Headline, Role
from tests.support.clock import MONDAY
from workflows import book, phones
from workflows.actors import actor_of
from workflows.checker import check
from workflows.demo.algeria import ALGERIA
from workflows.demo.morocco import MOROCCO
from workflows.demo.play import play
from workflows.demo.world import World
from workflows.desk import Desk
from workflows.roster import by_name, everyone
from workflows.work import Work


def made(database: Database, world: World = ALGERIA, profile: str = "default") -> Desk:
    """A demo shop on a Monday at 11 in Algiers."""
    assert book.SUBJECTS
    return play(database, world, profile=profile, now=MONDAY, seed=5)


def test_it_works_and_keeps_every_rule(database: Database) -> None:
    desk = made(database)
    assert desk.shop.kind is ShopKind.DEMO
    assert desk.read(check) == []
    found = Counter(desk.read(lambda work: list(work.connection.scalars(select(orders.c.headline)))))
    assert set(found) >= {
        *(Headline.NEW, Headline.NO_ANSWER, Headline.CALL_LATER, Headline.MISSING, Headline.CONFIRMED),
        *(Headline.CANCELLED, Headline.FAKE, Headline.SHIPPED, Headline.DELIVERED, Headline.RETURNED),
    }
    assert sum(found.values()) > 300
    assert all(count > 0 for count in desk.read(_trouble))
    assert desk.read(_waiting) == 0
    people_sign_in_without_fuss_and_find_somebody_to_call(desk)


def people_sign_in_without_fuss_and_find_somebody_to_call(desk: Desk) -> None:
    people = {person.name: person for person in desk.read(everyone)}
    assert [(name, person.role) for name, person in people.items()] == [
        ("Amina", Role.AGENT),
        ("Karim", Role.AGENT),
        ("Lina", Role.AGENT),
        ("Samia", Role.SUPERVISOR),
        ("Wali", Role.WAREHOUSE),
    ]
    assert not any(person.password or person.pin for person in people.values())
    amina = actor_of(desk.read(lambda work: by_name(work, "Amina")))
    order = desk.next_order(by=amina)
    assert order is not None
    assert order.headline is Headline.CALL_LATER


def _trouble(work: Work) -> tuple[int, ...]:
    """How many duplicates, bad numbers, short, test, four times called, missed and promised orders there are."""
    o = orders.c
    wanted = (
        func.count().filter(o.duplicate_of.is_not(None)),
        func.count().filter(o.phone == ""),
        func.count().filter(o.short),
        func.count().filter(o.is_test),
        func.count().filter(o.attempts >= 4),
        func.count().filter(o.appointment_at < MONDAY),
        func.count().filter(o.appointment_at > MONDAY),
    )
    return tuple(work.connection.execute(select(*wanted)).one())


def _waiting(work: Work) -> int | None:
    """Messages that would be sent."""
    return work.connection.scalar(select(func.count()).select_from(outbox).where(outbox.c.due_at.is_not(None)))


@pytest.mark.parametrize("world", [ALGERIA, MOROCCO], ids=lambda world: world.country)
def test_every_prefix_is_one_of_the_countrys_mobile_numbers(world: World) -> None:
    for place in range(len(world.prefixes)):
        phone = phones.parse(world.typed(world.number(place * 10**6 + 123_456)), world.country)
        assert (phone.valid, phone.kind) == (True, "mobile"), world.prefixes[place]
