"""Damage to refunds, statements and cash, planted behind the rules' back, and found for what it is."""

from uuid import UUID

import pytest
from sqlalchemy import delete, insert, update

from models.money import money, refund_lines, refunds, remittance_lines, remittances
from models.orders import orders
from models.shipments import shipments
from tests.support.arriving import DUE, delivered, sent
from tests.support.damage import Damage, missed, of, plant
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.cash import SettleCash, WriteOffDifference
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.units import Units

Orders = dict[str, UUID]


@pytest.fixture
def worked(desk: Desk, samia: Actor) -> Orders:
    """Cash everywhere, refunds made and sent, and nothing wrong with any of it."""
    found = {name: delivered(desk).id for name in ("collected", "settled", "short", "lost", "rest", "back", "bare")}
    found["away"] = sent(desk).id
    found["test"] = delivered(desk, is_test=True).id
    desk.perform(found["settled"], SettleCash(), by=samia)
    desk.perform(found["short"], SettleCash(Minor(DUE - 100)), by=samia)
    desk.perform(found["lost"], SettleCash(Minor(DUE - 100)), by=samia)
    for amount in (100, DUE - 100):
        desk.perform(found["rest"], SettleCash(Minor(amount)), by=samia)
    desk.perform(found["lost"], WriteOffDifference("gone"), by=samia)
    desk.perform(found["back"], RefundOrder((Units("ARG", 1),), Minor(500), Minor(3), Minor(2)), by=samia)
    desk.perform(found["bare"], RefundOrder(adjustment=Minor(5)), by=samia)
    desk.perform(found["bare"], RefundSent("CCP 1"), by=samia)
    assert desk.read(check) == []
    return found


DAMAGES: list[Damage] = [
    (lambda o: of(refunds, o["back"]).values(fee_minor=0), 5, "a refund of another sum than its parts"),
    (lambda o: of(refund_lines, o["back"]).values(amount_minor=1), 5, "a refund of another sum than its parts"),
    (lambda o: delete(refund_lines), 5, "a refund of another sum than its parts"),
    (lambda o: of(refund_lines, o["back"]).values(quantity=3), 5, "more units refunded than were ordered"),
    (lambda o: of(refunds, o["back"]).values(shipping_minor=40001), 5, "more of its delivery charge refunded"),
    (lambda o: of(money, o["bare"]).where(money.c.kind == "REFUND").values(state="TODO"), 5, "that is half sent"),
    (lambda o: of(refunds, o["bare"]).values(sent_at=None), 5, "that is half sent"),
    (lambda o: delete(refunds).where(refunds.c.order_id == o["bare"]), 5, "says nothing of its parts"),
    (lambda o: of(shipments, o["settled"]).values(remitted_minor=1), 5, "cash that no statement tells of"),
    (lambda o: of(remittance_lines, o["short"]).values(received_minor=1), 5, "cash that no statement tells of"),
    (
        lambda o: of(shipments, o["collected"]).values(cash="RECONCILED"),
        5,
        "cash that is counted without a statement",
    ),
    (lambda o: of(shipments, o["settled"]).values(cash="COLLECTED"), 5, "cash that is counted without a statement"),
    (lambda o: of(shipments, o["short"]).values(cash="RECONCILED"), 5, "does not come to what was collected"),
    (lambda o: of(shipments, o["settled"]).values(cash="SHORT"), 5, "a difference in its cash that is none"),
    (lambda o: of(shipments, o["settled"]).values(cash="WRITTEN_OFF"), 5, "a difference in its cash that is none"),
    (lambda o: of(shipments, o["rest"]).values(collected_minor=1), 5, "cash that came again after it was counted"),
    (lambda o: of(shipments, o["collected"]).values(collected_minor=DUE + 1), 5, "more cash with its couriers"),
    (lambda o: of(money, o["short"]).values(method="TRANSFER"), 5, "more cash with its couriers"),
    (lambda o: of(shipments, o["away"]).values(cash="COLLECTED"), 5, "for a parcel that did not arrive"),
    (
        lambda o: of(shipments, o["collected"]).values(cash="DUE"),
        5,
        "cash due at the door of a customer who has paid",
    ),
    (lambda o: of(shipments, o["away"]).values(status="IN_RETURN"), 5, "for a parcel that is not under way"),
    (
        lambda o: of(shipments, o["short"]).values(courier="ZR Express"),
        5,
        "cash on a statement of Yalidine, who did not have it",
    ),
    (lambda o: update(remittances).values(received_minor=1), 5, "says other sums than its parcels"),
    (lambda o: update(remittances).values(parcels=2), 5, "says other sums than its parcels"),
    (lambda o: update(remittances).values(expected_minor=2), 5, "says other sums than its parcels"),
    (
        lambda o: update(orders).where(orders.c.id == o["settled"]).values(is_test=True),
        9,
        "is a test order and stands on a courier's statement",
    ),
    (lambda o: of(shipments, o["test"]).values(cash="COLLECTED"), 9, "is a test order and has cash on the road"),
]


def test_every_damage_is_found(desk: Desk, worked: Orders) -> None:
    assert missed(desk, worked, DAMAGES) == []


def test_a_statement_without_its_parcels_is_found(desk: Desk, worked: Orders) -> None:
    problems = plant(desk, delete(remittance_lines).where(remittance_lines.c.order_id == worked["lost"]))
    sentences = " ".join(one.sentence for one in problems)
    assert "says other sums than its parcels" in sentences
    assert "cash that no statement tells of" in sentences


def test_a_refund_of_nothing_that_is_known_is_found(desk: Desk, worked: Orders) -> None:
    row = {"shop_id": desk.shop.id, "order_id": worked["settled"], "line_id": worked["settled"], "quantity": 1}
    refund = {"shop_id": desk.shop.id, "id": worked["away"], "order_id": worked["settled"], "shipping_minor": 0}
    refund |= {"adjustment_minor": 0, "fee_minor": 0, "sent_by": "", "sent_reference": ""}
    problems = plant(
        desk,
        insert(refunds).values(refund),
        insert(refund_lines).values(row | {"refund_id": worked["away"], "amount_minor": 5}),
    )
    sentences = " ".join(one.sentence for one in problems)
    assert "a refund of another sum than its parts" in sentences
    assert "more units refunded than were ordered" in sentences


def test_money_that_no_delivery_reported_is_found(desk: Desk, worked: Orders) -> None:
    received = (money.c.order_id == worked["collected"], money.c.kind == "RECEIVED")
    problems = plant(desk, delete(money).where(*received))
    assert any("0 received rows, 1 were reported" in one.sentence for one in problems)
