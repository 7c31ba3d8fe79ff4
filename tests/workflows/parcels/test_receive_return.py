"""S14: back and counted in, always by hand."""

import pytest

from models.orders import Order
from models.statuses import Issue, Shipping
from tests.support import shop
from tests.support.ledger import counted, last_event, messages, outbox_of, product, put
from tests.support.parcels import COURIER, at, confirmed, courier, lines_in, moved, parcel, returns_of
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.road import DeliveryFailed
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units

ALL_FIT = ReceiveReturn((Counted("ARG", 2), Counted("SOAP", 1)), "did not want it")
OUT = [
    Shipping.SHIPPED,
    Shipping.IN_TRANSIT,
    Shipping.OUT_FOR_DELIVERY,
    Shipping.ISSUE,
    Shipping.IN_RETURN,
    Shipping.CANCELLED,
]


def refused(desk: Desk, about: Order, command: ReceiveReturn, by: Actor) -> str:
    with pytest.raises(Refused) as refusal:
        desk.perform(about.id, command, by=by)
    return str(refusal.value)


@pytest.mark.parametrize("status", OUT)
def test_it_works(desk: Desk, wali: Actor, status: Shipping) -> None:
    made = at(desk, status)
    done = desk.perform(made.id, ALL_FIT, by=wali).order
    assert (done.headline, done.fulfilment, done.shipping) == ("RETURNED", "RETURNED", "RETURNED")
    assert [(line.quantity, line.back) for line in lines_in(desk, made)] == [(2, 2), (1, 1)]
    assert parcel(desk, made).cash == "VOID"
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (0, 0)
    assert desk.read(check) == []


