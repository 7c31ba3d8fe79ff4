"""S1 after goods came back: what was never sent goes first, what came back only as a decision (domain.md 7)."""

import pytest

from models.orders import Order
from models.statuses import Shipping
from tests.support import shop
from tests.support.parcels import at, confirmed, lines_in
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import ParcelCommand
from workflows.errors import Refused
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.shipping import CreateShipment
from workflows.units import Units
from workflows.views.bench import bench
from workflows.views.picking import pick_list

REFUSED = ReceiveReturn((Counted("ARG", 2),))


def oil_is_back(desk: Desk, wali: Actor, *how: ParcelCommand) -> Order:
    """The oil went out in a parcel of its own and came back in this way; the soap waits."""
    made = confirmed(desk)
    sent = (CreateShipment((Units("ARG", 2),), courier="Ali"), MarkReady(waybill="A-1"), HandOver())
    for step in (*sent, *how):
        desk.perform(made.id, step, by=wali)
    return shop.order(desk, made.id)


@pytest.mark.parametrize(
    "how", [(REFUSED,), (Deliver(), ReturnAfterDelivery((Counted("ARG", 1),)))], ids=["refused", "sent back"]
)
def test_a_new_parcel_takes_what_was_never_sent(desk: Desk, wali: Actor, how: tuple[ParcelCommand, ...]) -> None:
    made = oil_is_back(desk, wali, *how)
    assert [one.sku for one in desk.read(lambda work: bench(work, made.id, wali)).goods] == ["SOAP"]
    assert [one.sku for one in desk.read(lambda work: pick_list(work, [made.id])).picks] == ["SOAP"]
    desk.perform(made.id, CreateShipment(courier="Ali"), by=wali)
    assert [line.quantity for line in lines_in(desk, made, 2)] == [1]
    assert desk.read(check) == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ((REFUSED,), "goods of this order came back; to send what was never sent, create a shipment first"),
        ((Deliver(),), "parcel 1 stands at delivered; what is in no parcel needs one first: create a shipment"),
    ],
)
def test_whoever_packs_the_rest_is_told_the_step_before(
    desk: Desk, wali: Actor, how: tuple[ParcelCommand, ...], said: str
) -> None:
    made = oil_is_back(desk, wali, *how)
    with pytest.raises(Refused, match=said):
        desk.perform(made.id, StartPacking(), by=wali)
    desk.perform(made.id, CreateShipment(courier="Ali"), by=wali)
    desk.perform(made.id, StartPacking(), by=wali)


def test_what_came_back_goes_with_it_when_it_is_named(desk: Desk, wali: Actor) -> None:
    made = oil_is_back(desk, wali, REFUSED)
    desk.perform(made.id, CreateShipment((Units("ARG", 2), Units("SOAP", 1)), courier="Ali"), by=wali)
    assert [line.quantity for line in lines_in(desk, made, 2)] == [2, 1]


def test_where_nothing_else_is_left_a_new_parcel_takes_what_came_back(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 1))), by=wali)
    desk.perform(made.id, CreateShipment(), by=wali)
    assert [line.quantity for line in lines_in(desk, made, 2)] == [2, 1]
