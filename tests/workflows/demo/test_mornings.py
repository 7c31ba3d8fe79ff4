"""Each profile's demo looks like the morning of such a shop, and keeps every rule."""

from collections import Counter
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Column, Select, literal, select

from models.gateways import Answered, lookup_answers
from models.log import events
from models.money import remittances
from models.orders import orders
from models.outbox import outbox
from models.shipments import returns, shipments
from models.statuses import CashState, Confirmation, Fulfilment, Handoff, Headline, Payment, Role, Shipping
from tests.support.clock import MONDAY
from tests.support.databases import SqliteBench
from tests.support.history import rows
from workflows.checker import check
from workflows.demo import together
from workflows.demo.morocco import MOROCCO
from workflows.demo.play import play
from workflows.desk import Desk
from workflows.lookup import record
from workflows.parcels import exceptions
from workflows.policy import FailedDelivery
from workflows.profiles import PROFILES
from workflows.work import Work

_o, _s, _e, _a = orders.c, shipments.c, events.c, lookup_answers.c
ROAD = {Headline.PACKING, Headline.READY, Headline.SHIPPED, Headline.IN_TRANSIT, Headline.OUT_FOR_DELIVERY}
OVER = {Headline.IN_RETURN, Headline.DELIVERED, Headline.RETURNED, Headline.CANCELLED}
CALLS = {Headline.NEW, Headline.NO_ANSWER, Headline.CALL_LATER, Headline.MISSING, Headline.FAKE}

#: What must be seen, by profile and column.
SEEN: list[tuple[str, Column[Any], set[Any]]] = [
    *((profile, _o.headline, ROAD | OVER | {Headline.CONFIRMED, Headline.MISSING}) for profile in PROFILES),
    *((profile, _o.headline, {Headline.ISSUE}) for profile in PROFILES if profile != "codrocket"),
    *((profile, _o.headline, CALLS) for profile in ("default", "kartrocket", "codrocket", "codspot")),
    ("kartrocket", _o.payment, {Payment.PAID, Payment.FAILED, Payment.UNPAID}),
    ("codrocket", _s.cash, {CashState.DUE, CashState.COLLECTED, CashState.RECONCILED, CashState.SHORT}),
    ("ucraft", _o.payment, set(Payment)),
    ("ucraft", _o.fulfilment, set(Fulfilment)),
    ("codspot", _o.shipping, set(Shipping) - {Shipping.PICKED_UP}),
    ("kartify", _o.handoff, {Handoff.DUE, Handoff.DONE, Handoff.FAILED}),
]


@pytest.fixture(params=list(PROFILES))
def desk(request: pytest.FixtureRequest, sqlite_bench: SqliteBench) -> Desk:
    """A morning of that profile."""
    return play(sqlite_bench.fresh(), MOROCCO, profile=request.param, now=MONDAY, seed=5)


def counts(desk: Desk, column: Column[Any]) -> Counter[Any]:
    return Counter(desk.read(lambda work: list(work.connection.scalars(select(column)))))


def is_filled(desk: Desk) -> bool:
    """A look-up that asked somebody, stray reports, statements of several parcels with something missing."""
    (run,) = desk.read(record.runs)
    assert (run.looked_at > 0, run.error) == (True, "")
    assert len(desk.read(exceptions.exceptions)) == 2
    statements = [row for row in rows(desk, remittances) if row.parcels > 1]
    assert all(row.finished_at and row.received_minor < row.expected_minor for row in statements)
    return bool(statements)


def contradictions(desk: Desk) -> list[Any]:
    """A courier who reports another one's parcel, a status that the profile has not, an answer against its order."""
    returns_at_once = desk.policy.failed_delivery is FailedDelivery.IN_RETURN
    couriers = (_s.shop_id == _e.shop_id, _s.order_id == _e.order_id, _e.role == Role.COURIER, _s.courier != _e.actor)
    pending = (_a.shop_id == _o.shop_id, _a.order_id == _o.id, _a.answered == Answered.PENDING)
    found = (
        select(_s.courier, _e.actor).where(*couriers),
        select(_s.status).where(_s.status == Shipping.ISSUE, literal(returns_at_once)),
        select(_o.ref).where(*pending, _o.payment == Payment.FAILED),
    )
    return [row for statement in found for row in desk.read(partial(_all, statement))]


def _all(wanted: Select[Any], work: Work) -> list[Any]:
    return list(work.connection.execute(wanted))


def test_it_works(desk: Desk) -> None:
    assert desk.read(check) == []
    for profile, column, words in SEEN:
        if profile == desk.shop.profile:
            assert words <= set(counts(desk, column)), (profile, column.name)
    assert sum(counts(desk, returns.c.reason).values()) > 3
    called = desk.policy.ask_customer != "NOBODY"
    found = counts(desk, _o.confirmation)
    assert called == (found[Confirmation.NO_ANSWER] > 10)
    assert 250 < sum(found.values()) < 600
    together.happen(desk)
    assert is_filled(desk) == desk.policy.cash_paid_on_delivery
    assert contradictions(desk) == []
    assert rows(desk, outbox, outbox.c.due_at.is_not(None)) == []
    assert desk.read(check) == []
