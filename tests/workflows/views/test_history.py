"""What happened to an order, in sentences and with amounts in the order's own currency."""

import pytest

from tests.support import shop
from tests.support.databases import KINDS
from workflows import views
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.payment import MarkPaid


@pytest.mark.parametrize("database", KINDS, indirect=True)
@pytest.mark.parametrize(("currency", "said"), [("DZD", "15.00"), ("KWD", "1.500"), ("JPY", "1500")])
def test_it_works(desk: Desk, samia: Actor, currency: str, said: str) -> None:
    order = shop.an_order(desk, currency=currency)
    desk.perform(order.id, MarkPaid(reference="r1", amount=Minor(1500)), by=samia)
    last = desk.read(lambda work: views.detail(work, order.id, samia)).history[-1]
    assert last.what.startswith("Samia ")
    assert ("amount", said) in last.details
