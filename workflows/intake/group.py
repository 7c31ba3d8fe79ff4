"""The rows of one order, read cell by cell; a cell that cannot be read says which it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from models.currencies import LARGEST, exponent
from workflows.intake.amounts import Price, Unreadable, exact, minor, quantity
from workflows.intake.dates import when
from workflows.intake.fields import Field
from workflows.intake.rows import Number, Row
from workflows.orders.draft import Address
from workflows.regions import country_code
from workflows.text import clean, undotted, unguarded

Columns = Mapping[Field, tuple[int, ...]]
_PLACE = (Field.STREET, Field.HOUSE, Field.STREET_2, Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY)
_SHORTEST = 5  #: digits that a word for nothing does not have
_BLANK = frozenset({"", "-", "–", "—", "N/A", "n/a", "NULL", "null", "None", "#N/A"})


def is_filled(value: str) -> bool:
    """Whether a cell holds more than space or a word for nothing."""
    return (len(value) > 4 and value[0] > " ") or value.strip() not in _BLANK


class BadCell(Exception):
    """The one cell that keeps an order from being taken."""

    def __init__(self, row: int, name: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.row, self.name, self.value, self.reason = row, name, value, reason


class BadSum(BadCell):
    """Every amount can be read, but together they make no order."""


@dataclass(frozen=True, slots=True)
class ShopDefaults:
    """What the shop is taken for where a file does not say."""

    currency: str  #: ISO 4217
    country: str  #: ISO 3166-1 alpha-2
    zone: str  #: IANA


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands in a file, and how its amounts and dates are written."""

    header: tuple[str, ...]
    columns: Columns  #: the first column of a field that is filled counts
    currency: str
    zone: str
    slots: tuple[Columns, ...] = ()  #: the columns of each line that one row may hold
    billing: Columns = field(default_factory=dict)  #: looked at where the columns above are blank
    mark: str = ""  #: decimal mark, empty where unknown
    day_first: bool = True
    both: Columns = field(init=False)  #: `columns`, then `billing`

    def __post_init__(self) -> None:
        wanted = (*self.columns, *self.billing)
        both = {one: (*self.columns.get(one, ()), *self.billing.get(one, ())) for one in wanted}
        object.__setattr__(self, "both", both)


class Cell(NamedTuple):
    """A cell that is filled, and where it stands."""

    row: int
    name: str
    value: str

    def unsigned(self) -> "Cell":
        """The same amount without its minus."""
        if self.value.lstrip()[:1] not in ("-", "−"):
            return self
        bare = self.value.lstrip()[1:]
        return self._replace(value=Number(bare) if isinstance(self.value, Number) else bare)

    def bad(self, reason: str) -> BadCell:
        """The same cell with what is wrong with it."""
        return BadCell(self.row, self.name, clean(self.value), reason)


