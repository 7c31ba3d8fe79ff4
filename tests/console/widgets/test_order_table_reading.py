"""The table while lists are read, change elsewhere, or cannot be read."""

from console.widgets.order_table import OrderTable
from console.widgets.table_messages import ReadFailed, RowHighlighted, RowOpened
from tests.console.support.desk import Desk, dump, press, settle, strips
from tests.console.support.lists import renamed, row, unavailable
from tests.console.support.tables import COLUMNS, Held, opened, under_cursor


async def test_nothing_opens_while_another_list_is_read(table: OrderTable, source: Held) -> None:
    app = Desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        source.hold()
        table.show("confirmed")
        await pilot.press("enter", "space", "a")
        assert table.current is None
        assert app.last(RowOpened) is None
        assert table.selected == frozenset()
        source.release()
        await settle(pilot, lambda: table.current)


async def test_a_slow_list_says_that_it_is_read(table: OrderTable, source: Held) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        source.hold()
        table.show("confirmed")
        while not table.waiting:
            await pilot.pause()
        await pilot.pause()
        assert "Reading the list…" in dump(pilot.app)
        assert "›" not in dump(pilot.app)
        source.release()
        await settle(pilot, lambda: table.current)
        assert "Reading the list…" not in dump(pilot.app)


async def test_coming_back_to_a_tab_lands_on_the_same_order(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
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
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        source.hold()
        table.show("slow")
        await pilot.pause()
        table.show("quick")
        source.release()
        await settle(pilot, lambda: table.current)
        assert table.listed == "quick"
        assert table.window.generation == 3


async def test_another_list_starts_without_a_selection(table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
        await opened(pilot, table)
        await press(pilot, "table.select")
        table.show("confirmed")
        await settle(pilot, lambda: table.current)
        assert table.selected == frozenset()


async def test_a_change_elsewhere_keeps_the_cursor_on_its_order(source: Held, table: OrderTable) -> None:
    async with Desk(table).running() as pilot:
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
    app = Desk(table)
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
    app = Desk(table)
    async with app.running() as pilot:
        await opened(pilot, table)
        table.patch({"o0": renamed(row(0), "Amina")})
        await settle(pilot)
        heard = app.last(RowHighlighted)
        assert isinstance(heard, RowHighlighted)
        assert heard.row is not None
        assert heard.row.cells[-1] == "Amina"


async def test_a_failure_says_so_and_the_key_reads_again(source: Held, table: OrderTable) -> None:
    app = Desk(table)
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
    async with Desk(table).running() as pilot:
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
    async with Desk(table).running() as pilot:
        table.show("new")
        await settle(pilot, lambda: table.failure)
        assert "Something failed (KeyError); ask whoever looks after it." in dump(pilot.app)
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
