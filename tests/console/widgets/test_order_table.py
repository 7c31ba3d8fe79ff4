"""The table on a small screen: keys, mouse, selection, paint."""

from dataclasses import replace

import pytest
from textual import events
from textual._compositor import Compositor

from console.widgets.order_table import OrderTable
from console.widgets.table_messages import RowHighlighted, RowOpened, SelectionChanged
from tests.console.support.desk import Desk, dump, press, settle, strips
from tests.console.support.lists import row
from tests.console.support.quiet import PAINTED
from tests.console.support.tables import Held, opened, under_cursor


async def test_it_works(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        lines = strips(pilot.app)
        assert lines[0].split() == ["Order", "Customer"]
        assert lines[1].startswith("›   #0      Customer 0")
        assert lines[22].startswith("    #21     Customer 21")
        assert all(len(line) == 80 for line in lines)


async def test_what_one_column_does_not_use_goes_to_another_that_would_be_cut(table: OrderTable) -> None:
    long = "SHOP-2026-11-22-1042"
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        assert strips(pilot.app)[0].index("Customer") == 4 + 6 + 2
        table.patch({"o0": replace(row(0), cells=(long, "Customer 0"))})
        await settle(pilot, lambda: long in dump(pilot.app))
        assert strips(pilot.app)[0].index("Customer") == 4 + len(long) + 2
        table.patch({"o0": row(0)})
        await settle(pilot, lambda: long not in dump(pilot.app))
        assert strips(pilot.app)[0].index("Customer") == 4 + len(long) + 2  # what was wide stays wide
        await opened(pilot, table, "another")
        await settle(pilot, lambda: strips(pilot.app)[0].index("Customer") == 4 + 6 + 2)


async def test_keys_move_the_cursor(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.down", "table.down", "table.up")
        assert "#1 " in under_cursor(pilot)
        await press(pilot, "table.page_down")
        assert "#23 " in under_cursor(pilot)
        await press(pilot, "table.last")
        assert "#199 " in under_cursor(pilot)
        await press(pilot, "table.page_up")
        assert "#177 " in under_cursor(pilot)
        await press(pilot, "table.first")
        assert "#0 " in under_cursor(pilot)


async def test_a_move_paints_two_lines(table: OrderTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Compositor, "render_update", PAINTED)
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        table._repaint_regions.clear()
        table.action_down()
        assert {region.y for region in table._repaint_regions} == {1, 2}
        assert {region.height for region in table._repaint_regions} == {1}


async def test_the_screen_is_told_where_the_cursor_is(table: OrderTable) -> None:
    app = Desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.down")
        heard = app.last(RowHighlighted)
        assert isinstance(heard, RowHighlighted)
        assert heard.row == row(1)
        assert heard.control is table


async def test_enter_opens_the_order_under_the_cursor(table: OrderTable) -> None:
    app = Desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.down", "table.open")
        heard = app.last(RowOpened)
        assert isinstance(heard, RowOpened)
        assert heard.row.id == "o1"


async def test_space_selects_and_the_selection_outlives_paging(table: OrderTable) -> None:
    app = Desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.select", "table.down", "table.select")
        assert table.selected == {"o0", "o1"}
        assert strips(pilot.app)[1].startswith(" ✓  #0")
        assert "2 selected" in dump(pilot.app)
        await press(pilot, "table.last", "table.select", "table.first", "table.select")
        assert table.selected == {"o1", "o199"}
        heard = app.last(SelectionChanged)
        assert isinstance(heard, SelectionChanged)
        assert heard.ids == {"o1", "o199"}


async def test_all_on_the_screen_are_selected_and_let_go(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.select", "table.select_all")
        assert len(table.selected) == 22
        await press(pilot, "table.select_all")
        assert table.selected == frozenset()


async def test_an_empty_list_says_what_to_do(source: Held, table: OrderTable) -> None:
    source.rows = []
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        assert "No orders here. Press ] for the next tab." in dump(pilot.app)
        await press(pilot, "table.down", "table.open", "table.select", "table.last", "table.page_up")
        assert table.current is None


async def test_a_click_moves_a_second_one_opens_and_one_in_the_margin_selects(table: OrderTable) -> None:
    app = Desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        await pilot.click(table, offset=(10, 4))
        assert "#3 " in under_cursor(pilot)
        await pilot.click(table, offset=(1, 5))
        assert table.selected == {"o4"}
        await pilot.double_click(table, offset=(10, 6))
        await settle(pilot, lambda: app.last(RowOpened))
        await pilot.click(table, offset=(10, 0))
        assert "#5 " in under_cursor(pilot)


async def test_the_wheel_scrolls(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        table.post_message(events.MouseScrollDown(table, 5, 5, 0, 1, 0, False, False, False))
        await settle(pilot)
        assert strips(pilot.app)[1].startswith("›   #3")
        table.post_message(events.MouseScrollUp(table, 5, 5, 0, -1, 0, False, False, False))
        await settle(pilot)
        assert strips(pilot.app)[1].startswith("    #0")


async def test_another_size_keeps_the_cursor(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.page_down")
        await pilot.resize_terminal(60, 10)
        await settle(pilot, lambda: table.window.height == 8)
        assert "#22 " in under_cursor(pilot)
        assert all(len(line) == 60 for line in strips(pilot.app))
        await pilot.resize_terminal(120, 40)
        await settle(pilot, lambda: table.window.height == 38)
        assert "#22 " in under_cursor(pilot)


async def test_a_cursor_without_the_keys_looks_different(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        with_keys = table.render_line(1)
        pilot.app.screen.set_focus(None)
        await settle(pilot)
        assert table.render_line(1).text == with_keys.text
        assert table.render_line(1) != with_keys


async def test_another_theme_paints_every_row_anew(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        dark = table.render_line(2)
        pilot.app.theme = "codesk-light"
        await settle(pilot, lambda: table.render_line(2) != dark)


async def test_a_note_stands_at_the_foot(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        table.note("10 000+ orders")
        await settle(pilot)
        assert strips(pilot.app)[-1].rstrip() == "  ▼ 10 000+ orders"
        await press(pilot, "table.page_down")
        assert strips(pilot.app)[-1].rstrip() == " ▲▼ 10 000+ orders"
