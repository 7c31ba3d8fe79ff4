"""A settlement file on the screen: its columns as they are chosen, its rows by what they come to."""

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from console.data.columns import Column as Shown
from console.data.rows import Key, TableRow
from console.data.sheets import Asked, Line, Sheet
from console.data.tabs import Tab
from console.text import clean
from workflows.intake.rejects import write_rejects
from workflows.intake.rows import FileProblem
from workflows.intake.spreadsheet import Sheet as File
from workflows.intake.spreadsheet import open_sheet
from workflows.orders.draft import Rejection
from workflows.settlement.begun import settled_on, usual_reference
from workflows.settlement.columns import Mapping as Columns
from workflows.settlement.entries import Entries, open_entries
from workflows.settlement.match import match
from workflows.settlement.matching import PAID, Kind, Matched, Matching
from workflows.settlement.remembered import Remembered, last_time
from workflows.settlement.words import Column
from workflows.spoken import money

if TYPE_CHECKING:
    from workflows.money.remittance import Settled
    from workflows.work import Work

UNREADABLE, REFUSED = "unreadable", "refused"
TITLES: Mapping[str, str] = {
    Kind.SETTLED: "Agrees",
    Kind.SHORT: "Short",
    Kind.OVER: "Over",
    Kind.RETURNED: "Returned",
    Kind.NOT_COLLECTED: "No cash",
    Kind.TWICE: "Twice",
    Kind.UNKNOWN: "Unknown",
    UNREADABLE: "Unreadable",
    REFUSED: "Refused",
}
_TONES = {Kind.SETTLED: "sure", Kind.SHORT: "trouble", Kind.OVER: "trouble", Kind.RETURNED: "over"}
NONE_HERE = "No row of the file is among these."

COLUMNS = (
    Shown("Row", 5, align="right"),
    Shown("Number", 16, min=14),
    Shown("Order", 8),
    Shown("Came", 15, min=13, align="right"),
    Shown("Collected", 15, min=13, align="right", hide=2),
    Shown("Fees", 12, align="right", hide=3),
    Shown("What it comes to", 30, min=20, flex=1, tone=True),
)


