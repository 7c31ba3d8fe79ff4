"""The console is open all shift: focus, tabs and drawers must not pile up widgets."""

import gc

from textual.widget import Widget

from console.actions import Place
from console.keymap import bindings_for
from console.widgets.drawer import Drawer
from console.widgets.form import Choice, Choices
from console.widgets.hints import hints
from console.widgets.key_bar import KeyBar
from console.widgets.order_table import OrderTable
from console.widgets.tab_strip import TabStrip
from tests.console.support.desk import settle, until
from tests.console.support.table_app import TableApp

TURNS = 60  #: widgets are counted to the last one, so more turns would find no more
OPENINGS = 20


def alive() -> int:
    """How many widgets Python holds, whether they are on a screen or not."""
    gc.collect()
    return sum(isinstance(one, Widget) for one in gc.get_objects())


async def test_focus_and_tabs_leave_nothing_behind() -> None:
    app = TableApp()
    async with app.run_test() as pilot:
        table, bar = app.query_one(OrderTable), app.query_one(KeyBar)
        await settle(pilot, lambda: table.current)
        before, reads = alive(), len(app.workers)
        for turn in range(TURNS):
            focused = table if turn % 2 else None
            app.screen.set_focus(focused)
            app.query_one(TabStrip).go(1)
            bar.offer(hints(bindings_for(Place.QUEUE if turn % 2 else Place.ORDERS)))
            generation = table.window.generation
            await until(lambda: table.window.generation > generation and table.current)  # noqa: B023
            await until(lambda: app.screen.focused is focused)  # noqa: B023
        await settle(pilot, lambda: table.current)
        assert alive() == before
        assert len(app.workers) <= reads + 1


async def test_drawers_leave_nothing_behind() -> None:
    app = TableApp()
    async with app.run_test() as pilot:
        table = app.query_one(OrderTable)
        choices = Choices([Choice("1", "busy", "busy")])
        drawer = Drawer(choices, title="Why")
        await app.screen.mount(drawer)
        await settle(pilot, lambda: table.current)
        before = alive()
        for _ in range(OPENINGS):
            drawer.open("Why")
            await until(lambda: choices.has_focus)
            drawer.close()
            await until(lambda: table.has_focus)
        await settle(pilot)
        assert alive() == before
        await settle(pilot, lambda: table.has_focus)
