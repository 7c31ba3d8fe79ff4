"""The table on a small screen: keys, mouse, tabs, live changes, failures."""

import asyncio

import pytest
from textual import events
from textual.pilot import Pilot

from console.data.rows import Direction, Key, Page, Query
from console.widgets.columns import Column
from console.widgets.order_table import OrderTable
from console.widgets.table_messages import ReadFailed, RowHighlighted, RowOpened, SelectionChanged
from tests.console.support.desk import Desk, dump, press, settle, strips
from tests.console.support.lists import ListSource, renamed, row, unavailable

COLUMNS = (Column("Order", 6), Column("Customer", 20, flex=1))


class Held(ListSource):
    """A list whose reads wait until the test lets them go."""

    held = False

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        while self.held:
            await asyncio.sleep(0)
        return await super().page(query, key, direction, limit)


@pytest.fixture
def source() -> Held:
    return Held([row(number) for number in range(200)])


@pytest.fixture
def table(source: Held) -> OrderTable:
    return OrderTable(source, COLUMNS, empty="No orders here. Press ] for the next tab.")


def desk(table: OrderTable) -> Desk:
    return Desk(table)


async def opened(pilot: Pilot[None], table: OrderTable, query: str = "new") -> None:
    """The table shows a list and has the focus."""
    table.show(query)
    table.focus()
    await settle(pilot, lambda: table.window.ready and table.has_focus)


def under_cursor(pilot: Pilot[None]) -> str:
    """The line that carries the cursor's sign."""
    return next((line for line in strips(pilot.app) if line.startswith("›")), "")


