"""Every widget with every payload: no crash, the text readable, no byte of it a command to the terminal."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.widget import Widget

from console.data.columns import Column
from console.data.rows import Direction, Key, Page, Query, TableRow
from console.data.tabs import Tab
from console.text import LEFT_TO_RIGHT, clean, clean_lines
from console.widgets.drawer import Drawer
from console.widgets.form import Choice, Choices, TextField
from console.widgets.header import DeskHeader, Heading, PlaceTab
from console.widgets.lines import Plain
from console.widgets.order_card import Fact, Facts, Item, Receipt, Section, Sections
from console.widgets.order_table import OrderTable
from console.widgets.read_back import ReadBack
from console.widgets.status_line import StatusLine
from console.widgets.tab_strip import TabStrip
from tests.console.support.desk import Desk, settle, strips, words
from tests.console.support.payloads import PAYLOADS, Payload


class OneRow:
    """A list of one order, whose every cell and mark is the payload."""

    def __init__(self, text: str) -> None:
        self.text = text

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        return Page((TableRow("o1", (1,), (self.text, self.text), marks=self.text),), more=False)


def table(text: str) -> Widget:
    made = OrderTable(OneRow(text), (Column("Order", 6), Column(text, 60, flex=1)), empty=text)
    made.show(text)
    made.note(text)
    return made


def empty_table(text: str) -> Widget:
    class Nothing(OneRow):
        async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
            return Page((), more=False)

    made = OrderTable(Nothing(text), (Column("Order", 6),), empty=text)
    made.show(text)
    return made


def status(text: str) -> Widget:
    made = StatusLine()
    made.say(text, "warn")
    return made


def read_back(text: str) -> Widget:
    made = ReadBack()
    made.ask([text], text[:20], text)
    return made


def drawer(text: str) -> Widget:
    made = Drawer(TextField(text), title=text)
    made.add_class("-open")
    return made


WHOLE: dict[str, Callable[[str], Widget]] = {
    "plain": Plain,
    "facts": lambda text: Facts([Fact("Name", text, "trouble"), Fact(text[:20], "")]),
    "receipt": lambda text: Receipt([Item(text, "2 400.00"), Item("to collect", text[:20])]),
    "sections": lambda text: Sections([Section(text[:20], (text,)), Section("Notes")]),
    "read-back": read_back,
}  #: these show the whole text, on as many lines as it takes
CUT: dict[str, Callable[[str], Widget]] = {
    "table": table,
    "empty table": empty_table,
    "tabs": lambda text: TabStrip([Tab("a", text, text), Tab("b", "Confirmed", "3")]),
    "header": lambda text: DeskHeader(Heading(text, (PlaceTab("go.queue", "1", "Queue"),), "", (text, "14:05"))),
    "status": status,
    "choices": lambda text: Choices([Choice("1", text, "a"), Choice("2", "b", "b", text)]),
    "text field": lambda text: TextField(text, placeholder=text),
    "empty text field": lambda text: TextField(placeholder=text),
    "drawer": drawer,
}  #: these show as much as fits


def dangerous(line: str) -> list[str]:
    """Characters of a line that a terminal would obey or hide; the marks are ours."""
    return [
        character
        for character in line.replace(LEFT_TO_RIGHT, "")
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Zl", "Zp"}
        or re.match("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", character)
    ]


def region_of(app: App[None], widget: Widget) -> list[str]:
    """The lines of one widget as they are drawn, without its border."""
    region = widget.content_region
    lines = app.screen._compositor.render_strips()[region.y : region.bottom]
    return [line.crop(region.x, region.right).text for line in lines]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
async def test_every_widget_shows_it(payload: Payload) -> None:
    """One screen with all of them, each on its own lines."""
    app = Desk(*(partial(make, payload.text) for make in (WHOLE | CUT).values()))
    async with app.running((80, 400 if len(payload.text) > 500 else 100)) as pilot:
        await settle(pilot)
        for line in strips(app):
            assert dangerous(line) == []
            assert cell_len(line) == 80
        drawn = [words(region_of(app, one)).replace(LEFT_TO_RIGHT, "") for one in app.parts]
    seen = dict(zip(WHOLE | CUT, drawn, strict=True))
    whole, start = words(clean_lines(payload.text)), words([clean(payload.text)])[:3]
    assert [name for name in WHOLE if whole not in seen[name]] == []
    assert [name for name in CUT if start not in seen[name]] == []


async def test_no_name_can_drive_the_app() -> None:
    """A click on a name that is written as a link runs nothing, whichever widget shows it."""
    text = "[@click=app.lock]x[/]"
    app = Desk(*(partial(make, text) for make in (WHOLE | CUT).values()))
    async with app.running((80, 60)) as pilot:
        await settle(pilot)
        for part in app.parts:
            await pilot.click(offset=(part.content_region.x + 5, part.content_region.y))
        await settle(pilot)
        assert app.locked == 0


@pytest.mark.parametrize("text", ["[/b]", "Ahmed [/", "[@click=app.lock]x[/]", "\x1b]0;x\x07"])
async def test_what_is_pasted_into_a_field_is_text(text: str) -> None:
    field = TextField()
    async with Desk(field).running() as pilot:
        field.focus()
        await settle(pilot, lambda: field.has_focus)
        field.post_message(events.Paste(text))
        await settle(pilot, lambda: field.value)
        assert field.value == clean(text)
        assert field.cursor_position == len(field.value)
        assert not any(dangerous(line) for line in strips(pilot.app))


async def test_a_field_lets_a_joiner_wait_for_its_next_letter() -> None:
    field = TextField()
    async with Desk(field).running() as pilot:
        for letter in "می\u200cخواهم":
            field.insert_text_at_cursor(letter)
        await settle(pilot)
        assert field.value == "می\u200cخواهم"
