"""Missing orders: who can be reached, how it was paid, what the provider last said."""

from datetime import timedelta

from models.gateways import Answered, Gateway
from models.statuses import Method, Role
from tests.support import shop
from tests.support.checkouts import left_paying, paying
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.lookup import gateways, runs
from workflows.money.payment import PaymentFailed
from workflows.outside.payments import Answer, Question
from workflows.views.missing import Checkout, Contact, checkouts, missing


class Pending:
    """A provider that always says the same."""

    def __enter__(self) -> "Pending":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def ask(self, _question: Question) -> Answer:
        return Answer(Answered.PENDING)


def connect(_gateway: Gateway) -> Pending:
    return Pending()


def listed(desk: Desk) -> dict[str, Checkout]:
    return {row.ref: checkout for row, checkout in desk.read(missing)}


def test_it_works(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = left_paying(desk)
    desk.perform(order.id, PaymentFailed("att-1001"), by=Actor(Role.GATEWAY, "chargily"))
    paying(desk, order)
    desk.write(lambda work: gateways.add(work, "chargily", "https://pay.dz", "sk", by=samia))
    run = runs.run(desk, "chargily", by=samia, connect=connect)
    clock.forward(hours=3)
    found = listed(desk)[order.ref]
    assert (found.contact, found.gateway, found.begun, found.failed, found.is_under_way) == (
        *("phone", "chargily", 2, 1, True),
    )
    assert found.age == clock.now - order.placed_at
    assert found.answer is not None
    assert (found.answer.answered, found.answer.run_id) == ("pending", run.id)
    assert found.answer.at == clock.now - timedelta(hours=3)


def test_who_can_be_reached(desk: Desk) -> None:
    left = {
        shop.missing(desk).ref: Contact.PHONE,
        shop.missing(desk, phone="12").ref: Contact.MEND,
        shop.missing(desk, phone="", email="y@ex.dz").ref: Contact.EMAIL,
        shop.missing(desk, phone="").ref: Contact.NONE,
    }
    assert {ref: found.contact for ref, found in listed(desk).items()} == left


def test_a_checkout_that_was_not_paid_online_has_begun_nothing(desk: Desk) -> None:
    order = shop.missing(desk)
    found = listed(desk)[order.ref]
    assert (found.gateway, found.begun, found.is_under_way, found.answer) == ("", 0, False, None)


def test_only_missing_orders_are_listed_newest_first_and_in_pages(desk: Desk) -> None:
    made = [shop.missing(desk, method=Method.ONLINE) for _ in range(5)]
    shop.an_order(desk)
    first = desk.read(lambda work: missing(work, limit=3))
    rest = desk.read(lambda work: missing(work, after=first[-1][0].key, limit=3))
    assert [row.id for row, _ in first + rest] == [order.id for order in reversed(made)]
    assert desk.read(lambda work: missing(work, after=rest[-1][0].key)) == []


def test_the_rows_of_a_page_have_their_checkouts(desk: Desk) -> None:
    order = left_paying(desk)
    rows = [row for row, _ in desk.read(missing)]
    assert set(desk.read(lambda work: checkouts(work, rows))) == {order.id}
    assert desk.read(lambda work: checkouts(work, [])) == {}


def test_another_shop_is_not_listed(desk: Desk) -> None:
    from workflows.shop.opening import open_shop

    left_paying(desk)
    other = open_shop(desk.database, name="Elsewhere", country="MA", currency="MAD", zone="Africa/Casablanca")
    assert other.read(missing) == []
