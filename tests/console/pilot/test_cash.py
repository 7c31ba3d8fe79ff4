"""Cash: who has it, reconciling it, differences, refunds, statements; for supervisors."""

from dataclasses import replace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from console.data.cash import COLLECTED, HOLDERS, REFUNDS, SHORT, STATEMENTS, TODAY
from console.screens.cash import Cash
from console.screens.detail import OrderDetail
from console.screens.orders import Orders
from models.statuses import CashState
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_the_list
from tests.console.support.owed import paid, short
from tests.console.support.payloads import PAYLOADS
from tests.console.support.tabbed import agreed, answer, at_the_place, go
from tests.support import shop
from tests.support.arriving import DUE, delivered, parcel, sent, walked
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.money.cash import SettleCash
from workflows.money.payment import MarkPaid
from workflows.parcels.delivering import Deliver
from workflows.views import cash

TABS = (HOLDERS, COLLECTED, TODAY, SHORT, REFUNDS, STATEMENTS)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor) -> None:
    """The envelope of a driver: two parcels, one statement."""
    orders = [delivered(desk) for _ in range(3)]
    sent(desk)
    async with at_the_place(desk, samia, Cash) as (pilot, screen):
        holder = next(line for line in strips(pilot.app) if "Yalidine" in line)
        assert holder.split()[:6] == ["›", "1", "3", "400.00", "3", "10"]
        await press(pilot, "table.open")
        await settle(pilot, lambda: screen.here == COLLECTED and screen.table.window.ready)
        assert "Cash with Yalidine" in dump(pilot.app)
        await press(pilot, "table.select", "table.down", "table.select", "cash.settle")
        assert "2 parcels of Yalidine, DZD 6 800.00 in all" in dump(pilot.app)
        await answer(pilot, "", "", "R-17", "in an envelope")
        assert "Settle" in dump(pilot.app)
        await agreed(pilot)
        await settle(pilot, lambda: "DZD 6 800.00 of 2 parcels of Yalidine settled." in dump(pilot.app))
        assert "R-17" in await go(pilot, STATEMENTS)
    states = sorted(parcel(desk, order).cash for order in orders)
    assert states == [CashState.COLLECTED, CashState.RECONCILED, CashState.RECONCILED]
    (row,) = desk.read(cash.history)
    assert (row.courier, row.reference, row.note, row.parcels) == ("Yalidine", "R-17", "in an envelope", 2)
    assert (row.day, row.by, row.received_minor) == ("2026-11-23", "Samia", 2 * DUE)


def in_turn(desk: Desk, clock: TestClock, count: int = 2) -> list[Any]:
    """Orders delivered a minute apart, so that their parcels stand in this order."""
    made = []
    for _ in range(count):
        made.append(delivered(desk))
        clock.forward(minutes=1)
    return made


async def test_what_is_missing_is_put_to_one_parcel(desk: Desk, samia: Actor, clock: TestClock) -> None:
    orders = in_turn(desk, clock)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, COLLECTED)
        await press(pilot, "table.select_all", "cash.settle")
        await answer(pilot, "nothing")
        assert "is not an amount" in dump(pilot.app)
        await pilot.press(*["backspace"] * 7)
        await answer(pilot, "6795")
        await settle(pilot, lambda: "DZD 5.00 is missing: for which parcel?" in dump(pilot.app))
        await pilot.press("2")
        await answer(pilot, "21/11", "", "")
        assert f"{orders[1].ref}: DZD 3 395.00 of DZD 3 400.00" in dump(pilot.app)
        await agreed(pilot)
        await settle(pilot, lambda: "settled" in dump(pilot.app))
        assert "- DZD 5.00" in await go(pilot, SHORT)
    assert [parcel(desk, order).cash for order in orders] == [CashState.RECONCILED, CashState.SHORT]


