"""The claim is one probe of an index per lane, whatever the size of the shop."""

from tests.support import shop
from tests.support.plans import plans
from workflows.actors import Actor
from workflows.calls.claims import Release
from workflows.desk import Desk

LANES = 8  #: promised, new, five of unanswered ones, left checkouts


def test_every_lane_is_one_probe(desk: Desk, amina: Actor) -> None:
    for _ in range(20):
        shop.an_order(desk)
    (plan,) = plans(desk, lambda: desk.next_order(by=amina), having="claim_no=(orders.claim_no + ")
    probes = [step for step in plan.steps if step.index == "ix_orders_queue"]
    assert "" not in plan.indexes
    assert len(probes) == LANES
    assert all("lane" in step.said and "due_at" in step.said for step in probes), probes
    (own,) = (step for step in plan.steps if step.index == "ix_orders_assigned")
    assert "assigned_to" in own.said


def test_the_order_at_hand_is_looked_up(desk: Desk, amina: Actor) -> None:
    made = shop.an_order(desk)
    desk.next_order(by=amina)
    for plan in plans(desk, lambda: desk.next_order(by=amina), having="orders.claimed_by ="):
        assert plan.indexes == {"ux_orders_claimed"}
    for plan in plans(desk, lambda: desk.perform(made.id, Release(), by=amina), having="UPDATE orders"):
        assert len(plan.indexes) == 1
        assert "" not in plan.indexes
