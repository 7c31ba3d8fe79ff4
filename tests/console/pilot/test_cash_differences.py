"""Cash: differences, refunds to make, and the parcels of a statement."""

import pytest

from console.data.cash import REFUNDS, SHORT, STATEMENTS, TODAY
from console.screens.cash import Cash
from console.screens.cash_statement import CashStatement
from console.screens.detail import OrderDetail
from console.screens.orders import Orders
from models.statuses import CashState, MoneyKind, MoneyState
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.owed import paid, short
from tests.console.support.tabbed import agreed, answer, at_the_place, go
from tests.support.arriving import DUE, parcel
from tests.support.databases import KINDS
from tests.support.ledger import money_of
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.cash import SettleCash
from workflows.money.refunds import RefundOrder


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_a_difference_is_given_up_with_a_note(desk: Desk, samia: Actor) -> None:
    orders = [short(desk, samia) for _ in range(2)]
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, SHORT)
        await press(pilot, "table.select_all", "cash.give_up")
        await answer(pilot, "")
        assert "Type why it is given up" in dump(pilot.app)
        await answer(pilot, "lost")
        assert "Given up is final" in dump(pilot.app)
        await agreed(pilot)
        await settle(pilot, lambda: "2 parcels written off." in dump(pilot.app))
    assert {parcel(desk, order).cash for order in orders} == {CashState.WRITTEN_OFF}


async def test_a_difference_that_a_colleague_settled_is_not_given_up(desk: Desk, samia: Actor) -> None:
    order = short(desk, samia)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, SHORT)
        await press(pilot, "cash.give_up")
        await answer(pilot, "lost")
        desk.perform(order.id, SettleCash(Minor(200)), by=samia)
        await agreed(pilot)
        await settle(pilot, lambda: "0 parcels written off." in dump(pilot.app))
    assert parcel(desk, order).cash is CashState.SHORT


async def test_the_rest_of_a_difference_arrives(desk: Desk, samia: Actor) -> None:
    order = short(desk, samia)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, SHORT)
        await press(pilot, "cash.settle")
        assert "DZD 5.00 is missing" in dump(pilot.app)
        await answer(pilot, "", "found it")
        await settle(pilot, lambda: "DZD 5.00 more came" in dump(pilot.app))
    assert parcel(desk, order).cash is CashState.RECONCILED


async def test_too_much_is_only_given_up(desk: Desk, samia: Actor) -> None:
    short(desk, samia, missing=-500)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        assert "+ DZD 5.00" in await go(pilot, SHORT)
        await press(pilot, "cash.settle")
        assert "only the difference can be given up" in dump(pilot.app)


@pytest.mark.parametrize("database", KINDS, indirect=True)
@pytest.mark.parametrize(("missing", "stands"), [(500, "Short"), (-500, "Over")])
async def test_where_the_cash_stands_tells_too_little_from_too_much(
    desk: Desk, samia: Actor, missing: int, stands: str
) -> None:
    order = short(desk, samia, missing=missing)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, TODAY)
        (row,) = [line for line in strips(pilot.app) if order.ref in line]
        assert "DZD 3 400.00" in row
        assert stands in row
        await go(pilot, STATEMENTS)
        await press(pilot, "table.open")
        await settle(pilot, lambda: isinstance(pilot.app.screen, CashStatement) and order.ref in dump(pilot.app))
        assert any(order.ref in line and stands in line for line in strips(pilot.app))


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_a_refund_is_said_to_be_sent(desk: Desk, samia: Actor) -> None:
    order = paid(desk)
    async with at_the_place(desk, samia, Cash) as (pilot, screen):
        assert "to make" in await go(pilot, REFUNDS)
        await press(pilot, "cash.sent")
        assert "not decided yet" in dump(pilot.app)
        desk.perform(order.id, RefundOrder(adjustment=Minor(DUE)), by=samia)
        screen.data_changed()
        await settle(pilot, lambda: "to send, 1" in dump(pilot.app))
        await press(pilot, "table.first", "cash.sent")
        await answer(pilot, "")
        assert "Type the bank's or provider's reference" in dump(pilot.app)
        await answer(pilot, "B-77")
        await settle(pilot, lambda: "reference B-77" in dump(pilot.app))
        assert "Sent is for good" in dump(pilot.app)
        assert MoneyState.DONE not in [row.state for row in money_of(desk, order) if row.kind is MoneyKind.REFUND]
        await press(pilot, "form.accept")
        await settle(pilot, lambda: f"The refund of {order.ref} is sent." in dump(pilot.app))
    assert [row.state for row in money_of(desk, order)][-1] is MoneyState.DONE


async def test_a_statement_shows_its_parcels_and_their_orders(desk: Desk, samia: Actor) -> None:
    order = short(desk, samia)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, STATEMENTS)
        await press(pilot, "table.open")
        await settle(pilot, lambda: isinstance(pilot.app.screen, CashStatement) and order.ref in dump(pilot.app))
        assert "Short" in dump(pilot.app)
        await press(pilot, "table.open")
        await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))
        await press(pilot, "order.back", "settlement.back")
        assert isinstance(pilot.app.screen, Cash)
        await press(pilot, "table.open")
        await settle(pilot, lambda: isinstance(pilot.app.screen, CashStatement))
        await press(pilot, "go.orders")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))
