"""A courier's settlement file: columns, what its rows come to, acceptance, what is left to mend."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from console.screens.cash import Cash
from console.screens.detail import OrderDetail
from console.screens.orders import Orders
from console.screens.settlement import Settlement
from console.widgets.form import Choices, TextField
from models.statuses import CashState
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.payloads import PAYLOADS
from tests.console.support.settling import RIGHT, matched, read_file, waybill
from tests.console.support.tabbed import agreed, answer, at_the_place, go
from tests.support.arriving import delivered, parcel, sent
from tests.support.databases import KINDS
from tests.workflows.settlement.files import a_file
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.money.cash import SettleCash
from workflows.views import cash


@pytest.fixture
def mixed(desk: Desk, samia: Actor, tmp_path: Path) -> Path:
    """A file with a row of every kind; hostile text in those that nobody knows."""
    right, less, more, before = (delivered(desk) for _ in range(4))
    desk.perform(before.id, SettleCash(), by=samia)
    rows: list[tuple[object, ...]] = [
        (waybill(desk, right), "", "3400.00", "400", "delivered"),
        (waybill(desk, less), "", "3395.00", "400", "delivered"),
        (waybill(desk, more), "", "3401.00", "400", "delivered"),
        (waybill(desk, before), "", "3400.00", "400", "delivered"),
        (waybill(desk, right), "", "3400.00", "400", "delivered"),
        (waybill(desk, sent(desk)), "", "3400.00", "400", "delivered"),
        (waybill(desk, delivered(desk)), "", "0", "200", "returned"),
        ("=NOPE", "[red]\x1b[2J", "3400.00", "0", "delivered"),
        ("Y-9", "", "abc", "0", "delivered"),
    ]
    return a_file(tmp_path, *rows)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor, mixed: Path) -> None:
    async with at_the_place(desk, samia, Cash, size=(160, 48)) as (pilot, _):
        await read_file(pilot, mixed)
        assert "Waybill  <- Tracking" in dump(pilot.app)
        await pilot.press(RIGHT)
        await settle(pilot, lambda: "Agrees 1" in dump(pilot.app))
        for words in ("Short 1", "Over 1", "Returned 1", "No cash 1", "Twice 2", "Unknown 1", "Unreadable 1"):
            assert words in dump(pilot.app), words
        assert len(desk.read(cash.history)) == 1  # the one settled before
        await press(pilot, "settlement.accept")
        await settle(pilot, lambda: "everything: 3 parcels" in dump(pilot.app))
        await pilot.press("1")
        await answer(pilot, "", "", "")
        for words in ("DZD 10 196.00 from Yalidine for 3 parcels", "1 short by DZD 5.00", "6 rows not settled"):
            assert words in dump(pilot.app), words
        await agreed(pilot)
        await settle(pilot, lambda: "DZD 10 196.00 of 3 parcels of Yalidine settled." in dump(pilot.app))
        await press(pilot, "settlement.accept")
        assert "This file is settled." in dump(pilot.app)
    (row,) = [row for row in desk.read(cash.history) if row.reference]
    assert (row.reference, row.parcels, row.fees_minor) == ("july", 3, 140000)
    assert len(desk.read(cash.shorts).rows) == 2


async def test_what_is_not_settled_is_written_to_mend(desk: Desk, samia: Actor, mixed: Path) -> None:
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await matched(pilot, mixed)
        await press(pilot, "settlement.accept")
        await pilot.press("2")
        await answer(pilot, "", "", "")
        await agreed(pilot)
        await settle(pilot, lambda: "8 rows not settled" in dump(pilot.app))
        await press(pilot, "settlement.write", "form.accept")
        target = mixed.with_name("july-to-mend.csv")
        await settle(pilot, target.exists)
        await settle(pilot, lambda: "8 rows written" in dump(pilot.app))
        await press(pilot, "settlement.write", "form.accept")
        assert "exists already" in dump(pilot.app)
    lines = target.read_text("utf-8-sig").splitlines()
    assert len(lines) == 9
    assert lines[0].startswith("codesk row,codesk field,codesk reason,Tracking")
    assert any("'=NOPE" in line for line in lines)


async def test_a_difference_within_the_tolerance_is_given_up(desk: Desk, samia: Actor, mixed: Path) -> None:
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await matched(pilot, mixed)
        await press(pilot, "settlement.tolerance")
        await answer(pilot, "5")
        await settle(pilot, lambda: "Agrees 3" in dump(pilot.app))
        assert "given up within the tolerance" in dump(pilot.app)
        await press(pilot, "settlement.accept")
        await answer(pilot, "", "", "")
        await agreed(pilot)
        await settle(pilot, lambda: "of 3 parcels of Yalidine settled." in dump(pilot.app))
    assert desk.read(cash.shorts).rows == ()


async def test_columns_are_changed(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    order = delivered(desk)
    path = a_file(tmp_path, (waybill(desk, order), "3400.00", "9"), header=("A", "B", "C"))
    async with at_the_place(desk, samia, Cash) as (pilot, screen):
        here = await read_file(pilot, path)
        await pilot.press(RIGHT)
        await settle(pilot, lambda: "do not tell a settlement" in dump(pilot.app))
        await press(pilot, "settlement.accept")
        assert "Say first which column holds what" in dump(pilot.app)
        await press(pilot, "settlement.columns")
        for column, name in (("w", "1"), ("a", "2"), ("f", "3"), ("f", "3"), ("f", "2"), ("a", "2")):
            await pilot.press(column)
            await settle(pilot)
            await pilot.press(name)
            await settle(pilot)
        assert "Waybill  <- A" in dump(pilot.app)
        assert "Amount   <- B" in dump(pilot.app)
        assert "Fee      <- –" in dump(pilot.app)
        await pilot.press(RIGHT)
        await settle(pilot, lambda: here.file.matching is not None)
        assert "Agrees 1" in dump(pilot.app)
        await press(pilot, "table.open")
        await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))
        await press(pilot, "order.back")
        assert isinstance(pilot.app.screen, Settlement)
        await press(pilot, "settlement.back")
        assert dump(pilot.app).count("[6 Cash]") == 1
        assert screen.is_current
    assert parcel(desk, order).cash is CashState.COLLECTED


async def test_a_file_that_is_no_table_says_so(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    delivered(desk)
    (tmp_path / "empty.csv").write_text("")
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await press(pilot, "cash.file")
        await settle(pilot, lambda: isinstance(pilot.app.focused, Choices))
        await pilot.press("2")
        await answer(pilot, "")
        assert "Type whose file it is." in dump(pilot.app)
        await answer(pilot, "Ali", "/no/such/file.csv")
        assert "There is no file /no/such/file.csv" in dump(pilot.app)
        pilot.app.screen.query_one(TextField).value = str(tmp_path / "empty.csv")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Settlement))
        await settle(pilot, lambda: "empty.csv of Ali · " in dump(pilot.app) and "Reading" not in dump(pilot.app))
        await press(pilot, "settlement.columns")
        assert "The file could not be read." in dump(pilot.app)


async def test_nothing_to_settle_is_said(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    delivered(desk)
    path = a_file(tmp_path, ("NOPE", "", "100", "", ""))
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await matched(pilot, path)
        await press(pilot, "settlement.accept")
        assert "No row of this file can be settled" in dump(pilot.app)
        await go(pilot, "unknown")
        await press(pilot, "table.open")
        assert "No order belongs to this row." in dump(pilot.app)


async def test_a_file_that_pays_out_less_than_it_tells_is_seen(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    header = ("AWB", "COD Amount", "Fee", "Net")
    rows = [("3400.00", "400.00", "2900.00"), ("3350.00", "400.00", "2900.00")]
    path = a_file(tmp_path, *((waybill(desk, delivered(desk)), *row) for row in rows), header=header)
    async with at_the_place(desk, samia, Cash, size=(160, 40)) as (pilot, _):
        await matched(pilot, path)
        assert "2 rows paid out otherwise than amount and fees come to, DZD 150.00 less" in dump(pilot.app)
        assert "the file pays out DZD 2 900.00" in dump(pilot.app)
        await press(pilot, "settlement.accept")
        await pilot.press("2")  # only what agrees
        await answer(pilot, "", "", "")
        assert "1 row paid out otherwise than amount and fees come to, DZD 100.00 less in all: ask" in dump(pilot.app)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-01-01", "2027-01-01 is still to come"),
        ("1/11 - 15/11", "of one day; type it like today, yesterday, 1/11, 2026-11-01."),
        ("monday", "'monday' is no date; type it like today, yesterday, 1/11, 2026-11-01"),
    ],
)
async def test_what_is_no_day_of_a_statement_is_refused_at_once(
    desk: Desk, samia: Actor, tmp_path: Path, text: str, why: str
) -> None:
    path = a_file(tmp_path, (waybill(desk, delivered(desk)), "", "3400.00", "", ""))
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        await matched(pilot, path)
        await press(pilot, "settlement.accept")
        await answer(pilot, text)
        assert why in dump(pilot.app)


async def test_a_preview_is_left_for_another_place_only_after_a_question(
    desk: Desk, samia: Actor, mixed: Path
) -> None:
    async with at_the_place(desk, samia, Cash) as (pilot, _):
        here = await matched(pilot, mixed)
        await press(pilot, "go.orders")
        await settle(pilot, lambda: "Nothing of it is settled" in dump(pilot.app))
        await press(pilot, "form.close")
        assert here.is_current
        await press(pilot, "desk.search")
        await agreed(pilot)
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))


async def test_a_long_file_is_gone_through(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    delivered(desk)
    path = a_file(tmp_path, *((f"N-{row}", "", "100", "", "") for row in range(1500)))
    async with at_the_place(desk, samia, Cash, size=(80, 24)) as (pilot, _):
        await matched(pilot, path)
        await go(pilot, "unknown")
        await press(pilot, "table.last")
        await settle(pilot, lambda: "N-1499" in dump(pilot.app))
        await press(pilot, "table.first")
        await settle(pilot, lambda: "N-0" in dump(pilot.app))


async def test_text_of_strangers_is_only_shown(desk: Desk, samia: Actor, tmp_path: Path) -> None:
    delivered(desk)
    kept = [payload for payload in PAYLOADS if payload.name not in ("lone surrogates", "null and delete")]
    path = a_file(tmp_path, *((payload.text, "", "100", "", "") for payload in kept), name="a[red]b.csv")
    async with at_the_place(desk, samia, Cash, size=(120, 50)) as (pilot, _):
        await matched(pilot, path)
        page = await go(pilot, "unknown")
        assert "a[red]b.csv" in page
        assert "[@click=app" in page
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(page)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("step", ["columns", "short", "card"])
async def test_it_looks_like_this(
    desk: Desk, samia: Actor, mixed: Path, step: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    async with at_the_place(desk, samia, Cash, size=size) as (pilot, _):
        if step == "columns":
            await read_file(pilot, mixed)
        else:
            await matched(pilot, mixed)
            await go(pilot, "short")
        if step == "card":
            await press(pilot, "settlement.accept")
            await pilot.press("1")
            await answer(pilot, "", "", "")
        _header, *page = strips(pilot.app)
        assert "\n".join(line.rstrip() for line in page) == snapshot
