"""Two seats place orders of one shop at once; the second must know what the first made (domain.md C1, C2)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from models.orders import orders
from tests.support.shop import OIL, a_draft, missing, order
from tests.workflows.races.seats import Job, overlapping
from workflows.actors import CHECKOUT
from workflows.desk import Desk
from workflows.orders import placing
from workflows.orders.draft import DraftOrder
from workflows.orders.placing import Placed


def importing(drafts: Sequence[DraftOrder]) -> Job[Placed]:
    """Place them quietly, as an import does."""
    return lambda seat: seat.write(lambda work: placing.place(work, drafts, by=CHECKOUT, is_quiet=True))


def both(desk: Desk, first: list[DraftOrder], second: list[DraftOrder]) -> tuple[Placed, Placed]:
    """Both batches at once."""
    return overlapping(desk, importing(first), importing(second))


def count(desk: Desk) -> int:
    """How many orders the shop has."""
    return len(desk.read(lambda work: work.connection.execute(select(orders.c.id)).all()))


def test_the_same_order_at_once_is_made_once(desk: Desk) -> None:
    drafts = [a_draft(desk)]
    first, second = both(desk, drafts, drafts)
    assert (len(first.cases), len(second.cases), second.known, count(desk)) == (1, 0, 1, 1)


def test_a_new_product_of_both_is_made_once(desk: Desk) -> None:
    new = (replace(OIL, sku="NEW"),)
    batches = [[a_draft(desk, external_id=name, phone="0551 55 55 5" + name, lines=new)] for name in "12"]
    first, second = both(desk, *batches)
    products = {case.lines[0].product_id for made in (first, second) for case in made.cases}
    assert (len(products), count(desk)) == (1, 2)


def test_a_checkout_that_two_complete_is_placed_once(desk: Desk) -> None:
    left = missing(desk)
    drafts = [a_draft(desk, external_id=left.external_id, ref=left.ref)]
    both(desk, drafts, drafts)
    assert (order(desk, left.id).confirmation, order(desk, left.id).version) == ("NEW", 2)
