"""A file read order by order: surveyed once, then every order or the reason why not."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from models.currencies import LARGEST
from workflows.intake.amounts import DecimalMark
from workflows.intake.currencywords import named
from workflows.intake.dates import DayOrder
from workflows.intake.fields import DATES, LINES, MONEY, Field
from workflows.intake.group import BadCell, BadSum, Columns, Group, Layout, ShopDefaults
from workflows.intake.grouping import Keys, Tally, grouped
from workflows.intake.mapping import Mapping
from workflows.intake.rows import Progress, Row
from workflows.intake.spreadsheet import Sheet
from workflows.orders.draft import DraftOrder, Rejection

_TELLING = 2_000  #: rows whose amounts tell the file's decimal mark and currency, if any do
_FAIR = 20  #: one amount in so many says its currency, and the file is taken to be in it
_MOST_ROWS = 2_000  #: lines of one order
_MOST_FAULTS = 20  #: of one order that are told; each costs another look at all its rows


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file: which columns it has, which rows are one order, and how that becomes a draft."""

    source: str
    columns: Columns
    keys: Callable[[], Keys]  #: a fresh one for each pass
    draft: Callable[[Group], DraftOrder]
    slots: tuple[Columns, ...] = ()
    billing: Columns = field(default_factory=dict)
    mark: str = ""  #: decimal mark where neither the file nor a person says
    declared_mark: str = ""
    declared_order: bool | None = None  #: day first
    declared_currency: str = ""


@dataclass(slots=True)
class _Survey:
    """What only the whole file can tell: its decimal mark, its order of day and month, its currency."""

    money: tuple[int, ...]
    dates: tuple[int, ...]
    mark: DecimalMark = field(default_factory=DecimalMark)
    order: DayOrder = field(default_factory=DayOrder)
    currencies: Counter[str] = field(default_factory=Counter)  #: how often each is written beside an amount
    headed: set[str] = field(default_factory=set)  #: those that the names of columns say
    amounts: int = 0
    rows: int = 0

    @property
    def currency(self) -> str:
        """The one currency that the columns' names or a fair part of the amounts say, empty when none does."""
        said = self.headed or {code for code, times in self.currencies.items() if times * _FAIR >= self.amounts}
        return next(iter(said)) if len(said) == 1 and self.currencies.keys() <= said else ""

    def see(self, cells: tuple[str, ...]) -> None:
        self.rows += 1
        if self.rows < _TELLING or not self.mark.mark:
            self._see_amounts(cells)
        for column in self.dates:
            self.order.see(cells[column])

    def _see_amounts(self, cells: tuple[str, ...]) -> None:
        for column in self.money:
            if cell := cells[column]:
                self.amounts += 1
                if not cell.isdecimal():
                    self.mark.see(cell)
                    self._see_currency(cell)

    def _see_currency(self, cell: str) -> None:
        if (not cell.isascii() or cell[0].isalpha() or cell[-1].isalpha()) and (code := named(cell)):
            self.currencies[code] += 1


@dataclass(slots=True)
class Reading:
    """The orders of one file. Iterate over it; `notes` and `progress` fill while that happens."""

    sheet: Sheet
    form: Form
    defaults: ShopDefaults
    mapping: Mapping | None = None  #: of a table; the other kinds know their columns
    progress: Progress = field(default_factory=lambda: Progress(passes=2))
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notes = [*self.sheet.notes, *self.notes]

    def __iter__(self) -> Iterator[DraftOrder | Rejection]:
        """Every order of the file once, as a draft or with the reasons why it was not taken."""
        tally = Tally(self.form.keys())
        layout = self._surveyed(tally)
        for rows in grouped(self.sheet.rows(self.progress), self.form.keys(), tally.counts):
            yield self._result(rows, layout)

    def _surveyed(self, tally: Tally) -> Layout:
        money = _places(self.form.columns, MONEY)
        survey = _Survey(money, _places(self.form.columns, DATES))
        survey.headed = {code for place in money if (code := named(self.sheet.header[place]))}
        self.progress.done = self.progress.total = 0
        for row in self.sheet.rows(self.progress):
            tally.see(row)
            survey.see(row.cells)
        self.notes += [note for note in self._assumed(survey) if note not in self.notes]
        return self._layout(survey)

    def _layout(self, survey: _Survey) -> Layout:
        form = self.form
        return Layout(
            self.sheet.header,
            form.columns,
            form.declared_currency or survey.currency or self.defaults.currency,
            self.defaults.zone,
            form.slots or ({wanted: form.columns[wanted] for wanted in LINES if wanted in form.columns},),
            form.billing,
            form.declared_mark or survey.mark.mark or form.mark,
            _first_of(form.declared_order, survey.order.day_first, True),
        )

    def _assumed(self, survey: _Survey) -> Iterator[str]:
        """What a person should know before the orders are taken."""
        order = survey.order
        if self.form.declared_order is None and order.seen and order.day_first is None:
            yield "Dates such as 02/08/2026 are read as day/month; nothing in the file says which comes first."
        elif order.day_first is False:
            yield "Dates are read as month/day, as other dates of the file show."
        if survey.mark.mark == ",":
            yield "Amounts are read with a decimal comma."
        currency = self.form.declared_currency or survey.currency
        if currency and currency != self.defaults.currency and Field.CURRENCY not in self.form.columns:
            yield f"Amounts are in {currency}, as the file says; the shop's currency is {self.defaults.currency}."

    def _result(self, rows: list[Row], layout: Layout) -> DraftOrder | Rejection:
        group = Group(rows, layout)
        try:
            _refuse_rows(rows)
            group.settle_currency()
            return _bounded(self.form.draft(group))
        except BadCell as bad:
            first, *others = (_rejection(fault, group) for fault in self._faults(group, bad))
            return replace(first, others=tuple(others))

    def _faults(self, group: Group, bad: BadCell) -> Iterator[BadCell]:
        """The first fault, then each that shows once the cell of the one before is left out."""
        yield bad
        for _ in range(_MOST_FAULTS - 1):
            if not (group.currency and bad.name):
                return
            group = group.without(bad)
            found = self._fault(group)
            if found is None or (found.row, found.name) == (bad.row, bad.name):
                return
            yield (bad := found)

    def _fault(self, group: Group) -> BadCell | None:
        """What cannot be read. What the amounts come to is not judged while one of them is left out."""
        try:
            self.form.draft(group)
        except BadSum:
            return None
        except BadCell as bad:
            return bad
        return None


def _rejection(bad: BadCell, group: Group) -> Rejection:
    return Rejection(bad.row, bad.name, bad.value[:200], bad.reason, group.numbers)


def _refuse_rows(rows: list[Row]) -> None:
    for row in rows:
        if row.problem:
            raise BadCell(row.number, "", " | ".join(filter(None, row.cells))[:80], row.problem)
    if len(rows) > _MOST_ROWS:
        raise BadCell(rows[0].number, "", "", f"{len(rows):,} rows are more than one order can have")


def _bounded(draft: DraftOrder) -> DraftOrder:
    values = [draft.total_minor, draft.shipping_minor, draft.discount_minor, draft.tax_minor, draft.paid_minor]
    if max(*values, *(line.unit_minor * line.quantity for line in draft.lines)) > LARGEST:
        raise BadCell(draft.row, "", str(draft.total_minor), "the amounts of the order are too large")
    return draft


def _places(columns: Columns, kinds: frozenset[Field]) -> tuple[int, ...]:
    return tuple({place for kind in kinds for place in columns.get(kind, ())})


def _first_of(*values: bool | None) -> bool:
    return next(value for value in values if value is not None)
