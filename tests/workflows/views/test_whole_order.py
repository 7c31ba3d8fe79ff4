"""One order with what came after it was confirmed, on both databases."""

from models.statuses import Shipping
from tests.support import parcels, shop
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.cash import SettleCash
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.parcels.returning import Counted
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units
from workflows.views.whole_order import able, for_people, whole


def test_it_works(desk: Desk, samia: Actor, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.DELIVERED)
    desk.perform(order.id, SettleCash(Minor(300000)), by=samia)
    desk.perform(order.id, ReturnAfterDelivery((Counted("ARG", 0, 1),), "broken"), by=wali)
    desk.perform(order.id, RefundOrder((Units("ARG", 1),), fee=Minor(500)), by=samia)
    desk.perform(order.id, RefundSent("VIR-1"), by=samia)
    seen = desk.read(lambda work: whole(work, order.id, samia))
    (refund,) = seen.refunds
    assert (refund.number, refund.money.amount_minor, refund.made_of.sent_reference) == (1, 119500, "VIR-1")
    assert [(part.quantity, part.amount_minor) for part in refund.units] == [(1, 120000)]
    assert [(row.damaged, row.reason) for row in seen.returned] == [(1, "broken")]
    assert [(row.courier, row.expected_minor, row.received_minor) for row in seen.settled] == [
        ("Yalidine", 340000, 300000)
    ]
    assert {row.message for row in seen.told} >= {"placed", "confirmed", "shipped", "delivered", "refunded"}
    assert seen.left_minor == 340000 - 119500


def test_each_parcel_has_its_own_reasons(desk: Desk, wali: Actor) -> None:
    order = parcels.confirmed(desk)
    desk.perform(order.id, CreateShipment((Units("ARG", 1),)), by=wali)
    desk.perform(order.id, CreateShipment((Units("ARG", 1),)), by=wali)
    desk.perform(order.id, CancelShipment("one is enough", shipment=1), by=wali)
    seen = desk.read(lambda work: whole(work, order.id, wali))
    assert seen.steps[1]["start-packing"] == "not possible now: parcel 1 stands at cancelled"
    assert seen.steps[2]["start-packing"] is None
    assert desk.read(lambda work: able(work, order.id, wali, CancelShipment)) == [2]


def test_who_may_not_is_told_who_may(desk: Desk, amina: Actor) -> None:
    order = parcels.at(desk, Shipping.READY)
    seen = desk.read(lambda work: whole(work, order.id, amina))
    assert str(seen.why["refund-order"]) == "'Refund' is done by a supervisor here, not by an agent"
    assert "not by an agent" in str(seen.steps[1]["hand-over"])


def test_an_order_without_anything_after_has_nothing(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    seen = desk.read(lambda work: whole(work, order.id, samia))
    assert (seen.refunds, seen.returned, seen.settled, seen.steps) == ((), (), (), {})


def test_events_of_others_are_no_commands_of_people() -> None:
    verbs = {command.verb() for command in for_people()}
    assert "deliver" in verbs
    assert not verbs & {"log-report", "hand-off-accepted", "payment-arrived", "start-checkout"}
