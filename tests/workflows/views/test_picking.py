"""What many orders still need from the shelf."""

import pytest

from models.orders import Order
from tests.support import packed as made
from tests.support.shop import OIL, SOAP
from workflows.desk import Desk
from workflows.errors import NotFound, Refused
from workflows.orders.draft import DraftLine
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units
from workflows.views import picking
from workflows.views.picking import PickList, Share


def read(desk: Desk, *orders: Order) -> PickList:
    """The pick list of these orders."""
    return desk.read(lambda work: picking.pick_list(work, [order.id for order in orders]))


def units(found: PickList) -> dict[str, int]:
    """Units by SKU."""
    return {pick.sku: pick.units for pick in found.picks}


def test_it_works(desk: Desk) -> None:
    first, second = (
        made.confirmed(desk, ref="#1042"),
        made.confirmed(desk, ref="#1043", lines=(OIL,), total_minor=280000),
    )
    found = read(desk, second, first)
    assert (found.shop, found.zone, found.at) == ("Maison Atlas", "Africa/Algiers", desk.clock())
    oil, soap = found.picks
    assert (oil.sku, oil.title, oil.units) == ("ARG", "Argan oil", 4)
    assert oil.shares == (Share("#1043", 2, False), Share("#1042", 2, False))
    assert (soap.sku, soap.units, soap.shares) == ("SOAP", 1, (Share("#1042", 1, False),))
    assert found.refs == ("#1043", "#1042")


def test_products_come_by_sku_and_title(desk: Desk) -> None:
    lines = tuple(DraftLine(title, 1, 1000, sku=sku) for title, sku in (("Z", "b"), ("c", ""), ("A", ""), ("Y", "A")))
    found = read(desk, made.confirmed(desk, lines=lines, total_minor=4000, shipping_minor=0))
    assert [(pick.sku, pick.title) for pick in found.picks] == [("", "A"), ("", "c"), ("A", "Y"), ("b", "Z")]


def test_a_parcel_that_is_not_packed_is_still_picked(desk: Desk) -> None:
    order = made.done(desk, made.confirmed(desk), CreateShipment())
    assert units(read(desk, order)) == {"ARG": 2, "SOAP": 1}
    assert units(read(desk, made.done(desk, order, StartPacking()))) == {"ARG": 2, "SOAP": 1}


def test_what_is_packed_is_not_picked_again(desk: Desk) -> None:
    order = made.done(desk, made.confirmed(desk), CreateShipment(lines=(Units("ARG", 1),)))
    order = made.done(desk, order, MarkReady("Yalidine", "YAL-1"))
    assert units(read(desk, order)) == {"ARG": 1, "SOAP": 1}
    assert units(read(desk, made.done(desk, order, HandOver()))) == {"ARG": 1, "SOAP": 1}


def test_what_was_called_off_is_picked_again(desk: Desk) -> None:
    order = made.done(desk, made.packed(desk), CancelShipment("wrong box"))
    assert units(read(desk, order)) == {"ARG": 2, "SOAP": 1}


def test_what_came_back_is_not_picked_by_itself(desk: Desk) -> None:
    back = (Counted("ARG", 2), Counted("SOAP", 1))
    order = made.done(desk, made.packed(desk), HandOver(), ReceiveReturn(back, "refused"))
    with pytest.raises(Refused, match="nothing of these orders is left to pick"):
        read(desk, order)


def test_what_came_back_is_picked_for_a_new_parcel(desk: Desk) -> None:
    back = (Counted("ARG", 2), Counted("SOAP", 1))
    refused = made.done(desk, made.packed(desk), HandOver(), ReceiveReturn(back, "refused"), CreateShipment())
    assert units(read(desk, refused)) == {"ARG": 2, "SOAP": 1}
    sent_back = (HandOver(), Deliver(), ReturnAfterDelivery((Counted("ARG", 1),)), CreateShipment())
    assert units(read(desk, made.done(desk, made.packed(desk), *sent_back))) == {"ARG": 1}


def test_beside_what_is_sent_again_the_rest_is_picked_too(desk: Desk) -> None:
    order = made.done(desk, made.confirmed(desk), CreateShipment((Units("SOAP", 1),)))
    order = made.done(desk, order, MarkReady("Yalidine", "YAL-1"), HandOver())
    order = made.done(desk, order, ReceiveReturn((Counted("SOAP", 1),)), CreateShipment((Units("SOAP", 1),)))
    assert units(read(desk, order)) == {"ARG": 2, "SOAP": 1}


def test_an_order_that_is_all_packed_has_nothing_to_pick(desk: Desk) -> None:
    with pytest.raises(Refused, match="nothing of these orders is left to pick; all of it is packed or gone"):
        read(desk, made.packed(desk))


def test_a_packed_order_among_others_is_left_out(desk: Desk) -> None:
    waiting = made.confirmed(desk, lines=(SOAP,), total_minor=100000)
    assert read(desk, made.packed(desk), waiting).refs == (waiting.ref,)


def test_an_unknown_order_is_refused(desk: Desk) -> None:
    unknown = desk.shop.id
    with pytest.raises(NotFound, match="no such order"):
        desk.read(lambda work: picking.pick_list(work, [unknown]))