async def test_what_is_counted_for_a_parcel_is_kept_until_it_is_settled(
    desk: Desk, samia: Actor, clock: TestClock
) -> None:
    orders = in_turn(desk, clock)
    async with at_the_place(desk, samia, Cash) as (pilot, screen):
        await go(pilot, COLLECTED)
        await press(pilot, "cash.count")
        await answer(pilot, "3000")
        assert "DZD 3 000.00" in dump(pilot.app)
        await go(pilot, SHORT)
        await go(pilot, COLLECTED)
        await settle(pilot, lambda: "DZD 3 000.00" in dump(pilot.app))
        await press(pilot, "table.select_all", "cash.settle")
        assert "DZD 6 400.00 in all" in dump(pilot.app)
        await answer(pilot, "", "", "", "")
        await agreed(pilot)
        await settle(pilot, lambda: "DZD 6 400.00 of 2 parcels" in dump(pilot.app))
        assert screen.counted == {}
    assert [parcel(desk, order).remitted_minor for order in orders] == [300000, DUE]


async def test_leaving_a_question_changes_nothing(desk: Desk, samia: Actor) -> None:
    order = delivered(desk)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await go(pilot, COLLECTED)
        await press(pilot, "cash.settle")
        await answer(pilot, "", "")
        await press(pilot, "form.close")
        assert "Which reference" not in dump(pilot.app)
    assert parcel(desk, order).cash is CashState.COLLECTED
    assert desk.read(cash.history) == []


async def test_a_settled_statement_is_refused_a_second_time(desk: Desk, samia: Actor, clock: TestClock) -> None:
    in_turn(desk, clock)
    async with at_the_place(desk, samia, Cash) as (pilot, screen):
        await go(pilot, COLLECTED)
        await press(pilot, "cash.settle")
        await answer(pilot, "", "", "R-1", "")
        await agreed(pilot)
        await settle(pilot, lambda: screen.table.window.gone)
        await press(pilot, "cash.settle")
        assert "There is nothing here" in dump(pilot.app)
        await press(pilot, "table.down", "cash.settle")
        await answer(pilot, "", "", "R-1", "")
        await agreed(pilot)
        await settle(pilot, lambda: "a statement is settled once" in dump(pilot.app))
    assert len(desk.read(cash.history)) == 1


async def test_parcels_of_two_currencies_are_two_statements(desk: Desk, samia: Actor) -> None:
    delivered(desk)
    delivered(desk, currency="EUR")
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        assert "Yalidine (EUR)" in dump(pilot.app)
        await go(pilot, COLLECTED)
        await press(pilot, "table.select_all", "cash.settle")
        assert "A statement is in one currency; select parcels in DZD or EUR." in dump(pilot.app)


async def test_a_courier_is_chosen(desk: Desk, samia: Actor) -> None:
    delivered(desk)
    other = delivered(desk, courier="ZR Express")
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        assert other.ref not in await go(pilot, COLLECTED)
        await press(pilot, "cash.holder")
        await pilot.press("2")
        await settle(pilot, lambda: other.ref in dump(pilot.app))
        assert "Cash with ZR Express" in dump(pilot.app)


async def test_keys_that_a_tab_has_no_use_for_say_where_they_belong(desk: Desk, samia: Actor) -> None:
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        assert "m mark paid" not in dump(pilot.app)
        for action, words in (
            ("cash.settle", "under To reconcile"),
            ("cash.count", "under To reconcile"),
            ("cash.mark_paid", "as soon as the parcel is delivered"),
            ("cash.give_up", "under Differences"),
            ("cash.sent", "under Refunds"),
            ("cash.holder", "Nobody has collected cash"),
        ):
            await press(pilot, action)
            assert words in dump(pilot.app), action


async def test_empty_tabs_say_what_to_do(desk: Desk, samia: Actor) -> None:
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        for tab, words in zip(
            TABS,
            (
                "Nobody has cash",
                "No collected cash",
                "Nothing that was delivered today",
                "Nothing is short",
                "No refund is to be made",
                "Nothing was settled",
            ),
            strict=True,
        ):
            assert words in await go(pilot, tab)
        await go(pilot, COLLECTED)
        await press(pilot, "cash.settle")
        assert "There is nothing here" in dump(pilot.app)


