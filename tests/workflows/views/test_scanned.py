"""What a scanned code means at the bench and at the dock: the order, and the parcel whose number it is."""

import pytest

from models.orders import Order
from models.statuses import Shipping
from tests.support import parcels, shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Command
from workflows.errors import NotFound
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.road import CancelDelivery, StartReturn
from workflows.parcels.shipping import CancelShipment
from workflows.views.bench import Bench, Scanned, bench, by_code
from workflows.views.dock import Dock, dock
from workflows.work import Work


@pytest.fixture
def split(desk: Desk) -> Order:
    """Two parcels with the waybills W1 and W2 that nobody has packed."""
    return parcels.split(desk, "W1", "W2")


def gone(desk: Desk, order: Order, by: Actor) -> None:
    """Both parcels are on the road."""
    for number in (1, 2):
        desk.perform(order.id, MarkReady(shipment=number), by=by)
        desk.perform(order.id, HandOver(shipment=number), by=by)


def on_the_bench(desk: Desk, code: str, by: Actor) -> Bench:
    """The bench after a scan."""

    def read(work: Work) -> Bench:
        found = by_code(work, code)
        return bench(work, found.order_id, by, found.shipment)

    return desk.read(read)


def on_the_dock(desk: Desk, code: str, by: Actor) -> Dock:
    """The dock after a scan."""

    def read(work: Work) -> Dock:
        found = by_code(work, code)
        return dock(work, found.order_id, by, found.shipment)

    return desk.read(read)


def test_it_works(desk: Desk, split: Order, wali: Actor) -> None:
    assert desk.read(lambda work: by_code(work, " W2 ")) == Scanned(split.id, 2)
    assert desk.read(lambda work: by_code(work, split.ref)) == Scanned(split.id)
    assert (on_the_bench(desk, "W2", wali).shipment, on_the_bench(desk, "W2", wali).waybill) == (2, "W2")
    assert on_the_bench(desk, split.ref, wali).shipment == 1


def test_a_parcel_that_is_not_to_be_packed_is_refused_though_another_one_is(
    desk: Desk, split: Order, wali: Actor
) -> None:
    desk.perform(split.id, MarkReady(shipment=2), by=wali)
    assert on_the_bench(desk, "W2", wali).refusal == "not possible now: parcel 2 stands at ready"
    assert on_the_bench(desk, split.ref, wali).refusal is None


def test_what_a_colleague_is_packing_names_the_colleague(
    desk: Desk, split: Order, wali: Actor, samia: Actor, clock: TestClock
) -> None:
    desk.perform(split.id, StartPacking(shipment=1), by=wali)
    clock.forward(minutes=5)
    assert on_the_bench(desk, "W1", samia).colleague == "Wali began to pack it 5 min ago"
    assert on_the_bench(desk, "W1", wali).colleague == ""
    assert on_the_bench(desk, "W2", samia).colleague == ""


def test_without_a_number_ones_own_parcel_goes_first_and_a_colleagues_last(
    desk: Desk, split: Order, wali: Actor, samia: Actor
) -> None:
    desk.perform(split.id, StartPacking(shipment=1), by=wali)
    assert [on_the_bench(desk, split.ref, by).shipment for by in (wali, samia)] == [1, 2]
    desk.perform(split.id, StartPacking(shipment=2), by=samia)
    assert [on_the_bench(desk, split.ref, by).shipment for by in (wali, samia)] == [1, 2]
    amina = on_the_bench(desk, split.ref, shop.person(desk, "Amina"))
    assert (amina.shipment, amina.colleague[:4]) == (1, "Wali")


def test_the_number_of_a_parcel_on_the_road_does_not_open_the_one_that_comes_back(
    desk: Desk, split: Order, wali: Actor
) -> None:
    gone(desk, split, wali)
    desk.perform(split.id, StartReturn("refused", shipment=2), by=wali)
    assert [on_the_dock(desk, code, wali).shipment for code in ("W1", "W2")] == [1, 2]


@pytest.mark.parametrize("coming_back", [StartReturn("refused", shipment=2), CancelDelivery("called", shipment=2)])
def test_without_a_number_what_comes_back_goes_before_what_is_on_the_road(
    desk: Desk, split: Order, wali: Actor, coming_back: Command
) -> None:
    gone(desk, split, wali)
    desk.perform(split.id, coming_back, by=wali)
    assert on_the_dock(desk, split.ref, wali).shipment == 2


def test_a_number_of_a_parcel_that_was_called_off_means_it_only_where_no_other_has_it(
    desk: Desk, split: Order, wali: Actor
) -> None:
    desk.perform(split.id, CancelShipment("the box broke", shipment=1), by=wali)
    assert desk.read(lambda work: by_code(work, "W1")) == Scanned(split.id, 1)
    other = parcels.at(desk, Shipping.CREATED, name="Zr Express")
    desk.perform(other.id, MarkReady(waybill="W1"), by=wali)
    assert desk.read(lambda work: by_code(work, "W1")) == Scanned(other.id, 1)


def test_one_number_of_two_couriers_is_no_ones(desk: Desk, split: Order, wali: Actor) -> None:
    other = parcels.at(desk, Shipping.CREATED, name="Zr Express")
    desk.perform(other.id, MarkReady(waybill="W1"), by=wali)
    with pytest.raises(NotFound, match="there is no order 'W1'"):
        desk.read(lambda work: by_code(work, "W1"))


@pytest.mark.parametrize("code", ["", "  "])
def test_nothing_is_no_code(desk: Desk, code: str) -> None:
    with pytest.raises(NotFound, match="scan or type an order number or a waybill"):
        desk.read(lambda work: by_code(work, code))