async def test_it_works(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        lines = strips(pilot.app)
        assert lines[0].split() == ["Order", "Customer"]
        assert lines[1].startswith("›   #0      Customer 0")
        assert lines[22].startswith("    #21     Customer 21")
        assert all(len(line) == 80 for line in lines)


async def test_keys_move_the_cursor(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
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


async def test_a_move_paints_two_lines(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        table._repaint_regions.clear()
        table.action_down()
        assert {region.y for region in table._repaint_regions} == {1, 2}
        assert {region.height for region in table._repaint_regions} == {1}


async def test_the_screen_is_told_where_the_cursor_is(table: OrderTable) -> None:
    app = desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.down")
        heard = app.last(RowHighlighted)
        assert isinstance(heard, RowHighlighted)
        assert heard.row == row(1)
        assert heard.control is table


async def test_enter_opens_the_order_under_the_cursor(table: OrderTable) -> None:
    app = desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.down", "table.open")
        heard = app.last(RowOpened)
        assert isinstance(heard, RowOpened)
        assert heard.row.id == "o1"


async def test_nothing_opens_while_another_list_is_read(table: OrderTable, source: Held) -> None:
    app = desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        source.held = True
        table.show("confirmed")
        await pilot.press("enter", "space", "a")
        assert table.current is None
        assert app.last(RowOpened) is None
        assert table.selected == frozenset()
        source.held = False
        await settle(pilot, lambda: table.current)


async def test_a_slow_list_says_that_it_is_read(table: OrderTable, source: Held) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        source.held = True
        table.show("confirmed")
        while not table.waiting:
            await pilot.pause()
        await pilot.pause()
        assert "Reading the list…" in dump(pilot.app)
        assert "›" not in dump(pilot.app)
        source.held = False
        await settle(pilot, lambda: table.current)
        assert "Reading the list…" not in dump(pilot.app)


async def test_coming_back_to_a_tab_lands_on_the_same_order(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.page_down", "table.page_down", "table.down")
        before = dump(pilot.app)
        table.show("confirmed")
        await settle(pilot, lambda: table.current)
        assert "#0 " in under_cursor(pilot)
        table.show("new")
        await settle(pilot, lambda: table.current)
        assert dump(pilot.app) == before


async def test_a_late_answer_of_another_tab_is_dropped(table: OrderTable, source: Held) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        source.held = True
        table.show("slow")
        await pilot.pause()
        table.show("quick")
        source.held = False
        await settle(pilot, lambda: table.current)
        assert table.listed == "quick"
        assert table.window.generation == 3


async def test_space_selects_and_the_selection_outlives_paging(table: OrderTable) -> None:
    app = desk(table)
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


async def test_another_list_starts_without_a_selection(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.select")
        table.show("confirmed")
        await settle(pilot, lambda: table.current)
        assert table.selected == frozenset()


async def test_all_on_the_screen_are_selected_and_let_go(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.select", "table.select_all")
        assert len(table.selected) == 22
        await press(pilot, "table.select_all")
        assert table.selected == frozenset()


async def test_an_empty_list_says_what_to_do(source: Held, table: OrderTable) -> None:
    source.rows = []
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        assert "No orders here. Press ] for the next tab." in dump(pilot.app)
        await press(pilot, "table.down", "table.open", "table.select", "table.last", "table.page_up")
        assert table.current is None


async def test_a_change_elsewhere_keeps_the_cursor_on_its_order(source: Held, table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.down", "table.down")
        source.put(row(-1))
        source.put(renamed(row(3), "Amina"))
        source.drop("o1")
        table.renew()
        await settle(pilot, lambda: table.window.seen == table.window.changes)
        assert "#2 " in under_cursor(pilot)
        assert strips(pilot.app)[3] == under_cursor(pilot)
        assert strips(pilot.app)[2].startswith(" –  #1")
        assert "Amina" in dump(pilot.app)


async def test_a_patched_row_shows_at_once_and_one_that_left_is_dimmed(table: OrderTable) -> None:
    app = desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.select")
        table.patch({"o0": None, "o1": renamed(row(1), "Amina")})
        await settle(pilot)
        assert strips(pilot.app)[1].startswith("›–  #0")
        assert strips(pilot.app)[2].startswith("    #1      Amina")
        assert table.selected == frozenset()
        await press(pilot, "table.down")
        assert strips(pilot.app)[1].startswith("›   #1")


async def test_a_changed_row_under_the_cursor_is_told(table: OrderTable) -> None:
    app = desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        table.patch({"o0": renamed(row(0), "Amina")})
        await settle(pilot)
        heard = app.last(RowHighlighted)
        assert isinstance(heard, RowHighlighted)
        assert heard.row is not None
        assert heard.row.cells[-1] == "Amina"


async def test_a_failure_says_so_and_the_key_reads_again(source: Held, table: OrderTable) -> None:
    app = desk(table)
    source.failure = unavailable()
    async with app.running() as pilot:
        table.show("new")
        await settle(pilot, lambda: table.failure)
        assert "! The database does not answer. r reads it again." in dump(pilot.app)
        assert isinstance(app.last(ReadFailed), ReadFailed)
        assert len(source.reads) == 1
        source.failure = None
        table.focus()
        await press(pilot, "table.reload")
        await settle(pilot, lambda: table.current)
        assert "does not answer" not in dump(pilot.app)
        assert "#0 " in under_cursor(pilot)


async def test_rows_stay_when_more_of_them_cannot_be_read(source: Held, table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        source.failure = unavailable()
        await press(pilot, "table.page_down", "table.page_down", "table.page_down", "table.page_down")
        assert "! The database does not answer." in dump(pilot.app)
        assert under_cursor(pilot)
        source.failure = None
        await press(pilot, "table.down")
        await settle(pilot, lambda: not table.window.owed)
        assert "does not answer" not in dump(pilot.app)


async def test_an_unforeseen_failure_is_named_without_its_text(source: Held, table: OrderTable) -> None:
    source.failure = KeyError("+213551234567")
    async with desk(table).running() as pilot:
        table.show("new")
        await settle(pilot, lambda: table.failure)
        assert "The list cannot be read (KeyError)." in dump(pilot.app)
        assert "213551234567" not in dump(pilot.app)


async def test_the_error_names_the_key_that_the_person_chose(source: Held) -> None:
    source.failure = unavailable()
    table = OrderTable(source, COLUMNS)
    app = Desk(table, keymap={"table.reload": ("f5",)})
    async with app.running() as pilot:
        table.show("new")
        await settle(pilot, lambda: table.failure)
        assert "f5 reads it again." in dump(pilot.app)
        source.failure = None
        table.focus()
        await press(pilot, "table.reload")
        await settle(pilot, lambda: table.current)


async def test_a_click_moves_a_second_one_opens_and_one_in_the_margin_selects(table: OrderTable) -> None:
    app = desk(table)
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
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        table.post_message(events.MouseScrollDown(table, 5, 5, 0, 1, 0, False, False, False))
        await settle(pilot)
        assert strips(pilot.app)[1].startswith("›   #3")
        table.post_message(events.MouseScrollUp(table, 5, 5, 0, -1, 0, False, False, False))
        await settle(pilot)
        assert strips(pilot.app)[1].startswith("    #0")


async def test_another_size_keeps_the_cursor(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
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
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        with_keys = table.render_line(1)
        pilot.app.screen.set_focus(None)
        await settle(pilot)
        assert table.render_line(1).text == with_keys.text
        assert table.render_line(1) != with_keys


async def test_another_theme_paints_every_row_anew(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        dark = table.render_line(2)
        pilot.app.theme = "codesk-light"
        await settle(pilot, lambda: table.render_line(2) != dark)


async def test_a_note_stands_at_the_foot(table: OrderTable) -> None:
    async with desk(table).running() as pilot:
        await opened(pilot, table)
        table.note("10 000+ orders")
        await settle(pilot)
        assert strips(pilot.app)[-1].rstrip() == "  ▼ 10 000+ orders"
        await press(pilot, "table.page_down")
        assert strips(pilot.app)[-1].rstrip() == " ▲▼ 10 000+ orders"
