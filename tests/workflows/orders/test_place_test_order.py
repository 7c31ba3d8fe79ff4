"""D7: test orders."""

import pytest

from models.catalogue import stock_moves
from models.orders import Order
from models.outbox import outbox
from models.statuses import Confirmation
from tests.support import shop
from tests.support.history import rows
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders.trial import place_test_order
from workflows.shop import settings


def place(desk: Desk, by: Actor, request_id: str = "r1") -> Order:
    return desk.write(lambda work: place_test_order(work, by=by, request_id=request_id))


def test_it_works(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.order(desk, place(desk, samia).id)
    assert (order.is_test, order.ref, order.confirmation) == (True, "TEST-1", Confirmation.NEW)
    assert (order.currency, order.total_minor, order.phone_problem) == ("DZD", 10100, "")
    assert order.phone.startswith("+213")
    assert desk.next_order(by=amina) is None


def test_it_runs_through_the_rules_and_moves_no_stock(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = place(desk, samia)
    desk.perform(order.id, Confirm(), by=amina)
    assert shop.order(desk, order.id).confirmation is Confirmation.CONFIRMED
    assert rows(desk, stock_moves) == []


def test_the_merchant_gets_the_usual_mail_once(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: settings.set_merchant_email(work, "boss@atlas.dz", by=SYSTEM))
    desk.refresh()
    place(desk, samia)
    (row,) = rows(desk, outbox)
    assert (row.kind, row.message, row.recipient) == ("email", "placed", "boss@atlas.dz")


def test_several_are_allowed_until_a_real_order_exists(desk: Desk, samia: Actor) -> None:
    assert [place(desk, samia, request).ref for request in ("r1", "r2")] == ["TEST-1", "TEST-2"]
    shop.an_order(desk)
    with pytest.raises(Refused, match="real orders have come in, so this shop places no more test orders"):
        place(desk, samia, "r3")


def test_a_repeated_request_gives_the_same_order_even_then(desk: Desk, samia: Actor) -> None:
    first = place(desk, samia)
    shop.an_order(desk)
    assert place(desk, samia).id == first.id


def test_always_and_never(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    shop.policy(desk, test_orders="ALWAYS")
    assert place(desk, samia).is_test
    shop.policy(desk, test_orders="NEVER")
    with pytest.raises(Refused, match="this shop places no test orders"):
        place(desk, samia, "r2")


def test_an_order_of_ones_own_may_be_tried_once(desk: Desk, samia: Actor) -> None:
    draft = shop.a_draft(desk, customer="Try Me")
    made = desk.write(lambda work: place_test_order(work, draft, by=samia, request_id="r1"))
    assert (made.name, made.is_test) == ("Try Me", True)
    with pytest.raises(Refused, match="this order is here already"):
        desk.write(lambda work: place_test_order(work, draft, by=samia, request_id="r2"))


@pytest.mark.parametrize("name", ["Amina", "Wali"])
def test_only_supervisors_place_them(desk: Desk, name: str) -> None:
    with pytest.raises(Refused, match="may not place test orders; ask a supervisor"):
        place(desk, shop.person(desk, name))
