"""What papers say of parcels, as the database has it."""

import pytest
from sqlalchemy import event

from models.orders import Order
from models.statuses import Method, Shipping
from tests.support import packed as made
from tests.support.shop import OIL, SOAP, an_order
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import NotFound, Refused
from workflows.money.payment import MarkPaid
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units
from workflows.views import paper
from workflows.views.paper import Consignment, Item
from workflows.work import Work


def read(desk: Desk, *orders: Order) -> tuple[Consignment, ...]:
    """The parcels of these orders."""
    return desk.read(lambda work: paper.of_orders(work, [order.id for order in orders]))


def manifest(desk: Desk, *orders: Order) -> paper.Manifest:
    """The manifest of all parcels of these orders."""
    return desk.read(lambda work: paper.manifest(work, paper.of_orders(work, [order.id for order in orders])))


def split(desk: Desk) -> Order:
    """An order in two parcels, the first with the soap and one of two bottles."""
    order = made.confirmed(desk)
    first, rest = (Units("SOAP", 1), Units("ARG", 1)), (Units("ARG", 1),)
    return made.done(desk, order, CreateShipment(lines=first), CreateShipment(lines=rest))


def test_it_works(desk: Desk) -> None:
    order = made.packed(desk, ref="#1042", note="call after 2 pm")
    (parcel,) = read(desk, order)
    assert (parcel.shop, parcel.zone, parcel.ref, parcel.note) == (
        "Maison Atlas",
        "Africa/Algiers",
        "#1042",
        "call after 2 pm",
    )
    assert (parcel.name, parcel.phone, parcel.city, parcel.country) == (
        "Yasmine Haddad",
        order.phone,
        order.city,
        "DZ",
    )
    assert (parcel.courier, parcel.waybill, parcel.status) == ("Yalidine", f"YAL-{order.number}", Shipping.READY)
    assert (parcel.number, parcel.count, parcel.position) == (1, 1, 1)
    assert (parcel.cash_minor, parcel.currency, parcel.is_paid) == (340000, "DZD", False)
    assert parcel.items == (Item("ARG", "Argan oil", 2), Item("SOAP", "Soap", 1))


def test_a_second_number_is_read_too(desk: Desk) -> None:
    (parcel,) = read(desk, made.packed(desk, other_phone="0661 23 45 67"))
    assert parcel.second_phone == "0661 23 45 67"


def test_the_parcels_of_a_split_order_hold_their_own_units(desk: Desk) -> None:
    first, second = read(desk, split(desk))
    assert first.items == (Item("ARG", "Argan oil", 1), Item("SOAP", "Soap", 1))
    assert second.items == (Item("ARG", "Argan oil", 1),)
    assert [(parcel.number, parcel.count) for parcel in (first, second)] == [(1, 2), (2, 2)]
    assert first.cash_minor + second.cash_minor == 340000


def test_a_parcel_that_was_called_off_is_counted_no_more(desk: Desk) -> None:
    order = made.done(desk, split(desk), CancelShipment("wrong box", shipment=1))
    (parcel,) = read(desk, order)
    assert (parcel.number, parcel.count, parcel.position) == (1, 1, 2)


def test_an_order_without_a_parcel_is_read_with_all_its_units(desk: Desk) -> None:
    (parcel,) = read(desk, made.confirmed(desk))
    assert (parcel.shipment_id, parcel.status, parcel.cash_minor) == (None, None, 0)
    assert parcel.items == (Item("ARG", "Argan oil", 2), Item("SOAP", "Soap", 1))


def test_orders_come_as_they_were_asked_for_each_once(desk: Desk) -> None:
    orders = [made.packed(desk) for _ in range(3)]
    asked = [orders[2], orders[0], orders[2], orders[1]]
    assert [parcel.ref for parcel in read(desk, *asked)] == [order.ref for order in (orders[2], orders[0], orders[1])]


def test_parcels_come_as_they_were_asked_for(desk: Desk) -> None:
    known = read(desk, split(desk), made.packed(desk))
    asked = [parcel.shipment_id for parcel in (known[2], known[1], known[0]) if parcel.shipment_id]
    found = desk.read(lambda work: paper.of_parcels(work, asked))
    assert found == (known[2], known[1], known[0])


def test_what_was_paid_is_not_collected(desk: Desk) -> None:
    order = an_order(desk, method=Method.ONLINE, paid_minor=340000)
    (parcel,) = read(desk, made.done(desk, order, MarkReady("Yalidine", "YAL-1")))
    assert (parcel.cash_minor, parcel.is_paid) == (0, True)


