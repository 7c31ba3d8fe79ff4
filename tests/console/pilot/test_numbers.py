"""Numbers: read, live, for other days, written to a file; for supervisors."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, update
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from console.screens.numbers import Numbers
from console.screens.orders import Orders
from models.orders import Order
from models.shipments import Return, returns, shipments
from models.shops import people as people_table
from models.statuses import Outcome, Reason, ReturnKind, Role, Shipping
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_the_list, typed
from tests.console.support.payloads import PAYLOADS
from tests.console.support.seated import Seated, seated
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from tests.support.ledger import lines_of, parcels_of
from workflows.actors import Actor
from workflows.calls.attempts import LogCall
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.shop import people

TABS = ("today", "agents", "sources", "calls", "time", "returns")


def at_the_numbers(desk: Desk, by: Actor, *, size: tuple[int, int] = (80, 24)) -> Seated[Numbers]:
    """`by` sits at Numbers, whose first page is read."""
    return seated(desk, by, Numbers, lambda screen: "At work now" in dump(screen.app), size=size)


async def go(pilot: Pilot[Any], screen: Numbers, tab: str) -> str:
    """The page of a tab, read."""
    await press(pilot, *["tab.next"] * ((TABS.index(tab) - TABS.index(screen.tabs.active.id)) % len(TABS)))  # type: ignore[union-attr]
    await settle(pilot)
    return dump(pilot.app)


def counted_in(desk: Desk, order: Order, reason: str = "") -> None:
    """The parcel of an order came back."""
    parcel, line = parcels_of(desk, order)[0], lines_of(desk, order)[0]
    kept = (1, 1, 0, reason, "Wali", desk.clock())
    row = Return(desk.shop.id, uuid4(), order.id, parcel.id, line.id, ReturnKind.REFUSED, *kept)
    values = {name: getattr(row, name) for name in Return.__slots__}
    desk.database.write(lambda c: c.execute(insert(returns).values(values)))


@pytest.fixture
def worked(desk: Desk, amina: Actor, karim: Actor, clock: TestClock) -> Desk:
    """A morning: calls of two agents over three hours, a claim, a pause, a parcel that came back."""
    orders = [shop.an_order(desk) for _ in range(9)]
    returned = shop.an_order(desk, shipping=Shipping.RETURNED)
    clock.forward(minutes=20)
    desk.perform(orders[0].id, Confirm(), by=amina)
    desk.perform(orders[1].id, NoAnswer(), by=amina)
    desk.perform(orders[2].id, Cancel(Reason.PRICE), by=karim)
    clock.forward(hours=1)
    desk.perform(orders[3].id, MarkFake(), by=karim)
    desk.perform(orders[4].id, Confirm(), by=amina)
    desk.perform(orders[5].id, LogCall(Outcome.BUSY), by=karim)
    clock.forward(hours=1)
    desk.perform(orders[1].id, Confirm(), by=karim)
    desk.perform(orders[6].id, CallLater(clock.now.replace(hour=16)), by=karim)
    desk.write(lambda work: people.pause(work, "lunch", by=karim))
    desk.perform(orders[7].id, ClaimOrder(), by=amina)
    desk.database.write(lambda c: c.execute(update(shipments).values(issue="no-cash")))
    counted_in(desk, returned)
    clock.forward(minutes=3)
    return desk


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(worked: Desk, samia: Actor) -> None:
    async with at_the_numbers(worked, samia, size=(120, 40)) as (pilot, screen):
        today = dump(pilot.app)
        assert "#1008 until 13:30" in today
        assert "paused 13:20: lunch" in today
        assert "9 orders came in" in today
        agents = await go(pilot, screen, "agents")
        assert "2/2 100%" in next(line for line in agents.splitlines() if "Amina" in line)
        assert "3/5  60%" in next(line for line in agents.splitlines() if " all " in line)
        assert "shopify" in await go(pilot, screen, "sources")
        assert "2/3  67%" in await go(pilot, screen, "calls")
        assert "No answer" in await go(pilot, screen, "time")
        assert "no cash" in await go(pilot, screen, "returns")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("tab", TABS)
async def test_it_looks_like_this(
    worked: Desk, samia: Actor, tab: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    async with at_the_numbers(worked, samia, size=size) as (pilot, screen):
        await go(pilot, screen, tab)
        _header, *page = strips(pilot.app)
        assert "\n".join(line.rstrip() for line in page) == snapshot


async def test_empty_tabs_say_what_to_do(desk: Desk, samia: Actor) -> None:
    async with at_the_numbers(desk, samia) as (pilot, screen):
        for tab, words in (
            ("agents", "Nothing was decided"),
            ("sources", "Nothing was decided"),
            ("calls", "No call was made"),
            ("time", "No order has stood"),
            ("returns", "Nothing was counted back"),
        ):
            assert words in await go(pilot, screen, tab)


async def test_only_the_columns_that_fit_are_explained(worked: Desk, samia: Actor) -> None:
    async with at_the_numbers(worked, samia) as (pilot, screen):
        assert "no answer of the calls; confirmed of" in await go(pilot, screen, "agents")
        sources = await go(pilot, screen, "sources")
        assert "checkouts that were left" not in sources
        assert "delivered of all that ended" in sources
    async with at_the_numbers(worked, samia, size=(160, 48)) as (pilot, screen):
        assert "no answer and reached of the calls" in await go(pilot, screen, "agents")
        assert "left counts checkouts that were left, also where they became orders since" in await go(
            pilot, screen, "sources"
        )


async def test_an_order_that_is_called_off_after_it_was_confirmed_is_counted(
    worked: Desk, amina: Actor, samia: Actor
) -> None:
    order = shop.an_order(worked)
    worked.perform(order.id, Confirm(), by=amina)
    worked.perform(order.id, Cancel(Reason.PRICE, called=False), by=samia)
    async with at_the_numbers(worked, samia, size=(80, 24)) as (pilot, screen):
        assert "called off after they were confirmed: 1" in dump(pilot.app)
        assert "called off after they were confirmed: 1 Samia" in await go(pilot, screen, "agents")


async def test_a_part_of_what_came_back_is_a_part_of_the_bar(worked: Desk, samia: Actor) -> None:
    counted_in(worked, shop.an_order(worked, shipping=Shipping.RETURNED), "too small")
    async with at_the_numbers(worked, samia) as (pilot, screen):
        page = await go(pilot, screen, "returns")
        (bar,) = [line for line in page.splitlines() if line.strip().startswith("no cash") and "50%" in line]
        assert abs(bar.count("█") - bar.count("░")) <= 1


async def test_only_supervisors_come_here(desk: Desk, amina: Actor, samia: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await press(pilot, "go.numbers")
        assert "Numbers is for supervisors." in dump(pilot.app)
        screen.seat.person = samia
        await press(pilot, "go.numbers")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Numbers))


async def test_what_a_colleague_does_shows_up(worked: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(worked)
    async with at_the_numbers(worked, samia) as (pilot, screen):
        assert "4/5  80%" not in await go(pilot, screen, "agents")
        worked.perform(order.id, Confirm(), by=amina)
        screen.data_changed()
        screen.data_changed()  # one more while it is read
        await settle(pilot, lambda: "3/3 100%" in dump(pilot.app))


async def test_claims_run_out_while_nobody_saves_anything(worked: Desk, samia: Actor, clock: TestClock) -> None:
    async with at_the_numbers(worked, samia) as (pilot, screen):
        clock.forward(minutes=30)
        screen.clock_moved()
        await settle(pilot, lambda: "#1008" not in dump(pilot.app))


async def test_other_days_are_chosen(worked: Desk, samia: Actor, clock: TestClock) -> None:
    clock.forward(days=2)
    async with at_the_numbers(worked, samia) as (pilot, screen):
        assert "7 days · 19 Nov – 25 Nov 2026" in await go(pilot, screen, "calls")
        await press(pilot, "numbers.days")
        await typed(pilot, "1")
        await settle(pilot, lambda: "today · 25 Nov 2026" in dump(pilot.app))
        assert "No call was made" in dump(pilot.app)
        await press(pilot, "numbers.days")
        await typed(pilot, "4")
        await settle(pilot, lambda: "this month · 1 Nov – 25 Nov 2026" in dump(pilot.app))


async def test_any_days_are_typed(worked: Desk, samia: Actor) -> None:
    async with at_the_numbers(worked, samia) as (pilot, screen):
        await go(pilot, screen, "calls")
        await press(pilot, "numbers.days")
        await typed(pilot, "5")
        await typed(pilot, "never")
        await press(pilot, "form.accept")
        assert "'never' is no date" in dump(pilot.app)
        await pilot.press(*["backspace"] * 5)
        await typed(pilot, "1/11 - 23/11")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "1 Nov – 23 Nov 2026" in dump(pilot.app))
        assert "67%" in dump(pilot.app)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder to write to."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


async def test_a_tab_is_written_as_csv(worked: Desk, samia: Actor, amina: Actor, home: Path) -> None:
    assert amina.id is not None
    worked.write(lambda work: people.rename(work, amina.id, "=SUM(A1)", by=samia))  # type: ignore[arg-type]
    async with at_the_numbers(worked, samia, size=(120, 40)) as (pilot, screen):
        await go(pilot, screen, "agents")
        await press(pilot, "numbers.write")
        target = home / "codesk-agents-2026-11-23.csv"
        assert str(target) in dump(pilot.app)
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.status.text == f"Written to {target}.")
        first, second, *_ = target.read_text("utf-8-sig").splitlines()
        assert first.startswith('"first_day","last_day","agent","no_answer","no_answer_of"')
        assert second.startswith('"2026-11-17","2026-11-23","\'=SUM(A1)","1","3"')
        await press(pilot, "numbers.write")
        assert "codesk-agents-2026-11-23-2.csv" in dump(pilot.app)


async def test_no_file_is_written_over(worked: Desk, samia: Actor, home: Path) -> None:
    (home / "kept.csv").write_text("mine")
    async with at_the_numbers(worked, samia, size=(120, 40)) as (pilot, _):
        await press(pilot, "numbers.write")
        await pilot.press("ctrl+u")
        await typed(pilot, "~/kept.csv")
        await press(pilot, "form.accept")
        assert "exists already; type another name" in dump(pilot.app)
        assert (home / "kept.csv").read_text() == "mine"
        await press(pilot, "form.close")


async def test_a_folder_that_is_not_there_is_told(worked: Desk, samia: Actor, home: Path) -> None:
    async with at_the_numbers(worked, samia, size=(120, 40)) as (pilot, screen):
        await press(pilot, "numbers.write")
        await pilot.press("ctrl+u")
        await typed(pilot, "~/nowhere/x.csv")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "could not be written" in screen.status.text)


async def test_a_database_that_does_not_answer_is_told_and_the_page_stays(worked: Desk, samia: Actor) -> None:
    async with at_the_numbers(worked, samia) as (pilot, screen):
        screen._page = lambda work, tab: 1 / 0  # type: ignore[assignment, return-value, method-assign]
        await press(pilot, "numbers.reload")
        await settle(pilot, lambda: "Something failed (ZeroDivisionError)" in screen.status.text)
        assert "At work now" in dump(pilot.app)


async def test_hostile_names_stay_in_their_place(worked: Desk, samia: Actor) -> None:
    async with at_the_numbers(worked, samia) as (pilot, screen):
        for tab, figure in (("today", "At work now"), ("agents", "60%")):
            await go(pilot, screen, tab)
            for payload in PAYLOADS:
                call_karim(worked, payload.text.replace("\x00", "").encode("utf-8", "replace").decode())
                await press(pilot, "numbers.reload")
                page = dump(pilot.app)
                assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(page), payload.name
                assert figure in page, payload.name


def call_karim(desk: Desk, name: str) -> None:
    """Another name, and markup for a reason to pause."""
    karim = people_table.c.role == Role.AGENT, people_table.c.name != "Amina"
    values = {"name": name, "pause_reason": "[/b]"}
    desk.database.write(lambda c: c.execute(update(people_table).where(*karim).values(values)))
