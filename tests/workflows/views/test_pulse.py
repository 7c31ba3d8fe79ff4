"""The pulse beats once for every change, whoever made it."""

from models.database import Database
from tests.support import shop
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.orders.remarks import AddNote
from workflows.views import Pulse


def test_it_beats_once_after_a_change(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    with Pulse(desk.database) as pulse:
        assert pulse.changed()
        assert not pulse.changed()
        desk.perform(order.id, AddNote("hello"), by=amina)
        assert pulse.changed()
        assert not pulse.changed()


def test_it_sees_another_seat(desk: Desk) -> None:
    elsewhere = Database(desk.database.url.render_as_string(hide_password=False))
    with Pulse(desk.database) as pulse:
        pulse.changed()
        shop.an_order(Desk(elsewhere, desk.shop, desk.clock))
        assert pulse.changed()
    elsewhere.close()


def test_reading_is_no_change(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    with Pulse(desk.database) as pulse:
        pulse.changed()
        desk.case(order.id, amina)
        assert not pulse.changed()


def test_it_leaves_the_readers_their_connections(desk: Desk) -> None:
    with Pulse(desk.database) as one, Pulse(desk.database) as two, Pulse(desk.database) as three:
        assert all(pulse.changed() for pulse in (one, two, three))
        assert desk.read(lambda work: work.shop.name) == "Maison Atlas"
