"""What a new parcel is to collect: all that is owed, or its share of a split (domain.md 12)."""

import pytest

from models.statuses import Method
from tests.support import shop
from tests.support.parcels import confirmed, parcel
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor, ParcelCommand
from workflows.errors import Refused
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.road import CancelDelivery, StartReturn
from workflows.parcels.shipping import CreateShipment
from workflows.units import Units


def test_a_split_shares_the_cash_out(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("SOAP", 1),)), by=wali)
    desk.perform(made.id, CreateShipment((Units("ARG", 1),)), by=wali)
    desk.perform(made.id, CreateShipment(), by=wali)
    due = [parcel(desk, made, position).cash_due_minor for position in (1, 2, 3)]
    assert due == [60000 + 40000, 120000, 120000]
    assert sum(due) == 340000


def test_the_last_parcel_takes_the_remainder(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk, total_minor=339999, discount_minor=1)
    for units in ((Units("ARG", 1),), (Units("SOAP", 1),), ()):
        desk.perform(made.id, CreateShipment(units), by=wali)
    due = [parcel(desk, made, position).cash_due_minor for position in (1, 2, 3)]
    assert sum(due) == 339999


@pytest.mark.parametrize("away", [StartReturn("refused"), CancelDelivery("customer called")])
def test_what_comes_back_keeps_its_share(desk: Desk, wali: Actor, away: ParcelCommand) -> None:
    made = confirmed(desk)
    sent = (CreateShipment((Units("ARG", 1),), courier="Yalidine"), MarkReady(waybill="1"), HandOver(), away)
    for command in (*sent, CreateShipment()):
        desk.perform(made.id, command, by=wali)
    due = [parcel(desk, made, position).cash_due_minor for position in (1, 2)]
    assert due == [120000 + 40000, 120000 + 60000]


def test_what_came_back_gives_its_share_away(desk: Desk, wali: Actor) -> None:
    """The delivery charge is asked for again, too."""
    made = confirmed(desk)
    sent = (CreateShipment((Units("ARG", 1),), courier="Yalidine"), MarkReady(waybill="1"), HandOver())
    back = ReceiveReturn((Counted("ARG", 1),))
    again = (CreateShipment((Units("ARG", 1),)), CreateShipment((Units("ARG", 1), Units("SOAP", 1))))
    for command in (*sent, back, *again):
        desk.perform(made.id, command, by=wali)
    assert sum(parcel(desk, made, position).cash_due_minor for position in (2, 3)) == 340000


def test_never_more_than_the_balance(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk, paid_minor=300000)
    desk.perform(made.id, CreateShipment((Units("ARG", 1),)), by=wali)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert [parcel(desk, made, position).cash_due_minor for position in (1, 2)] == [40000, 0]


def test_an_order_that_is_paid_online_collects_nothing(desk: Desk, wali: Actor) -> None:
    made = shop.an_order(desk, method=Method.ONLINE, paid_minor=340000)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert parcel(desk, made).cash_due_minor == 0


def test_an_online_payment_that_never_came_is_collected_at_the_door(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk, method=Method.ONLINE)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert parcel(desk, made).cash_due_minor == 340000


@pytest.mark.parametrize(
    ("due", "sentence"),
    [(340001, "the amount is more than is still owed for this order"), (-1, "an amount cannot be less than nothing")],
)
def test_a_typed_amount_must_make_sense(desk: Desk, wali: Actor, due: int, sentence: str) -> None:
    made = confirmed(desk)
    with pytest.raises(Refused, match=sentence):
        desk.perform(made.id, CreateShipment(cash_due=Minor(due)), by=wali)
    desk.perform(made.id, CreateShipment(cash_due=Minor(100)), by=wali)
    assert parcel(desk, made).cash_due_minor == 100
