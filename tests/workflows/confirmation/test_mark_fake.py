"""C11: junk, nobody wants this order."""

import pytest

from tests.support.ledger import attempts_of, last_event, messages, product
from tests.support.shop import an_order, missing, policy
from workflows.actors import Actor
from workflows.confirmation.axis import Confirm, MarkFake
from workflows.desk import Desk
from workflows.errors import Refused


def test_it_works(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=amina)
    done = desk.perform(made.id, MarkFake("a child answered"), by=amina).order
    assert (done.confirmation, done.headline, done.fulfilment) == ("FAKE", "FAKE", "CANCELLED")
    assert (done.claimed_by, done.due_at) == (None, None)
    assert last_event(desk, made).data["note"] == "a child answered"
    assert [dial.outcome for dial in attempts_of(desk, made)] == ["answered"]


def test_the_customer_is_not_told(desk: Desk, amina: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkFake(), by=amina)
    assert messages(desk, made) == ["placed"]


@pytest.mark.parametrize(("release", "held"), [(True, 0), (False, 2)])
def test_held_units_are_freed_as_the_shop_wants_it(desk: Desk, amina: Actor, release: bool, held: int) -> None:
    policy(desk, release_stock_on_cancel=release)
    made = an_order(desk)
    desk.perform(made.id, MarkFake(), by=amina)
    assert product(desk, "ARG").reserved == held


def test_without_a_call_none_is_recorded(desk: Desk, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkFake(called=False), by=samia)
    assert attempts_of(desk, made) == []


def test_a_missing_order_is_cancelled_instead(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="this order was never placed; recover it first"):
        desk.perform(missing(desk).id, MarkFake(), by=amina)


def test_a_confirmed_order_is_not_fake(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, Confirm(), by=amina)
    with pytest.raises(Refused, match="this order is already confirmed"):
        desk.perform(made.id, MarkFake(), by=samia)


def test_it_is_final(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = an_order(desk)
    desk.perform(made.id, MarkFake(), by=amina)
    with pytest.raises(Refused, match="this order is marked fake and locked; copy it to a new order"):
        desk.perform(made.id, Confirm(), by=samia)


def test_an_order_that_a_colleague_has_is_left_alone(desk: Desk, amina: Actor, karim: Actor) -> None:
    made = an_order(desk)
    desk.next_order(by=karim)
    with pytest.raises(Refused, match="Karim is on this order until 11:10"):
        desk.perform(made.id, MarkFake(), by=amina)


def test_the_warehouse_does_not_judge(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="'Mark as fake' is done by an agent or a supervisor here"):
        desk.perform(an_order(desk).id, MarkFake(), by=wali)
