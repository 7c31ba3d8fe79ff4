"""What is asked about a settlement file: where it is, what its columns hold, how it is settled."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from console.data.cash_counting import typed_amount, typed_day
from console.screens.cash_settling import FINAL, REFERENCE, REMARK
from console.text import clean, dated
from console.widgets.form import Choice
from console.widgets.questions import numbered
from models.currencies import exponent
from workflows.errors import Refused
from workflows.settlement.accept import statement_of
from workflows.settlement.matching import PAID, Kind
from workflows.settlement.words import Column
from workflows.spoken import amount as plain
from workflows.spoken import counted, money

if TYPE_CHECKING:
    from console.screens.cash import Cash
    from console.screens.settlement import Settlement
    from workflows.money.remittance import Statement
    from workflows.settlement.matching import Matching

WHERE = "/home/me/settlement.csv, also XLSX"
RIGHT = "right"  #: the answer that the columns are what they say
NONE = "\0"  #: the answer that no column holds it; none is called so
HELD = {
    Column.WAYBILL: "the courier's number of the parcel",
    Column.ORDER: "our number of the order",
    Column.AMOUNT: "what the customer paid",
    Column.FEE: "what the courier keeps",
    Column.NET: "what is paid out",
    Column.STATUS: "delivered or returned",
}
_KEYS = {Column.WAYBILL: "w", Column.ORDER: "o", Column.AMOUNT: "a"}
_KEYS |= {Column.FEE: "f", Column.NET: "n", Column.STATUS: "s"}


def ask_path(screen: "Cash", courier: str) -> None:
    """Where is the file? One that is there is opened."""

    def typed(text: str) -> str | None:
        from console.screens.settlement import Settlement

        path = Path(text.strip()).expanduser()
        if not text.strip():
            return "Type where the file is."
        if not path.is_file():
            return f"There is no file {clean(str(path))}; type where the settlement of {courier} is."
        screen.desk.push_screen(Settlement(courier, path))
        return None

    screen.ask.write(f"Which settlement file of {courier}?", typed, placeholder=WHERE)


def ask_columns(screen: "Settlement") -> None:
    """Is each column what it says? One after another can be changed."""
    file = screen.file
    answers = [Choice("1", "these are right", RIGHT)]
    for column in Column:
        names = " + ".join(file.held(column)) or "–"
        answers.append(Choice(_KEYS[column], f"{column.label:<8} <- {names}   ({HELD[column]})", column))
    screen.ask.choose(
        f"{_as_last_time(screen)}Is each column what it says?", answers, lambda value: _chosen(screen, value)
    )


def _as_last_time(screen: "Settlement") -> str:
    """Where nothing was changed since."""
    file = screen.file
    given_up = f", with up to {money(file.tolerance, file.currency)} given up" if file.tolerance else ""
    return f"As last time{given_up}. " if file.how == file.past else ""


def _chosen(screen: "Settlement", value: str) -> None:
    if value == RIGHT:
        screen.match()
        return
    column = Column(value)
    held = screen.file.held(column)
    names = [(f"{'✓ ' if name in held else ''}{name}", name) for name in screen.file.header]
    answers = numbered([*names, ("no column", NONE)])

    def say(name: str) -> None:
        screen.file.say(column, "" if name == NONE else name)
        ask_columns(screen)

    screen.ask.choose(f"Which column holds {HELD[column]}?", answers, say)


def ask_tolerance(screen: "Settlement") -> None:
    """Which difference is given up at once?"""
    file = screen.file
    currency = file.currency

    def typed(text: str) -> str | None:
        try:
            file.tolerance = typed_amount(text or "0", currency)
        except ValueError as problem:
            return str(problem)
        screen.match()
        return None

    value = plain(file.tolerance, exponent(currency))
    screen.ask.write("A difference up to how much is given up at once?", typed, value=value)


@dataclass
class Accepting:
    """The statement of a file while it is asked for; escape leaves everything as it was."""

    screen: "Settlement"
    then: Callable[["Statement"], None]
    kinds: tuple[Kind, ...] = PAID
    day: date = date.min
    reference: str = field(default="")

    def begin(self) -> None:
        """All of it, or only what agrees."""
        counts = self._counts()
        if counts[Kind.SETTLED] and counts[Kind.SHORT] + counts[Kind.OVER]:
            whole = f"everything: {counted(sum(counts.values()), 'parcel')}, what differs as short or over"
            some = f"only what agrees: {counted(counts[Kind.SETTLED], 'parcel')}"
            answers = numbered([(whole, "all"), (some, "some")])
            self.screen.ask.choose("Settle which rows?", answers, self._kinds)
        else:
            self._ask_day()

    def _counts(self) -> dict[Kind, int]:
        return {kind: self._matching.counts[kind] for kind in PAID}

    @property
    def _matching(self) -> "Matching":
        matching = self.screen.file.matching
        assert matching is not None, "the file is matched"
        return matching

    def _kinds(self, value: str) -> None:
        self.kinds = PAID if value == "all" else (Kind.SETTLED,)
        self._ask_day()

    def _ask_day(self) -> None:
        self.screen.ask.write("Of which day is the statement?", self._dated, value=self._today.isoformat())

    @property
    def _today(self) -> date:
        return self.screen.local(self.screen.seat.now).date()

    def _dated(self, text: str) -> str | None:
        try:
            self.day = typed_day(text, self._today)
        except ValueError as problem:
            return str(problem)
        self.screen.ask.write(
            "Which reference has it?", self._referenced, value=self.screen.file.usual_reference, placeholder=REFERENCE
        )
        return None

    def _referenced(self, text: str) -> str | None:
        self.reference = text.strip() or self.screen.file.usual_reference
        self.screen.ask.write("Note?", self._noted, placeholder=REMARK)
        return None

    def _noted(self, text: str) -> str | None:
        try:
            statement = statement_of(
                self._matching, day=self.day, reference=self.reference, note=text.strip(), kinds=self.kinds
            )
        except Refused as refusal:
            return str(refusal)
        read = self._read(statement)
        self.screen.ask.agree("Settle the file", read, "settle it", FINAL, lambda: self.then(statement))
        return None

    def _read(self, statement: "Statement") -> list[str]:
        """What is settled, what differs, what is left out."""
        matching = self._matching
        currency = matching.currency
        whole = sum(one.amount for one in statement.amounts)
        read = [f"{money(whole, currency)} from {statement.courier} for {counted(len(statement.amounts), 'parcel')}"]
        if statement.fees_minor:
            net = money(whole - statement.fees_minor, currency)
            read.append(f"less {money(statement.fees_minor, currency)} of fees: {net} is paid out")
        if doubt := matching.doubt(*self.kinds):
            read.append(f"{doubt}: ask the courier")
        given_up = [line.difference for line in matching.of(Kind.SETTLED) if line.difference]
        if given_up:
            off = money(sum(map(abs, given_up)), currency)
            read.append(f"{off} of {counted(len(given_up), 'parcel')} given up within the tolerance")
        for kind in self.kinds:
            differing = sum(line.difference for line in matching.of(kind))
            if kind is not Kind.SETTLED and matching.counts[kind]:
                read.append(f"{matching.counts[kind]} {kind.value} by {money(abs(differing), currency)} together")
        left = len(self.screen.file.left(self.kinds))
        read += [f"{counted(left, 'row')} not settled"] if left else []
        return [*read, " · ".join(filter(None, (dated(self.day), statement.reference, statement.note)))]
