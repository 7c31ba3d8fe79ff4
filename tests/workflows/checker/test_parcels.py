"""Damage to parcels, their stock and their cash, planted behind the rules' back, and found for what it is."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from models.catalogue import stock_moves
from models.orders import order_lines
from models.shipments import returns, shipment_lines, shipments
from models.statuses import Move, RunBy, Shipping
from tests.support import shop
from tests.support.damage import Damage, found, missed, of, plant, row
from tests.support.ledger import moves_of, parcels_of
from tests.support.parcels import at, confirmed
from tests.workflows.checker.test_damage import Orders
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.work import as_dict

SOAP = (Counted("ARG", 1, 1), Counted("SOAP", 0))


@pytest.fixture
def moving(desk: Desk, wali: Actor) -> Orders:
    """A parcel at every stage, and nothing wrong with any of them."""
    shop.policy(desk, return_before_hand_over=True)
    stages = (Shipping.READY, Shipping.SHIPPED, Shipping.IN_RETURN, Shipping.CANCELLED, Shipping.DELIVERED)
    found = {stage.value.lower(): at(desk, stage, name=stage.value).id for stage in stages}
    for name, stage in (("returned", Shipping.IN_RETURN), ("unsent", Shipping.READY)):
        found[name] = at(desk, stage, name=name).id
        desk.perform(found[name], ReceiveReturn(SOAP), by=wali)
    found["imported"] = shop.an_order(desk, shipping=Shipping.SHIPPED).id
    found["confirmed"] = confirmed(desk).id
    assert desk.read(check) == []
    return found


def moves(order_id: Any, move: Move) -> Any:
    """Change the moves of one kind of an order."""
    return update(stock_moves).where(stock_moves.c.order_id == order_id, stock_moves.c.move == move)


DAMAGES: list[Damage] = [
    (
        lambda o: moves(o["shipped"], Move.ISSUE).values(quantity=7),
        4,
        "did not issue exactly what a parcel left with",
    ),
    (lambda o: moves(o["shipped"], Move.ISSUE).values(move="ADJUST"), 4, "did not issue exactly"),
    (lambda o: of(shipment_lines, o["delivered"]).values(quantity=1), 4, "did not issue exactly"),
    (lambda o: of(shipments, o["shipped"]).values(from_import=True), 4, "issued units that had left before"),
    (lambda o: of(shipments, o["imported"]).values(from_import=False), 4, "did not issue exactly"),
    (lambda o: moves(o["unsent"], Move.ISSUE).values(quantity=5), 4, "issued units of a parcel that never left"),
    (lambda o: of(shipments, o["shipped"]).values(shipped_at=None), 4, "issued units of a parcel that never left"),
    (lambda o: of(shipment_lines, o["returned"]).values(back=9), 4, "more units of a parcel back than it had"),
    (lambda o: of(shipment_lines, o["delivered"]).values(sent_back=9), 4, "more units of a parcel back than it had"),
    (lambda o: of(shipment_lines, o["delivered"]).values(sent_back=1), 4, "counted another number of units back"),
    (lambda o: of(shipment_lines, o["shipped"]).values(sent_back=-1), 4, "fewer than no units"),
    (
        lambda o: moves(o["returned"], Move.RETURN).values(quantity=9),
        4,
        "put another number of returned units in stock",
    ),
    (lambda o: of(returns, o["returned"]).values(fit=0), 4, "put another number of returned units in stock"),
    (lambda o: of(returns, o["returned"]).values(lost=0), 4, "counted another number of units back"),
    (lambda o: of(shipments, o["shipped"]).values(run_by=RunBy.COURIER), 6, "courier that the shop does not have"),
    (lambda o: moves(o["unsent"], Move.RELEASE).values(move="RETURN"), 4, "took units back that never left"),
    (lambda o: moves(o["returned"], Move.RETURN).values(move="RELEASE"), 4, "freed units of a parcel that had left"),
    (lambda o: of(shipments, o["returned"]).values(status="IN_RETURN"), 4, "half returned"),
    (lambda o: of(shipments, o["in_return"]).values(status="RETURNED"), 4, "half returned"),
    (lambda o: moves(o["shipped"], Move.ISSUE).values(reserved_change=1), 4, "moved stock by another number"),
    (lambda o: moves(o["shipped"], Move.ISSUE).values(on_hand_change=0), 4, "moved stock by another number"),
    (lambda o: row(o["ready"]).values(headline="RETURNED"), 4, "is over and still holds units in stock"),
    (lambda o: row(o["ready"]).values(reserved=False), 4, "holds another number of units in stock"),
    (lambda o: row(o["shipped"]).values(reserved=True), 4, "holds another number of units in stock"),
    (lambda o: moves(o["ready"], Move.RESERVE).values(reserved_change=9), 4, "holds more units of a line than were"),
    (lambda o: moves(o["ready"], Move.RESERVE).values(reserved_change=-9), 4, "or fewer than none"),
    (lambda o: of(shipments, o["shipped"]).values(status="READY"), 6, "left and still waits to be handed over"),
    (lambda o: of(shipments, o["ready"]).values(status="SHIPPED"), 6, "on the road that never left"),
    (lambda o: of(shipments, o["ready"]).values(status="IN_RETURN"), 6, "coming back that never left"),
    (lambda o: of(shipments, o["delivered"]).values(delivered_at=None), 6, "arrived without a time"),
    (lambda o: of(shipments, o["shipped"]).values(delivered_at=shipments.c.shipped_at), 6, "or has a time only"),
    (lambda o: of(shipments, o["ready"]).values(cash="DUE"), 6, "cash on the road for a parcel that has not left"),
    (lambda o: of(shipments, o["shipped"]).values(cash="COLLECTED"), 6, "other cash than a parcel on the road has"),
    (lambda o: of(shipments, o["shipped"]).values(cash="NONE"), 6, "whose cash nobody expects"),
    (lambda o: of(shipments, o["in_return"]).values(cash="DUE"), 6, "cash for a parcel that nobody gets"),
    (lambda o: of(shipments, o["cancelled"]).values(cash="DUE"), 6, "cash for a parcel that nobody gets"),
    (lambda o: of(shipments, o["returned"]).values(cash="COLLECTED"), 6, "cash for a parcel that nobody gets"),
    (lambda o: of(shipments, o["shipped"]).values(cash_due_minor=0), 6, "cash due that comes to nothing"),
    (lambda o: of(shipments, o["ready"]).values(cash_due_minor=-1), 6, "cash due that comes to nothing"),
    (lambda o: row(o["ready"]).values(confirmation="NEW", headline="NEW"), 3, "was never confirmed"),
    (lambda o: of(shipment_lines, o["ready"]).values(quantity=9), 3, "more in its parcels than was ordered"),
    (lambda o: of(order_lines, o["returned"]).values(quantity=9), 6, "says RETURNED and has units that were never"),
    (lambda o: of(order_lines, o["delivered"]).values(quantity=9), 6, "says DELIVERED and has units that were never"),
    (
        lambda o: of(shipments, o["shipped"]).values(courier="in_return"),
        3,
        "has a parcel with the waybill of another",
    ),
    (lambda o: row(o["shipped"]).values(is_test=True), 9, "is a test order and moved stock"),
    (lambda o: row(o["shipped"]).values(is_test=True), 9, "is a test order and has cash on the road"),
]


def test_every_damage_is_found(desk: Desk, moving: Orders) -> None:
    assert missed(desk, moving, DAMAGES) == []


def test_units_that_leave_twice_are_found(desk: Desk, moving: Orders) -> None:
    made = shop.order(desk, moving["shipped"])
    twice = next(move for move in moves_of(desk, made) if move.move is Move.ISSUE)
    again = as_dict(twice) | {"id": parcels_of(desk, made)[0].id}
    problems = plant(desk, insert(stock_moves).values(again))
    assert found(problems, 4, "did not issue exactly what a parcel left with")
    assert found(problems, 4, "or fewer than none")
    assert found(problems, 4, "its ledger sums to")


def test_units_that_never_left_the_shelf_are_found(desk: Desk, moving: Orders) -> None:
    mine = (stock_moves.c.order_id == moving["shipped"], stock_moves.c.move == Move.ISSUE)
    problems = plant(desk, delete(stock_moves).where(*mine))
    assert found(problems, 4, "did not issue exactly what a parcel left with")


def test_units_that_come_back_twice_are_found(desk: Desk, moving: Orders) -> None:
    mine = (stock_moves.c.order_id == moving["returned"], stock_moves.c.move == Move.RETURN)
    back = dict(desk.database.read(lambda c: c.execute(select(stock_moves).where(*mine)).one())._mapping)
    problems = plant(desk, insert(stock_moves).values(back | {"id": moving["returned"]}))
    assert found(problems, 4, "put another number of returned units in stock than came")