@dataclass
class SettlementFile:
    """A file of one courier from its columns to what was settled; read and matched in a reader's thread."""

    courier: str
    path: Path
    currency: str
    file: File | None = None
    columns: Columns = field(default_factory=lambda: Columns(()))
    tolerance: int = 0  #: minor units
    past: Remembered | None = None  #: how a file with the same columns was settled the last time
    entries: Entries | None = None
    matching: Matching | None = None
    before: date | None = None  #: the day of the statement that has the file's name as its reference
    usual_reference: str = ""  #: that of the statement which it began and did not finish, else one that is free
    revision: int = 0  #: how many times the rows were matched
    refusals: dict[tuple[object, int], str] = field(default_factory=dict)  #: by order and number of the parcel
    lists: dict[str, list[Line]] = field(default_factory=dict)

    def open(self, work: "Work") -> None:
        """Read the names of the columns; they hold what they held the last time, else what is guessed.

        FileProblem when it is no table.
        """
        self.file = open_sheet(self.path)
        self.past = last_time(work, self.courier, self.header)
        if self.past is not None:
            self.columns, self.tolerance = self.past.mapping, self.past.tolerance
            return
        try:
            self.columns = open_entries(self.path, currency=self.currency).mapping
        except FileProblem:
            self.columns = Columns(())  # a person says what is what

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the file's columns."""
        return self.file.header if self.file else ()

    @property
    def how(self) -> Remembered:
        """What is confirmed when the file is settled."""
        return Remembered(self.header, self.columns, self.tolerance)

    def held(self, column: Column) -> tuple[str, ...]:
        """The file's columns that hold this."""
        return dict(self.columns.columns).get(column, ())

    def say(self, column: Column, name: str) -> None:
        """A column of the file holds this, and nothing else; an empty name: none does. Fees may stand in several."""
        mine = self.held(column)
        if name and column is Column.FEE:
            names = tuple(one for one in mine if one != name) if name in mine else (*mine, name)
        else:
            names = (name,) if name else ()
        chosen = {
            one: names if one is column else tuple(other for other in self.held(one) if other != name)
            for one in Column
        }
        kept = tuple((one, held) for one, held in chosen.items() if held)
        self.columns = Columns(kept, self.columns.decimal, self.columns.currency)

    def match(self, work: "Work") -> None:
        """Every row with its parcel. FileProblem when the columns tell no settlement."""
        self.entries = open_entries(self.path, currency=self.currency, mapping=self.columns)
        self.matching = match(work, self.entries, courier=self.courier, tolerance=self.tolerance)
        self.before = settled_on(work, self.courier, self.path.stem)
        self.usual_reference = usual_reference(work, self.matching, self.path.stem)
        self.revision += 1
        self.refusals = {}
        self._list()

    def settled(self, done: "Settled") -> None:
        """What was refused stands on a tab of its own."""
        self.refusals = {(one.handed.order_id, one.handed.parcel): one.refusal or "" for one in done.refused}
        self._list()

    def _list(self) -> None:
        assert self.matching is not None, "the file is matched"
        found: dict[str, list[Line]] = {tab: [] for tab in TITLES}
        for line in self.matching.lines:
            refusal = self._refusal(line)
            found[REFUSED if refusal else line.kind].append(_line(line, refusal, self.matching))
        found[UNREADABLE] = [_unread(one) for one in self.matching.unreadable]
        self.lists = found

    def _refusal(self, line: Matched) -> str:
        if line.parcel is None or line.kind not in PAID:
            return ""
        return self.refusals.get((line.parcel.order_id, line.parcel.position), "")

    def tabs(self) -> list[Tab]:
        """The kinds of row that there are, with their numbers; what agrees always."""
        kinds = (id for id in TITLES if self.lists[id] or id == Kind.SETTLED)
        return [Tab(id, TITLES[id], str(len(self.lists[id]))) for id in kinds]

    def read(self, _work: "Work", asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
        """Rows of one kind behind a row of the file."""
        lines = self.lists.get(asked[0], [])
        start = bisect.bisect_right(lines, key, key=lambda line: line.row.key) if key else 0
        return lines[start : start + limit]

    def left(self, kinds: Iterable[Kind]) -> list[Rejection]:
        """Every row that is not settled when rows of these kinds are, with the reason."""
        assert self.matching is not None, "the file is matched"
        named = {line.entry.row: line for line in self.matching.lines}
        skipped = [
            one for one in self.matching.rejections if one.row not in named or named[one.row].kind not in kinds
        ]
        refused = [
            Rejection(line.entry.row, "", line.entry.waybill or line.entry.order, refusal)
            for line in named.values()
            if (refusal := self._refusal(line))
        ]
        return sorted([*skipped, *refused], key=lambda one: one.row)

    def write(self, target: Path, kinds: Iterable[Kind]) -> int:
        """Those rows as a file to mend; how many. OSError or FileProblem when it cannot be written."""
        assert self.file is not None, "the file is open"
        return write_rejects(target, self.file, self.left(kinds))


def _line(line: Matched, refusal: str, matching: Matching) -> Line:
    entry, parcel, currency = line.entry, line.parcel, matching.currency
    ref = f"{parcel.ref}/{parcel.position}" if parcel and parcel.position > 1 else parcel.ref if parcel else ""
    expected = money(parcel.expected, currency) if parcel and line.kind in PAID else ""
    fees = money(entry.fees, currency) if entry.fees else ""
    said = refusal or line.reason or ("as collected" if not line.difference else "given up within the tolerance")
    if entry.unpaid:
        said += f"; the file pays out {money(entry.amount - entry.fees - entry.unpaid, currency)}"
    cells = (str(entry.row), entry.waybill or entry.order, ref, money(entry.amount, currency), expected, fees, said)
    tone = "trouble" if refusal else _TONES.get(line.kind, "waiting")
    return Line(TableRow(str(entry.row), (entry.row,), tuple(map(clean, cells)), tone), line)


def _unread(one: Rejection) -> Line:
    said = f"{one.field} “{one.value}”: {one.reason}" if one.field else one.reason
    cells = (str(one.row), "", "", "", "", "", said)
    return Line(TableRow(str(one.row), (one.row,), tuple(map(clean, cells)), "trouble"), one)


def sheets(file: SettlementFile) -> tuple[Sheet, ...]:
    """A tab for each kind of row."""
    return tuple(Sheet(id, title, COLUMNS, file.read, NONE_HERE) for id, title in TITLES.items())
