"""What the detail says of an order, in the words of the shop's profile."""

from datetime import UTC

import pytest

from console.screens.detail_words import facts
from console.screens.outcomes.portrait import to_collect
from models.orders import Order
from models.statuses import Reason, Shipping
from tests.support import parcels, shop
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.shop import settings
from workflows.views import detail


@pytest.mark.parametrize(
    ("profile", "status", "fulfilment"),
    [("default", "Ready", "Dispatched"), ("codspot", "Confirmed / Fulfilled", None), ("ucraft", None, None)],
)
def test_fulfilment_is_told_once(
    desk: Desk, samia: Actor, profile: str, status: str | None, fulfilment: str | None
) -> None:
    order = parcels.at(desk, Shipping.READY)
    desk.write(lambda work: settings.set_profile(work, profile, by=samia))
    desk.refresh()
    found = desk.read(lambda work: detail(work, order.id, samia))
    said = {fact.label: fact.value for fact in facts(found, desk.clock(), UTC)}
    assert said.get("fulfilment") == fulfilment
    assert status is None or said["status"] == status


def test_nothing_is_collected_for_an_order_that_is_over(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    assert collected(desk, order, samia) == ("  to collect (cash)", "DZD 3 400.00")
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    assert collected(desk, order, samia) == ("  nothing to collect", "")


def collected(desk: Desk, order: Order, by: Actor) -> tuple[str, str]:
    return to_collect(desk.read(lambda work: detail(work, order.id, by)))
