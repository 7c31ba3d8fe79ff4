"""A courier's settlement file: its columns, what its rows come to, and the acceptance. Nothing changes before."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from console.actions import Place
from console.data.settlement import NONE_HERE, SettlementFile, sheets
from console.data.sheets import Asked, Sheet
from console.screens.cash_settling import result
from console.screens.outcomes.said import spoken
from console.screens.settlement_asking import Accepting, ask_columns, ask_tolerance
from console.screens.tabbed import TabbedPlace
from console.text import clean, dated
from console.trouble import noted
from console.widgets.bindings import bindings
from console.widgets.table_messages import RowHighlighted
from workflows.errors import Refused
from workflows.intake.rows import FileProblem
from workflows.money.remittance import Statement
from workflows.settlement.accept import settle_as
from workflows.settlement.matching import PAID, Kind, Matched
from workflows.spoken import counted, money

if TYPE_CHECKING:
    from console.screens.busy import Said, Tell

ACTIONS = ("settlement.accept", "settlement.columns", "settlement.tolerance", "settlement.write")
UNREAD = "The file could not be read."
NOT_YET = "Say first which column holds what: press m."
NOTHING = "No row of this file can be settled; the tabs say why."
DONE = "This file is settled."
BEFORE = "A statement of this name was settled before; what this one brings more is settled under another reference."
FORGOTTEN = "Nothing of it is settled; it has to be opened again, and its columns named again."
ALL_DONE = "Every row is settled; there is nothing to mend."


class Settlement(TabbedPlace):
    """Tabs by what the rows come to; enter shows the order of a row."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SETTLEMENT)
    place = Place.SETTLEMENT
    name_ = "cash"

    def __init__(self, courier: str, path: Path) -> None:
        super().__init__()
        self._courier, self._path = courier, path
        self._is_settled = False
        self._kinds: tuple[Kind, ...] = ()  # of the rows that were settled
        self._said = "Reading the file…"

    @property
    def file(self) -> SettlementFile:
        """The file as it stands."""
        return self._file

    def sheets(self) -> Sequence[Sheet]:
        """By what the rows come to."""
        self._file = SettlementFile(self._courier, self._path, self.seat.desk.shop.currency)
        return sheets(self._file)

    def about(self, tab: str) -> str:
        """Whose file it is, and what it comes to."""
        return f"{clean(self._path.name)} of {clean(self._courier)} · {self._said}"

    def asked(self, tab: str) -> Asked:
        """Rows that were matched anew are other lists: none of the rows before is shown as gone."""
        return tab, str(self._file.revision)

    def reasons(self) -> Mapping[str, str]:
        """Step by step: columns, then settling."""
        file = self._file
        if file.file is None:
            return dict.fromkeys(ACTIONS, UNREAD)
        if file.matching is None:
            return dict.fromkeys(set(ACTIONS) - {"settlement.columns"}, NOT_YET)
        if self._is_settled:
            return dict.fromkeys(set(ACTIONS) - {"settlement.write"}, DONE)
        return {} if file.matching.of(*PAID) else {"settlement.accept": NOTHING}

    def on_mount(self) -> None:
        """Read the file, then ask about its columns. (The frame's own handler is called by Textual.)"""
        self.run_worker(self._open(), group="read", exit_on_error=False)

    async def _open(self) -> None:
        try:
            await self.seat.read(self._file.open)
        except Exception as problem:  # also when the database went away
            self._told(_why(problem))
            return
        self._told("which column holds what?")
        ask_columns(self)

    def _told(self, sentence: str) -> None:
        self._said = sentence
        self.table.when_empty(NONE_HERE if self._file.matching else NOT_YET)
        self.show_tab()

    # Columns, tolerance

    def match(self) -> None:
        """Match every row with its parcel, with the columns as they are now."""
        self.say("Matching the rows with the parcels…")
        self.run_worker(self._match(), group="match", exclusive=True, exit_on_error=False)

    async def _match(self) -> None:
        try:
            await self.seat.read(self._file.match)
        except Exception as problem:  # also when the database went away
            self.say(_why(problem), "warn")
            return
        if self._file.before:
            self.say(BEFORE, "warn")
        else:
            self.say("Nothing is changed yet; look at the tabs, then settle it.")
        self._listed()

    def _listed(self) -> None:
        """Other rows stand on the tabs."""
        self.tabs.put(self._file.tabs())
        self._told(self._comes_to())
        self.table.action_reload()

    def _comes_to(self) -> str:
        found = self._file.matching
        assert found is not None, "the file is matched"
        fees, net = found.fees_minor, found.amount_minor - found.fees_minor
        less = f"fees {money(fees, found.currency)} · net {money(net, found.currency)}" if fees else ""
        tolerance = f"tolerance {money(found.tolerance, found.currency)}" if found.tolerance else ""
        before = self._file.before
        done = "settled" if self._is_settled else f"settled before, as of {dated(before)}" if before else ""
        return " · ".join(
            filter(None, (money(found.amount_minor, found.currency), less, found.doubt(*PAID), tolerance, done))
        )

    def on_order_table_row_highlighted(self, message: RowHighlighted) -> None:
        """What the row comes to stands at the foot in full."""
        self.table.note(message.row.cells[-1] if message.row else "")

    def opened(self, what: object) -> None:
        """The order of a row."""
        if isinstance(what, Matched) and what.parcel is not None:
            self.open_order(what.parcel.order_id)
        else:
            self.say("No order belongs to this row.", "warn")

    # Keys

    def action_columns(self) -> None:
        """Look at the columns again."""
        if not self.refused("settlement.columns") and not self.is_busy():
            ask_columns(self)

    def action_tolerance(self) -> None:
        """Another tolerance."""
        if not self.refused("settlement.tolerance") and not self.is_busy():
            ask_tolerance(self)

    def action_accept(self) -> None:
        """Once more, in a card."""
        if not self.refused("settlement.accept") and not self.is_busy():
            accepting = Accepting(self, lambda statement: self._accept(statement, accepting.kinds))
            accepting.begin()

    def _accept(self, statement: Statement, kinds: tuple[Kind, ...]) -> None:
        self.carry_out(lambda tell: self._settle(statement, kinds, tell), "parcels settled")

    async def _settle(self, statement: Statement, kinds: tuple[Kind, ...], tell: "Tell") -> "Said":
        desk, by, how = self.seat.desk, self.seat.actor, self._file.how
        done = await self.seat.call(lambda: settle_as(desk, statement, how, by=by, tell=tell))
        self._is_settled, self._kinds = True, kinds
        self._file.settled(done)
        self._listed()
        left = len(self._file.left(kinds))
        more = f" {counted(left, 'row')} not settled; w writes what is left to a file to mend." if left else ""
        return result(done) + more, "warn" if done.refused else "info"

    def action_write(self) -> None:
        """Ask for the file; a name is proposed."""
        if self.refused("settlement.write") or self.is_busy():
            return
        if not self._file.left(self._left_out()):
            self.say(ALL_DONE)
            return
        path = self._path.with_name(f"{self._path.stem}-to-mend.csv")
        self.ask.write("Write the rows that are not settled to which file?", self._write_to, value=str(path))

    def _left_out(self) -> tuple[Kind, ...]:
        """Before it is settled: all that would be if everything was."""
        return self._kinds if self._is_settled else PAID

    def _write_to(self, text: str) -> str | None:
        path = Path(text.strip()).expanduser()
        if not text.strip():
            return "Type the name of a file."
        if path.exists():
            return f"{clean(str(path))} exists already; type another name."
        self.start(self._write(path), "file")
        return None

    async def _write(self, path: Path) -> None:
        try:
            count = await asyncio.to_thread(self._file.write, path, self._left_out())
        except (FileProblem, OSError) as problem:
            self.say(_why(problem), "error")
        else:
            self.say(f"{counted(count, 'row')} written to {path}; mend that file and read it.")

    # Leaving

    def action_back(self) -> None:
        """To the cash; a file that is being settled is waited for."""
        if not self.is_busy():
            self.desk.pop_screen()

    def leave(self, onward: Callable[[], None]) -> None:
        """The file is closed, after a question where its rows are matched and not settled."""
        if self.is_busy():
            return
        if self._file.matching is None or self._is_settled:
            self.leave_below(onward)
        else:
            self.ask.agree("Leave this file", [FORGOTTEN], "leave it", "", lambda: self.leave_below(onward))


def _why(problem: Exception) -> str:
    """What is wrong with a file, in a sentence."""
    if isinstance(problem, OSError):
        return f"{clean(str(problem.filename))}: {problem.strerror or type(problem).__name__}."
    if isinstance(problem, FileProblem | Refused):
        return spoken(str(problem))
    return f"{noted(problem)} Then try it again."
