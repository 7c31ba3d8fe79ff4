"""The rows of a settlement file: which parcel, how much, what the courier keeps."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from models.statuses import Shipping
from workflows.intake.amounts import DecimalMark, Unreadable, minor
from workflows.intake.rows import Row
from workflows.intake.spreadsheet import Sheet, open_sheet
from workflows.intake.states import standing, state_of
from workflows.orders.draft import Rejection
from workflows.settlement.columns import DASHES, MONEY, Mapping, guess
from workflows.settlement.words import TOTALS, Column
from workflows.text import clean, digits, fold, undotted, unguarded

_SAMPLE = 500  #: rows from which a mapping is guessed
_SHORTENED = "a spreadsheet has shortened this number; export the file again, or format the column as text"
_BACK = frozenset({Shipping.RETURNED, Shipping.IN_RETURN})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the file, in minor units."""

    row: int
    waybill: str
    order: str
    amount: int  #: what the customer paid, before fees
    fees: int
    came_back: bool  #: the courier says that the parcel was returned
    unpaid: int = 0  #: how much less is paid out than amount and fees come to, where the file says all three


@dataclass(slots=True)
class Entries:
    """The rows of one file. Iterate over it; rows that cannot be read come as rejections."""

    sheet: Sheet
    mapping: Mapping
    currency: str
    notes: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Entry | Rejection]:
        """Every row once; rows of sums are passed over."""
        places = self.mapping.located(self.sheet.header)
        mark = self.mapping.decimal or self._mark(places)
        for row in self.sheet.rows():
            reader = _Reader(row, self.sheet.header, places, self.currency, mark)
            if not reader.is_total:
                yield reader.entry()

    def _mark(self, places: dict[Column, tuple[int, ...]]) -> str:
        """The decimal mark that the file's amounts show."""
        told = DecimalMark()
        columns = [place for column in MONEY for place in places.get(column, ())]
        for row in self.sheet.rows():
            for place in columns:
                if row.cells[place]:
                    told.see(row.cells[place])
        return told.mark


def open_entries(path: Path, *, currency: str, mapping: Mapping | None = None) -> Entries:
    """A settlement file; its mapping is guessed unless one is given. FileProblem when it is none."""
    sheet = open_sheet(path)
    chosen = mapping or guess(sheet.header, [row.cells for row in islice(sheet.rows(), _SAMPLE)])
    chosen.located(sheet.header)
    return Entries(sheet, chosen, chosen.currency or currency, list(sheet.notes))


class _Unusable(Exception):
    """Why a cell cannot be used."""

    def __init__(self, place: int, value: str, reason: str) -> None:
        super().__init__(reason)
        self.place, self.value, self.reason = place, value, reason


@dataclass(frozen=True, slots=True)
class _Reader:
    row: Row
    header: tuple[str, ...]
    places: dict[Column, tuple[int, ...]]
    currency: str
    mark: str

    @property
    def is_total(self) -> bool:
        """Whether it only adds the others up."""
        cells = [clean(cell) for cell in self.row.cells]
        named = [cells[place] for column in (Column.WAYBILL, Column.ORDER) for place in self.places.get(column, ())]
        return _is_total(next(filter(None, [*named, *cells]), ""))

    def entry(self) -> Entry | Rejection:
        """The row, or the reason why it cannot be read."""
        if self.row.problem:
            return Rejection(self.row.number, "", "", self.row.problem)
        try:
            return self._entry()
        except _Unusable as bad:
            name = self.header[bad.place] if bad.place >= 0 else ""
            return Rejection(self.row.number, name, bad.value[:200], bad.reason)

    def _entry(self) -> Entry:
        waybill, order = self._number(Column.WAYBILL), self._number(Column.ORDER)
        if not (waybill or order):
            raise _Unusable(-1, "", "the row names no parcel and no order")
        fees = sum(abs(self._money(place)) for place in self.places.get(Column.FEE, ()))
        amount = self._amount(fees)
        if amount < 0:
            place = (*self.places.get(Column.AMOUNT, ()), *self.places.get(Column.NET, ()))[0]
            raise _Unusable(place, self.row.cells[place], "an amount that was collected is not less than nothing")
        return Entry(self.row.number, waybill, order, amount, fees, self._came_back(), self._unpaid(amount - fees))

    def _amount(self, fees: int) -> int:
        """What the customer paid; what is paid out and kept where the file says only that."""
        if gross := self.places.get(Column.AMOUNT):
            return self._money(gross[0])
        net = self._money(self.places[Column.NET][0])
        return max(net + fees, 0) if net <= 0 else net + fees

    def _unpaid(self, net: int) -> int:
        if not {Column.AMOUNT, Column.FEE, Column.NET} <= self.places.keys():
            return 0
        said = self.places[Column.NET][0]
        try:
            return net - self._money(said) if self.row.cells[said].strip() else 0
        except _Unusable:
            return 0  # nothing is settled by it

    def _money(self, place: int) -> int:
        cell = unguarded(self.row.cells[place])
        if not cell.strip() or cell.strip() in DASHES:
            return 0
        try:
            return minor(cell, self.currency, self.mark)
        except Unreadable as problem:
            raise _Unusable(place, self.row.cells[place], str(problem)) from None

    def _number(self, column: Column) -> str:
        for place in self.places.get(column, ()):
            text = undotted(digits(clean(unguarded(self.row.cells[place]))))
            if "e+" in text.casefold() and any(char.isdigit() for char in text[:1]):
                raise _Unusable(place, text, _SHORTENED)
            return text
        return ""

    def _came_back(self) -> bool:
        return any(_is_back(self.row.cells[place]) for place in self.places.get(Column.STATUS, ()))


@lru_cache(maxsize=256)
def _is_back(words: str) -> bool:
    state = state_of(words)
    return state is not None and standing(state).shipping in _BACK


@lru_cache(maxsize=1)
def _totals() -> frozenset[str]:
    return frozenset(fold(word) for word in TOTALS.split("|"))


def _is_total(cell: str) -> bool:
    return len(cell) < 30 and fold(cell) in _totals()
