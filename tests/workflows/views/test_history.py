"""What happened to an order, in sentences and with amounts in the order's own currency."""

import pytest

from models.statuses import Role, Shipping
from tests.support import parcels, shop
from tests.support.databases import KINDS
from workflows import views
from workflows.actors import Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import MarkPaid, PaymentArrived
from workflows.parcels.returning import Counted
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.views.history import change_since


@pytest.mark.parametrize("database", KINDS, indirect=True)
@pytest.mark.parametrize(("currency", "said"), [("DZD", "15.00"), ("KWD", "1.500"), ("JPY", "1500")])
def test_it_works(desk: Desk, samia: Actor, currency: str, said: str) -> None:
    order = shop.an_order(desk, currency=currency)
    desk.perform(order.id, MarkPaid(reference="r1", amount=Minor(1500)), by=samia)
    last = desk.read(lambda work: views.detail(work, order.id, samia)).history[-1]
    assert last.what.startswith("Samia ")
    assert ("amount", said) in last.details


def test_what_followed_by_itself_names_the_person_who_caused_it(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, create_shipment_on_confirm=True)
    order, other = shop.an_order(desk), shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)
    last = desk.read(lambda work: views.detail(work, order.id, amina)).history[-1]
    assert (last.what, last.actor) == ("Amina created a parcel of this order", "codesk")
    desk.perform(other.id, PaymentArrived("cib", "p-1", Minor(other.total_minor)), by=Actor(Role.GATEWAY, "cib"))
    last = desk.read(lambda work: views.detail(work, other.id, amina)).history[-1]
    assert last.what == "codesk created a parcel of this order"


def test_a_change_is_told_by_the_step_that_moved_the_order(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, create_shipment_on_confirm=True)
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)
    history = desk.read(lambda work: views.detail(work, order.id, amina)).history
    told = [change_since(history, version) for version in (1, 2, 3)]
    assert [step.what if step else "" for step in told] == [
        "Amina confirmed this order",
        "Amina created a parcel of this order",
        "",
    ]


def test_units_are_read_as_units_and_what_says_nothing_is_left_out(desk: Desk, samia: Actor, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.DELIVERED)
    desk.perform(order.id, ReturnAfterDelivery((Counted("ARG", 1, 1), Counted("SOAP", 1))), by=wali)
    history = desk.read(lambda work: views.detail(work, order.id, samia)).history
    told = dict(history[-1].details)
    assert told["lines"] == "1 fit, 1 damaged × ARG; 1 fit × SOAP"
    assert "stood" not in told
    made = next(step for step in history if step.command == "CreateShipment")
    assert dict(made.details)["cash due"] == "3400.00"
    assert not {"insured", "shipment"} & set(dict(made.details))
