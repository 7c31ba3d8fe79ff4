"""Orders for the tables: pages of a list read through the seat, and each order as one line of cells.

What a line shows follows from the profile of the shop: its status columns and their words. Every text of a
stranger is cleaned here, once, on its way from the database to a screen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID

from console.data.columns import Column
from console.data.rows import Direction, Key, Page, Query, SourceError, TableRow
from console.styles.tones import HEADLINES
from console.text import brief, clean, phone
from models.clock import zone
from workflows import views
from workflows.errors import Refused
from workflows.labels import Promise
from workflows.profiles import PROFILES
from workflows.profiles.profile import Profile
from workflows.spoken import money

if TYPE_CHECKING:
    from console.seat import Seat
    from workflows.views import OrderRow
    from workflows.work import Work

ON_SCREEN = "▸ "  #: stands before the name of who works on an order right now


@dataclass(frozen=True, slots=True)
class Glance:
    """What a cell needs besides the order: the moment, the shop's zone, and its words."""

    now: datetime
    zone: tzinfo
    profile: Profile

    @classmethod
    def of(cls, work: "Work") -> "Glance":
        """As the shop sees it now."""
        return cls(work.now, zone(work.shop.zone), PROFILES[work.shop.profile])

    def at(self, moment: datetime | None) -> str:
        """A moment, or nothing."""
        return brief(moment, self.now, self.zone) if moment else ""


Cell = Callable[["OrderRow", Glance], str]
Shape = Callable[["Work", Sequence["OrderRow"]], list[TableRow]]  #: rows of the database as lines of a table


def called(row: "OrderRow", _glance: Glance) -> str:
    """The number as it is written abroad; what was typed where that cannot be called."""
    return phone(row.phone) if row.phone else f"? {row.phone_typed}" if row.phone_typed else "no number"


def worth(row: "OrderRow", _glance: Glance) -> str:
    """The total with its currency in front."""
    return money(row.total_minor, row.currency)


def whose(row: "OrderRow", _glance: Glance) -> str:
    """Who works on it now, else for whom it is kept."""
    return f"{ON_SCREEN}{row.claimed_by}" if row.claimed_by else row.assigned_to


def due(row: "OrderRow", glance: Glance) -> str:
    """When the next call is due: the promise of a person, else the next try."""
    return glance.at(row.appointment_at or row.next_try_at)


def place_of(row: "OrderRow", _glance: Glance) -> str:
    """The town; the region where there is none."""
    return row.city or row.region


CELLS: Mapping[str, tuple[Column, Cell]] = {
    "ref": (Column("", 14, min=9, keep="end"), lambda row, _: row.ref),
    "placed": (Column("", 9, hide=2), lambda row, glance: glance.at(row.placed_at)),
    "attempts": (Column("", 5, align="right", hide=3), lambda row, _: str(row.attempts or "")),
    "next": (Column("", 9, hide=4), due),
    "total": (Column("", 13, align="right", hide=1), worth),
    "agent": (Column("", 12, min=9, hide=5), whose),
    "phone": (Column("", 17), called),
    "city": (Column("City", 16, min=12, hide=6), place_of),
    "customer": (Column("", 24, min=15, flex=1), lambda row, _: row.customer),
}  #: the columns that every profile shares, in cells; the profile gives the titles and puts in its status columns
STATUS = Column("", 20, min=11, tone=True, whole=True)


def layout(profile: str) -> tuple[Column, ...]:
    """The columns of a profile; the town stands before the name, both last."""
    return tuple(column for column, _ in _columns(profile))


def _columns(profile: str) -> list[tuple[Column, Cell]]:
    made: list[tuple[Column, Cell]] = []
    words = 0
    for column in PROFILES[profile].columns:
        if column.id == "customer":
            made.append(CELLS["city"])
        if column.labels:
            made.append((_status(column.title), _word(words)))
            words += 1
        else:
            bare, cell = CELLS[column.id]
            made.append((replace(bare, title=column.title), cell))
    return made


def _status(title: str) -> Column:
    return replace(STATUS, title=title, min=max(STATUS.min, len(title)))


def _word(place: int) -> Cell:
    return lambda row, _: row.words[place]


def orders(work: "Work", rows: Sequence["OrderRow"]) -> list[TableRow]:
    """Orders as the lines of the profile's list."""
    glance, columns = Glance.of(work), _columns(work.shop.profile)
    return [line(row, tuple(clean(cell(row, glance)) for _, cell in columns)) for row in rows]


def line(row: "OrderRow", cells: tuple[str, ...]) -> TableRow:
    """One line: its cells, the tone of its status, and the signs in its margin."""
    missed = row.promise is Promise.MISSED
    tone = "trouble" if missed else HEADLINES[row.headline]
    return TableRow(str(row.id), row.key, cells, tone, _marks(row), row.version)


def _marks(row: "OrderRow") -> str:
    """`!` a call-back that was missed or a number to mend, `=` perhaps a duplicate, `T` a test order."""
    missed = row.promise is Promise.MISSED or bool(row.phone_problem)
    return ("!" if missed else "") + ("T" if row.is_test else "=" if row.duplicate_of else "")


class OrdersSource:
    """A `PageSource` over one shop; a query is a `views.Query`."""

    def __init__(self, seat: "Seat", shape: Shape = orders) -> None:
        self._seat = seat
        self._shape = shape

    async def page(self, query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        """Rows after or before a key, shaped in the reader's thread."""
        try:
            return await self._seat.read(lambda work: self._page(work, query, key, direction, limit))
        except Refused as refusal:
            raise SourceError(str(refusal)) from refusal

    def _page(self, work: "Work", query: Query, key: Key | None, direction: Direction, limit: int) -> Page:
        assert isinstance(query, views.Query)
        place = _key(key)
        if direction is Direction.AFTER:
            found = views.page(work, query, after=place, limit=limit)
        else:
            found = views.page(work, query, before=place, from_end=place is None, limit=limit)
        return Page(tuple(self._shape(work, found.rows)), found.more)

    async def again(self, ids: Sequence[str]) -> dict[str, TableRow]:
        """The lines of these orders as they stand now; their keys say nothing."""

        def unit(work: "Work") -> list[TableRow]:
            return self._shape(work, list(views.rows(work, [UUID(one) for one in ids]).values()))

        return {row.id: row for row in await self._seat.read(unit)}


def _key(key: Key | None) -> views.Key | None:
    """A place in a list, as the views take it."""
    if key is None:
        return None
    phase, value, order_id = key
    assert isinstance(phase, int)
    assert isinstance(value, int)
    return phase, value, str(order_id)