@dataclass(slots=True)
class Group:
    """All rows of one order."""

    rows: list[Row]
    layout: Layout
    currency: str = ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all its rows."""
        return tuple([row.number for row in self.rows])

    def without(self, bad: BadCell) -> "Group":
        """The same rows with one cell left blank."""
        place = self.layout.header.index(bad.name)
        rows = [
            replace(row, cells=(*row.cells[:place], "", *row.cells[place + 1 :])) if row.number == bad.row else row
            for row in self.rows
        ]
        return Group(rows, self.layout, self.currency)

    def cell(self, wanted: Field) -> Cell | None:
        """The first filled cell of a field: columns by preference, then rows from the top."""
        return self._in(self.layout.both, wanted) if wanted in self.layout.both else None

    def _in(self, columns: Columns, wanted: Field) -> Cell | None:
        for column in columns.get(wanted, ()):
            for row in self.rows:
                if (value := row.cells[column]) and is_filled(value):
                    plain = unguarded(value) if value[0] in "'=" else value
                    return Cell(row.number, self.layout.header[column], plain)
        return None

    def _value(self, columns: Columns, wanted: Field) -> str:
        """The cell's content alone, for text: nothing in it can be wrong, so where it stands is not needed."""
        for column in columns.get(wanted, ()):
            for row in self.rows:
                if (value := row.cells[column]) and is_filled(value):
                    return unguarded(value) if value[0] in "'=" else value
        return ""

    def cell_at(self, row: Row, columns: tuple[int, ...]) -> Cell | None:
        """The first of these cells of one row that is filled."""
        for column in columns:
            if (value := row.cells[column]) and is_filled(value):
                return Cell(row.number, self.layout.header[column], unguarded(value))
        return None

    def each(self, wanted: Field) -> list[str]:
        """Every different text of a field, over all its columns."""
        columns = self.layout.both.get(wanted)
        if columns is None:
            return []
        cells = [
            value for column in columns for row in self.rows if (value := row.cells[column]) and is_filled(value)
        ]
        return list(dict.fromkeys([clean(unguarded(value)) for value in cells]))

    def text(self, wanted: Field) -> str:
        """The field as clean text, empty when it is blank."""
        value = self._value(self.layout.both, wanted) if wanted in self.layout.both else ""
        return clean(value) if value else ""

    def missing(self, wanted: Field, reason: str) -> BadCell:
        """A field that the order cannot do without and that no row of it fills."""
        columns = self.layout.columns.get(wanted, ())
        name = self.layout.header[columns[0]] if columns else ""
        return BadCell(self.rows[0].number, name, "", reason)

    def settle_currency(self) -> None:
        """The currency of every amount of this order. BadCell when it is none."""
        cell = self.cell(Field.CURRENCY)
        code = clean(cell.value).upper() if cell else self.layout.currency
        try:
            exponent(code)
        except ValueError as error:
            raise (cell or Cell(self.rows[0].number, "", code)).bad(str(error)) from None
        self.currency = code

    def money(self, wanted: Field) -> int | None:
        """Minor units from 0 up, None when the field is blank."""
        cell = self.cell(wanted)
        return None if cell is None else self.amount(cell)

    def amount(self, cell: Cell) -> int:
        """Minor units of one cell. BadCell when it is no amount or below zero."""
        try:
            value = minor(cell.value, self.currency, self.layout.mark)
        except Unreadable as error:
            raise cell.bad(str(error)) from None
        if value < 0:
            raise cell.bad("the amount is below zero; a credit note is not an order")
        if value > LARGEST:
            raise cell.bad("the amount is too large")
        return value

    def reduction(self, wanted: Field) -> int:
        """A discount, which some files write with a minus."""
        cell = self.cell(wanted)
        return self.amount(cell.unsigned()) if cell else 0

    def price(self, cell: Cell) -> Price:
        """Minor units with the decimals finer than that. BadCell as for amounts."""
        try:
            value = exact(cell.value, self.currency, self.layout.mark)
        except Unreadable as error:
            raise cell.bad(str(error)) from None
        if value < 0:
            raise cell.bad("the price is below zero; a credit note is not an order")
        return value

    def pieces(self, cell: Cell) -> int:
        """A quantity. BadCell when it is none."""
        try:
            return quantity(cell.value)
        except Unreadable as error:
            raise cell.bad(str(error)) from None

    def moment(self, wanted: Field) -> datetime | None:
        """A moment in UTC, None when the field is blank. BadCell when it is no date."""
        cell = self.cell(wanted)
        if cell is None:
            return None
        hour = self.text(Field.TIME) if wanted == Field.DATE and ":" not in cell.value else ""
        try:
            return when(f"{cell.value} {hour}" if hour else cell.value, self.layout.zone, self.layout.day_first)
        except Unreadable as error:
            raise cell.bad(str(error)) from None

    def address(self) -> Address:
        """Where the parcel goes; the billing address only when no other is given."""
        given = self._address(self.layout.columns)
        told = given.street or given.city or given.region
        if (told and given.country) or not self.layout.billing:
            return given
        billing = self._address(self.layout.billing)
        return replace(given, country=billing.country) if told else billing

    def _address(self, columns: Columns) -> Address:
        street, house, second, city, region, postcode, country = [
            clean(self._value(columns, part)) for part in _PLACE
        ]
        street = f"{street} {house}" if house and house not in street.split() else street
        if second and second not in street:
            street = f"{street}, {second}" if street else second
        return Address(street, city, region, undotted(postcode), country_code(country) or country)

    def name(self) -> str:
        """The customer's name, whole or from its parts; where it goes before who pays."""
        for columns in (self.layout.columns, self.layout.billing):
            if whole := self._value(columns, Field.CUSTOMER):
                return clean(whole)
            parts = (self._value(columns, part) for part in (Field.FIRST_NAME, Field.LAST_NAME))
            if joined := " ".join(clean(part) for part in parts if part):
                return joined
        return ""

    def phones(self) -> tuple[str, str]:
        """The number to call and another one, as typed; words such as `not given` only where nothing else is."""
        typed = (*self.each(Field.PHONE), *self.each(Field.OTHER_PHONE))
        different: dict[str, str] = {}
        for phone in typed:
            if len(end := _end(phone)) > _SHORTEST:
                different.setdefault(end, phone)
        first, second, *_ = (*different.values(), *(() if different else typed[:1]), "", "")
        return first, second


def _end(phone: str) -> str:
    """The last eight digits tell two numbers apart, however they are written."""
    return "".join(filter(str.isdigit, phone))[-8:]
