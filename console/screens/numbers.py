"""Numbers: who is at work, what became of the orders, how often customers answer, where orders wait."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.getters import query_one

from console.actions import Place
from console.data import numbers_csv
from console.data.board import Page
from console.data.narrowing import DATES, days
from console.data.numbers import shown_days
from console.data.numbers_pages import TABS, page
from console.data.tabs import Tab
from console.screens.place import PlaceScreen
from console.trouble import trouble
from console.widgets.bindings import bindings
from console.widgets.lines import Plain
from console.widgets.plots import Board
from console.widgets.questions import Questions, numbered
from console.widgets.tab_strip import TabStrip
from models.files import written
from workflows.numbers.period import NAMES, WEEK, Period, between, named, today_of

if TYPE_CHECKING:
    from workflows.work import Work

TYPED = "typed"  #: the answer that asks for dates


class Numbers(PlaceScreen):
    """Tabs, the days they are of, and one page that scrolls; it is read again when somebody saved something."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.NUMBERS)
    DEFAULT_CSS = """
    Numbers #days { padding: 0 1; color: $text-accent; }
    Numbers VerticalScroll { height: 1fr; padding: 0 1; }
    """
    place = Place.NUMBERS
    name_ = "numbers"

    tabs = query_one(TabStrip)
    board = query_one(Board)
    ask = query_one(Questions)

    def __init__(self) -> None:
        super().__init__()
        self._days: str | Period = WEEK
        self._reading = self._again = False

    def body(self) -> ComposeResult:
        """From top to bottom."""
        yield TabStrip([Tab(id, tab.title) for id, tab in TABS.items()])
        yield Plain(id="days")
        with VerticalScroll():
            yield Board()
        yield Questions()

    def on_mount(self) -> None:
        """The arrows scroll at once. (The frame's own handler is called by Textual.)"""
        self.set_focus(self.query_one(VerticalScroll))
        self.look()

    # Reading

    def look(self) -> None:
        """Read what is shown; one that is asked for meanwhile is read afterwards."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.run_worker(self._read(), group="numbers", exit_on_error=False)

    async def _read(self) -> None:
        tab = self._here
        try:
            shown, period = await self.seat.read(lambda work: self._page(work, tab))
        except Exception as problem:  # the database went away: what was read before stays
            self.say(f"{trouble(problem)} Press r to read the numbers again.", "error")
        else:
            self._show(tab, shown, period)
        finally:
            self._reading = False
        if self._again:
            self._again = False
            self.look()

    def _page(self, work: "Work", tab: str) -> tuple[Page, Period]:
        period = self._period(work)
        return page(work, tab, period), period

    def _period(self, work: "Work") -> Period:
        return named(self._days, today_of(work)) if isinstance(self._days, str) else self._days

    def _show(self, tab: str, shown: Page, period: Period) -> None:
        if tab == self._here:
            self.board.show(shown)
            self.query_one("#days", Plain).show(self._words(tab, period))

    def _words(self, tab: str, period: Period) -> str:
        """Which days these are of."""
        if not TABS[tab].follows_days:
            return "as it is now"
        name = f"{self._days} · " if isinstance(self._days, str) else ""
        return f"{name}{shown_days(period)}"

    @property
    def _here(self) -> str:
        assert self.tabs.active is not None, "there are tabs"
        return self.tabs.active.id

    # What changes

    def data_changed(self) -> None:
        """Somebody saved something."""
        self.look()

    def clock_moved(self) -> None:
        """Claims run out and days begin without anybody saving something."""
        super().clock_moved()
        self.look()

    def on_screen_resume(self) -> None:
        """Back from another place. (The frame's own handler is called by Textual.)"""
        if self.is_mounted and self.seat.person is not None:
            self.look()

    # Keys

    def on_tab_strip_chosen(self, message: TabStrip.Chosen) -> None:
        """Another page, from its top."""
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.look()

    def action_next(self) -> None:
        """The next tab."""
        self.tabs.go(1)

    def action_previous(self) -> None:
        """The tab before."""
        self.tabs.go(-1)

    def action_reload(self) -> None:
        """Read again."""
        self.look()

    def action_days(self) -> None:
        """Choose the days."""
        answers = numbered([*((name, name) for name in NAMES), ("type the dates", TYPED)], ticked=[self._days])
        self.ask.choose("Numbers of which days?", answers, self._days_chosen)

    def _days_chosen(self, value: str) -> None:
        if value == TYPED:
            self.ask.write("Numbers of which days?", self._days_typed, placeholder=DATES)
        else:
            self._days = value
            self.look()

    def _days_typed(self, text: str) -> str | None:
        today = self.local(self.seat.now).date()
        try:
            first, last = days(text, today)
        except ValueError as problem:
            return str(problem)
        if first is None or last is None:
            return f"Type the days like {DATES}."
        self._days = between(first, last)
        self.look()
        return None

    def action_write(self) -> None:
        """Ask for the file; a name is proposed."""
        self.ask.write("Write these numbers to which file?", self._write_to, value=str(self._proposed()))

    def _proposed(self) -> Path:
        """A file in the home folder that does not exist yet."""
        today = self.local(self.seat.now).date()
        start = f"codesk-{self._here}-{today:%Y-%m-%d}"
        names = (f"{start}{f'-{number}' if number > 1 else ''}.csv" for number in range(1, 1000))
        return next((Path.home() / name for name in names if not (Path.home() / name).exists()), Path(f"{start}.csv"))

    def _write_to(self, text: str) -> str | None:
        path = Path(text.strip()).expanduser()
        if not text.strip():
            return "Type the name of a file."
        if path.exists():
            return f"{path} exists already; type another name."
        self.start(self._write(self._here, path), "write")
        return None

    async def _write(self, tab: str, path: Path) -> None:
        """Read and write off the screen's own thread."""
        tables = TABS[tab].tables
        told = await self.seat.read(lambda work: list(numbers_csv.lines(work, tables, self._period(work))))
        if not told:
            self.say("There is nothing to write on this tab.", "warn")
            return
        try:
            await asyncio.to_thread(_save, path, told)
        except OSError as problem:
            self.say(f"{path} could not be written: {problem.strerror or problem}.", "error")
        else:
            self.say(f"Written to {path}.")


def _save(path: Path, lines: list[str]) -> None:
    with written(path) as file:
        file.writelines(lines)
