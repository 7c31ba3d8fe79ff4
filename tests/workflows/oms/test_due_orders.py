"""H3: the OMS asks for the orders that are due, and acknowledges each one."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.statuses import Role
from tests.support.shop import an_order, policy
from workflows.actors import Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound
from workflows.oms import documents
from workflows.oms.answers import HandOffAccepted

OMS = Actor(Role.OMS, "the OMS")


def page(desk: Desk, after: UUID | None, limit: int) -> list[dict[str, Any]]:
    return desk.read(lambda work: documents.due_orders(work, after=after, limit=limit))


def due(desk: Desk, limit: int = 100) -> list[str]:
    """The numbers of the orders that are due, page by page."""
    found: list[str] = []
    after = None
    while listed := page(desk, after, limit):
        found += [order["ref"] for order in listed]
        after = UUID(listed[-1]["id"])
    return found


def test_it_works(desk: Desk, amina: Actor) -> None:
    policy(desk, oms="PULL")
    made = [an_order(desk) for _ in range(4)]
    for one in made[:3]:
        desk.perform(one.id, Confirm(), by=amina)
    assert due(desk) == due(desk, limit=2) == [one.ref for one in made[:3]]
    desk.perform(made[1].id, HandOffAccepted("SO-1"), by=OMS)
    assert due(desk) == [made[0].ref, made[2].ref]


def test_an_order_is_told_whole(desk: Desk, amina: Actor) -> None:
    policy(desk, oms="PULL")
    made = an_order(desk, note="ring twice")
    desk.perform(made.id, Confirm(), by=amina)
    (told,) = desk.read(documents.due_orders)
    assert told == desk.read(lambda work: documents.document(work, made.id))
    assert (told["id"], told["ref"], told["external_id"]) == (str(made.id), made.ref, made.external_id)
    assert (told["name"], told["phone"], told["city"], told["note"]) == (
        *("Yasmine Haddad", made.phone, "Alger", "ring twice"),
    )
    assert (told["total_minor"], told["currency"], told["method"], told["payment"]) == (
        340000,
        "DZD",
        "CASH",
        "UNPAID",
    )
    assert [(line["sku"], line["quantity"], line["unit_minor"]) for line in told["lines"]] == [
        ("ARG", 2, 120000),
        ("SOAP", 1, 60000),
    ]
    assert json.dumps(told)


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_page_has_its_limits(desk: Desk, limit: int) -> None:
    with pytest.raises(Invalid, match="ask for 1 to 1000"):
        desk.read(lambda work: documents.due_orders(work, limit=limit))


def test_an_order_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound, match="there is no such order"):
        desk.read(lambda work: documents.document(work, uuid4()))
