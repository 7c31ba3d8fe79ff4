"""An order of which its own system has sent a part: the rest is packed here."""

from dataclasses import replace

from models.orders import Order
from models.statuses import Shipping
from tests.support import shop
from tests.support.ledger import moves_of, parcels_of
from tests.support.parcels import lines_in, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.parcels.delivering import Deliver
from workflows.parcels.shipping import CreateShipment


def landed(desk: Desk) -> Order:
    """The oil is on its way, the soap is not."""
    return shop.an_order(desk, lines=(shop.OIL, replace(shop.SOAP, sent=False)), shipping=Shipping.SHIPPED)


def test_what_was_sent_is_in_its_parcel_and_the_rest_is_still_to_be_sent(desk: Desk, wali: Actor) -> None:
    made = landed(desk)
    assert (made.confirmation, made.headline, made.fulfilment) == ("CONFIRMED", "CONFIRMED", "PARTIALLY_FULFILLED")
    assert [line.quantity for line in lines_in(desk, made)] == [2]
    assert desk.read(check) == []
    desk.perform(made.id, CreateShipment(), by=wali)
    assert [line.quantity for line in lines_in(desk, made, 2)] == [1]


def test_each_parcel_collects_its_own_part(desk: Desk, wali: Actor) -> None:
    made = landed(desk)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert [one.cash_due_minor for one in parcels_of(desk, made)] == [240000 + 40000, 60000]
    desk.perform(made.id, Deliver(), by=wali)
    assert parcel(desk, made).collected_minor == 280000
    assert desk.read(check) == []


def test_only_what_was_not_sent_is_held(desk: Desk) -> None:
    made = landed(desk)
    assert [(move.move, move.quantity, move.reserved_change) for move in moves_of(desk, made)] == [("RESERVE", 1, 1)]
