"""A courier's next settlement file, the same one again, and one that is read anew."""

from pathlib import Path

from console.screens.cash import Cash
from tests.console.support.desk import dump, press, settle
from tests.console.support.settling import RIGHT, matched, read_file, waybill
from tests.console.support.tabbed import agreed, answer, at_the_place, go
from tests.support.arriving import delivered, sent, walked
from tests.workflows.settlement.files import a_file
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.money.cash import SettleCash
from workflows.parcels.delivering import Deliver


async def test_the_next_file_is_read_as_the_last_one_was_settled(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    header = ("A", "B", "C")
    first, second = (
        a_file(tmp_path, (waybill(desk, delivered(desk)), "3399.50", "9"), header=header, name=f"{name}.csv")
        for name in ("june", "july")
    )
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await read_file(pilot, first)
        assert "As last time" not in dump(pilot.app)
        for column, name in (("w", "1"), ("a", "2")):
            await pilot.press(column)
            await settle(pilot)
            await pilot.press(name)
            await settle(pilot)
        await pilot.press(RIGHT)
        await settle(pilot, lambda: "Short 1" in dump(pilot.app))
        await press(pilot, "settlement.tolerance")
        await answer(pilot, "1")
        await settle(pilot, lambda: "Agrees 1" in dump(pilot.app))
        await press(pilot, "settlement.accept")
        await answer(pilot, "", "", "")
        await agreed(pilot)
        await settle(pilot, lambda: "of 1 parcel of Yalidine settled." in dump(pilot.app))
        await press(pilot, "settlement.back")
        await read_file(pilot, second)
        assert "As last time, with up to DZD 1.00 given up. Is each column what it says?" in dump(pilot.app)
        assert "Waybill  <- A" in dump(pilot.app)
        await pilot.press(RIGHT)
        await settle(pilot, lambda: "Agrees 1" in dump(pilot.app))


async def test_what_a_colleague_settled_meanwhile_is_refused(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    orders = [delivered(desk) for _ in range(2)]
    path = a_file(tmp_path, *((waybill(desk, order), "", "3400.00", "", "") for order in orders))
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await matched(pilot, path)
        desk.perform(orders[0].id, SettleCash(), by=samia)
        await press(pilot, "settlement.accept")
        await answer(pilot, "", "", "")
        await agreed(pilot)
        await settle(pilot, lambda: "1 refused: The cash of this parcel is settled." in dump(pilot.app))
        assert orders[0].ref in await go(pilot, "refused")


async def test_a_file_that_was_settled_before_says_so_at_once(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    order = delivered(desk)
    path = a_file(tmp_path, (waybill(desk, order), "", "3400.00", "", ""))
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await matched(pilot, path)
        assert "settled before" not in dump(pilot.app)
        await press(pilot, "settlement.accept")
        await answer(pilot, "", "", "")
        await agreed(pilot)
        await settle(pilot, lambda: "of 1 parcel of Yalidine settled." in dump(pilot.app))
        await press(pilot, "settlement.back")
        await matched(pilot, path)
        await settle(pilot, lambda: "settled before, as of " in dump(pilot.app))
        assert "A statement of this name was settled before" in dump(pilot.app)


async def test_what_a_file_brings_later_is_settled_under_a_name_that_is_free(
    desk: Desk, samia: Actor, tmp_path: Path
) -> None:
    first, later = delivered(desk), sent(desk)
    path = a_file(tmp_path, *((waybill(desk, one), "", "3400.00", "", "") for one in (first, later)))
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        for name in (path.stem, f"{path.stem}-2"):
            await matched(pilot, path)
            await press(pilot, "settlement.accept")
            await answer(pilot, "", "", "")
            assert f"· {name}" in dump(pilot.app)
            await agreed(pilot)
            await settle(pilot, lambda: "of 1 parcel of Yalidine settled." in dump(pilot.app))
            await press(pilot, "settlement.back")
            if name == path.stem:
                walked(desk, later.id, [Deliver()])


async def test_rows_that_are_matched_anew_leave_nothing_behind(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    amounts = ("3395.00", "3350.00")
    path = a_file(tmp_path, *((waybill(desk, delivered(desk)), "", amount, "", "") for amount in amounts))
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await matched(pilot, path)
        assert "DZD 3 395.00" in await go(pilot, "short")
        await press(pilot, "settlement.tolerance")
        await answer(pilot, "5")
        await settle(pilot, lambda: "Short 1" in dump(pilot.app))
        page = await go(pilot, "short")
        assert "DZD 3 350.00" in page
        assert "DZD 3 395.00" not in page
