"""The pulse beats once for every change, whoever made it."""

from collections.abc import Callable

from models.database import Database
from tests.support import shop
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.orders.remarks import AddNote
from workflows.views import Pulse


def rests(pulse: Pulse, meanwhile: Callable[[], object] = lambda: None) -> bool:
    """Whether it is still, whatever happens meanwhile; of several looks, as other databases of a PostgreSQL server
    make it beat too: a needless look, and no harm."""
    for _ in range(50):
        meanwhile()
        if not pulse.changed():
            return True
    return False


def test_it_beats_once_after_a_change(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    with Pulse(desk.database) as pulse:
        assert pulse.changed()
        assert rests(pulse)
        desk.perform(order.id, AddNote("hello"), by=amina)
        assert pulse.changed()
        assert rests(pulse)


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
        assert rests(pulse, lambda: desk.case(order.id, amina))


def test_it_leaves_the_readers_their_connections(desk: Desk) -> None:
    with Pulse(desk.database) as one, Pulse(desk.database) as two, Pulse(desk.database) as three:
        assert all(pulse.changed() for pulse in (one, two, three))
        assert desk.read(lambda work: work.shop.name) == "Maison Atlas"