def test_what_was_collected_is_not_collected_again(desk: Desk) -> None:
    (parcel,) = read(desk, made.done(desk, made.packed(desk), HandOver(), Deliver()))
    assert (parcel.cash_minor, parcel.is_paid) == (0, True)


@pytest.mark.parametrize(("came", "rest"), [(300000, 40000), (340000, 0)])
def test_what_came_in_since_is_not_on_the_label(desk: Desk, came: int, rest: int) -> None:
    order = made.done(desk, made.packed(desk), MarkPaid(Minor(came), method=Method.TRANSFER))
    (parcel,) = read(desk, order)
    assert (parcel.cash_minor, parcel.is_paid) == (rest, not rest)


def test_many_parcels_take_no_more_statements_than_one(desk: Desk) -> None:
    orders = [made.packed(desk) for _ in range(4)]
    assert statements(desk, orders[:1]) == statements(desk, orders) == 2


def statements(desk: Desk, orders: list[Order]) -> int:
    """How many SELECTs it takes to read the parcels of these orders."""
    sent: list[str] = []

    def unit(work: Work) -> None:
        event.listen(work.connection, "before_cursor_execute", lambda *given: sent.append(given[2]))
        paper.of_orders(work, [order.id for order in orders])

    desk.read(unit)
    return sum(sql.startswith("SELECT") for sql in sent)


def test_more_orders_than_one_statement_takes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "PIECE", 2)
    orders = [made.packed(desk) for _ in range(5)]
    assert [parcel.ref for parcel in read(desk, *orders)] == [order.ref for order in orders]
    assert all(len(parcel.items) == 2 for parcel in read(desk, *orders))


def test_an_unknown_order_is_refused(desk: Desk) -> None:
    unknown = desk.shop.id
    with pytest.raises(NotFound, match="no such order"):
        desk.read(lambda work: paper.of_orders(work, [unknown]))


def test_a_parcel_that_was_called_off_is_refused(desk: Desk) -> None:
    order = split(desk)
    asked = [parcel.shipment_id for parcel in read(desk, order) if parcel.shipment_id]
    made.done(desk, order, CancelShipment("wrong box", shipment=1))
    with pytest.raises(NotFound, match="was called off or came back"):
        desk.read(lambda work: paper.of_parcels(work, asked))


def test_a_parcel_that_left_needs_no_label_beside_one_that_waits(desk: Desk) -> None:
    ready = [MarkReady("Yalidine", f"W{number}", shipment=number) for number in (1, 2)]
    order = made.done(desk, split(desk), *ready, HandOver(shipment=1))
    left, waits = read(desk, order)
    assert paper.labelled((left, waits)) == manifest(desk, order).parcels == (waits,)
    made.done(desk, order, HandOver(shipment=2))
    assert paper.labelled(read(desk, order)) == read(desk, order)


def test_a_label_needs_a_parcel(desk: Desk) -> None:
    known = read(desk, made.confirmed(desk, ref="#1042"), made.packed(desk, ref="#1043"))
    with pytest.raises(Refused, match=r"^#1042 has no parcel yet; mark it ready, or create a shipment first$"):
        paper.labelled(known)
    assert paper.labelled(known[1:]) == known[1:]


def test_a_manifest_tells_what_one_courier_takes(desk: Desk, clock: object) -> None:
    orders = made.packed(desk), made.packed(desk)
    found = manifest(desk, *orders)
    assert (found.shop, found.courier, found.at) == ("Maison Atlas", "Yalidine", desk.clock())
    assert found.parcels == read(desk, *orders)


def test_a_manifest_of_two_couriers_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="these parcels go with Yalidine, ZR Express; a manifest is for one courier"):
        manifest(desk, made.packed(desk), made.packed(desk, courier="ZR Express"))


def test_a_manifest_of_what_is_not_packed_is_refused(desk: Desk) -> None:
    order = made.confirmed(desk, ref="#1042", lines=(OIL, SOAP))
    with pytest.raises(Refused, match="#1042 has no parcel yet"):
        manifest(desk, order)
    with pytest.raises(Refused, match="#1042 has a parcel that is not packed yet"):
        manifest(desk, made.done(desk, order, CreateShipment()))


def test_a_manifest_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="there is no packed parcel to hand over"):
        manifest(desk)
