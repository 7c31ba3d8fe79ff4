"""A switch that another seat set holds from the next step on, also where a seat has not looked yet."""

import pytest

from models.statuses import Confirmation, Reason
from tests.support import shop
from tests.support.parcels import confirmed
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.shop import settings


def lock_confirmation(desk: Desk, by: Actor) -> Desk:
    """Another seat takes the switch back; gives the seat that did it."""
    other = Desk(desk.database, desk.shop, desk.clock)
    other.write(lambda work: settings.change(work, "cancel-after-confirm", "off", by=by))
    return other


def test_it_holds_at_a_seat_that_was_open_already(desk: Desk, samia: Actor) -> None:
    made = confirmed(desk)
    lock_confirmation(desk, samia)
    with pytest.raises(Refused, match="is locked in this shop"):
        desk.perform(made.id, Cancel(Reason.PRICE), by=samia)
    assert shop.order(desk, made.id).confirmation is Confirmation.CONFIRMED


def test_a_write_puts_nothing_old_back_over_what_was_read_meanwhile(desk: Desk, samia: Actor) -> None:
    other = lock_confirmation(desk, samia)
    desk.write(lambda _work: desk.refresh())
    other.refresh()
    assert (desk.shop, desk.policy) == (other.shop, other.policy)
