"""Two people change one order at the same time: both are written down, and the chain of events holds."""

from concurrent.futures import ThreadPoolExecutor

from models.database import Database
from tests.support import shop
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.orders.remarks import AddNote

NOTES = 25


def _notes(url: str, desk: Desk, order_id: object, by: Actor) -> int:
    """Many notes from a seat of its own."""
    database = Database(url)
    seat = Desk(database, desk.shop, desk.clock)
    for number in range(NOTES):
        seat.perform(order_id, AddNote(f"{by.name} {number}"), by=by)  # type: ignore[arg-type]
    database.close()
    return NOTES


def test_it_works(desk: Desk, amina: Actor, karim: Actor) -> None:
    order = shop.an_order(desk)
    url = desk.database.url.render_as_string(hide_password=False)
    with ThreadPoolExecutor(2) as seats:
        done = list(seats.map(lambda by: _notes(url, desk, order.id, by), (amina, karim)))
    assert sum(done) == 2 * NOTES
    assert shop.order(desk, order.id).version == order.version + 2 * NOTES
    assert desk.read(lambda work: list(check(work))) == []
