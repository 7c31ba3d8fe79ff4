"""What the detail says of an order, in the words of the shop's profile."""

from datetime import UTC

import pytest

from console.screens.detail_words import facts
from models.statuses import Method, Shipping
from tests.support import parcels
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.shop import settings
from workflows.views import detail


@pytest.mark.parametrize(
    ("profile", "status", "fulfilment"),
    [("default", "Ready", None), ("codspot", "Confirmed / Fulfilled", None), ("ucraft", None, None)],
)
def test_fulfilment_is_not_told_where_the_status_says_it(
    desk: Desk, samia: Actor, profile: str, status: str | None, fulfilment: str | None
) -> None:
    order = parcels.at(desk, Shipping.READY)
    desk.write(lambda work: settings.set_profile(work, profile, by=samia))
    desk.refresh()
    found = desk.read(lambda work: detail(work, order.id, samia))
    said = {fact.label: fact.value for fact in facts(found, desk.clock(), UTC)}
    assert said.get("fulfilment") == fulfilment
    assert status is None or said["status"] == status


def test_a_payment_that_never_came_says_that_the_door_collects_it(desk: Desk, samia: Actor) -> None:
    order = parcels.confirmed(desk, method=Method.ONLINE, gateway="CIB", payment_failed=True)
    found = desk.read(lambda work: detail(work, order.id, samia))
    said = {fact.label: fact.value for fact in facts(found, desk.clock(), UTC)}
    assert said["payment"] == "Failed, online by CIB, now due at the door"
