"""Events of the shop hang on one chain, however many seats write them."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from models.database import Database
from tests.support.clock import TestClock
from tests.support.history import shop_events
from workflows.actors import SYSTEM
from workflows.chain import chained
from workflows.desk import Desk
from workflows.shop import chronicle

SEATS, EACH = 4, 10


def test_seats_that_write_at_once_keep_one_chain(desk: Desk, clock: TestClock) -> None:
    before = len(shop_events(desk))
    url = desk.database.url.render_as_string(hide_password=False)

    def seat(_: int) -> None:
        database = Database(url)
        own = Desk(database, desk.shop, clock)
        for _ in range(EACH):
            own.write(lambda work: chronicle.tell(work, "SignOut", {}, by=SYSTEM))
        database.close()

    with ThreadPoolExecutor(SEATS) as seats:
        list(seats.map(seat, range(SEATS)))
    events = shop_events(desk)
    assert [event.version for event in events] == list(range(1, before + SEATS * EACH + 1))
    for last, event in pairwise(events):
        stored = event.hash
        assert chained(event, last.hash).hash == stored
