"""Damage to what leaves the house: the outbox, the hand-off, secrets."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from models.outbox import OutboxRow, outbox
from models.statuses import Method, Role
from tests.support import shop
from tests.support.damage import Damage, found, missed, of, plant, row
from tests.support.ledger import outbox_of
from workflows.actors import SYSTEM, Actor
from workflows.calls.again import SendAgain
from workflows.checker import check
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.oms.answers import HandOffAccepted, HandOffRefused, SendPaymentProof
from workflows.outbox import posting
from workflows.shop import settings
from workflows.work import as_dict

OMS = Actor(Role.OMS, "the OMS")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
Handed = dict[str, UUID]


@pytest.fixture
def handed(desk: Desk, samia: Actor) -> Handed:
    """Orders at every point of the hand-off, and nothing wrong with any."""
    shop.policy(desk, oms="PUSH", pin_confirmation=True)
    found = {name: shop.an_order(desk).id for name in ("new", "due", "done", "failed")}
    for name in ("due", "done", "failed"):
        desk.perform(found[name], Confirm(), by=samia)
    desk.perform(found["done"], HandOffAccepted(), by=OMS)
    desk.perform(found["failed"], HandOffRefused("no"), by=OMS)
    shop.policy(desk, oms="CONFIRM_API", pin_confirmation=True)
    found["proved"] = shop.missing(desk, method=Method.ONLINE).id
    desk.perform(found["proved"], SendPaymentProof("pi-1"), by=samia)
    assert desk.read(check) == []
    return found


DAMAGES: list[Damage] = [
    (lambda o: row(o["due"]).values(handoff="DONE"), 10, "is with the OMS, which never accepted it"),
    (lambda o: row(o["due"]).values(handoff="FAILED"), 10, "failed at the OMS, which never refused it"),
    (lambda o: row(o["due"]).values(handoff="NONE"), 10, "has something queued for the OMS and is not due there"),
    (lambda o: row(o["due"]).values(confirmation="CANCELLED"), 10, "is called off and still waits for the OMS"),
    (lambda o: row(o["failed"]).values(confirmation="FAKE"), 10, "is called off and still waits for the OMS"),
    (lambda o: row(o["new"]).values(handoff="DUE"), 10, "neither confirmed nor proved to be paid"),
    (lambda o: of(outbox, o["done"]).values(due_at=NOON), 10, "and is not due there"),
    (
        lambda o: delete(outbox).where(outbox.c.order_id == o["proved"]),
        10,
        "neither confirmed nor proved to be paid",
    ),
    (lambda o: of(outbox, o["new"]).values(due_at=None), 10, "was sent or given up and still holds its PIN"),
]


def test_every_damage_is_found(desk: Desk, handed: Handed) -> None:
    assert missed(desk, handed, DAMAGES) == []


def test_one_step_tells_one_thing_once(desk: Desk, handed: Handed) -> None:
    """The unique key holds in the database itself."""
    (one,) = [one for one in outbox_of(desk, shop.order(desk, handed["due"])) if one.kind == "oms.order"]
    again = as_dict(one) | {"id": desk.write(lambda work: work.new_id())}
    with pytest.raises(IntegrityError):
        plant(desk, insert(outbox).values(again))


@pytest.mark.parametrize(
    ("kind", "recipient"),
    [("email", "y@ex.dz"), ("sms", "+213551000110"), ("oms.order", "oms"), ("courier.create", "Yalidine")],
)
def test_a_test_order_that_writes_outside_is_found(desk: Desk, kind: str, recipient: str) -> None:
    order = shop.an_order(desk, is_test=True)
    made = OutboxRow(
        *(desk.shop.id, desk.write(lambda work: work.new_id()), order.id, kind, "placed", recipient, {}, "k"),
        *(desk.clock(), 0, "", None),
    )
    problems = plant(desk, insert(outbox).values(as_dict(made)))
    assert found(problems, 9, "is a test order and wrote to somebody outside")


def test_a_merchant_who_moved_was_no_stranger(desk: Desk, amina: Actor) -> None:
    def move(address: str) -> None:
        desk.write(lambda work: settings.set_merchant_email(work, address, by=SYSTEM))
        desk.refresh()

    move("old@atlas.dz")
    order = shop.an_order(desk, is_test=True)
    move("new@atlas.dz")
    desk.perform(order.id, SendAgain("placed"), by=amina)
    move("")
    assert [one.recipient for one in outbox_of(desk, order)] != []
    assert desk.read(check) == []


def test_a_pin_that_was_sent_as_it_should_is_no_damage(desk: Desk, handed: Handed) -> None:
    for one in outbox_of(desk, shop.order(desk, handed["new"])):
        desk.write(lambda work, one=one: posting.sent(work, one))  # type: ignore[misc]
    assert desk.read(check) == []
