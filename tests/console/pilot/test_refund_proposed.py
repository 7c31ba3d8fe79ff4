"""What the refund form proposes for an order of which nothing was sold."""

from typing import Any

import pytest

from console.screens.outcomes.live import LiveForm
from console.screens.outcomes.refunding import RefundForm
from models.statuses import Reason
from tests.console.support.desk import press, settle
from tests.console.support.detailed import asks, at_the_order, said
from tests.console.support.refunding import begun
from tests.support import shop
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder
from workflows.units import Units
from workflows.work import Work


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a pause in typing."""
    monkeypatch.setattr(LiveForm, "PAUSE", 0.01)


async def test_for_an_order_of_which_nothing_was_sold_everything_is_proposed(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, MarkPaid(reference="VIR-1"), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await settle(pilot, lambda: "goods 3 000.00 + delivery 400.00 + adjustment 0.00" in said(pilot))
        await press(pilot, "form.accept")
        await asks(pilot, screen, "DZD 3 400.00 goes back to Yasmine Haddad")
        assert "2 × Argan oil: 2 400.00" in said(pilot)


async def test_what_was_paid_in_part_is_proposed_as_one_amount(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, MarkPaid(Minor(100050), reference="VIR-1"), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await settle(pilot, lambda: "= DZD 1 000.50 goes back" in said(pilot))


async def test_a_fee_that_was_kept_is_not_proposed(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, MarkPaid(reference="VIR-1"), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    desk.perform(order.id, RefundOrder((Units("SOAP", 1),), fee=Minor(10000)), by=samia)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await settle(pilot, lambda: "= DZD 2 800.00 goes back; 2 900.00 came in" in said(pilot))


async def test_nothing_is_proposed_over_what_somebody_typed_first(
    desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, MarkPaid(reference="VIR-1"), by=samia)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    judged, failures = RefundForm.judged, iter([OSError("away")])

    def away_at_first(form: RefundForm, work: Work, asked: Any) -> Any:
        for failure in failures:
            raise failure
        return judged(form, work, asked)

    monkeypatch.setattr(RefundForm, "judged", away_at_first)
    async with at_the_order(desk, samia, order) as (pilot, screen):
        await begun(pilot, screen)
        await pilot.press("1")
        await settle(pilot, lambda: "= DZD 1 200.00 goes back" in said(pilot))