def test_every_line_is_counted_once(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    for _ in range(2):
        desk.perform(made.id, ALL_FIT, by=wali, request_id="once")
    assert [(row.kind, row.fit, row.damaged, row.lost, row.reason, row.by) for row in returns_of(desk, made)] == [
        ("REFUSED", 2, 0, 0, "did not want it", "Wali"),
        ("REFUSED", 1, 0, 0, "did not want it", "Wali"),
    ]
    assert [row for row in moved(desk, made) if row[0] == "RETURN"] == [("RETURN", 1, 1, 0), ("RETURN", 2, 2, 0)]


def test_damaged_and_lost_units_are_written_down(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    done = desk.perform(made.id, ReceiveReturn((Counted("ARG", 1, 1),)), by=wali).order
    assert done.headline == "RETURNED"
    assert [(row.fit, row.damaged, row.lost) for row in returns_of(desk, made)] == [(1, 1, 0), (0, 0, 1)]
    assert (product(desk, "ARG").on_hand, product(desk, "SOAP").on_hand) == (-1, -1)
    assert [row for row in moved(desk, made) if row[0] in ("DAMAGED", "LOST", "RETURN")] == [
        ("DAMAGED", 1, 0, 0),
        ("LOST", 1, 0, 0),
        ("RETURN", 1, 1, 0),
    ]
    told = last_event(desk, made).data
    assert (told["fit"], told["damaged"], told["lost"]) == (1, 1, 1)
    assert desk.read(check) == []


def test_a_lost_parcel_is_written_off(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_TRANSIT)
    desk.perform(made.id, ReceiveReturn((Counted("ARG", 0), Counted("SOAP", 0)), "lost by the courier"), by=wali)
    assert [row.lost for row in returns_of(desk, made)] == [2, 1]
    assert product(desk, "ARG").on_hand == -2
    assert desk.read(check) == []


def test_the_reason_is_why_the_delivery_failed_when_none_is_typed(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, DeliveryFailed(Issue.WRONG_ADDRESS), by=wali)
    desk.perform(made.id, ReceiveReturn(ALL_FIT.lines), by=wali)
    assert {row.reason for row in returns_of(desk, made)} == {"wrong-address"}


def test_nobody_is_told_unless_the_shop_wants_it(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    desk.perform(made.id, ALL_FIT, by=wali)
    assert "returned" not in messages(desk, made)


def test_people_receive_a_connected_parcel_too_and_nobody_else_does(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.SHIPPED)
    assert "is done by a supervisor or the warehouse here, not by the courier" in refused(
        desk, made, ALL_FIT, COURIER
    )
    assert desk.perform(made.id, ALL_FIT, by=wali).order.headline == "RETURNED"


def test_agents_receive_nothing(desk: Desk, amina: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    assert "is done by a supervisor or the warehouse" in refused(desk, made, ALL_FIT, amina)


# What was typed.


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ((Counted("ARG", 3),), "Argan oil: 2 were sent, 3 cannot come back"),
        ((Counted("ARG", 1, 2),), "Argan oil: 2 were sent, 3 cannot come back"),
        ((Counted("ARG", -1),), "Argan oil: fewer than no units cannot come back"),
        ((Counted("ARG", 0, -1),), "Argan oil: fewer than no units cannot come back"),
        ((Counted("ARG", 1), Counted("Argan oil", 1)), "Argan oil is counted twice; count it once"),
        ((Counted("HAT", 1),), "this order has no 'HAT'; it has ARG, SOAP"),
        ((), "count what came back: of each product the fit and the damaged units; the rest is lost"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    desk: Desk, wali: Actor, lines: tuple[Counted, ...], sentence: str
) -> None:
    made = at(desk, Shipping.IN_RETURN)
    assert sentence in refused(desk, made, ReceiveReturn(lines), wali)
    assert returns_of(desk, made) == []


def test_a_line_of_another_parcel_is_refused(desk: Desk, wali: Actor) -> None:
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment((Units("SOAP", 1),), courier="Ali"), by=wali)
    desk.perform(made.id, MarkReady(waybill="A-1"), by=wali)
    desk.perform(made.id, HandOver(), by=wali)
    assert refused(desk, made, ReceiveReturn((Counted("ARG", 1),)), wali) == "parcel 1 has no ARG; leave it out"


def test_where_returns_go_to_stock_by_themselves_nothing_need_be_counted(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, restock_returns="ALL")
    made = at(desk, Shipping.IN_RETURN)
    desk.perform(made.id, ReceiveReturn(), by=wali)
    assert [(row.fit, row.damaged, row.lost) for row in returns_of(desk, made)] == [(2, 0, 0), (1, 0, 0)]
    assert product(desk, "ARG").on_hand == 0
    assert desk.read(check) == []


# From elsewhere.


def test_a_packed_parcel_is_set_returned_only_where_the_shop_lets_it(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    assert refused(desk, made, ALL_FIT, wali) == "this parcel has not left; cancel the shipment instead"


def test_then_what_was_held_is_freed(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, return_before_hand_over=True)
    made = at(desk, Shipping.READY)
    counted(desk, "ARG", 10)
    done = desk.perform(made.id, ALL_FIT, by=wali).order
    assert (done.headline, done.reserved) == ("RETURNED", False)
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (10, 0)
    assert [row for row in moved(desk, made) if row[0] == "RELEASE"] == [("RELEASE", 1, 0, -1), ("RELEASE", 2, 0, -2)]
    assert parcel(desk, made).cash == "NONE"
    assert desk.read(check) == []


def test_and_what_broke_on_the_table_leaves_the_shelf(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, return_before_hand_over=True)
    made = at(desk, Shipping.READY)
    counted(desk, "ARG", 10)
    desk.perform(made.id, ReceiveReturn((Counted("ARG", 1, 1), Counted("SOAP", 1))), by=wali)
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (9, 0)
    assert desk.read(check) == []


def test_and_a_connected_courier_need_not_come(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, return_before_hand_over=True)
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    desk.perform(made.id, ALL_FIT, by=wali)
    calls = sorted(row.kind for row in outbox_of(desk, made) if row.kind.startswith("courier"))
    assert calls == ["courier.cancel", "courier.create"]


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING])
def test_a_parcel_that_is_not_packed_does_not_come_back(desk: Desk, wali: Actor, status: Shipping) -> None:
    shop.policy(desk, return_before_hand_over=True)
    assert refused(desk, at(desk, status), ALL_FIT, wali).startswith("not possible now")


def test_a_parcel_that_was_called_off_here_does_not_come_back(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("wrong box"), by=wali)
    assert refused(desk, made, ALL_FIT, wali).startswith("this parcel was called off before it left")


def test_it_comes_back_once(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    desk.perform(made.id, ALL_FIT, by=wali)
    before = moved(desk, made)
    assert refused(desk, made, ALL_FIT, wali) == "not possible now: parcel 1 stands at returned"
    assert moved(desk, made) == before


def test_what_was_delivered_is_not_refused(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.SHIPPED)
    desk.perform(made.id, Deliver(), by=wali)
    assert refused(desk, made, ALL_FIT, wali) == "not possible now: parcel 1 stands at delivered"


def test_a_locked_order_takes_its_goods_back_and_stays_locked(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    put(desk, made, confirmation="CANCELLED", headline="CANCELLED", fulfilment="CANCELLED")
    done = desk.perform(made.id, ALL_FIT, by=wali).order
    assert (done.confirmation, done.headline, parcel(desk, made).status) == ("CANCELLED", "CANCELLED", "RETURNED")
    assert product(desk, "ARG").on_hand == 0


# Stock of others.


def test_what_another_system_had_sent_goes_onto_the_shelf(desk: Desk, wali: Actor) -> None:
    counted_order = shop.an_order(desk, shipping=Shipping.SHIPPED)
    counted(desk, "ARG", 5)
    done = desk.perform(counted_order.id, ALL_FIT, by=wali).order
    assert done.headline == "RETURNED"
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (7, 0)
    assert moved(desk, counted_order) == [("RETURN", 1, 1, 0), ("RETURN", 2, 2, 0)]
    assert desk.read(check) == []


def test_nothing_is_collected_for_a_test_order_that_another_system_sent(desk: Desk) -> None:
    made = shop.an_order(desk, shipping=Shipping.SHIPPED, is_test=True)
    assert (parcel(desk, made).cash, parcel(desk, made).cash_due_minor) == ("NONE", 0)
    assert desk.read(check) == []


def test_a_test_order_moves_no_stock(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN, is_test=True)
    desk.perform(made.id, ALL_FIT, by=wali)
    assert moved(desk, made) == []
    assert desk.read(check) == []


def test_goods_that_are_sent_again_are_held_again_and_issued_once_more(desk: Desk, wali: Actor) -> None:
    made = at(desk, Shipping.IN_RETURN)
    desk.perform(made.id, ALL_FIT, by=wali)
    again = desk.perform(made.id, CreateShipment(courier="Ali"), by=wali).order
    assert (again.headline, again.fulfilment, again.reserved) == ("CONFIRMED", "UNFULFILLED", True)
    assert product(desk, "ARG").reserved == 2
    desk.perform(made.id, MarkReady(waybill="A-2"), by=wali)
    desk.perform(made.id, HandOver(), by=wali)
    assert (product(desk, "ARG").on_hand, product(desk, "ARG").reserved) == (-2, 0)
    done = desk.perform(made.id, Deliver(shipment=2), by=wali).order
    assert (done.headline, done.fulfilment, done.payment) == ("DELIVERED", "DELIVERED", "PAID")
    assert desk.read(check) == []