@pytest.mark.parametrize(
    ("at_once", "when"), [(True, "when they are delivered"), (False, "once delivered orders are marked as paid")]
)
async def test_what_is_only_due_says_when_it_counts_as_collected(
    desk: Desk, samia: Actor, at_once: bool, when: str
) -> None:
    shop.policy(desk, cash_paid_on_delivery=at_once)
    made = sent(desk)
    async with at_the_place(desk, samia, Cash) as (pilot, screen):
        await settle(pilot, lambda: "Yalidine" in dump(pilot.app))
        await press(pilot, "table.open")
        due = "Nothing is collected yet: DZD 3 400.00 of 1 parcel is due"
        assert f"{due}, and counts as collected {when}." in screen.status.text
        await go(pilot, "collected")
        assert "(nobody)" not in dump(pilot.app)
        walked(desk, made.id, [Deliver(), *([] if at_once else [MarkPaid()])])
        await go(pilot, "holders")
        await go(pilot, "collected")
        await settle(pilot, lambda: "Cash with Yalidine" in dump(pilot.app))


async def test_the_end_of_the_day_shows_what_was_delivered_today(desk: Desk, samia: Actor, clock: TestClock) -> None:
    before = delivered(desk)
    clock.forward(hours=13)  # 00:00 in Algiers
    order = delivered(desk)
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        seen = await go(pilot, TODAY)
        assert order.ref in seen
        assert before.ref not in seen
        await press(pilot, "table.open")
        await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))


async def test_only_supervisors_come_here(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, _):
        await press(pilot, "go.cash")
        assert "Cash is for supervisors." in dump(pilot.app)


async def test_what_a_colleague_settles_leaves_the_list(desk: Desk, samia: Actor, clock: TestClock) -> None:
    orders = in_turn(desk, clock)
    async with at_the_place(desk, samia, Cash) as (pilot, screen):
        await go(pilot, COLLECTED)
        await press(pilot, "table.down")
        desk.perform(orders[0].id, SettleCash(), by=samia)
        screen.data_changed()
        await settle(pilot, lambda: screen.table.window.gone)
        row = screen.table.current
        assert row is not None
        assert row.cells[0] == orders[1].ref


async def test_a_long_list_is_gone_through_from_both_ends(desk: Desk, samia: Actor, clock: TestClock) -> None:
    orders = in_turn(desk, clock, 30)
    async with at_the_place(desk, samia, Cash, size=(80, 12)) as (pilot, _):
        await go(pilot, COLLECTED)
        for action, order in (("table.last", orders[-1]), ("table.first", orders[0])):
            await press(pilot, action)
            await settle(pilot, lambda order=order: f"› {order.ref}" in " ".join(dump(pilot.app).split()))  # type: ignore[misc]
        await press(pilot, "table.last", *["table.page_up"] * 9)
        await settle(pilot, lambda: f"› {orders[0].ref}" in " ".join(dump(pilot.app).split()))


async def test_names_of_strangers_are_only_shown(desk: Desk, samia: Actor) -> None:
    kept = [payload for payload in PAYLOADS if payload.name != "lone surrogates"]  # no database takes those
    for payload in kept:
        delivered(desk, customer=payload.text)
    async with at_the_place(desk, samia, Cash, size=(160, 60)) as (pilot, _):
        page = await go(pilot, COLLECTED)
        shown = [payload for payload in kept if payload.shown[:9] in page]
        assert len(shown) > len(kept) - 4
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(page)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("tab", TABS)
async def test_it_looks_like_this(
    desk: Desk, samia: Actor, clock: TestClock, tab: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    for customer in ("Yasmine Haddad", "محمد علي"):
        delivered(desk, customer=customer)
        clock.forward(hours=5)
    sent(desk, courier="ZR Express")
    short(desk, samia)
    paid(desk)
    async with at_the_place(desk, replace(samia), Cash, size=size) as (pilot, _):
        await go(pilot, tab)
        _header, *page = strips(pilot.app)
        assert "\n".join(line.rstrip() for line in page) == snapshot
