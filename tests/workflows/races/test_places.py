"""Two seats place orders of one shop at once; the second must know what the first made (domain.md C1, C2)."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from models.database import Database
from models.orders import orders
from tests.support.shop import OIL, a_draft, missing, order
from workflows import placing
from workflows.actors import CHECKOUT
from workflows.desk import Desk
from workflows.intake.draft import DraftOrder
from workflows.placing import Placed
from workflows.work import Work

_WAITING = text("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """A second seat of the same shop."""
    database = Database(desk.database.url.render_as_string(hide_password=False), synchronous="OFF")
    yield Desk(database, desk.shop, desk.clock)
    database.close()


def placed(work: Work, drafts: Sequence[DraftOrder]) -> Placed:
    """Place quietly and write it, as an import does."""
    made = placing.place(work, drafts, by=CHECKOUT, is_quiet=True)
    work.flush()
    return made


def until_it_waits(desk: Desk, second: threading.Event) -> None:
    """Until the second seat waits for a lock. On SQLite it cannot even begin, and nobody can see it wait."""
    second.wait(10)
    if not desk.database.is_sqlite:
        while desk.database.read(lambda connection: connection.execute(_WAITING).first()) is None:
            pass


def overlapping(desk: Desk, other: Desk, first: list[DraftOrder], second: list[DraftOrder]) -> tuple[Placed, Placed]:
    """Both batches at once: the second begins when the first is written and not yet committed."""
    written, begun = threading.Event(), threading.Event()

    def slow(work: Work) -> Placed:
        made = placed(work, first)
        written.set()
        until_it_waits(desk, begun)
        return made

    def quick() -> Placed:
        written.wait(10)
        begun.set()
        return other.write(lambda work: placed(work, second))

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.submit(desk.write, slow), pool.submit(quick)
        return one.result(), two.result()


def count(desk: Desk) -> int:
    """How many orders the shop has."""
    return len(desk.read(lambda work: work.connection.execute(select(orders.c.id)).all()))


def test_the_same_order_at_once_is_made_once(desk: Desk, other: Desk) -> None:
    drafts = [a_draft(desk)]
    first, second = overlapping(desk, other, drafts, drafts)
    assert (len(first.cases), len(second.cases), second.known, count(desk)) == (1, 0, 1, 1)


def test_a_new_product_of_both_is_made_once(desk: Desk, other: Desk) -> None:
    new = (replace(OIL, sku="NEW"),)
    batches = [[a_draft(desk, external_id=name, phone="0551 55 55 5" + name, lines=new)] for name in "12"]
    first, second = overlapping(desk, other, *batches)
    products = {case.lines[0].product_id for made in (first, second) for case in made.cases}
    assert (len(products), count(desk)) == (1, 2)


def test_a_checkout_that_two_complete_is_placed_once(desk: Desk, other: Desk) -> None:
    left = missing(desk)
    drafts = [a_draft(desk, external_id=left.external_id, ref=left.ref)]
    overlapping(desk, other, drafts, drafts)
    assert (order(desk, left.id).confirmation, order(desk, left.id).version) == ("NEW", 2)
